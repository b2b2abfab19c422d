import { z } from 'zod';
import { MOST_VALUES, readJson, valuesIn } from '#libs/bounds/json.js';
import { Base64 } from '#libs/cose/base64-field.js';
import { base64 } from '#libs/cose/bytes.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import { UnitAddress } from '#libs/trust/address.js';
import { AttachedFile, MOST_FILES } from './attached-file.js';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Of one event's content: what is longer goes into a file. */
export const MOST_CONTENT = 1_000_000;

/** Of one message; a longer history goes in several. */
export const MOST_EVENTS = 500;

/** An event of a case on its way: signed, with its content as the very text whose hash the event names. */
const TravellingEvent = z.strictObject({
  event: z.string().max(100_000).pipe(Base64),
  /** Null where there is none, or this recipient does not read it. */
  content: z.string().max(MOST_CONTENT).nullable(),
});

/** What a message of a case carries: one new event, or with it the history for who comes in. Its files are those that contents name. */
export const CaseMessage = z
  .strictObject({
    case: Hash,
    /** The units that the sender takes for parties, the recipient among them. */
    parties: z.array(UnitAddress).min(1).max(64),
    urgent: z.boolean(),
    events: z.array(TravellingEvent).min(1).max(MOST_EVENTS),
  })
  .refine(
    ({ events }) => events.reduce((sum, { content }) => sum + valuesIn(content ?? ''), 0) <= MOST_VALUES,
    'contents of no more values together than one body may have',
  )
  // Each content is read once: what anybody may write is as long as a message holds.
  .transform((message) => {
    const events = message.events.map((one) => ({ ...one, files: filesIn(contentOf(one.content)) }));
    return { ...message, events, files: eachOnce(events.flatMap(({ files }) => files)) };
  })
  .refine(({ events }) => events.every(({ files }) => namesDiffer(files)), 'one file for a name')
  .refine(({ files }) => files.length <= MOST_FILES, 'no more files than go beside one message');
export type CaseMessage = z.output<typeof CaseMessage>;

/** What of it, or of a whole case, policy decides by: between whom, and what they say. */
export interface SaidInCase extends Pick<CaseMessage, 'urgent'> {
  readonly parties: readonly UnitAddress[];
  readonly events: readonly Pick<CaseMessage['events'][number], 'content'>[];
}

/** A message as it is kept where what some of its events say is erased: each event is there as it was signed. */
export const withoutContents = (
  { case: caseId, parties, urgent, events }: CaseMessage,
  isErased: (place: number) => boolean,
): z.input<typeof CaseMessage> => ({
  case: caseId,
  parties,
  urgent,
  events: events.map(({ event, content }, place) => ({
    event: base64(event),
    content: isErased(place) ? null : content,
  })),
});

/** A party's question for events that others know and it does not. */
export const CaseHistory = z.strictObject({
  case: Hash,
  asked: UnitAddress,
  wanted: z.array(Hash).min(1).max(500),
  files: z.array(z.never()).max(0).default([]),
});
export type CaseHistory = z.infer<typeof CaseHistory>;

/** What a content says; undefined where it is no JSON that everybody reads alike (see `readJson`). */
export const contentOf = (text: string | null): unknown => (text === null ? undefined : readJson(text));

/** No form of a move is deeper; what anybody may write is not followed until the stack ends. */
const DEEPEST = 32;

/** Every file that a content names, each once. In what came as a `CaseMessage` no two of one event have the same name. */
export function filesIn(content: unknown): AttachedFile[] {
  const found: AttachedFile[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
    const file = mayBeFile(value) ? AttachedFile.safeParse(value) : undefined;
    if (file?.success) found.push(file.data);
    else for (const inner of Object.values(value)) walk(inner, depth + 1);
  };
  walk(content, 0);
  return eachOnce(found);
}

/** Seen before the schema is asked, which takes its time over each of thousands that are none. */
const mayBeFile = (value: object): boolean =>
  'sha256' in value &&
  'key' in value &&
  [value.sha256, value.key].every((one) => typeof one === 'string' && one.length === 64);

/** The files that several contents name, each once: parties that name files alike have not named one file. */
export const filesInAll = (contents: readonly (string | null)[]): AttachedFile[] =>
  eachOnce(contents.flatMap((content) => filesIn(contentOf(content))));

/** Fields that hold nothing to be read. */
const UNREAD: ReadonlySet<string> = new Set(['salt', 'language']);
/** Those of a file that do. */
const READ_OF_A_FILE: ReadonlySet<string> = new Set(['fileName', 'caption']);

/** What people said in a content, without salt, keys and hashes. */
export function saidIn(content: unknown): string[] {
  const walk = (value: unknown, depth: number): string[] => {
    if (typeof value === 'string' || typeof value === 'number') return [String(value)];
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
    const isFile = 'sha256' in value && 'key' in value;
    const isRead = (name: string) => (isFile ? READ_OF_A_FILE.has(name) : !UNREAD.has(name));
    return Object.entries(value).flatMap(([name, one]) => (isRead(name) ? walk(one, depth + 1) : []));
  };
  return walk(content, 0);
}

/** A name is its sender's own: what makes a file the same is name, key and hash together. */
export const eachOnce = (files: readonly AttachedFile[]): AttachedFile[] => [
  ...new Map(files.map((file) => [`${file.name} ${file.key} ${file.sha256}`, file])).values(),
];

const namesDiffer = (files: readonly AttachedFile[]): boolean =>
  new Set(files.map((file) => file.name)).size === files.length;

/** A case's content goes to its parties and no further: stricter than any bulletin's default. */
export const CASE_TLP = 'AMBER+STRICT';

interface Named {
  readonly namesPerson: boolean;
  readonly namesVictim: boolean;
  readonly namesMinor: boolean;
}

/** What policy decides by for a message of a case. @param named whom its contents tell of, as the kind finds it there */
export const caseFacts = (
  kind: string,
  sender: UnitAddress,
  { parties, urgent, ...named }: { readonly parties: readonly UnitAddress[]; readonly urgent: boolean } & Named,
): BulletinFacts => ({
  terms: {
    kind,
    shape: 'case',
    sender,
    tlp: CASE_TLP,
    handlingCode: 'H2',
    pap: 'AMBER',
    topics: [],
    countries: [],
    urgent,
    ...named,
    namedUnits: [],
    parties,
  },
  routes: [],
  languages: [],
});

export const historyFacts = ({ asked }: CaseHistory, sender: UnitAddress): BulletinFacts =>
  caseFacts('case-history', sender, {
    parties: [asked, sender],
    urgent: false,
    namesPerson: false,
    namesVictim: false,
    namesMinor: false,
  });
