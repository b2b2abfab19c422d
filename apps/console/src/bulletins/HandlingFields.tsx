import { NativeSelect, TagsInput, Text } from '@mantine/core';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { Columns } from '../ui/parts.js';

/** The labels of TLP 2.0, the strictest first. */
export const TLP = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;

export interface Handling {
  readonly tlp: (typeof TLP)[number];
  readonly code: 'H0' | 'H1' | 'H2' | 'H3';
  readonly pap: 'RED' | 'AMBER' | 'GREEN' | 'CLEAR';
  readonly namedUnits?: string[];
}

/** What recipients may do with it: TLP 2.0, the handling code, PAP. */
export function HandlingFields({ value, onChange }: { value: Handling; onChange: (by: Partial<Handling>) => void }) {
  const { t, colon } = useWords();
  const { units } = useUnitNames();
  return (
    <>
      <Columns of={3}>
        <NativeSelect
          label="TLP"
          value={value.tlp}
          data={[...TLP]}
          onChange={(event) => onChange({ tlp: event.currentTarget.value as Handling['tlp'] })}
        />
        <NativeSelect
          label={t('write.handling-code')}
          value={value.code}
          data={(['H0', 'H1', 'H2', 'H3'] as const).map((code) => ({
            value: code,
            label: `${code}${colon}${t(`code.${code}`)}`,
          }))}
          onChange={(event) => onChange({ code: event.currentTarget.value as Handling['code'] })}
        />
        <NativeSelect
          label="PAP"
          value={value.pap}
          data={['RED', 'AMBER', 'GREEN', 'CLEAR']}
          onChange={(event) => onChange({ pap: event.currentTarget.value as Handling['pap'] })}
        />
      </Columns>
      <Text size="sm">{t(`tlp.${value.tlp}`)}</Text>
      {value.tlp === 'RED' && (
        <TagsInput
          label={t('write.named')}
          description={t('write.named.hint')}
          data={units.map((one) => one.unit)}
          value={value.namedUnits ?? []}
          onChange={(namedUnits) => onChange({ namedUnits })}
        />
      )}
    </>
  );
}
