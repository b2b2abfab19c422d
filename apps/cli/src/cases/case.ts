import type { Answer, Body } from '#libs/api/routes.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { Writer } from '#libs/kinds/mutual-legal-assistance/documents/paper.js';
import { oralSections, requestSections } from '#libs/kinds/mutual-legal-assistance/documents/request-paper.js';
import type { OralRequest, Request } from '#libs/kinds/mutual-legal-assistance/request.js';
import type { StateView } from '#libs/kinds/mutual-legal-assistance/state-view.js';
import { timeZoneOf } from '#libs/kinds/mutual-legal-assistance/time-zones.js';
import { ASSISTANCE_WORDS } from '#libs/kinds/mutual-legal-assistance/words/index.js';
import { filesShownIn } from '#libs/kinds/shown-file.js';
import type { NodeApi } from '../api.js';
import { refused, saveAnswer } from '../files.js';
import { languageOf } from '../language.js';
import { type AsJson, bold, print, printJson, say, time, tlp, width } from '../output.js';
import { FILE_STATE_IN_WORDS } from '../saved-files.js';
import { loadSession } from '../session.js';
import { clean, ledger, withoutControlsButLines, wrapped } from '../table.js';

type Page = Answer<'/api/v1/cases'>;
type Line = Page['cases'][number];
type Owed = Line['owed'][number];
export type Case = Answer<'/api/v1/cases/{id}'>;
type Event = Case['timeline'][number];

/** What became of a case, as its kind's events say: cases of another kind the node does not have. */
export const stateOf = ({ state }: Case) => state as StateView;
const isFields = (content: unknown): content is Record<string, unknown> =>
  typeof content === 'object' && content !== null;

const MOST_LISTED = 200;

/** `liaison case list` and `liaison case due` */
export async function listCases(
  options: AsJson & { unit?: string; waitsFor?: 'us'; closed?: boolean; find?: string; language?: string },
): Promise<void> {
  const { api } = await loadSession();
  const query = {
    ...(options.unit && { unit: options.unit }),
    ...(options.waitsFor && { waitsFor: options.waitsFor }),
    ...(options.find && { q: options.find }),
    open: options.closed ? 'false' : 'true',
    limit: MOST_LISTED,
  } as const;
  const cases: Line[] = [];
  let next: string | null = null;
  do {
    const page: Page = await api.get('/api/v1/cases', {
      params: { query: { ...query, ...(next !== null && { after: next }) } },
    });
    cases.push(...page.cases);
    next = page.next;
  } while (next !== null && cases.length < MOST_LISTED);
  if (options.json) return printJson({ cases, next });
  if (cases.length === 0) {
    return say(
      options.closed
        ? 'No cases are closed yet.'
        : 'No cases. "liaison request save FILE" begins one; what others ask of you appears here by itself.',
    );
  }
  const language = languageOf(options.language);
  const words = ASSISTANCE_WORDS[language];
  const rows = cases.map((one) => [
    one.id.slice(0, 12),
    one.reference,
    one.role === 'requesting' ? `to ${one.requested}` : `from ${one.requesting}`,
    [
      words.status[one.status as keyof typeof words.status] ?? one.status,
      ...one.owed.slice(0, 1).map((each) => inWords(each, words, language)),
    ].join('. '),
  ]);
  print(ledger(['CASE', 'REFERENCE', 'WITH', 'STANDS, AND WAITS FOR'], rows, width()));
}

/** `liaison case show ID` */
export async function showCase(id: string, options: AsJson & { why?: string; language?: string }): Promise<void> {
  const { api } = await loadSession();
  const shown = await caseOf(api, id, options.why);
  if (options.json) return printJson(shown);
  const language = languageOf(options.language);
  const words = ASSISTANCE_WORDS[language];
  print(tlp('AMBER+STRICT', ' TLP:AMBER+STRICT · for the parties of the case alone '));
  print(
    bold(
      `${clean(shown.reference)}${shown.theirReference ? ` · ${clean(shown.theirReference)}` : ''}: ${words.status[shown.status as keyof typeof words.status] ?? shown.status}`,
    ),
  );
  print(
    `${shown.requesting} → ${shown.requested}; ${shown.unit}: ${words.role[shown.role as keyof typeof words.role] ?? shown.role}. ${words.urgency[shown.urgency as keyof typeof words.urgency] ?? ''}`,
  );
  for (const one of shown.owed)
    print(`  ${one.overdue ? bold(inWords(one, words, language)) : inWords(one, words, language)}`);
  for (const one of shown.unreachable) print(wrapped(`  ${one.unit}: ${one.why}.`, width()));
  if (shown.forked.length > 0)
    print(`  ${shown.forked.join(', ')} gave one place to two events: see "liaison incidents", and call it.`);
  if (shown.missing > 0) print(`  ${shown.missing} events are known of and not here yet; they are asked for.`);
  showMeasures(stateOf(shown), words);
  showHearings(shown, language);
  print('');
  const latest = shown.timeline.findLast(
    ({ content }) => isFields(content) && ('request' in content || 'oral' in content),
  );
  for (const event of shown.timeline) {
    showEvent(shown.id, event, words, language);
    if (event === latest) showRequest(event.content, language);
  }
  if (shown.moves.length > 0) {
    print(wrapped(`You can now: ${shown.moves.map((one) => one.move).join(', ')}.`, width()));
    print(`  liaison case do ${shown.id.slice(0, 12)} MOVE --help`);
  }
}

/** `liaison case print ID DOCUMENT` */
export async function printDocument(
  id: string,
  document: Printed['document'],
  options: { languages: string; item?: string; output: string; why: string },
): Promise<void> {
  const { api } = await loadSession();
  const { id: whole } = await caseOf(api, id);
  const body = {
    document,
    languages: languagesIn(options.languages),
    ...(options.item && { item: options.item }),
    why: options.why,
  };
  const params = { path: { id: whole } };
  await saveAnswer(options.output, () => api.post('/api/v1/cases/{id}/documents', { params, body, parseAs: 'stream' }));
  print(`Saved ${options.output}.`);
}

type Printed = Body<'/api/v1/cases/{id}/documents', 'post'>;
/** `fr,ar`: as typed, the node judges it. */
export const languagesIn = (typed: string) => typed.split(',') as Printed['languages'];

/** The case by the beginning of its id, or by either side's reference. */
export async function caseOf(api: NodeApi, wanted: string, why?: string): Promise<Case> {
  const found = /^[0-9a-f]{64}$/.test(wanted)
    ? [{ id: wanted }]
    : (await api.get('/api/v1/cases', { params: { query: { named: wanted, limit: MOST_LISTED } } })).cases;
  const ids = new Set(found.map((one) => one.id));
  if (ids.size !== 1) {
    throw refused(
      ids.size === 0 ? `None of your units has a case "${wanted}".` : `"${wanted}" could be ${ids.size} cases.`,
      ids.size === 0 ? 'See "liaison case list".' : 'Give more of its id.',
      'case-unknown',
    );
  }
  const query = why ? { why } : {};
  return api.get('/api/v1/cases/{id}', { params: { path: { id: [...ids][0]! }, query } });
}

type Words = (typeof ASSISTANCE_WORDS)[ReaderLanguage];

/** "pt/…: decidir (1, 2), até qua., 2 de dez. (dentro de 7 dias)": who, what, until when, in the state that owes it. */
function inWords({ who, duty, about, day, overdue }: Owed, words: Words, language: ReaderLanguage): string {
  const measures = about.length > 0 ? ` (${about.join(', ')})` : '';
  const at = Date.parse(`${day}T12:00Z`);
  const away = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.round((at - Date.now()) / 86_400_000),
    'day',
  );
  return `${who}: ${words.duty[duty as keyof typeof words.duty] ?? duty}${measures}, ${overdue ? words.label.late : words.label.due} ${dayIn(at, 'UTC', language)} (${away})`;
}

/** "Wed, 2 Dec" */
const dayIn = (at: number, timeZone: string, language: ReaderLanguage): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(at);

export function showMeasures(state: StateView, words: Words): void {
  if (state.measures.length === 0) return;
  print('');
  for (const { number, type, status, ground } of state.measures) {
    const why = ground ? ` (${words.ground[ground]})` : '';
    print(
      wrapped(`  ${String(number).padStart(2)} ${words.measure[type]}: ${words.measureStatus[status]}${why}`, width()),
    );
  }
}

/** Two times where two states meet. */
function showHearings(shown: Case, language: ReaderLanguage): void {
  const { requesting, requested } = shown;
  for (const one of stateOf(shown).hearings) {
    if (one.status === 'cancelled') continue;
    print(`\n  Hearing ${one.number}, measure ${one.measure}: ${one.status}`);
    one.slots.forEach(({ from, until }, i) => {
      if (one.agreed !== null && one.agreed !== i + 1) return;
      print(`    ${i + 1}  ${[requesting, requested].map((unit) => slotIn(unit, from, until, language)).join(' · ')}`);
    });
  }
}

function slotIn(unit: string, from: string, until: string, language: ReaderLanguage): string {
  const timeZone = timeZoneOf(unit.split('/')[0]!);
  const day = dayIn(Date.parse(from), timeZone, language);
  const clock = (at: string) =>
    new Intl.DateTimeFormat('fr', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  return `${day} ${clock(from)}–${clock(until)} ${timeZone.split('/').at(-1)!.replaceAll('_', ' ')}`;
}

function showEvent(caseId: string, event: Event, words: Words, language: ReaderLanguage): void {
  const name = words.move[event.move as keyof typeof words.move] ?? event.move;
  print(
    `${bold(`${time(event.at)}  ${event.author}  ${name}`)}${event.void ? ` (${words.label.without}: ${event.void.message})` : ''}`,
  );
  if (event.withheld) print(`  ${words.label.withheld}`);
  if (event.contradiction) print(`  Its words contradict what is signed: ${event.contradiction}.`);
  if (event.keyRevoked) print('  Its author’s key was in wrong hands by then: call the author.');
  const text = (isFields(event.content) ? event.content.text : undefined) as
    | { language: string; text: string; translations: { language: string; text: string }[] }
    | undefined;
  if (text) {
    const own = text.translations.find((one) => one.language === language)?.text ?? text.text;
    print(indented(own, 2));
  }
  const facts = Object.entries(event.terms).filter(
    ([key]) => !['measures', 'decisions'].includes(key) || event.move !== 'request',
  );
  if (facts.length > 0)
    print(wrapped(`  ${facts.map(([key, value]) => `${key} ${clean(valueInWords(value))}`).join(' · ')}`, width()));
  for (const file of filesShownIn(event.content)) {
    const state = event.files.find((one) => one.name === file.name)?.state ?? 'coming';
    print(
      state === 'here'
        ? `  ${clean(file.fileName)} (${file.bytes} bytes): liaison file save ${file.name} --case ${caseId} --event ${event.hash} --output PATH`
        : `  ${clean(file.fileName)} (${file.bytes} bytes): ${FILE_STATE_IN_WORDS[state]}`,
    );
  }
  print(`  ${event.verificationCode}  ${event.law ?? ''}`);
}

const indented = (text: string, by: number): string =>
  wrapped(withoutControlsButLines(text).replace(/^/gm, ' '.repeat(by)), width());

const valueInWords = (value: unknown): string =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object')
    ? value.join(', ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** A request as it stands on paper, in the reader’s language. */
function showRequest(content: Event['content'], language: ReaderLanguage): void {
  const write = new Writer([language]);
  const { request, oral, despite } = content as { request?: Request; oral?: OralRequest; despite?: string };
  const sections = request ? requestSections(write, request, () => undefined) : oral ? oralSections(write, oral) : [];
  for (const { heading, lines } of sections) {
    print(`  ${heading[0]!.text}`);
    for (const [cell] of lines) {
      print(indented(`${cell!.label ?? ''}${cell!.text}`, 4));
    }
  }
  if (despite) print(wrapped(`  despite: ${clean(despite)}`, width()));
}
