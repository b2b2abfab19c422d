import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { wordIn } from '#libs/kinds/case-words.js';
import { api, node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFilesOnTheWay, withFieldAt } from '../offline/files-on-the-way.js';
import { useKept } from '../offline/use-kept.js';
import { useMe } from '../sign-in/session.js';
import { FilesOfForm, FilesStillComing } from '../ui/Attach.js';
import { FieldsOf } from '../ui/field-words.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { type Schema, SchemaForm } from '../ui/SchemaForm.js';
import { useAttempt } from '../ui/use-attempt.js';
import { useFormFaults } from '../ui/use-form-faults.js';

type Fields = Record<string, unknown>;

/** The beginning of a case of any kind, as the node's own form asks for it. */
export function BeginForm({ kind, move }: { kind: string; move: string }) {
  const { t, language, cases } = useWords();
  const words = cases[kind]!;
  const { units, nameOf, unitOf } = useUnitNames();
  const { holds } = useMe();
  const client = useQueryClient();
  const [, go] = useLocation();
  const asked = { params: { query: { kind } } };
  const forms = api.useQuery('get', '/api/v1/cases/forms', asked, { staleTime: Number.POSITIVE_INFINITY });
  const between: readonly string[] = forms.data?.between ?? [];
  const unit = holds('drafter').find((one) => between.includes(unitOf(one)?.function ?? ''));
  const kept = useKept(`begin ${kind} ${move}`, { terms: { language } as Fields, content: {} as Fields });
  const { value, change } = kept;
  const { busy, error, attempt } = useAttempt();
  const faultsOf = useFormFaults(/^(terms|content)\./);
  const files = useFilesOnTheWay(
    `begin ${kind} ${move}`,
    unit,
    kept.ready ? (path, { name }) => change({ content: withFieldAt(value.content, path, { name }) }) : undefined,
  );
  const form = forms.data?.beginnings[move];
  if (!form) return <Awaited of={forms}>{null}</Awaited>;
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  const termsSchema = form.terms as Schema;
  const addressees = units.filter((one) => one.member !== unit.split('/')[0] && between.includes(one.function));
  const requested = (value.terms.requested as string | undefined) ?? '';
  // In what language it is said stands with each text; the case is in the writer's.
  const { requested: _, language: __, ...properties } = termsSchema.properties ?? {};
  const faults = faultsOf(error);
  const send = () =>
    attempt(async () => {
      const body = { unit, kind, move, terms: value.terms, content: value.content };
      const { data } = await node.POST('/api/v1/cases', { body });
      await kept.forget();
      await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/cases') });
      notifications.show({ message: t('begin.done') });
      go(`/${data!.id}`);
    });
  return (
    <FieldsOf value={kind}>
      <Page title={words.kind.one}>
        <Section>
          <Stack gap="sm" maw={820}>
            <Text size="sm" c="dimmed">
              {wordIn(words, 'notice', 'use')} <bdi>({form.law})</bdi>
            </Text>
            <KeptHere kept={kept} files={files} />
            <NativeSelect
              label={words.label.requested}
              value={requested}
              onChange={(event) => change({ terms: { ...value.terms, requested: event.currentTarget.value } })}
              data={[
                { value: '', label: t('choose') },
                ...addressees.map((one) => ({ value: one.unit, label: nameOf(one.unit) })),
              ]}
            />
            <FilesOfForm value={files}>
              <SchemaForm
                name=""
                path=""
                schema={{ ...termsSchema, properties }}
                value={value.terms}
                faults={faults}
                onChange={(next) => change({ terms: { ...value.terms, ...(next as Fields) } })}
              />
              <SchemaForm
                name=""
                path=""
                schema={form.content as Schema}
                value={value.content}
                translateTo={unitOf(requested)?.languages[0]}
                faults={faults}
                onChange={(next) => change({ content: next as Fields })}
              />
            </FilesOfForm>
            <ProblemText error={error} />
            <FilesStillComing count={files.files.length} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => go('/')}>
                {t('cancel')}
              </Button>
              <Button loading={busy} disabled={requested === '' || files.files.length > 0} onClick={() => void send()}>
                {t('move.go', { unit: requested ? nameOf(requested) : '…' })}
              </Button>
            </Group>
          </Stack>
        </Section>
      </Page>
    </FieldsOf>
  );
}
