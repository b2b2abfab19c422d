import { Button, Checkbox, Group, MultiSelect, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { api, node } from '../../api/client.js';
import { useInstruments } from '../../directory/instruments.js';
import { useUnitNames } from '../../directory/unit-names.js';
import { useMayWrite } from '../../directory/use-may-write.js';
import { useFilesOnTheWay } from '../../offline/files-on-the-way.js';
import { useKept } from '../../offline/use-kept.js';
import { useMe } from '../../sign-in/session.js';
import { FilesOfForm, FilesStillComing } from '../../ui/Attach.js';
import { withFieldAt } from '../../ui/field-path.js';
import { KeptHere } from '../../ui/KeptHere.js';
import { Awaited, Empty, Page, Section } from '../../ui/parts.js';
import { ProblemText } from '../../ui/problem.js';
import { SchemaForm } from '../../ui/SchemaForm.js';
import type { Schema } from '../../ui/schema.js';
import { useAttempt } from '../../ui/use-attempt.js';
import { useFormFaults } from '../../ui/use-form-faults.js';
import { KIND, useAssistanceWords } from './words.js';

/** What begins a case and is no written request, each with what it is for. */
export const BEGINNINGS = ['oral-request', 'inform', 'propose-team'] as const;
export type Begun = (typeof BEGINNINGS)[number];
type Fields = Record<string, unknown>;

/** An oral request as the call was (UNTOC Art. 18(14)), information unasked (18(4)), or a joint team (19). */
export function BeginForm({ move }: { move: Begun }) {
  const { t, language, assistance } = useAssistanceWords();
  const { units, nameOf } = useUnitNames();
  const instruments = useInstruments();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [unit] = useMayWrite().requests;
  const { me } = useMe();
  const forms = api.useQuery(
    'get',
    '/api/v1/cases/forms',
    { params: { query: { kind: KIND } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const kept = useKept(`begin ${move}`, {
    requested: '',
    reference: '',
    confidential: false,
    team: [] as string[],
    instruments: ['untoc'],
    content: (move === 'oral-request'
      ? { oral: { madeBy: { officer: me.displayName }, madeAt: new Date().toISOString(), instruments: ['untoc'] } }
      : {}) as Fields,
  });
  const { value, change } = kept;
  const { busy, error, attempt } = useAttempt();
  const faultsOf = useFormFaults(/^content\./);
  const files = useFilesOnTheWay(
    `begin ${move}`,
    unit,
    kept.ready ? (path, { name }) => change({ content: withFieldAt(value.content, path, { name }) }) : undefined,
  );
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  const form = forms.data?.beginnings[move];
  if (!form) return <Awaited of={forms}>{null}</Awaited>;
  const authorities = units.filter(
    (one) => one.member !== unit.split('/')[0] && ['central-authority', 'prosecution'].includes(one.function),
  );
  const isTeam = move === 'propose-team';
  const terms = () => {
    // The others are told from the record of the call.
    if (move === 'oral-request') return { requested: value.requested };
    const begun = { reference: value.reference, language };
    return isTeam
      ? { ...begun, instruments: value.instruments, team: value.team }
      : { ...begun, requested: value.requested, confidential: value.confidential };
  };
  const send = () =>
    attempt(async () => {
      const { data } = await node.POST('/api/v1/cases', {
        body: {
          unit,
          kind: KIND,
          move,
          terms: terms(),
          content: value.content,
        },
      });
      await kept.forget();
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/cases') });
      notifications.show({ message: t('begin.done') });
      go(`/${data!.id}`);
    });
  const ready = isTeam
    ? value.reference !== '' && value.team.length > 0
    : value.requested !== '' && (move === 'oral-request' || value.reference !== '');
  const choices = { instruments: instruments.choices };
  return (
    <Page title={assistance.move[move]}>
      <Section>
        <Stack gap="sm" maw={820}>
          <Text size="sm" c="dimmed">
            {t(`begin.${move}.why`)} <bdi>({form.law})</bdi>
          </Text>
          <KeptHere kept={kept} files={files} />
          {isTeam ? (
            <MultiSelect
              label={t('begin.team')}
              searchable
              value={value.team}
              onChange={(team) => change({ team })}
              data={authorities.map((one) => ({ value: one.unit, label: nameOf(one.unit) }))}
            />
          ) : (
            <NativeSelect
              label={move === 'inform' ? t('begin.to') : assistance.label.requested}
              value={value.requested}
              onChange={(event) => change({ requested: event.currentTarget.value })}
              data={[
                { value: '', label: t('choose') },
                ...authorities.map((one) => ({ value: one.unit, label: nameOf(one.unit) })),
              ]}
            />
          )}
          {move !== 'oral-request' && (
            <TextInput
              label={assistance.label.reference}
              value={value.reference}
              onChange={(event) => change({ reference: event.currentTarget.value })}
            />
          )}
          {isTeam && (
            <MultiSelect
              label={assistance.heading.instruments}
              value={value.instruments}
              onChange={(chosen) => change({ instruments: chosen })}
              data={instruments.choices}
            />
          )}
          {move === 'inform' && (
            <Checkbox
              label={t('begin.confidential')}
              checked={value.confidential}
              onChange={(event) => change({ confidential: event.currentTarget.checked })}
            />
          )}
          <FilesOfForm value={files}>
            <SchemaForm
              name=""
              path=""
              schema={form.content as Schema}
              value={value.content}
              choices={choices}
              translateTo={units.find((one) => one.unit === (value.requested || value.team[0]))?.languages[0]}
              faults={faultsOf(error)}
              onChange={(next) => change({ content: next as Fields })}
            />
          </FilesOfForm>
          <ProblemText error={error} />
          <FilesStillComing count={files.files.length} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => go('/')}>
              {t('cancel')}
            </Button>
            <Button loading={busy} disabled={!ready || files.files.length > 0} onClick={() => void send()}>
              {isTeam
                ? t('begin.go-team', { count: value.team.length })
                : t('move.go', { unit: value.requested ? nameOf(value.requested) : '…' })}
            </Button>
          </Group>
        </Stack>
      </Section>
    </Page>
  );
}
