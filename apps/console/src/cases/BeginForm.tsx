import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { wordIn } from '#libs/kinds/case-words.js';
import { api, node, nodeAs } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useFilesOnTheWay } from '../offline/files-on-the-way.js';
import { useKept } from '../offline/use-kept.js';
import { SecondOfficer } from '../sign-in/SecondOfficer.js';
import { useMe } from '../sign-in/session.js';
import { FilesOfForm, FilesStillComing } from '../ui/Attach.js';
import { withFieldAt } from '../ui/field-path.js';
import { FieldsOf } from '../ui/field-words.js';
import { KeptHere } from '../ui/KeptHere.js';
import { Awaited, Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { SchemaForm } from '../ui/SchemaForm.js';
import type { Schema } from '../ui/schema.js';
import { useAttempt } from '../ui/use-attempt.js';
import { useFormFaults } from '../ui/use-form-faults.js';

type Fields = Record<string, unknown>;

type Draft = Answer<'/api/v1/case-drafts/{id}'>;

/** A beginning that a colleague has kept, to be looked at and released. */
export function CaseDraft({ id }: { id: string }) {
  const kept = api.useQuery('get', '/api/v1/case-drafts/{id}', { params: { path: { id } } });
  const { data } = kept;
  if (!data) return <Awaited of={kept}>{null}</Awaited>;
  return <BeginForm key={data.version} kind={data.drafted.kind} move={data.drafted.move} draft={data} />;
}

/**
 * The beginning of a case of any kind, as the node's own form asks for it: sent at once, or kept for a second officer.
 * @param draft that it was kept as
 */
export function BeginForm({ kind, move, draft }: { kind: string; move: string; draft?: Draft }) {
  const { t, language, cases } = useWords();
  const words = cases[kind]!;
  const { units, nameOf, unitOf } = useUnitNames();
  const { me, holds } = useMe();
  const client = useQueryClient();
  const [, go] = useLocation();
  const asked = { params: { query: { kind } } };
  const forms = api.useQuery('get', '/api/v1/cases/forms', asked, { staleTime: Number.POSITIVE_INFINITY });
  const between: readonly string[] = forms.data?.between ?? [];
  const unit = draft?.unit ?? holds('drafter').find((one) => between.includes(unitOf(one)?.function ?? ''));
  const place = draft ? `case draft ${draft.id} ${draft.version}` : `begin ${kind} ${move}`;
  const kept = useKept(place, {
    terms: (draft?.drafted.terms ?? { language }) as Fields,
    content: (draft?.drafted.content ?? {}) as Fields,
  });
  const [second, setSecond] = useState(false);
  const { value, change } = kept;
  const { busy, error, attempt } = useAttempt();
  const faultsOf = useFormFaults(/^(terms|content)\./, kind);
  const files = useFilesOnTheWay(
    place,
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
  const isReady = requested !== '' && files.files.length === 0;
  const drafted = () => ({ kind, move, terms: value.terms, content: value.content }) as Draft['drafted'];
  const isChanged =
    JSON.stringify(value) !== JSON.stringify({ terms: draft?.drafted.terms, content: draft?.drafted.content });
  const begun = async (id: string) => {
    await kept.forget();
    await refreshed();
    notifications.show({ message: t('begin.done') });
    go(`/${id}`);
  };
  const refreshed = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /v1.(cases|case-drafts)/.test(String(queryKey[1])) });
  /** As it is now: what nobody has changed since it was kept stays the version that was asked about. */
  const saved = async (): Promise<Draft> => {
    if (!draft) return (await node.POST('/api/v1/case-drafts', { body: { unit, drafted: drafted() } })).data!;
    if (!isChanged) return draft;
    const params = { path: { id: draft.id } };
    return (
      await node.PUT('/api/v1/case-drafts/{id}', { params, body: { version: draft.version, drafted: drafted() } })
    ).data!;
  };
  const askedFor = async (): Promise<Draft> => {
    const one = await saved();
    if (one.releaseAskedBy !== null) return one;
    const params = { path: { id: one.id } };
    return (await node.POST('/api/v1/case-drafts/{id}/release-request', { params, body: { version: one.version } }))
      .data!;
  };
  const released = async (by: typeof node, { id, version }: Draft) =>
    begun(
      (await by.POST('/api/v1/case-drafts/{id}/release', { params: { path: { id } }, body: { version } })).data!.id,
    );
  const send = () =>
    attempt(async () => {
      if (draft) return released(node, await saved());
      await begun((await node.POST('/api/v1/cases', { body: { unit, ...drafted() } })).data!.id);
    });
  const ask = () =>
    attempt(async () => {
      await askedFor();
      await kept.forget();
      await refreshed();
      notifications.show({ message: t('release.asked') });
      go('/');
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
                onChange={(next) => change({ terms: next as Fields })}
              />
              <SchemaForm
                name=""
                path=""
                schema={form.content as Schema}
                value={value.content}
                choices={{ about: labelsIn(value.content) }}
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
              <Button
                variant="default"
                disabled={!isReady || draft?.releaseAskedBy === me.name}
                onClick={() => void ask()}
              >
                {t('release.ask')}
              </Button>
              <Button variant="subtle" disabled={!isReady} onClick={() => setSecond(true)}>
                {t('four-eyes.here')}
              </Button>
              <Button
                loading={busy}
                disabled={!isReady || !holds('releaser').includes(unit)}
                onClick={() => void send()}
              >
                {t('move.go', { unit: requested ? nameOf(requested) : '…' })}
              </Button>
            </Group>
          </Stack>
        </Section>
        {second && (
          <SecondOfficer
            act={async (token) => released(nodeAs(token), await askedFor())}
            onDone={() => setSecond(false)}
            onClose={() => setSecond(false)}
          />
        )}
      </Page>
    </FieldsOf>
  );
}

/** Everything in what is written that other parts of it name by its label. */
const labelsIn = (content: Fields) =>
  Object.values(content)
    .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
    .flatMap((one) => {
      const { id, name, value } = (one ?? {}) as Fields;
      return typeof id === 'string' ? [{ value: id, label: [id, name ?? value].filter(Boolean).join(' ') }] : [];
    });
