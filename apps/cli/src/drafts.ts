import { type Audience, audienceInWords, draftForPosting, onlyUnit, type Posted, showRehearsal } from './alerts.js';
import { type AsJson, bold, print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { ledger, table, withoutControls } from './table.js';

interface Draft {
  readonly id: string;
  readonly unit: string;
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: string;
  readonly releaseAskedBy: string | null;
  readonly alert: { readonly title?: { readonly text?: string } };
  readonly faults: readonly { readonly field: string; readonly expected: string }[];
  readonly warnings: readonly { readonly field: string; readonly looksLike: string; readonly found: string }[];
}

interface ListedDraft extends Omit<Draft, 'alert' | 'faults' | 'warnings'> {
  readonly title: string | null;
  readonly faults: number;
}

/** `liaison draft save FILE [--id ID]`: as far as it is written. */
export async function saveDraft(file: string, options: AsJson & { unit?: string; id?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const alert = await draftForPosting(api, unit, file);
  const known =
    options.id === undefined ? undefined : await api.get<Draft>(`/alert-drafts/${encodeURIComponent(options.id)}`);
  const draft = known
    ? await api.put<Draft>(`/alert-drafts/${known.id}`, { version: known.version, alert })
    : await api.post<Draft>('/alert-drafts', { unit, alert });
  if (options.json) return printJson(draft);
  describe(draft);
}

/** `liaison draft from ID`: a new draft with what another alert says. */
export async function draftFrom(id: string, options: AsJson & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const draft = await api.post<Draft>('/alert-drafts', { unit: options.unit ?? onlyUnit(session.units), from: id });
  if (options.json) return printJson(draft);
  describe(draft);
}

export async function listDrafts(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get<{ drafts: ListedDraft[] }>('/alert-drafts');
  if (options.json) return printJson(answer);
  if (answer.drafts.length === 0) {
    return say('No drafts. "liaison draft save FILE" keeps an alert on your node as far as it is written.');
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

export async function showDraft(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const draft = await api.get<Draft>(`/alert-drafts/${encodeURIComponent(id)}`);
  if (options.json) return printJson(draft);
  describe(draft);
}

export async function discardDraft(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete(`/alert-drafts/${encodeURIComponent(id)}`);
  print('Discarded.');
}

export async function askRelease(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const { version } = await api.get<Draft>(`/alert-drafts/${encodeURIComponent(id)}`);
  const draft = await api.post<Draft>(`/alert-drafts/${id}/release-request`, { version });
  if (options.json) return printJson(draft);
  print(`Asked ${draft.unit}'s second officer to release it. Nothing has been sent yet.`);
  print(`  liaison draft release ${draft.id}   when signed in as the second officer`);
}

/** `liaison draft release ID` */
export async function releaseDraft(
  id: string,
  options: AsJson & { undo: string; embargo?: string; dryRun?: boolean },
): Promise<void> {
  const { api } = await loadSession();
  const { version } = await api.get<Draft>(`/alert-drafts/${encodeURIComponent(id)}`);
  if (options.dryRun)
    return showRehearsal(await api.post<Audience>(`/alert-drafts/${id}/dry-run`, { version }), options);
  const embargo = options.embargo ? { embargoUntil: new Date(options.embargo).toISOString() } : {};
  const release = { version, undoSeconds: Number(options.undo), ...embargo };
  const posted = await api.post<Posted>(`/alert-drafts/${id}/release`, release);
  if (options.json) return printJson(posted);
  print(`Released as ${bold(posted.id)} to ${audienceInWords(posted)}.`);
  print(
    options.embargo
      ? `Nothing leaves your node before ${time(embargo.embargoUntil!)}.`
      : `It leaves your node in ${options.undo} seconds.`,
  );
  print(`  liaison alert undo ${posted.id}   until then`);
}

export async function undoRelease(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete(`/alerts/${encodeURIComponent(id)}`);
  print('Undone: nothing of it has left your node.');
}

function describe(draft: Draft): void {
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
    print(`It can be released: liaison draft release ${draft.id}, or liaison draft ask ${draft.id}`);
}
