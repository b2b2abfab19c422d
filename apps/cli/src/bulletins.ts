import { bulletinsAt, type ListedBulletin, type Written, type WrittenReply } from '#libs/api/bulletins.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { filtersIn } from './filters.js';
import { type OfKind, ofKind } from './of-kind.js';
import { type AsJson, bold, print, printJson, say, time, width } from './output.js';
import { onlyUnit, readDraft, showRehearsal } from './posting.js';
import { loadSession } from './session.js';
import { table, withoutControlsButLines, wrapped } from './table.js';
import { typedTime } from './typed-time.js';

/** The same options for whoever asks for a page, whichever box it is of. */
export interface ListOptions extends AsJson, OfKind {
  readonly sent?: boolean;
  readonly find?: string;
  readonly filter: readonly string[];
  readonly limit: string;
  readonly before?: string;
}

const manyOf = (kind: BulletinName): string => BULLETIN_WORDS[kind].en.kind.many;

/** `liaison bulletin list` and `liaison inbox`: those of a kind, newest first. @param box which, unless those that were sent are asked for */
export async function listBulletins(box: 'in' | 'all', options: ListOptions): Promise<void> {
  const { api } = await loadSession();
  const { kind, sent, find, filter, limit, before } = options;
  const query = {
    box: sent ? 'out' : box,
    limit: Number(limit),
    ...(find && { q: find, sort: 'relevance' as const }),
    ...filtersIn(filter),
    ...(before && { before }),
  } as const;
  const page = await api.get(bulletinsAt(kind, ''), { params: { query } });
  if (options.json) return printJson(page);
  if (page.bulletins.length === 0) return say(whyNone(options));
  const rows = page.bulletins.map((line) => [
    line.id,
    time(line.storedAt),
    sent ? line.unit : line.sender,
    `TLP:${line.tlp}`,
    line.urgent ? 'urgent' : '',
    [standingOf(line), line.title].filter(Boolean).join(' '),
  ]);
  print(table(['ID', sent ? 'POSTED' : 'RECEIVED', sent ? 'BY' : 'FROM', 'HANDLING', '', 'TITLE'], rows, width(), 5));
  if (page.next) say(`There are more: the same with --before ${page.next}`);
}

function whyNone({ kind, sent, find, filter }: ListOptions): string {
  if (find || filter.length > 0)
    return 'Nothing found. Other spellings and languages were looked for, too; fewer words or filters find more.';
  const post = `"liaison bulletin post FILE${ofKind({ kind })}" posts one; examples/ has some to try.`;
  return sent
    ? `Your units have posted no ${manyOf(kind)} yet. ${post}`
    : `No ${manyOf(kind)} here yet. They come by themselves when another unit posts one that your unit subscribes to. ${post}`;
}

function standingOf(line: ListedBulletin): string {
  const states = {
    RECALLED: line.recalled,
    WEEDED: line.weeded,
    UNREADABLE: line.unreadable,
    REPLACED: line.replacedBy,
    EXPIRED: line.expired,
  };
  return Object.entries(states).find(([, holds]) => holds)?.[0] ?? '';
}

/** `liaison bulletin audience FILE`: every unit, whether it would receive, and why. Sends nothing. */
export async function showAudience(file: string, options: AsJson & OfKind & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const { kind, unit = onlyUnit(session.units) } = options;
  const { files: _notYet, ...draft } = await readDraft(file);
  const body = { unit, body: draft as object as Written };
  showRehearsal(await api.post(bulletinsAt(kind, '/audience'), { body }), options);
}

/** Answers one that came in: to its author alone. */
export async function answerBulletin(
  id: string,
  options: OfKind & { type: WrittenReply['type']; text?: string; language: string; seen?: string; place?: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, type, text, language, seen, place } = options;
  const body = {
    type,
    ...(text && { text: { language, text } }),
    ...(seen && { seenAt: typedTime(seen) }),
    ...(place && { place }),
  };
  await api.post(bulletinsAt(kind, '/{id}/replies'), { params: { path: { id } }, body });
  print('It goes to its author, and to nobody else.');
}

/** Reminds those who have not opened it. */
export async function remindOfBulletin(id: string, { kind }: OfKind): Promise<void> {
  const { api } = await loadSession();
  const { reminded } = await api.post(bulletinsAt(kind, '/{id}/reminder'), { params: { path: { id } } });
  print(`Reminded ${reminded.length} ${reminded.length === 1 ? 'unit' : 'units'}.`);
}

/** Takes one's own back from everybody who has it. */
export async function recallBulletin(
  id: string,
  options: AsJson & OfKind & { reason: string; language: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, reason: text, language } = options;
  const body = { reason: { language, text } };
  const answer = await api.post(bulletinsAt(kind, '/{id}/recall'), { params: { path: { id } }, body });
  if (options.json) return printJson(answer);
  print(`Recalled from ${answer.recalledFrom.length} units. Each erases it and confirms.`);
}

/** `liaison bulletin assign ID [NAME]` */
export async function assign(id: string, name: string | undefined, { kind }: OfKind): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  await api.put(bulletinsAt(kind, '/{id}/assignment'), { params, body: { officer: name ?? null } });
  print(name ? `${name} deals with it now.` : 'Nobody deals with it now.');
}

/** `liaison bulletin note ID [TEXT]`: notes something, or shows what is noted. */
export async function note(id: string, text: string | undefined, options: AsJson & OfKind): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const notes = bulletinsAt(options.kind, '/{id}/notes');
  if (text !== undefined) await api.post(notes, { params, body: { text } });
  const answer = await api.get(notes, { params });
  if (options.json) return printJson(answer);
  if (answer.notes.length === 0) return say('No notes. They stay in your unit, and go when it is recalled.');
  for (const { officer, notedAt, text: noted } of answer.notes) {
    print(bold(`${officer}, ${time(notedAt)}`));
    print(wrapped(`  ${withoutControlsButLines(noted)}`, width()));
  }
}
