import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '#libs/api/problem.js';
import type { Answer, Body } from '#libs/api/routes.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { alertAsText, evaluationAsText, handlingAsText } from '#libs/kinds/alert/text.js';
import { ALERT_WORDS } from '#libs/kinds/alert/words/index.js';
import type { NodeApi } from './api.js';
import { refused } from './files.js';
import { filtersIn } from './filters.js';
import { languageOf } from './language.js';
import { type AsJson, bold, print, printJson, say, time, tlp, width } from './output.js';
import { FILE_STATE_IN_WORDS } from './saved-files.js';
import { loadSession } from './session.js';
import { isolated, ledger, table, withoutControls, withoutControlsButLines, wrapped } from './table.js';
import { contentOfFile, mediaTypeOf, uploadFile } from './upload.js';

const METADATA_IN_WORDS = {
  removed: '  its location and device data are taken out; "keepMetadata": true keeps them',
  kept: '  its location and device data are in it, as you asked',
  unknown: '  a file of this type may hold who made it, where and when: look before you post',
} as const;

const FileInDraft = z.union([z.looseObject({ path: z.string() }), z.looseObject({ name: z.string() })]);
const DraftFile = z.looseObject({ files: z.array(FileInDraft).default([]) });

type Audience = Pick<Answer<'/api/v1/alerts/audience', 'post'>, 'audience'>;
type Shown = Answer<'/api/v1/alerts/{id}'>;
type Written = Body<'/api/v1/alerts', 'post'>['alert'];

export interface PostOptions {
  /** The alert whose place it takes, how, and why. */
  readonly replaces?: NonNullable<Written['replaces']>;
  readonly unit?: string;
  readonly again?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `liaison alert post FILE`: uploads the files that the draft names beside itself, then posts. */
export async function postAlert(file: string, options: PostOptions): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const alert = {
    ...(await draftForPosting(api, unit, file)),
    ...(options.replaces && { replaces: options.replaces }),
  };
  const body = { unit, alert };
  if (options.dryRun) return showRehearsal(await api.post('/api/v1/alerts/dry-run', { body }), options);
  const posting = api.post('/api/v1/alerts', { body: { ...body, again: options.again ?? false } });
  const posted = await posting.catch((error) => {
    if (error instanceof Problem && error.code === 'second-officer-needed') return undefined;
    throw error;
  });
  if (!posted) return askSecondOfficer(api, unit, alert, options);
  if (options.json) return printJson(posted);
  print(`Posted as ${bold(posted.id)} to ${audienceInWords(posted)}.`);
  print('It is sealed and sent by your node; "liaison show" says who has it.');
}

/** Where policy asks for two: the alert is kept as a draft, and somebody else is asked. */
async function askSecondOfficer(api: NodeApi, unit: string, alert: Written, options: PostOptions): Promise<void> {
  const { id, version } = await api.post('/api/v1/alert-drafts', { body: { unit, alert } });
  const params = { path: { id } };
  const asked = await api.post('/api/v1/alert-drafts/{id}/release-request', { params, body: { version } });
  if (options.json) return printJson(asked);
  print(`Asked ${unit}'s second officer to release it. Nothing has been sent yet.`);
  print(`  liaison draft release ${id}   when signed in as the second officer`);
}

/** The alert in FILE with the files that it names uploaded. What else it says, the node judges. */
export async function draftForPosting(api: NodeApi, unit: string, file: string): Promise<Written> {
  const draft = await readDraft(file);
  return { ...draft, files: await uploadFiles(api, unit, file, draft.files) } as object as Written;
}

/** `liaison alert audience FILE`: every unit, whether it would receive, and why. Sends nothing. */
export async function showAudience(file: string, options: PostOptions): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const { files: _notYet, ...draft } = await readDraft(file);
  const body = { unit, alert: draft as object as Written };
  showRehearsal(await api.post('/api/v1/alerts/audience', { body }), options);
}

/** Who would receive it, and why; nothing was sent. */
export function showRehearsal(answer: Audience, options: AsJson): void {
  if (options.json) {
    printJson(answer);
    return;
  }
  print(`Audience: ${audienceInWords(answer)}. Nothing has been sent.`);
  const rows = answer.audience.map((one) => [one.unit, one.receives ? 'receives' : 'does not', one.reason]);
  if (rows.length > 0) print(ledger(['UNIT', '', 'BECAUSE'], rows, width()));
}

export async function inbox(options: {
  sent?: boolean;
  find?: string;
  filter: string[];
  limit?: string;
  before?: string;
  json?: boolean;
}): Promise<void> {
  const { api } = await loadSession();
  const query = {
    box: options.sent ? 'out' : 'in',
    limit: Number(options.limit ?? 50),
    ...(options.find && { q: options.find, sort: 'relevance' as const }),
    ...filtersIn(options.filter),
    ...(options.before && { before: options.before }),
  } as const;
  const page = await api.get('/api/v1/alerts', { params: { query } });
  if (options.json) return printJson(page);
  if (page.alerts.length === 0 && (options.find || options.filter.length > 0)) {
    return say('Nothing found. Other spellings and languages were looked for, too; fewer words or filters find more.');
  }
  if (page.alerts.length === 0) {
    say(
      options.sent
        ? 'Your units have posted nothing yet. "liaison alert post FILE" posts an alert; examples/ has three to try.'
        : 'No alerts here yet. They come by themselves when another unit posts one that your unit subscribes to.',
    );
    return;
  }
  const rows = page.alerts.map((a) => [
    a.id,
    time(a.storedAt),
    options.sent ? a.unit : a.sender,
    `TLP:${a.tlp}`,
    a.urgent ? 'urgent' : '',
    [
      a.recalled
        ? 'RECALLED'
        : a.weeded
          ? 'WEEDED'
          : a.unreadable
            ? 'UNREADABLE'
            : a.replacedBy
              ? 'REPLACED'
              : a.expired
                ? 'EXPIRED'
                : '',
      a.title,
    ]
      .filter(Boolean)
      .join(' '),
  ]);
  print(
    table(
      ['ID', options.sent ? 'POSTED' : 'RECEIVED', options.sent ? 'BY' : 'FROM', 'HANDLING', '', 'TITLE'],
      rows,
      width(),
      5,
    ),
  );
  const again = [options.sent && '--sent', options.find && `--find ${JSON.stringify(options.find)}`]
    .filter(Boolean)
    .join(' ');
  if (page.next) say(`There are more: liaison inbox ${again} --before ${page.next}`);
}

export async function show(id: string, options: { why?: string; language?: string; json?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const query = options.why ? { why: options.why } : {};
  const shown = await api.get('/api/v1/alerts/{id}', { params: { path: { id }, query } });
  if (options.json) return printJson(shown);
  if (shown.recall) {
    print(
      bold(
        `RECALLED by ${shown.sender}, ${time(shown.recall.at)}: ${isolated(withoutControls(shown.recall.reason.text))}`,
      ),
    );
  }
  if (shown.replacedBy) print(bold(`REPLACED by ${shown.replacedBy}: read that one.`));
  if (shown.alert === null) print('Its content and files are erased here, and its author has our signed word for it.');
  else showContent(shown, shown.alert, languageOf(options.language));
  if (shown.trust) print(`\n${trustInWords(shown.trust)}`);
  for (const reply of shown.replies) {
    const where = [reply.seenAt && time(reply.seenAt), reply.place].filter(Boolean).join(', ');
    print(
      `\n${bold(reply.type)} from ${reply.from}, ${time(reply.at)}${where ? ` (seen ${isolated(withoutControls(where))})` : ''}`,
    );
    if (reply.text) print(wrapped(`  ${withoutControls(reply.text.text)}`, width()));
  }
  if (shown.delivery.length > 0) {
    const rows = shown.delivery.map((d) => [
      d.unit,
      shown.recall && d.state !== 'erased' ? `${d.state}, not confirmed` : d.state,
      timeOrNothing(d.erasedAt ?? d.progressAt ?? d.deliveredAt),
      d.reason,
    ]);
    print(`\n${ledger(['UNIT', 'STATE', 'SINCE', 'RECEIVES BECAUSE'], rows, width())}`);
  }
}

const timeOrNothing = (at: string | null): string => (at ? time(at) : '');

/** `liaison alert reply ID` */
export async function replyToAlert(
  id: string,
  options: {
    type: Body<'/api/v1/alerts/{id}/replies', 'post'>['type'];
    text?: string;
    language: string;
    seen?: string;
    place?: string;
  },
): Promise<void> {
  const { api } = await loadSession();
  const body = {
    type: options.type,
    ...(options.text && { text: { language: options.language, text: options.text } }),
    ...(options.seen && { seenAt: new Date(options.seen).toISOString() }),
    ...(options.place && { place: options.place }),
  };
  await api.post('/api/v1/alerts/{id}/replies', { params: { path: { id } }, body });
  print('It goes to the alert’s author, and to nobody else.');
}

/** `liaison alert recall ID --reason TEXT` */
export async function recallAlert(
  id: string,
  options: { reason: string; language: string; json?: boolean },
): Promise<void> {
  const { api } = await loadSession();
  const reason = { language: options.language, text: options.reason };
  const answer = await api.post('/api/v1/alerts/{id}/recall', { params: { path: { id } }, body: { reason } });
  if (options.json) return printJson(answer);
  print(`Recalled from ${answer.recalledFrom.length} units. Each erases it and confirms: liaison show ${id}`);
}

function showContent(shown: Shown, alert: NonNullable<Shown['alert']>, language: ReaderLanguage): void {
  const { label, action } = ALERT_WORDS[language];
  print(tlp(shown.tlp, ` ${withoutControls(handlingAsText(alert, language))} `));
  print(bold(isolated(withoutControls(alert.title.text))));
  print(
    `${label.from} ${shown.sender}, ${time(shown.createdAt)}. ${label.validUntil} ${time(alert.validUntil)}. ${label.asked}: ${action[alert.actionAsked]}.`,
  );
  print(`${evaluationAsText(alert, language)}.\n`);
  if (alert.passedOn) {
    print(
      bold(
        `Passed on by ${shown.sender} with the signed consent of its author, ${alert.passedOn.author} (${alert.passedOn.alert}).`,
      ),
    );
  }
  if (alert.replaces) {
    print(`${bold(alert.replaces.as)} ${alert.replaces.alert}: ${isolated(withoutControls(alert.replaces.note.text))}`);
    const rows = (shown.changes ?? []).map((one) => [
      `  ${one.field}`,
      `${one.before ?? '(nothing)'} → ${one.after ?? '(nothing)'}`,
    ]);
    if (rows.length > 0) print(ledger(['  FIELD', 'CHANGED'], rows, width()));
    print('');
  }
  print(wrapped(withoutControlsButLines(alertAsText(alert, language)), width()));
  for (const { name, state } of shown.files.filter((one) => one.state !== 'here'))
    print(`${name}: ${FILE_STATE_IN_WORDS[state]}`);
  if (alert.files.length > 0)
    say(`\nTo keep a file: liaison file save ${alert.files[0]!.name} --alert ${shown.id} --output PATH`);
}

function trustInWords(trust: NonNullable<Shown['trust']>): string {
  const place = trust.channelSequence === null ? '' : ` · number ${trust.channelSequence} in its channel to you`;
  const clock =
    trust.clockAheadMinutes === null
      ? ''
      : `\nIts author’s clock is ${trust.clockAheadMinutes} minutes ahead of your node’s: do not rely on its times.`;
  const signed = `Signed by ${trust.signedBy} · key ${trust.keyId.slice(0, 8)} valid then · log position ${trust.logPosition}${place}${clock}`;
  if (!trust.revoked) return signed;
  const since = time(trust.revoked.compromisedAt);
  return trust.revoked.afterwards
    ? `${signed}\nDO NOT RELY ON THIS: it came in after ${since}, from when on that key was in wrong hands. Call ${trust.signedBy}.`
    : `${signed}\nThat key was in wrong hands from ${since} on; this had come in before.`;
}

export function audienceInWords({ audience }: Audience): string {
  const receiving = audience.filter((one) => one.receives);
  const members = new Set(receiving.map((one) => one.unit.split('/')[0]));
  const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  return `${count(receiving.length, 'unit', 'units')} in ${count(members.size, 'member', 'members')}`;
}

export function onlyUnit(units: readonly string[]): string {
  if (units.length === 1) return units[0]!;
  throw refused('You work for more than one unit.', `Say which: --unit ${units.join(' or ')}`, 'unit-unnamed');
}

export async function readDraft(file: string): Promise<z.infer<typeof DraftFile>> {
  const unreadable = (message: string, remedy: string) => refused(message, remedy, 'draft-unreadable');
  const text = await readFile(file, 'utf8').catch(() => {
    throw unreadable(`${file} cannot be read.`, 'Check the path.');
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unreadable(
      `${file} is not JSON: ${error instanceof Error ? error.message : ''}`,
      'See examples/ for how one looks.',
    );
  }
  const parsed = DraftFile.safeParse(json);
  if (!parsed.success) throw unreadable(`${file} is not an alert.`, 'See examples/ for how one looks.');
  return parsed.data;
}

/** Each file named by path is uploaded, with progress, and then named by the node's name for it. */
async function uploadFiles(api: NodeApi, unit: string, draft: string, files: z.infer<typeof DraftFile>['files']) {
  const named = [];
  for (const file of files) {
    if (!('path' in file)) {
      named.push(file);
      continue;
    }
    const { path, keepMetadata, ...rest } = file as { path: string; keepMetadata?: unknown };
    const found = resolve(dirname(draft), path);
    const content = await contentOfFile(found).catch(() => {
      throw refused(
        `The file ${path} that the alert names cannot be read.`,
        'Check the path; nothing was sent.',
        'file-unreadable',
      );
    });
    const mediaType = mediaTypeOf(path);
    const total = content.bytes.toLocaleString('en');
    say(`uploading ${basename(path)} (${total} bytes)`);
    const described = { unit, fileName: basename(path), mediaType, keepMetadata: keepMetadata === true };
    const { name, metadata } = await uploadFile(api, described, content, (received) =>
      say(`  ${Math.floor((100 * received) / content.bytes)} %  ${received.toLocaleString('en')} of ${total}`),
    );
    say(METADATA_IN_WORDS[metadata]);
    named.push({ ...rest, name });
  }
  return named;
}
