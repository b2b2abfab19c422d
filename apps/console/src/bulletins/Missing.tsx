import { List, Alert as Notice, Text } from '@mantine/core';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { useWords } from '../language/index.js';
import { useFieldWords } from '../ui/field-words.js';
import { Section } from '../ui/parts.js';
import type { BulletinDraftView } from './draft-room.js';

const MOST_SHOWN = 12;

/** What a draft lacks before it can be released, and what in it looks as if it told of one person. */
export function Missing({
  kind,
  view,
}: {
  kind: BulletinName;
  view: Pick<BulletinDraftView, 'faults' | 'warnings'> | undefined;
}) {
  const { t, colon } = useWords();
  const { expected: inWords, pathOf } = useFieldWords(kind);
  if (!view) return null;
  const { faults, warnings } = view;
  return (
    <>
      {faults.length > 0 && (
        <Section title={t('write.missing', { count: faults.length })}>
          <List size="sm">
            {faults.slice(0, MOST_SHOWN).map(({ field, expected, phrase }) => (
              <List.Item key={field + expected}>
                {pathOf(field)}
                {colon}
                {inWords(phrase)}
              </List.Item>
            ))}
          </List>
        </Section>
      )}
      {warnings.length > 0 && (
        <Notice color="orange" title={t('write.privacy')} mb="sm">
          {warnings.map(({ field, found, looksLike }) => (
            <Text size="sm" key={field + found}>
              <bdi>“{found}”</bdi>: {t(`privacy.${looksLike}`)}
            </Text>
          ))}
        </Notice>
      )}
    </>
  );
}
