import { Group, NativeSelect, NumberInput, Stack, Textarea } from '@mantine/core';
import { useWords } from '../../language/index.js';
import { Several } from '../../ui/choices.js';
import { Section } from '../../ui/parts.js';
import type { AlertDraft } from '../draft-room.js';
import type { Part } from './part.js';

/** How they work, and what they ask for it. */
export function Methods({ value, set }: Part) {
  const { t, language, alert: words } = useWords();
  const methods = value.methods ?? {};
  return (
    <Section title={words.heading.methods}>
      <Stack gap="xs">
        {(['recruitment', 'concealment', 'control', 'payment'] as const).map((kind) => (
          <Several
            key={kind}
            label={words.label[kind]}
            words={words[kind] as Readonly<Record<string, string>>}
            value={methods[kind] as readonly string[] | undefined}
            onChange={(chosen) => set('methods', { ...methods, [kind]: chosen })}
          />
        ))}
        <Group gap="xs" align="flex-end">
          <NumberInput
            label={t('write.price-from')}
            value={methods.price?.least ?? ''}
            min={0}
            hideControls
            w={130}
            onChange={(least) => set('methods', withPrice(methods, { least: Number(least) }, least === ''))}
          />
          <NumberInput
            label={t('write.price-to')}
            value={methods.price?.most ?? ''}
            min={0}
            hideControls
            w={130}
            onChange={(most) => set('methods', withPrice(methods, { most: Number(most) }, most === ''))}
          />
          <NativeSelect
            label={t('write.currency')}
            value={methods.price?.currency ?? 'EUR'}
            data={['EUR', 'XOF', 'XAF', 'USD', 'MAD', 'DZD', 'LYD', 'NGN', 'GBP']}
            onChange={(event) =>
              methods.price &&
              set('methods', { ...methods, price: { ...methods.price, currency: event.currentTarget.value } })
            }
          />
        </Group>
        <Textarea
          label={t('write.narrative')}
          autosize
          minRows={2}
          value={methods.narrative?.[0]?.text ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value;
            set('methods', {
              ...methods,
              narrative: text ? [{ language: value.title?.language ?? language, text }] : [],
            });
          }}
        />
      </Stack>
    </Section>
  );
}

function withPrice(
  methods: NonNullable<AlertDraft['methods']>,
  by: { least?: number; most?: number },
  empty: boolean,
): NonNullable<AlertDraft['methods']> {
  const { price, ...rest } = methods;
  if (empty) return rest;
  const at = by.least ?? by.most ?? 0;
  return { ...rest, price: { least: at, most: at, currency: 'EUR', ...price, ...by } };
}
