import { ActionIcon, Button, Group, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useWords } from '../../language/index.js';
import { useCountries } from '../../ui/countries.js';
import type { Indicator } from '../draft-room.js';

/** Identifiers, each judged as it is typed. */
export function Indicators({
  value,
  onChange,
  faults,
}: {
  value: readonly Indicator[];
  onChange: (indicators: Indicator[]) => void;
  faults: readonly { field: string; expected: string }[];
}) {
  const { t, alert: words } = useWords();
  const countries = useCountries();
  const change = (i: number, by: object) =>
    onChange(value.map((one, j) => (j === i ? ({ ...one, ...by } as Indicator) : one)));
  return (
    <Stack gap="xs">
      {value.map((one, i) => {
        const fault = faults.find(
          ({ field }) => field.includes(`indicators[${i}]`) || field.includes(`indicators.${i}.`),
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: indicators have no name but their place
          <Group key={i} gap="xs" align="flex-start">
            <NativeSelect
              size="xs"
              aria-label={t('write.indicator-type')}
              value={one.type}
              data={Object.entries(words.indicator).map(([code, word]) => ({ value: code, label: word }))}
              onChange={(event) => {
                const type = event.currentTarget.value as Indicator['type'];
                const more =
                  type === 'plate' || type === 'document-number'
                    ? { country: '' }
                    : type === 'account'
                      ? { service: '' }
                      : {};
                onChange(
                  value.map((each, j) =>
                    j === i ? ({ type, value: each.value, confidence: each.confidence, ...more } as Indicator) : each,
                  ),
                );
              }}
            />
            {'country' in one && (
              <Select
                size="xs"
                w={150}
                searchable
                aria-label={t('country')}
                value={one.country}
                data={countries}
                onChange={(code) => code && change(i, { country: code })}
              />
            )}
            {'service' in one && (
              <TextInput
                size="xs"
                w={130}
                aria-label={t('write.service')}
                placeholder={t('write.service')}
                value={one.service}
                onChange={(event) => change(i, { service: event.currentTarget.value })}
              />
            )}
            <TextInput
              size="xs"
              flex={1}
              miw={150}
              dir="ltr"
              aria-label={words.indicator[one.type]}
              value={one.value}
              error={one.value ? fault?.expected : undefined}
              onChange={(event) => change(i, { value: event.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              aria-label={words.label.confidence}
              value={one.confidence}
              data={Object.entries(words.confidence).map(([code, word]) => ({ value: code, label: word }))}
              onChange={(event) => change(i, { confidence: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('remove')}
              onClick={() => onChange(value.filter((_, j) => j !== i))}
            >
              <Trash2 size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      <Button
        size="compact-sm"
        variant="default"
        w="fit-content"
        onClick={() => onChange([...value, { type: 'telephone', value: '', confidence: 'medium' }])}
      >
        {t('write.add-indicator')}
      </Button>
    </Stack>
  );
}
