import type { Answer, Body } from '#libs/api/routes.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { sectionsOf, valueInWords } from '#libs/kinds/block-lines.js';
import type { CaseBlock } from '#libs/kinds/case-blocks.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { type CaseWords, wordIn } from '#libs/kinds/case-words.js';
import { type Section, Writer } from '#libs/kinds/paper-writer.js';
import { filesShownIn } from '#libs/kinds/shown-file.js';
import { termsInWords } from '#libs/kinds/terms-in-words.js';
import { termVoiceIn } from '#libs/kinds/voice.js';
import { inEnglish } from '#libs/words/phrase.js';
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

/** A case's kind: what this program does not know, its node does. */
export function kindOf({ kind }: Pick<Line, 'kind'>) {
  const known = CASE_KINDS[kind];
  if (known) return known;
  throw refused(`This program does not know cases of "${kind}".`, 'Use a newer one.', 'kind-unknown');
}
const isFields = (content: unknown): content is Record<string, unknown> =>
  typeof content === 'object' && content !== null;

const MOST_LISTED = 200;

/** `liaison case list` and `liaison case due` */
export async function listCases(
  options: AsJson & {
    unit?: string;
    kind?: string;
    waitsFor?: 'us';
    closed?: boolean;
    find?: string;
    language?: string;
  },
): Promise<void> {
  const { api } = await loadSession();
  const query = {
    ...(options.unit && { unit: options.unit }),
    ...(options.kind && { kind: options.kind as Line['kind'] }),
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
        : 'No cases. "liaison request save FILE" or "liaison case begin MOVE FILE" begins one; what others ask of you appears here by itself.',
    );
  }
  const language = languageOf(options.language);
  const rows = cases.map((one) => {
    const words = kindOf(one).words[language];
    return [
      one.id.slice(0, 12),
      one.reference,
      one.role === 'requesting' ? `to ${one.requested}` : `from ${one.requesting}`,
      [
        wordIn(words, 'status', one.status),
        ...owedFirst(one, options.waitsFor).map((each) => owedInWords(each, words, language)),
      ].join('. '),
    ];
  });
  print(ledger(['CASE', 'REFERENCE', 'WITH', 'STANDS, AND WAITS FOR'], rows, width()));
}

/** What is due first; of what waits for the unit, what it owes itself. */
const owedFirst = ({ owed, unit }: Line, waitsFor?: 'us'): readonly Owed[] =>
  owed.filter(({ who }) => waitsFor === undefined || who === unit).slice(0, 1);

/** `liaison case show ID` */
export async function showCase(id: string, options: AsJson & { why?: string; language?: string }): Promise<void> {
  const { api } = await loadSession();
  const shown = await caseOf(api, id, options.why);
  if (options.json) return printJson(shown);
  const language = languageOf(options.language);
  const kind = kindOf(shown);
  const words = kind.words[language];
  print(tlp('AMBER+STRICT', ' TLP:AMBER+STRICT · for the parties of the case alone '));
  print(
    bold(
      `${clean(shown.reference)}${shown.theirReference ? ` · ${clean(shown.theirReference)}` : ''}: ${wordIn(words, 'status', shown.status)}`,
    ),
  );
  print(
    `${shown.requesting} → ${shown.requested}; ${shown.unit}: ${wordIn(words, 'role', shown.role)}. ${wordIn(words, 'urgency', shown.urgency)}`,
  );
  for (const one of shown.owed)
    print(`  ${one.overdue ? bold(owedInWords(one, words, language)) : owedInWords(one, words, language)}`);
  for (const one of shown.unreachable) print(wrapped(`  ${one.unit}: ${one.why}.`, width()));
  if (shown.forked.length > 0)
    print(`  ${shown.forked.join(', ')} gave one place to two events: see "liaison incidents", and call it.`);
  if (shown.erasedAt)
    print(
      wrapped(
        `  What had been said in it was erased here on ${time(shown.erasedAt)}, by your unit’s rule. Who acted when is kept, with each signature.`,
        width(),
      ),
    );
  if (shown.hold)
    print(
      wrapped(
        `  On hold since ${time(shown.hold.at)}, by ${clean(shown.hold.officer)}: ${clean(shown.hold.why)}. Nothing of it is erased.`,
        width(),
      ),
    );
  if (shown.missing > 0) print(`  ${shown.missing} events are known of and not here yet; they are asked for.`);
  showBriefly(shown.blocks, words, language);
  showSections(
    sectionsOf(
      new Writer([language], kind.words),
      shown.blocks.filter((one) => !one.brief),
    ),
  );
  print('');
  const sections = (event: Event | undefined) => (event && kind.sections?.(event.content, [language])) ?? [];
  const latest = shown.timeline.findLast((event) => sections(event).length > 0);
  for (const event of shown.timeline) {
    showEvent(shown.id, event, words, language);
    if (event === latest) {
      showSections(sections(event));
      const { despite } = event.content as { despite?: string };
      if (despite) print(wrapped(`  despite: ${clean(despite)}`, width()));
    }
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

/** "pt/…: decidir (1, 2), até qua., 2 de dez. (dentro de 7 dias)": who, what, until when, in the state that owes it. */
function owedInWords(
  { who, duty, about, clock, day, dueAt, overdue }: Owed,
  words: CaseWords,
  language: ReaderLanguage,
): string {
  const numbers = about.length > 0 ? ` (${about.join(', ')})` : '';
  const [until, away] =
    clock === 'hours'
      ? [time(dueAt), awayInWords(Date.parse(dueAt), 'hour', language)]
      : [dayIn(day, language), awayInWords(Date.parse(`${day}T12:00Z`), 'day', language)];
  return `${who}: ${wordIn(words, 'duty', duty)}${numbers}, ${overdue ? words.label.late : words.label.due} ${until} (${away})`;
}

const LENGTH = { hour: 3_600_000, day: 86_400_000 } as const;
const awayInWords = (at: number, unit: keyof typeof LENGTH, language: ReaderLanguage): string =>
  new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round((at - Date.now()) / LENGTH[unit]), unit);

/** "Wed, 2 Dec" */
const dayIn = (day: string, language: ReaderLanguage): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(Date.parse(`${day}T12:00Z`));

/** Where things stand, a line each: "1 Search: refused (domestic law)". */
export function showBriefly(blocks: readonly CaseBlock[], words: CaseWords, language: ReaderLanguage): void {
  for (const { heading, items } of blocks.filter((one) => one.brief)) {
    print(`\n  ${wordIn(words, 'heading', heading)}`);
    for (const { name, title, facts } of items) {
      const said = (values: Parameters<typeof valueInWords>[0][]) =>
        values.map((one) => clean(valueInWords(one, words, language)));
      const stands = facts.map(({ label, values }) => {
        const [first, ...more] = said([...values]);
        const all = more.length > 0 ? `${first} (${more.join(', ')})` : first!;
        return label === null ? all : `${wordIn(words, 'label', label)} ${all}`;
      });
      const what = said([...title]).join(', ');
      print(
        wrapped(`  ${(name ?? '').padStart(2)} ${[what, stands.join(' · ')].filter((one) => one).join(': ')}`, width()),
      );
    }
  }
}

/** As it stands on paper, in the reader’s language. */
function showSections(sections: readonly Section[]): void {
  for (const { heading, lines } of sections) {
    print(`  ${heading[0]!.text}`);
    for (const [cell] of lines) print(indented(`${cell!.label ?? ''}${cell!.text}`, 4));
  }
}

function showEvent(caseId: string, event: Event, words: CaseWords, language: ReaderLanguage): void {
  const name = wordIn(words, 'move', event.move);
  print(
    `${bold(`${time(event.at)}  ${event.author}  ${name}`)}${event.void ? ` (${words.label.without}: ${event.void.message})` : ''}`,
  );
  if (event.withheld) print(`  ${words.label.withheld}`);
  if (event.erased) print(`  ${words.label.erased}`);
  if (event.contradiction) print(`  Its words contradict what is signed: ${inEnglish(event.contradiction)}.`);
  if (event.keyRevoked) print('  Its author’s key was in wrong hands by then: call the author.');
  const text = (isFields(event.content) ? event.content.text : undefined) as
    | { language: string; text: string; translations: { language: string; text: string }[] }
    | undefined;
  if (text) {
    const own = text.translations.find((one) => one.language === language)?.text ?? text.text;
    print(indented(own, 2));
  }
  const terms = termsInWords(event.terms, termVoiceIn(language, words));
  if (terms.length > 0) print(wrapped(`  ${terms.map(clean).join(' · ')}`, width()));
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
