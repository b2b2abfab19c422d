import { Checkbox, TextInput } from '@mantine/core';
import { useWords } from '../../language/index.js';
import { One } from '../../ui/choices.js';
import { localMinute } from '../../ui/local-minute.js';
import { Columns, Section } from '../../ui/parts.js';
import type { Part } from './part.js';

/** 4x4, risk, what is asked, until when it holds. */
export function Judgement({ value, set, faultOf }: Part) {
  const { t, alert: words } = useWords();
  return (
    <Section title={t('field.evaluation')}>
      <Columns of={2}>
        <One
          label={words.label.source}
          words={words.source}
          value={value.evaluation?.source}
          none={t('choose')}
          onChange={(source) => set('evaluation', { information: '4', ...value.evaluation, source })}
        />
        <One
          label={words.label.information}
          words={words.information}
          value={value.evaluation?.information}
          none={t('choose')}
          onChange={(information) => set('evaluation', { source: 'X', ...value.evaluation, information })}
        />
        <One
          label={words.label.likelihood}
          words={words.level}
          value={value.risk?.likelihood}
          none={t('choose')}
          onChange={(likelihood) => set('risk', { impact: 'medium', ...value.risk, likelihood })}
        />
        <One
          label={words.label.impact}
          words={words.level}
          value={value.risk?.impact}
          none={t('choose')}
          onChange={(impact) => set('risk', { likelihood: 'medium', ...value.risk, impact })}
        />
        <One
          label={words.label.actionAsked}
          words={words.action}
          value={value.actionAsked}
          none={t('choose')}
          onChange={(actionAsked) => set('actionAsked', actionAsked)}
        />
        <TextInput
          type="datetime-local"
          label={words.label.validUntil}
          value={localMinute(value.validUntil)}
          error={faultOf('validUntil')}
          onChange={(event) =>
            event.currentTarget.value && set('validUntil', new Date(event.currentTarget.value).toISOString())
          }
        />
      </Columns>
      <Checkbox
        mt="sm"
        label={t('field.urgent')}
        description={t('write.urgent.hint')}
        checked={value.urgent ?? false}
        onChange={(event) => set('urgent', event.currentTarget.checked)}
      />
    </Section>
  );
}
