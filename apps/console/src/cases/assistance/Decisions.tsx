import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import layout from '../../ui/layout.module.css';
import type { TermProps } from '../parts-of-a-kind.js';
import { useAssistanceWords } from './words.js';

interface Decision {
  readonly measure: number;
  readonly decision: 'accepted' | 'postponed' | 'refused';
  readonly ground?: string;
  readonly until?: string;
}
const GROUND_DEFAULT = 'essential-interests';

/** A line a measure that is still to be decided; what is not decided now is left out of what is sent. */
export function Decisions({ data, value, onChange }: TermProps) {
  const { t, assistance } = useAssistanceWords();
  const { measures } = data.state as StateView;
  const decisions = (value ?? []) as readonly Decision[];
  return (
    <table className={layout.table}>
      <thead>
        <tr>
          <th>{assistance.heading.measures}</th>
          <th>{assistance.heading.decisions}</th>
        </tr>
      </thead>
      <tbody>
        {measures
          .filter((one) => ['asked', 'postponed'].includes(one.status))
          .map(({ number, type }) => {
            const one = decisions.find(({ measure }) => measure === number);
            const put = (next: Decision | undefined) =>
              onChange(
                [...decisions.filter(({ measure }) => measure !== number), ...(next ? [next] : [])].sort(
                  (a, b) => a.measure - b.measure,
                ),
              );
            const decide = (decision: Decision['decision'] | '') =>
              put(
                decision === ''
                  ? undefined
                  : { measure: number, decision, ...(decision === 'refused' && { ground: GROUND_DEFAULT }) },
              );
            return (
              <tr key={number}>
                <td>
                  {number}. {assistance.measure[type]}
                </td>
                <td>
                  <Group gap="xs">
                    <NativeSelect
                      size="xs"
                      aria-label={`${number}`}
                      value={one?.decision ?? ''}
                      data={[
                        { value: '', label: t('move.not-now') },
                        ...(['accepted', 'postponed', 'refused'] as const).map((code) => ({
                          value: code,
                          label: assistance.measureStatus[code],
                        })),
                      ]}
                      onChange={(event) => decide(event.currentTarget.value as Decision['decision'] | '')}
                    />
                    {one?.decision === 'refused' && (
                      <NativeSelect
                        size="xs"
                        aria-label={assistance.label.ground}
                        value={one.ground ?? GROUND_DEFAULT}
                        data={Object.entries(assistance.ground).map(([code, label]) => ({ value: code, label }))}
                        onChange={(event) => put({ ...one, ground: event.currentTarget.value })}
                      />
                    )}
                    {one?.decision === 'postponed' && (
                      <TextInput
                        size="xs"
                        type="date"
                        aria-label={assistance.label.until}
                        value={one.until ?? ''}
                        onChange={(event) => {
                          const { until: _, ...rest } = one;
                          put(event.currentTarget.value ? { ...rest, until: event.currentTarget.value } : rest);
                        }}
                      />
                    )}
                  </Group>
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
