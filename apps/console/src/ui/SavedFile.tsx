import { Anchor, Text } from '@mantine/core';
import { useWords } from '../language/index.js';

/** A file by its name, to be saved where it is here whole; otherwise with the reason why it cannot be. */
export function SavedFile({
  href,
  fileName,
  state = 'coming',
}: {
  href: string;
  fileName: string;
  state: 'coming' | 'altered' | 'no-room' | 'here' | 'refused' | undefined;
}) {
  const { t } = useWords();
  if (state === 'here') {
    return (
      <Anchor href={href} download size="sm">
        <bdi>{fileName}</bdi>
      </Anchor>
    );
  }
  return (
    <Text size="sm" component="span">
      <bdi>{fileName}</bdi>{' '}
      <Text size="xs" component="span" c={state === 'refused' || state === 'no-room' ? 'red' : 'dimmed'}>
        {t(`files.${state}`)}
      </Text>
    </Text>
  );
}
