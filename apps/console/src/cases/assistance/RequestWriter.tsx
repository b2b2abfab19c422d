import { Alert, Anchor, Badge, Button, Group, List, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Answer } from '#libs/api/routes.js';
import { api, node, nodeAs } from '../../api/client.js';
import { useInstruments } from '../../directory/instruments.js';
import { useUnitNames } from '../../directory/unit-names.js';
import { useMayWrite } from '../../directory/use-may-write.js';
import { useFilesOnTheWay } from '../../offline/files-on-the-way.js';
import { type DraftRoom, useDraft, useNewDraft } from '../../offline/use-draft.js';
import { SecondOfficer } from '../../sign-in/SecondOfficer.js';
import { useMe } from '../../sign-in/session.js';
import { FilesOfForm, FilesStillComing } from '../../ui/Attach.js';
import { ChangedElsewhere, DraftBar } from '../../ui/DraftBar.js';
import { withFieldAt } from '../../ui/field-path.js';
import { useFieldWords } from '../../ui/field-words.js';
import layout from '../../ui/layout.module.css';
import { offerUndo } from '../../ui/offer-undo.js';
import { Empty, Page, Section } from '../../ui/parts.js';
import { ProblemText } from '../../ui/problem.js';
import { SchemaForm } from '../../ui/SchemaForm.js';
import type { Schema } from '../../ui/schema.js';
import { useAttempt } from '../../ui/use-attempt.js';
import styles from '../cases.module.css';
import { KIND, useAssistanceWords } from './words.js';

type View = Answer<'/api/v1/request-drafts/{id}'>;
type Drafted = View['drafted'];
type Request = Record<string, unknown>;

const REQUEST_DRAFTS: DraftRoom<View, Drafted> = {
  kind: 'request',
  list: '/api/v1/request-drafts',
  valueOf: (view) => view.drafted,
  load: async (id) => (await node.GET('/api/v1/request-drafts/{id}', { params: { path: { id } } })).data!,
  save: async (id, version, drafted) =>
    (await node.PUT('/api/v1/request-drafts/{id}', { params: { path: { id } }, body: { version, drafted } })).data!,
  create: async (unit, drafted) => (await node.POST('/api/v1/request-drafts', { body: { unit, drafted } })).data!,
};

/** The parts of a request in the order in which they are thought of (UNTOC Art. 18(15)). */
const STEPS: readonly { readonly key: string; readonly fields: readonly string[] }[] = [
  { key: 'authorities', fields: ['reference', 'requesting'] },
  { key: 'proceeding', fields: ['proceeding'] },
  { key: 'facts', fields: ['facts'] },
  { key: 'subjects', fields: ['persons', 'places', 'accounts', 'devices'] },
  { key: 'measures', fields: ['measures'] },
  { key: 'basis', fields: ['purpose', 'instruments', 'urgency', 'wishedBy', 'confidentiality'] },
  { key: 'annexes', fields: ['annexes'] },
];
const stepOf = (field: string): number =>
  STEPS.findIndex(({ fields }) =>
    fields.some((one) => field === one || field.startsWith(`${one}.`) || field.startsWith(`${one}[`)),
  );

export function NewRequest() {
  const { t } = useAssistanceWords();
  const { vault, me } = useMe();
  const [, go] = useLocation();
  const [unit] = useMayWrite().requests;
  const request = { requesting: { officer: me.displayName }, instruments: ['untoc'], urgency: { level: 'normal' } };
  const error = useNewDraft(REQUEST_DRAFTS, unit, { request }, vault, (id) => go(`/write/${id}`, { replace: true }));
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  return <ProblemText error={error} />;
}

/** A request in steps, with the completeness check beside it all the way. */
export default function RequestWriter({ id }: { id: string }) {
  const { t, say, assistance, number, listed, tongue } = useAssistanceWords();
  const instruments = useInstruments();
  const { pathOf } = useFieldWords(KIND);
  const { vault } = useMe();
  const [, go] = useLocation();
  const { units, nameOf } = useUnitNames();
  const forms = api.useQuery(
    'get',
    '/api/v1/cases/forms',
    { params: { query: { kind: KIND } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const draft = useDraft(REQUEST_DRAFTS, id, vault, (given) => go(`/write/${given}`, { replace: true }));
  const [step, setStep] = useState(0);
  const { value, view } = draft;
  const files = useFilesOnTheWay(
    draft.place,
    draft.unit,
    value && ((path, { name }) => draft.change({ ...value, request: withFieldAt(value.request, path, { name }) })),
  );
  const content = forms.data?.beginnings.request?.content as Schema | undefined;
  const schema = content?.properties?.request;
  if (draft.error && !value) return <ProblemText error={draft.error} />;
  if (!value || !schema) return null;
  const request = value.request as Request;
  const put = (change: Request) => draft.change({ ...value, request: { ...request, ...change } });
  const gaps = view?.gaps ?? [];
  const required = gaps.filter((one) => one.level === 'required');
  const labels = (list: string, name: (one: Record<string, unknown>) => unknown) =>
    ((request[list] as Record<string, unknown>[] | undefined) ?? []).map((one) => ({
      value: String(one.id),
      label: `${one.id} ${name(one) ?? ''}`,
    }));
  const inMeasures = {
    persons: labels('persons', (one) => one.name),
    places: labels('places', (one) => one.address),
    accounts: labels('accounts', (one) => one.institution),
    devices: labels('devices', (one) => one.value),
    subjects: [...labels('places', (one) => one.address), ...labels('devices', (one) => one.value)],
    documents: ((request.annexes as { title?: string }[] | undefined) ?? []).flatMap(({ title }) =>
      title ? [{ value: title, label: title }] : [],
    ),
  };
  const inBasis = { instruments: instruments.choices };
  const accepted = view?.terms?.acceptedLanguages ?? [];
  const authorities = units.filter(
    (one) =>
      one.unit.split('/')[0] !== draft.unit?.split('/')[0] &&
      ['central-authority', 'prosecution'].includes(one.function),
  );
  const current = STEPS[step]!;

  return (
    <Page wide title={String(request.reference || t('cases.write'))} aside={<DraftBar draft={draft} />}>
      <ChangedElsewhere draft={draft} />
      <ProblemText error={draft.error} />
      <div className={layout.split}>
        <div>
          {value.within && (
            <Alert mb="sm" title={assistance.do[value.within.move]}>
              <Text size="sm">
                {t('request.within')}{' '}
                <Anchor component={Link} href={`/${value.within.case}`} size="sm" underline="always">
                  {t('request.within.case')}
                </Anchor>
              </Text>
            </Alert>
          )}
          <Section>
            <NativeSelect
              disabled={value.within !== undefined}
              label={assistance.label.requested}
              value={value.requested ?? ''}
              onChange={(event) => draft.change({ ...value, requested: event.currentTarget.value })}
              data={[
                { value: '', label: t('choose') },
                ...authorities.map((one) => ({ value: one.unit, label: nameOf(one.unit) })),
              ]}
            />
            {view?.terms && (
              <Text size="sm" c="dimmed" mt={6}>
                {t('request.binds', {
                  instruments: listed(view.terms.instruments.map(instruments.titleOf)) || '—',
                  languages: listed(accepted.map(tongue)) || '—',
                })}
                {view.terms.times &&
                  ` · ${t('request.times', { acknowledge: number(view.terms.times.acknowledge), decide: number(view.terms.times.decide), execute: number(view.terms.times.execute) })}`}
              </Text>
            )}
          </Section>
          <nav className={styles.stages} aria-label={t('request.steps')}>
            {STEPS.map(({ key }, i) => {
              const open = required.filter((one) => stepOf(one.field) === i).length;
              return (
                <Button
                  key={key}
                  size="compact-sm"
                  variant={i === step ? 'filled' : 'default'}
                  aria-current={i === step ? 'step' : undefined}
                  onClick={() => setStep(i)}
                  rightSection={
                    open > 0 ? (
                      <Badge size="xs" color="orange" variant="light">
                        {open}
                      </Badge>
                    ) : view ? (
                      <Check size={13} />
                    ) : undefined
                  }
                >
                  {i + 1}. {t(`request.step.${key}`)}
                </Button>
              );
            })}
          </nav>
          <Section title={t(`request.step.${current.key}`)}>
            <Text size="sm" c="dimmed" mb="sm">
              {t(`request.step.${current.key}.why`)}
            </Text>
            <FilesOfForm value={files}>
              <Stack gap="sm">
                {current.fields.map((field) => {
                  const one = schema.properties?.[field];
                  return one ? (
                    <SchemaForm
                      key={field}
                      name={field}
                      path={field}
                      schema={one}
                      value={request[field]}
                      translateTo={accepted[0]}
                      choices={current.key === 'measures' ? inMeasures : current.key === 'basis' ? inBasis : {}}
                      faults={gaps.map((gap) => ({ field: gap.field, expected: say(gap.phrases.missing) }))}
                      onChange={(next) => put({ [field]: next })}
                    />
                  ) : null;
                })}
              </Stack>
            </FilesOfForm>
            <Group justify="space-between" mt="md">
              <Button variant="default" disabled={step === 0} onClick={() => setStep(step - 1)}>
                {t('back')}
              </Button>
              {step < STEPS.length - 1 && <Button onClick={() => setStep(step + 1)}>{t('next')}</Button>}
            </Group>
          </Section>
        </div>
        <aside className={layout.beside} aria-label={t('request.check')}>
          <Section
            title={required.length > 0 ? t('request.missing', { count: required.length }) : t('request.complete')}
          >
            <List size="sm" listStyleType="none">
              {gaps.map((gap) => (
                <List.Item key={gap.field + gap.missing} mb={8}>
                  <Button
                    variant="transparent"
                    size="compact-sm"
                    p={0}
                    onClick={() => stepOf(gap.field) >= 0 && setStep(stepOf(gap.field))}
                  >
                    {pathOf(gap.field)}
                  </Button>
                  <Text size="sm">
                    {say(gap.phrases.missing)}
                    {gap.level === 'advised' && (
                      <Badge size="xs" color="gray" ms={6}>
                        {t('request.advised')}
                      </Badge>
                    )}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {say(gap.phrases.why)} <bdi>({gap.law})</bdi>
                  </Text>
                </List.Item>
              ))}
            </List>
            {view?.terms?.reservations.map((one) => (
              <Alert key={one} color="orange" mt="xs">
                <Text size="sm">{one}</Text>
              </Alert>
            ))}
          </Section>
          <SendRequest draft={draft} required={required.length} filesComing={files.files.length} />
        </aside>
      </div>
    </Page>
  );
}

function SendRequest({
  draft,
  required,
  filesComing,
}: {
  draft: ReturnType<typeof useDraft<View, Drafted>>;
  required: number;
  filesComing: number;
}) {
  const { t } = useAssistanceWords();
  const { me, holds } = useMe();
  const { nameOf } = useUnitNames();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { error, attempt } = useAttempt();
  const [second, setSecond] = useState(false);
  const { view, value, saving } = draft;
  if (!view || !value) return null;
  const ready =
    saving === 'saved' && filesComing === 0 && Boolean(value.requested) && (required === 0 || Boolean(value.despite));
  const done = async ({ id }: { id: string }) => {
    await client.invalidateQueries({ predicate: ({ queryKey }) => /cases|request-drafts/.test(String(queryKey[1])) });
    notifications.show({ message: t('request.sent', { unit: nameOf(value.requested!) }) });
    go(`/${id}`);
  };
  const ask = () =>
    node.POST('/api/v1/request-drafts/{id}/release-request', {
      params: { path: { id: view.id } },
      body: { version: view.version },
    });
  const release = () =>
    attempt(async () =>
      done(
        (
          await node.POST('/api/v1/request-drafts/{id}/release', {
            params: { path: { id: view.id } },
            body: { version: view.version },
          })
        ).data!,
      ),
    );
  const discard = () =>
    attempt(async () => {
      await node.DELETE('/api/v1/request-drafts/{id}', { params: { path: { id: view.id } } });
      await client.invalidateQueries({ queryKey: ['get', '/api/v1/request-drafts'] });
      go('/');
      offerUndo(t('drafts.discarded'), t('undo'), async () =>
        go(`/write/${(await REQUEST_DRAFTS.create(view.unit, value)).id}`),
      );
    });
  const bySecond = async (token: string) => {
    if (view.releaseAskedBy === null) await ask();
    const { data } = await nodeAs(token).POST('/api/v1/request-drafts/{id}/release', {
      params: { path: { id: view.id } },
      body: { version: view.version },
    });
    setSecond(false);
    await done(data!);
  };
  return (
    <Section title={t('request.send')}>
      <Stack gap="xs">
        {required > 0 && (
          <Textarea
            label={t('request.despite')}
            description={t('request.despite.hint')}
            autosize
            value={value.despite ?? ''}
            onChange={(event) => {
              const { despite: _, ...rest } = value;
              draft.change(event.currentTarget.value ? { ...rest, despite: event.currentTarget.value } : rest);
            }}
          />
        )}
        <Text size="sm">
          {value.requested ? t('request.to', { unit: nameOf(value.requested) }) : t('request.to-nobody')}
          {view.releaseAskedBy &&
            ` · ${t(view.releaseAskedBy === me.name ? 'drafts.you-asked' : 'home.release-asked', { by: view.releaseAskedBy })}`}
        </Text>
        <ProblemText error={error} />
        <FilesStillComing count={filesComing} />
        {holds('releaser').includes(view.unit) && (
          <Button disabled={!ready} onClick={() => void release()}>
            {t('request.go', { unit: value.requested ? nameOf(value.requested) : '' })}
          </Button>
        )}
        <Button
          variant="default"
          disabled={!ready || view.releaseAskedBy === me.name}
          onClick={() =>
            void attempt(async () => {
              await ask();
              await client.invalidateQueries({ queryKey: ['get', '/api/v1/request-drafts'] });
              notifications.show({ message: t('release.asked') });
              go('/');
            })
          }
        >
          {t('release.ask')}
        </Button>
        <Button variant="subtle" disabled={!ready} onClick={() => setSecond(true)}>
          {t('four-eyes.here')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => void discard()}>
          {t('drafts.discard')}
        </Button>
      </Stack>
      {second && <SecondOfficer act={bySecond} onDone={() => setSecond(false)} onClose={() => setSecond(false)} />}
    </Section>
  );
}
