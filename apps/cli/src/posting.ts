import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type Audience, bulletinsAt, draftsAt, type Written } from '#libs/api/bulletins.js';
import { Problem } from '#libs/api/problem.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { NodeApi } from './api.js';
import { refused } from './files.js';
import { ofKind } from './of-kind.js';
import { type AsJson, bold, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { ledger } from './table.js';
import { contentOfFile, mediaTypeOf, uploadFile } from './upload.js';

const METADATA_IN_WORDS = {
  removed: '  its location and device data are taken out; "keepMetadata": true keeps them',
  kept: '  its location and device data are in it, as you asked',
  unknown: '  a file of this type may hold who made it, where and when: look before you post',
} as const;

const FileInDraft = z.union([z.looseObject({ path: z.string() }), z.looseObject({ name: z.string() })]);
const DraftFile = z.looseObject({ files: z.array(FileInDraft).default([]) });

export interface PostOptions extends AsJson {
  /** The one whose place it takes, how, and why. */
  readonly replaces?: NonNullable<Written['replaces']>;
  readonly unit?: string;
  readonly again?: boolean;
  readonly dryRun?: boolean;
}

export interface ReplaceOptions extends AsJson {
  readonly as: NonNullable<Written['replaces']>['as'];
  readonly note: string;
  readonly language: string;
  readonly unit?: string;
}

/** Posts what FILE says in the place of an earlier one. */
export const replaceBulletin = (
  kind: BulletinName,
  id: string,
  file: string,
  { as, note: text, language, ...options }: ReplaceOptions,
): Promise<void> => postFile(kind, file, { ...options, replaces: { bulletin: id, as, note: { language, text } } });

/** Uploads the files that the draft in FILE names beside itself, then posts it; where policy asks for two, asks the second. */
export async function postFile(kind: BulletinName, file: string, options: PostOptions): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const written = await draftForPosting(api, unit, file);
  const body = { ...written, ...(options.replaces && { replaces: options.replaces }) };
  if (options.dryRun)
    return showRehearsal(await api.post(bulletinsAt(kind, '/dry-run'), { body: { unit, body } }), options);
  const posting = api.post(bulletinsAt(kind, ''), { body: { unit, body, again: options.again ?? false } });
  const posted = await posting.catch((error) => {
    if (error instanceof Problem && error.code === 'second-officer-needed') return undefined;
    throw error;
  });
  if (!posted) return askSecondOfficer(api, kind, unit, body, options);
  if (options.json) return printJson(posted);
  print(`Posted as ${bold(posted.id)} to ${audienceInWords(posted)}.`);
  print(`It is sealed and sent by your node; "liaison show ${posted.id}${ofKind({ kind })}" says who has it.`);
}

/** What FILE says, with the files that it names uploaded. What else it says, the node judges. */
export async function draftForPosting(api: NodeApi, unit: string, file: string): Promise<Written> {
  const draft = await readDraft(file);
  return { ...draft, files: await uploadFiles(api, unit, file, draft.files) } as object as Written;
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

/** Where policy asks for two: what was to be posted is kept as a draft, and somebody else is asked. */
export async function askSecondOfficer(
  api: NodeApi,
  kind: BulletinName,
  unit: string,
  body: Written,
  options: AsJson,
): Promise<void> {
  const { id, version } = await api.post(draftsAt(kind, ''), { body: { unit, body } });
  const params = { path: { id } };
  const asked = await api.post(draftsAt(kind, '/{id}/release-request'), { params, body: { version } });
  if (options.json) return printJson(asked);
  print(`Asked ${unit}'s second officer to release it. Nothing has been sent yet.`);
  print(`  liaison draft release ${id}${ofKind({ kind })}   when signed in as the second officer`);
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
  if (!parsed.success) throw unreadable(`${file} holds no bulletin.`, 'See examples/ for how one looks.');
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
        `The file ${path} that ${draft} names cannot be read.`,
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
