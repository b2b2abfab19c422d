import { fromTerms } from '#libs/cases/terms.js';
import { verificationCode } from '#libs/cases/verification-code.js';
import { hex } from '#libs/cose/bytes.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { writtenMoment } from '#libs/words/written.js';
import type { PaperSources, ReadEvent } from '../../case-paper.js';
import { hashInGroups, isolated, type Line, type Paper, type Section } from '../../paper-writer.js';
import { Words } from '../../said-words.js';
import { oralIn, requestIn } from '../facts.js';
import type { CaseState } from '../state.js';
import { ASSISTANCE_WORDS } from '../words/index.js';
import { oralSections, requestSections } from './request-paper.js';
import { type AssistanceWriter, assistanceWriter } from './writer.js';

export const DOCUMENTS = ['request', 'acknowledgement', 'decision', 'transmittal', 'custody', 'record'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];
type Sources = PaperSources<CaseState>;

const MOVES: Readonly<Record<Exclude<DocumentName, 'custody' | 'record'>, readonly string[]>> = {
  request: ['request', 'oral-request', 'confirm-in-writing', 'amend', 'extend'],
  acknowledgement: ['acknowledge'],
  decision: ['decide'],
  transmittal: ['send-results'],
};

/** The event that a document is set from: the newest of its kind that has effect and can be read. */
export const sourceOf = (name: DocumentName, events: readonly ReadEvent[]): ReadEvent | undefined =>
  name === 'custody' || name === 'record'
    ? events.at(-1)
    : events.findLast(
        (one) => MOVES[name].includes(one.event.move) && one.refusal === undefined && one.absent === null,
      );

/** A document of a case in one language or in two side by side. Undefined where the case has not come so far. */
export function paperOf(name: DocumentName, languages: readonly ReaderLanguage[], sources: Sources): Paper | undefined {
  const source = sourceOf(name, sources.events);
  if (!source) return undefined;
  const write = assistanceWriter(languages);
  const { state, caseId, printed, names } = sources;
  const sections = {
    request: () => requestOf(write, source, names),
    acknowledgement: () => acknowledgementOf(write, source),
    decision: () => decisionOf(write, source, state),
    transmittal: () => transmittalOf(write, source, sources),
    custody: () => custodyOf(write, sources),
    record: () => recordOf(write, sources),
  }[name]();
  const first = ASSISTANCE_WORDS[languages[0]!];
  const title = name === 'request' && source.event.move === 'oral-request' ? 'oral-request' : name;
  return {
    languages,
    directions: languages.map((language) => ASSISTANCE_WORDS[language].direction),
    title: write.line((words) => words.document[title]),
    subtitle: [state.reference, state.theirReference].filter((one) => one !== null).join(' · '),
    sections: [
      { heading: write.line((words) => words.heading.parties), lines: sides(write, sources, source) },
      ...sections,
    ],
    notices: noticesOf(write, name, state),
    code: verificationCode(source.event.hash),
    codeLabel: first.label.code,
    footer: [
      caseId.slice(0, 16),
      `${first.label.printed} ${isolated(writtenMoment(languages[0]!, printed.at))}`,
      printed.by,
      printed.why,
    ]
      .map(isolated)
      .join(' · '),
  };
}

function sides(write: AssistanceWriter, { state, names }: Sources, { event }: ReadEvent): Line[] {
  const named = (unit: string) => [names.unit(unit), unit].filter((one) => one !== undefined).join(' · ');
  return [
    ...write.fact('requesting', named(state.requesting)),
    ...(state.requested === state.requesting ? [] : write.fact('requested', named(state.requested))),
    ...write.fact('reference', state.reference),
    ...write.fact('theirReference', state.theirReference),
    ...write.fact('signedBy', (_, language) =>
      [event.author, writtenMoment(language, event.at)].map(isolated).join(' · '),
    ),
  ];
}

function requestOf(write: AssistanceWriter, { content }: ReadEvent, names: Sources['names']): Section[] {
  const request = requestIn(content);
  if (request) return requestSections(write, request, names.instrument);
  const oral = oralIn(content);
  return oral ? oralSections(write, oral) : [];
}

function acknowledgementOf(write: AssistanceWriter, { event, content }: ReadEvent): Section[] {
  const { reference } = fromTerms(event.terms) as { reference: string };
  const said = content as { officer?: string; telephone?: string } | undefined;
  return [
    ...write.section('authorities', [
      ...write.fact('theirReference', reference),
      ...write.fact('officer', said?.officer),
      ...write.fact('telephone', said?.telephone),
    ]),
    ...messageOf(write, content),
  ];
}

function decisionOf(write: AssistanceWriter, { event, content }: ReadEvent, state: CaseState): Section[] {
  const { decisions } = fromTerms(event.terms) as {
    decisions: {
      measure: number;
      decision: 'accepted' | 'postponed' | 'refused';
      ground?: keyof typeof ASSISTANCE_WORDS.en.ground;
      until?: string;
    }[];
  };
  const lines = decisions.flatMap(({ measure, decision, ground, until }) => {
    const type = state.measures.find((one) => one.number === measure)?.type;
    return [
      write.line(
        (words) => `${measure}. ${type ? words.measure[type] : ''}${words.colon}${words.measureStatus[decision]}`,
        true,
      ),
      ...(ground ? write.fact('ground', (words) => words.ground[ground]) : []),
      ...write.day('until', until),
    ];
  });
  const conditions = wordsList((content as { conditions?: unknown } | undefined)?.conditions);
  return [
    ...write.section('decisions', lines),
    ...write.section('reasons', messageLines(write, content)),
    ...write.section(
      'conditions',
      conditions.flatMap((one) => write.words(one)),
    ),
  ];
}

function transmittalOf(write: AssistanceWriter, { event, content }: ReadEvent, { state, events }: Sources): Section[] {
  const { measures, items } = fromTerms(event.terms) as { measures: number[]; items?: string[] };
  return [
    ...write.section(
      'measures',
      measureLines(
        write,
        state.measures.filter((one) => measures.includes(one.number)),
      ),
    ),
    ...messageOf(write, content),
    ...write.section(
      'evidence',
      (items ?? []).flatMap((item) => evidenceLines(write, item, events)),
    ),
    ...write.section('conditions', [write.line((words) => words.notice.use)]),
  ];
}

function custodyOf(write: AssistanceWriter, { state, events, item, openings }: Sources): Section[] {
  const items = state.evidence.map((one) => one.item).filter((one) => item === undefined || one === item);
  return [
    ...items.flatMap((one) => [
      { heading: write.line((words) => `${words.heading.evidence} ${one}`), lines: evidenceLines(write, one, events) },
      ...write.section('history', handOvers(write, one, events)),
    ]),
    ...write.section(
      'openings',
      openings.map((one) =>
        write.line((_, language) =>
          [writtenMoment(language, one.at), one.officer, one.file, ...(one.why ? [one.why] : [])]
            .map(isolated)
            .join(' · '),
        ),
      ),
    ),
  ];
}

interface Obtained {
  readonly text?: unknown;
  readonly obtainedAt?: string;
  readonly obtainedFrom?: string;
  readonly place?: string;
  readonly custodian?: string;
  readonly seal?: string;
  readonly certificate?: unknown;
}
function evidenceLines(write: AssistanceWriter, item: string, events: readonly ReadEvent[]): Line[] {
  const recorded = events.find(
    ({ event, refusal }) =>
      event.move === 'record-evidence' && refusal === undefined && event.terms.get('item') === item,
  );
  if (!recorded) return [];
  const { sha256, copyOf } = fromTerms(recorded.event.terms) as { sha256?: string; copyOf?: string };
  const said = recorded.content as Obtained | undefined;
  return [
    ...write.fact('item', item),
    ...messageLines(write, said),
    ...write.fact('copyOf', copyOf),
    ...(sha256 ? [write.line(() => isolated(hashInGroups(sha256)))] : []),
    ...write.moment('obtainedAt', said?.obtainedAt),
    ...write.fact('obtainedFrom', said?.obtainedFrom),
    ...write.fact('place', said?.place),
    ...write.fact('custodian', said?.custodian),
    ...write.fact('seal', said?.seal),
    ...wordsList([said?.certificate]).flatMap((one) => write.words(one, 'certificate')),
    ...signedBy(write, recorded),
  ];
}

interface HandOver {
  readonly from?: string;
  readonly to?: string;
  readonly at?: string;
  readonly place?: string;
  readonly seal?: string;
}
function handOvers(write: AssistanceWriter, item: string, events: readonly ReadEvent[]): Line[] {
  const steps = events.filter(
    ({ event, refusal }) => event.move === 'hand-over' && refusal === undefined && event.terms.get('item') === item,
  );
  return steps.flatMap(({ event, content }, i) => {
    const said = content as HandOver | undefined;
    return [
      write.line(
        (words, language) =>
          `${i + 1}. ${words.label.from} ${isolated(said?.from ?? '?')} · ${words.label.to} ${isolated(said?.to ?? '?')} · ${isolated(writtenMoment(language, said?.at ?? event.at))}`,
        true,
      ),
      ...write.fact('place', said?.place),
      ...write.fact('seal', said?.seal),
      ...(event.terms.get('sha256')
        ? [write.line(() => isolated(hashInGroups(String(event.terms.get('sha256')))))]
        : []),
      ...messageLines(write, content),
      ...signedBy(write, { event }),
    ];
  });
}

/** Everything that was done in the case, in the record's order. */
function recordOf(write: AssistanceWriter, { state, events }: Sources): Section[] {
  return [
    ...write.section('measures', measureLines(write, state.measures)),
    ...events.map(({ event, content, absent, refusal }, i) => ({
      heading: write.line(
        (words, language) =>
          `${i + 1}. ${words.move[event.move as keyof typeof words.move] ?? event.move} · ${isolated(event.author)} · ${isolated(writtenMoment(language, event.at))}`,
      ),
      lines: [
        ...(refusal ? [write.line((words) => `${words.label.without}: ${isolated(refusal)}`)] : []),
        ...(absent ? [write.line((words) => words.label[absent])] : []),
        ...messageLines(write, content),
        ...write.fact('code', `${verificationCode(event.hash)} · ${hex(event.hash).slice(0, 32)}…`),
      ],
    })),
  ];
}

const measureLines = (write: AssistanceWriter, measures: CaseState['measures']): Line[] =>
  measures.map((one) =>
    write.line((words) => `${one.number}. ${words.measure[one.type]}${words.colon}${words.measureStatus[one.status]}`),
  );
const signedBy = (write: AssistanceWriter, { event }: Pick<ReadEvent, 'event'>): Line[] =>
  write.fact('signedBy', (_, language) =>
    [event.author, writtenMoment(language, event.at), verificationCode(event.hash)].map(isolated).join(' · '),
  );
const messageOf = (write: AssistanceWriter, content: unknown): Section[] =>
  write.section('message', messageLines(write, content));
function messageLines(write: AssistanceWriter, content: unknown): Line[] {
  const text = Words.safeParse((content as { text?: unknown } | undefined)?.text);
  return text.success ? write.words(text.data) : [];
}
const wordsList = (value: unknown): Words[] =>
  (Array.isArray(value) ? value : []).flatMap((one) => {
    const words = Words.safeParse(one);
    return words.success ? [words.data] : [];
  });

function noticesOf(write: AssistanceWriter, name: DocumentName, state: CaseState): Line[] {
  const lines: Line[] = [];
  if (name === 'request' || name === 'custody') lines.push(write.line((words) => words.notice.use));
  if (state.confidentiality === 'kept') lines.push(write.line((words) => words.notice.confidential));
  if (name === 'decision' && state.measures.some((one) => one.status === 'postponed'))
    lines.push(write.line((words) => words.notice.postponed));
  lines.push(write.line((words) => words.notice.verify));
  return lines;
}
