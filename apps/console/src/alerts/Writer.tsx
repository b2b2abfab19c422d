import { Stack, Textarea } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { AudienceAside } from '../bulletins/Audience.js';
import { Files } from '../bulletins/Files.js';
import { HandlingFields } from '../bulletins/HandlingFields.js';
import { Missing } from '../bulletins/Missing.js';
import { ReleaseBar } from '../bulletins/Release.js';
import { writtenFaults } from '../bulletins/written-faults.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { useWords } from '../language/index.js';
import { useFilesOnTheWay } from '../offline/files-on-the-way.js';
import { useDraft, useNewDraft } from '../offline/use-draft.js';
import { useMe } from '../sign-in/session.js';
import { ChangedElsewhere, DraftBar } from '../ui/DraftBar.js';
import { useFieldWords } from '../ui/field-words.js';
import layout from '../ui/layout.module.css';
import { Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { ALERT_DRAFTS, type AlertDraft, beginning } from './draft-room.js';
import { Details } from './writing/Details.js';
import { Indicators } from './writing/Indicators.js';
import { Judgement } from './writing/Judgement.js';
import { Methods } from './writing/Methods.js';
import type { Part } from './writing/part.js';
import { What } from './writing/What.js';

const RouteEditor = lazy(() => import('./RouteEditor.js'));
export function NewAlert() {
  const { t, language } = useWords();
  const { vault } = useMe();
  const [, go] = useLocation();
  const [unit] = useMayWrite().bulletins;
  const error = useNewDraft(ALERT_DRAFTS, unit, beginning(language), vault, (id) =>
    go(`/write/${id}`, { replace: true }),
  );
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  return <ProblemText error={error} />;
}

export default function Writer({ id }: { id: string }) {
  const { t, language, alert: words } = useWords();
  const { expected } = useFieldWords('alert');
  const { vault } = useMe();
  const [, go] = useLocation();
  const draft = useDraft(ALERT_DRAFTS, id, vault, (given) => go(`/write/${given}`, { replace: true }));
  const { value, view } = draft;
  const files = useFilesOnTheWay(
    draft.place,
    draft.unit,
    value && ((_path, { name }) => draft.change({ ...value, files: [...(value.files ?? []), { name }] })),
  );
  const faults = writtenFaults(view, (phrase) => t('write.expected', { what: expected(phrase) }));
  if (draft.error && !value) return <ProblemText error={draft.error} />;
  if (!value) return null;
  const set = <K extends keyof AlertDraft>(field: K, next: AlertDraft[K]) => draft.change({ ...value, [field]: next });
  const faultOf = (field: string): string | undefined => {
    const found = faults.find(
      (one) => one.field === field || one.field.startsWith(`${field}.`) || one.field.startsWith(`${field}[`),
    );
    return found?.expected;
  };

  const change = (by: Partial<AlertDraft>) => draft.change({ ...value, ...by });
  const part: Part = { value, set, change, faultOf };

  return (
    <Page wide title={value.title?.text || t('bulletins.untitled')} aside={<DraftBar draft={draft} />}>
      <ChangedElsewhere draft={draft} />
      <ProblemText error={draft.error} />
      <div className={layout.split}>
        <div>
          <What {...part} />

          <Section title={words.heading.routes}>
            <Suspense>
              <RouteEditor routes={value.routes ?? []} onChange={(routes) => set('routes', routes)} />
            </Suspense>
          </Section>

          <Methods {...part} />

          <Section title={words.heading.indicators}>
            <Indicators
              value={value.indicators ?? []}
              onChange={(indicators) => set('indicators', indicators)}
              faults={faults}
            />
          </Section>

          <Details {...part} />

          <Files
            value={value.files ?? []}
            onChange={(chosen) => set('files', chosen)}
            captionsIn={value.title?.language ?? language}
            files={files}
          />

          <Judgement {...part} />

          <Section title={t('field.handling')}>
            <Stack gap="sm">
              <HandlingFields
                value={handlingOf(value)}
                onChange={(by) => set('handling', { ...handlingOf(value), ...by })}
              />
              <Textarea
                label={t('write.conditions')}
                autosize
                value={value.handling?.conditions?.[0]?.text ?? ''}
                onChange={(event) => {
                  const text = event.currentTarget.value;
                  set('handling', {
                    ...handlingOf(value),
                    conditions: text ? [{ language: value.title?.language ?? language, text }] : [],
                  });
                }}
              />
            </Stack>
          </Section>
        </div>

        <aside className={layout.beside} aria-label={t('audience.title')}>
          <Missing kind="alert" view={view} />
          <AudienceAside kind="alert" draft={view} saving={draft.saving} />
        </aside>
      </div>
      <ReleaseBar kind="alert" draft={draft} filesComing={files.files.length} />
    </Page>
  );
}

const handlingOf = (value: AlertDraft): NonNullable<AlertDraft['handling']> => ({
  tlp: 'AMBER',
  code: 'H2',
  pap: 'AMBER',
  ...value.handling,
});
