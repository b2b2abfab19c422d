import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { BulletinWords } from '#libs/kinds/bulletin-acts.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { useMayWrite } from '../directory/use-may-write.js';
import { LANGUAGES, useWords } from '../language/index.js';
import { useFilesOnTheWay } from '../offline/files-on-the-way.js';
import { useDraft, useNewDraft } from '../offline/use-draft.js';
import { useMe } from '../sign-in/session.js';
import { FilesOfForm } from '../ui/Attach.js';
import { ChangedElsewhere, DraftBar } from '../ui/DraftBar.js';
import { withFieldAt } from '../ui/field-path.js';
import { FieldsOf, useFieldWords } from '../ui/field-words.js';
import layout from '../ui/layout.module.css';
import { Empty, Page, Section } from '../ui/parts.js';
import { ProblemText } from '../ui/problem.js';
import { SchemaForm } from '../ui/SchemaForm.js';
import { emptyOf, type Schema } from '../ui/schema.js';
import { AudienceAside } from './Audience.js';
import { draftRoom } from './draft-room.js';
import { Files } from './Files.js';
import { useBulletinForm } from './forms.js';
import { type Handling, HandlingFields } from './HandlingFields.js';
import { Missing } from './Missing.js';
import { ReleaseBar } from './Release.js';
import { writtenFaults } from './written-faults.js';

type Draft = { readonly handling?: Handling; readonly files?: readonly { readonly name: string }[] } & Record<
  string,
  unknown
>;

const DAY_MS = 86_400_000;
const VALID_DAYS = 365;
/** The most careful of what is usual. */
const HANDLING: Handling = { tlp: 'AMBER', code: 'H2', pap: 'AMBER' };
/** Parts that every kind has, with fields of their own here; and what is not filled in. */
const APART = ['handling', 'files', 'replaces'];

const ownPart = (schema: Schema): Schema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !APART.includes(name))),
});

/** Begins one. */
export function NewBulletin({ kind }: { kind: BulletinName }) {
  const { t } = useWords();
  const form = useBulletinForm(kind);
  const [unit] = useMayWrite().bulletins;
  if (!unit) return <Empty what={t('write.no-role')} why={t('write.no-role.why')} />;
  return form ? <Begun kind={kind} unit={unit} schema={form.draft as Schema} /> : null;
}

function Begun({ kind, unit, schema }: { kind: BulletinName; unit: string; schema: Schema }) {
  const { vault } = useMe();
  const [, go] = useLocation();
  const room = useMemo(() => draftRoom<Draft>(kind), [kind]);
  const empty = {
    ...(emptyOf(ownPart(schema)) as object),
    handling: HANDLING,
    validUntil: new Date(Date.now() + VALID_DAYS * DAY_MS).toISOString(),
  };
  const error = useNewDraft(room, unit, empty, vault, (id) => go(`/write/${id}`, { replace: true }));
  return <ProblemText error={error} />;
}

/** A bulletin in the writing, in a form that is as its kind's schema says. */
export function BulletinWriter({ kind, id }: { kind: BulletinName; id: string }) {
  const { t, language, tongue, kinds, capital } = useWords();
  const { expected } = useFieldWords(kind);
  const { vault } = useMe();
  const [, go] = useLocation();
  const form = useBulletinForm(kind);
  const room = useMemo(() => draftRoom<Draft>(kind), [kind]);
  const draft = useDraft(room, id, vault, (given) => go(`/write/${given}`, { replace: true }));
  const { value, view } = draft;
  const files = useFilesOnTheWay(
    draft.place,
    draft.unit,
    value &&
      ((path, { name }) =>
        draft.change(
          path === 'files'
            ? { ...value, files: [...(value.files ?? []), { name }] }
            : (withFieldAt(value, path, { name }) as Draft),
        )),
  );
  if (draft.error && !value) return <ProblemText error={draft.error} />;
  if (!value || !form) return null;
  const faults = writtenFaults(view, (phrase) => t('write.expected', { what: expected(phrase) }));
  const schema = form.draft as Schema;
  const takesFiles = schema.properties?.files?.items?.properties !== undefined;
  const handling = { ...HANDLING, ...value.handling };
  const choices = {
    language: Object.keys(LANGUAGES).map((tag) => ({ value: tag, label: tongue(tag) })),
  };
  return (
    <Page title={capital((kinds[kind] as BulletinWords).kind.one)} aside={<DraftBar draft={draft} />}>
      <ChangedElsewhere draft={draft} />
      <ProblemText error={draft.error} />
      <div className={layout.split}>
        <div>
          <Section>
            <FieldsOf.Provider value={kind}>
              <FilesOfForm value={files}>
                <Stack gap="sm">
                  <SchemaForm
                    name=""
                    path=""
                    schema={ownPart(schema)}
                    value={value}
                    choices={choices}
                    faults={faults}
                    onChange={(next) => draft.change(next as Draft)}
                  />
                </Stack>
              </FilesOfForm>
            </FieldsOf.Provider>
          </Section>
          {takesFiles && (
            <Files
              value={value.files ?? []}
              onChange={(chosen) => draft.change({ ...value, files: chosen })}
              captionsIn={language}
              files={files}
            />
          )}
          <Section title={t('field.handling')}>
            <HandlingFields
              value={handling}
              onChange={(by) => draft.change({ ...value, handling: { ...handling, ...by } })}
            />
          </Section>
        </div>
        <aside className={layout.beside} aria-label={t('audience.title')}>
          <Missing kind={kind} view={view} />
          <AudienceAside kind={kind} draft={view} saving={draft.saving} />
        </aside>
      </div>
      <ReleaseBar kind={kind} draft={draft} filesComing={files.files.length} />
    </Page>
  );
}
