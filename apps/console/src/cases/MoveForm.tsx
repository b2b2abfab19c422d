import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFilesOnTheWay, withFieldAt } from '../offline/files-on-the-way.js';
import { useKept } from '../offline/use-kept.js';
import { FilesOfForm, FilesStillComing } from '../ui/Attach.js';
import { KeptHere } from '../ui/KeptHere.js';
import layout from '../ui/layout.module.css';
import { Awaited } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { type Schema, SchemaForm } from '../ui/SchemaForm.js';
import { useAttempt } from '../ui/use-attempt.js';
import { useFormFaults } from '../ui/use-form-faults.js';
import type { Case } from './duty.js';

type Fields = Record<string, unknown>;
interface Decision {
  readonly measure: number;
  readonly decision: 'accepted' | 'postponed' | 'refused' | '';
  readonly ground?: string;
  readonly until?: string;
}
const GROUND_DEFAULT = 'essential-interests';

/** Numbered questions and the like: which of them a move answers, or which number the next one has. */
function numbersFor(move: string, state: StateView): { readonly choices: readonly number[]; readonly next?: number } {
  const open = (all: readonly { number: number; answeredAt: string | null }[]) =>
    all.filter((one) => one.answeredAt === null).map((one) => one.number);
  const next = (all: readonly unknown[]) => ({ choices: [], next: all.length + 1 });
  const table: Readonly<Record<string, { readonly choices: readonly number[]; readonly next?: number }>> = {
    'ask-information': next(state.questions),
    consult: next(state.consultations),
    'enquire-status': next(state.enquiries),
    'ask-consent': next(state.consents),
    'propose-hearing': next(state.hearings),
    'send-results': next(state.results),
    'supply-information': { choices: open(state.questions) },
    'answer-consultation': { choices: open(state.consultations) },
    'answer-status': { choices: open(state.enquiries) },
    'decide-consent': { choices: open(state.consents) },
    'confirm-results': { choices: state.results.filter((one) => one.receivedAt === null).map((one) => one.number) },
    'agree-hearing': { choices: state.hearings.filter((one) => one.status === 'proposed').map((one) => one.number) },
    'cancel-hearing': { choices: state.hearings.filter((one) => one.status !== 'cancelled').map((one) => one.number) },
    'record-hearing': { choices: state.hearings.filter((one) => one.status === 'agreed').map((one) => one.number) },
  };
  return table[move] ?? { choices: [] };
}
/** The measures that a move is usually about. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  'begin-execution': ['accepted'],
  'report-execution': ['in-execution', 'accepted'],
  'send-results': ['executed', 'partly-executed'],
  withdraw: ['asked', 'accepted', 'postponed', 'in-execution'],
  assign: ['accepted', 'asked'],
  consult: ['asked'],
};

/** One move in a case: what every party learns, and what it says; as the node's own form asks for it. */
export function MoveForm({
  data,
  state,
  move,
  onDone,
}: {
  data: Case;
  state: StateView;
  move: string;
  onDone: () => Promise<void>;
}) {
  const { t, assistance, language } = useWords();
  const { units, nameOf } = useUnitNames();
  const forms = api.useQuery('get', '/api/v1/cases/forms', undefined, { staleTime: Number.POSITIVE_INFINITY });
  const numbers = numbersFor(move, state);
  const usual = state.measures.filter((one) => USUAL[move]?.includes(one.status));
  const begun: Fields = {
    ...(numbers.next !== undefined && { number: numbers.next }),
    ...(numbers.choices[0] !== undefined && { number: numbers.choices[0] }),
    ...(move === 'send-results' && { items: state.evidence.map((one) => one.item) }),
    ...(['send-results', 'begin-execution', 'assign', 'consult'].includes(move) && {
      measures: usual.map((one) => one.number),
    }),
    ...(move === 'report-execution' && usual[0] && { measure: usual[0].number, outcome: 'executed' }),
    ...(move === 'record-evidence' && { item: `E${state.evidence.length + 1}` }),
  };
  const kept = useKept(`move ${data.id} ${move}`, {
    terms: begun,
    decisions: state.measures
      .filter((one) => ['asked', 'postponed'].includes(one.status))
      .map((one): Decision => ({ measure: one.number, decision: 'accepted' })),
    content: {} as Fields,
  });
  const { terms, decisions, content } = kept.value;
  const { busy, error, attempt } = useAttempt();
  const faultsOf = useFormFaults(/^(terms|content)\./);
  const form = forms.data?.moves[move];
  const files = useFilesOnTheWay(
    `move ${data.id} ${move}`,
    data.unit,
    kept.ready ? (path, { name }) => kept.change({ content: withFieldAt(content, path, { name }) }) : undefined,
  );
  if (!form) return <Awaited of={forms}>{null}</Awaited>;
  const termsSchema = form.terms as Schema;
  const contentSchema = form.content as Schema;
  const partner = (data.unit === data.requested ? data.requesting : data.requested).split('/')[0]!;
  const translateTo = units.find((one) => one.member === partner)?.languages[0];
  const decides = move === 'decide';
  const choices = {
    measures: state.measures.map((one) => ({
      value: String(one.number),
      label: `${one.number}. ${assistance.measure[one.type]}`,
    })),
    items: state.evidence.map((one) => ({ value: one.item, label: one.item })),
    offices: units
      .filter((one) => one.function === 'liaison-office')
      .map((one) => ({ value: one.unit, label: one.unit })),
    ...(numbers.choices.length > 0 && {
      number: numbers.choices.map((one) => ({ value: String(one), label: String(one) })),
    }),
    ...(termsSchema.properties?.unit && {
      unit: units
        .filter((one) => one.member === data.unit.split('/')[0])
        .map((one) => ({ value: one.unit, label: nameOf(one.unit) })),
    }),
    ...(termsSchema.properties?.to && {
      to: units
        .filter((one) => one.member === data.unit.split('/')[0])
        .map((one) => ({ value: one.unit, label: nameOf(one.unit) })),
    }),
  };
  const shownTerms: Schema = {
    ...termsSchema,
    properties: Object.fromEntries(
      Object.entries(termsSchema.properties ?? {}).filter(
        ([name]) => !(name === 'number' && numbers.next !== undefined) && !(decides && name === 'decisions'),
      ),
    ),
  };
  const faults = faultsOf(error);
  const send = () =>
    attempt(async () => {
      const said = {
        ...terms,
        ...(typeof terms.number === 'string' && { number: Number(terms.number) }),
        ...(numbers.next !== undefined && { number: numbers.next }),
        ...(decides && {
          decisions: decisions
            .filter((one) => one.decision !== '')
            .map(({ measure, decision, ground, until }) => ({
              measure,
              decision,
              ...(decision === 'refused' && { ground: ground ?? GROUND_DEFAULT }),
              ...(decision === 'postponed' && until && { until }),
            })),
        }),
      };
      await node.POST('/api/v1/cases/{id}/moves', {
        params: { path: { id: data.id } },
        body: { unit: data.unit, move, terms: said, content },
      });
      notifications.show({
        message: t('move.done', { what: assistance.move[move as keyof typeof assistance.move] ?? move }),
      });
      await onDone();
      await kept.forget();
    });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        <bdi>{form.law}</bdi>
      </Text>
      <KeptHere kept={kept} files={files} />
      {decides && (
        <table className={layout.table}>
          <thead>
            <tr>
              <th>{assistance.heading.measures}</th>
              <th>{assistance.heading.decisions}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map((one) => {
              const measure = state.measures.find((each) => each.number === one.measure)!;
              const change = (by: Partial<Decision>) =>
                kept.change({
                  decisions: decisions.map((each) => (each.measure === one.measure ? { ...each, ...by } : each)),
                });
              return (
                <tr key={one.measure}>
                  <td>
                    {one.measure}. {assistance.measure[measure.type]}
                  </td>
                  <td>
                    <Group gap="xs">
                      <NativeSelect
                        size="xs"
                        aria-label={`${one.measure}`}
                        value={one.decision}
                        data={[
                          { value: '', label: t('move.not-now') },
                          ...(['accepted', 'postponed', 'refused'] as const).map((value) => ({
                            value,
                            label: assistance.measureStatus[value],
                          })),
                        ]}
                        onChange={(event) => change({ decision: event.currentTarget.value as Decision['decision'] })}
                      />
                      {one.decision === 'refused' && (
                        <NativeSelect
                          size="xs"
                          aria-label={assistance.label.ground}
                          value={one.ground ?? GROUND_DEFAULT}
                          data={Object.entries(assistance.ground).map(([value, label]) => ({ value, label }))}
                          onChange={(event) => change({ ground: event.currentTarget.value })}
                        />
                      )}
                      {one.decision === 'postponed' && (
                        <TextInput
                          size="xs"
                          type="date"
                          aria-label={assistance.label.until}
                          value={one.until ?? ''}
                          onChange={(event) => change({ until: event.currentTarget.value })}
                        />
                      )}
                    </Group>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <FilesOfForm value={files}>
        {Object.keys(shownTerms.properties ?? {}).length > 0 && (
          <SchemaForm
            name=""
            path=""
            schema={shownTerms}
            value={terms}
            choices={choices}
            faults={faults}
            onChange={(next) => kept.change({ terms: next as Fields })}
          />
        )}
        {Object.keys(contentSchema.properties ?? {}).length > 0 && (
          <SchemaForm
            name=""
            path=""
            schema={contentSchema}
            value={content}
            translateTo={translateTo === language ? undefined : translateTo}
            faults={faults}
            onChange={(next) => kept.change({ content: next as Fields })}
          />
        )}
      </FilesOfForm>
      <ProblemText error={error} />
      <FilesStillComing count={files.files.length} />
      <Group justify="flex-end">
        <Button loading={busy} disabled={files.files.length > 0} onClick={() => void send()}>
          {t('move.go', { unit: nameOf(data.unit === data.requested ? data.requesting : data.requested) })}
        </Button>
      </Group>
    </Stack>
  );
}
