import { Badge } from '@mantine/core';
import type { Bulletin } from '#libs/api/bulletins.js';
import { useWords } from '../language/index.js';
import { useTitleOf } from './use-title-of.js';

/** What a bulletin is called, in a list and on its page, and that it is urgent. */
export function Title({
  of,
  small,
}: {
  of: Pick<Bulletin, 'title' | 'titles' | 'urgent' | 'unreadable'>;
  small?: boolean;
}) {
  const { t } = useWords();
  const titleOf = useTitleOf();
  return (
    <>
      {of.urgent && (
        <Badge color="red" {...(small && { size: 'xs' })}>
          {t('bulletins.urgent')}
        </Badge>
      )}{' '}
      <bdi>{titleOf(of) || t(of.unreadable ? 'bulletins.unreadable' : 'bulletins.erased')}</bdi>
    </>
  );
}
