import { Button, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { LANGUAGES, useWords } from '../language/index.js';
import styles from './attach.module.css';
import type { Schema } from './schema.js';

interface Props {
  readonly label: string;
  readonly fault: string | undefined;
  readonly schema: Schema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly required?: boolean;
  readonly translateTo?: string | undefined;
}
interface WordsValue {
  readonly language: string;
  readonly text: string;
  readonly translations?: readonly { language: string; text: string }[];
}

/** What is said, in the writer's language, and beside it what the other side reads. */
export function WordsField({ value, onChange, label, fault, schema, required, translateTo }: Props) {
  const { t, language, tongue } = useWords();
  const [ownTranslation, setOwnTranslation] = useState<string>();
  const words = value as WordsValue | undefined;
  const own = words?.language ?? language;
  const wanted =
    ownTranslation ??
    words?.translations?.[0]?.language ??
    (translateTo && translateTo !== own ? translateTo : undefined);
  const translates = Boolean(schema.properties?.translations);
  const put = (change: Partial<WordsValue>) => {
    const next = { language: own, text: '', ...words, ...change };
    onChange(next.text === '' && !next.translations?.length ? undefined : next);
  };
  const translate = (tag: string, text: string) => put({ translations: text ? [{ language: tag, text }] : [] });
  return (
    <div>
      <Group justify="space-between" gap="xs" align="flex-end" mb={2}>
        <Text component="span" size="sm" fw={600}>
          {label}
          {required && (
            <Text span inherit c="var(--mantine-color-error)" aria-hidden>
              {' *'}
            </Text>
          )}
        </Text>
        {translates && !wanted && (
          <Button size="compact-xs" variant="subtle" onClick={() => setOwnTranslation(own === 'en' ? 'fr' : 'en')}>
            {t('words.translate')}
          </Button>
        )}
      </Group>
      <Group gap="xs" align="flex-start" grow preventGrowOverflow={false}>
        <Textarea
          aria-label={label}
          lang={own}
          dir="auto"
          autosize
          minRows={1}
          error={fault}
          miw={220}
          value={words?.text ?? ''}
          description={<span className={styles.tongue}>{tongue(own)}</span>}
          onChange={(event) => put({ text: event.currentTarget.value })}
        />
        {translates && wanted && (
          <Textarea
            aria-label={`${label} (${tongue(wanted)})`}
            lang={wanted}
            dir="auto"
            autosize
            minRows={1}
            miw={220}
            description={
              <NativeSelect
                variant="unstyled"
                size="xs"
                classNames={{ root: styles.tongue, input: styles.tongueInput }}
                aria-label={t('words.translation')}
                value={wanted}
                data={Object.keys(LANGUAGES)
                  .filter((tag) => tag !== own)
                  .map((tag) => ({ value: tag, label: tongue(tag) }))}
                onChange={(event) => {
                  setOwnTranslation(event.currentTarget.value);
                  translate(event.currentTarget.value, words?.translations?.[0]?.text ?? '');
                }}
              />
            }
            value={words?.translations?.find((one) => one.language === wanted)?.text ?? ''}
            onChange={(event) => translate(wanted, event.currentTarget.value)}
          />
        )}
      </Group>
    </div>
  );
}
