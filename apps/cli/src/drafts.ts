import { type BulletinDraft, bulletinsAt, draftsAt, type ListedDraft } from '#libs/api/bulletins.js';
import { type OfKind, ofKind } from './of-kind.js';
import { type AsJson, bold, print, printJson, say, time, width } from './output.js';
import { audienceInWords, draftForPosting, onlyUnit, showRehearsal } from './posting.js';
import { loadSession } from './session.js';
import { ledger, table, withoutControls } from './table.js';
import { typedTime } from './typed-time.js';

/** `liaison draft save FILE [--id ID]`: as far as it is written. */
export async function saveDraft(
  file: string,
  options: AsJson & OfKind & { unit?: string; id?: string },
): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const written = await draftForPosting(api, unit, file);
  const params = options.id && { path: { id: options.id } };
  const draft = params
    ? await api.put(draftsAt(options.kind, '/{id}'), {
        params,
        body: { version: (await api.get(draftsAt(options.kind, '/{id}'), { params })).version, body: written },
      })
    : await api.post(draftsAt(options.kind, ''), { body: { unit, body: written } });
  if (options.json) return printJson(draft);
  describe(draft, options);
}

/** `liaison draft from ID`: a new draft with what another bulletin says. */
export async function draftFrom(id: string, options: AsJson & OfKind & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const body = { unit: options.unit ?? onlyUnit(session.units), from: id };
  const draft = await api.post(draftsAt(options.kind, ''), { body });
  if (options.json) return printJson(draft);
  describe(draft, options);
}

export async function listDrafts(options: AsJson & OfKind): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get(draftsAt(options.kind, ''));
  if (options.json) return printJson(answer);
  if (answer.drafts.length === 0) {
    return say('No drafts. "liaison draft save FILE" keeps one on your node as far as it is written.');
  }
  const rows = answer.drafts.map((draft) => [
    draft.id,
    draft.unit,
    `${time(draft.savedAt)} by ${draft.savedBy}`,
    waitsFor(draft),
    draft.title ?? '(no title yet)',
  ]);
  print(table(['ID', 'UNIT', 'SAVED', 'WAITS FOR', 'TITLE'], rows, width(), 4));
}

const waitsFor = ({ releaseAskedBy, faults }: ListedDraft): string =>
  releaseAskedBy ? `release, asked by ${releaseAskedBy}` : faults > 0 ? `${faults} fields` : 'its release';

export async function showDraft(id: string, options: AsJson & OfKind): Promise<void> {
  const { api } = await loadSession();
  const draft = await api.get(draftsAt(options.kind, '/{id}'), { params: { path: { id } } });
  if (options.json) return printJson(draft);
  describe(draft, options);
}

export async function discardDraft(id: string, options: OfKind): Promise<void> {
  const { api } = await loadSession();
  await api.delete(draftsAt(options.kind, '/{id}'), { params: { path: { id } } });
  print('Discarded.');
}

export async function askRelease(id: string, options: AsJson & OfKind): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const { version } = await api.get(draftsAt(options.kind, '/{id}'), { params });
  const draft = await api.post(draftsAt(options.kind, '/{id}/release-request'), { params, body: { version } });
  if (options.json) return printJson(draft);
  print(`Asked ${draft.unit}'s second officer to release it. Nothing has been sent yet.`);
  print(`  liaison draft release ${draft.id}${ofKind(options)}   when signed in as the second officer`);
}

/** `liaison draft release ID` */
export async function releaseDraft(
  id: string,
  options: AsJson & OfKind & { undo: string; embargo?: string; dryRun?: boolean; again?: boolean },
): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const { version } = await api.get(draftsAt(options.kind, '/{id}'), { params });
  if (options.dryRun)
    return showRehearsal(
      await api.post(draftsAt(options.kind, '/{id}/dry-run'), { params, body: { version } }),
      options,
    );
  const embargo = options.embargo ? { embargoUntil: typedTime(options.embargo) } : {};
  const release = { version, undoSeconds: Number(options.undo), again: options.again ?? false, ...embargo };
  const posted = await api.post(draftsAt(options.kind, '/{id}/release'), { params, body: release });
  if (options.json) return printJson(posted);
  print(`Released as ${bold(posted.id)} to ${audienceInWords(posted)}.`);
  print(
    options.embargo
      ? `Nothing leaves your node before ${time(embargo.embargoUntil!)}.`
      : `It leaves your node in ${options.undo} seconds.`,
  );
  print(`  liaison draft undo ${posted.id}${ofKind(options)}   until then`);
}

export async function undoRelease(id: string, options: OfKind): Promise<void> {
  const { api } = await loadSession();
  await api.delete(bulletinsAt(options.kind, '/{id}'), { params: { path: { id } } });
  print('Undone: nothing of it has left your node.');
}

function describe(draft: BulletinDraft, options: OfKind): void {
  print(`Saved ${time(draft.savedAt)} on your node as ${bold(draft.id)}, version ${draft.version}.`);
  if (draft.faults.length > 0) {
    print('Still missing, or not as expected:');
    print(
      ledger(
        ['  FIELD', 'EXPECTED'],
        draft.faults.map((one) => [`  ${one.field}`, one.expected]),
        width(),
      ),
    );
  }
  if (draft.warnings.length > 0) {
    print('Looks as if it told of one person; indicators have fields of their own, victims none:');
    const rows = draft.warnings.map((one) => [`  ${one.field}`, one.looksLike, withoutControls(one.found)]);
    print(ledger(['  FIELD', 'LOOKS LIKE', 'FOUND'], rows, width()));
  }
  if (draft.faults.length === 0)
    print(
      `It can be released: liaison draft release ${draft.id}${ofKind(options)}, or liaison draft ask ${draft.id}${ofKind(options)}`,
    );
}
