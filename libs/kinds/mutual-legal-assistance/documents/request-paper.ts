import { writtenAmount, writtenDay, writtenMoment, writtenNumber } from '#libs/words/written.js';
import { hashInGroups, isolated, type Line, type Section } from '../../paper-writer.js';
import { type Measure, namedIn } from '../measures.js';
import type { OralRequest, Request } from '../request.js';
import type { Account, Device, Person, Place } from '../subjects.js';
import type { AssistanceWriter } from './writer.js';

/** A written request, section by section, in the order of UNTOC Art. 18(15). */
export function requestSections(
  write: AssistanceWriter,
  request: Request,
  titleOf: (instrument: string, language: string) => string | undefined,
): Section[] {
  const { requesting, proceeding, urgency } = request;
  const { conductedBy } = proceeding;
  return [
    ...write.section('authorities', [
      ...write.fact('requesting', requesting.name),
      ...write.fact('officer', requesting.officer),
      ...write.fact('telephone', requesting.telephone),
      ...write.fact('mail', requesting.mail),
    ]),
    ...write.section('proceeding', [
      ...write.fact('reference', proceeding.reference),
      ...write.fact('stage', (words) => words.stage[proceeding.stage]),
      ...write.words(proceeding.subject),
      ...write.fact('conductedBy', `${conductedBy.name}, ${conductedBy.officer}`),
      ...write.words(conductedBy.functions, 'functions'),
    ]),
    ...write.section(
      'offences',
      proceeding.offences.flatMap(({ name, provision, highestPenalty }) => [
        ...write.words(name, undefined, true),
        ...write.fact('provision', provision),
        ...write.words(highestPenalty, 'penalty'),
      ]),
    ),
    ...write.section('facts', write.words(request.facts)),
    ...write.section(
      'persons',
      request.persons.flatMap((one) => person(write, one)),
    ),
    ...write.section(
      'places',
      request.places.flatMap((one) => place(write, one)),
    ),
    ...write.section(
      'accounts',
      request.accounts.flatMap((one) => account(write, one)),
    ),
    ...write.section(
      'devices',
      request.devices.flatMap((one) => device(write, one)),
    ),
    ...write.section(
      'measures',
      request.measures.flatMap((one) => measure(write, one)),
    ),
    ...write.section('purpose', write.words(request.purpose)),
    ...write.section(
      'instruments',
      request.instruments.map((one) => write.line((_, language) => isolated(titleOf(one, language) ?? one))),
    ),
    ...write.section('urgency', [
      write.line((words) => words.urgency[urgency.level]),
      ...write.words(urgency.reason),
      ...write.day('wishedBy', request.wishedBy),
    ]),
    ...write.section('confidentiality', request.confidentiality ? write.words(request.confidentiality.reason) : []),
    ...write.section(
      'annexes',
      request.annexes.map(({ title, file }, i) =>
        write.line(() =>
          isolated(`${i + 1}. ${title}${file ? ` · ${file.fileName} · ${hashInGroups(file.sha256)}` : ''}`),
        ),
      ),
    ),
  ];
}

/** A request as it was made by voice. */
export const oralSections = (write: AssistanceWriter, oral: OralRequest): Section[] => [
  ...write.section('authorities', [
    ...write.fact('requesting', `${oral.madeBy.name}, ${oral.madeBy.officer}`),
    ...write.fact('telephone', oral.madeBy.telephone),
    ...write.fact('to', oral.takenBy),
    ...write.moment('date', oral.madeAt),
  ]),
  ...write.section('urgency', write.words(oral.reason)),
  ...write.section(
    'measures',
    oral.asked.flatMap((one) => [
      write.line((words) => `${one.number}. ${words.measure[one.type]}`, true),
      ...write.words(one.description),
    ]),
  ),
];

function person(write: AssistanceWriter, one: Person): Line[] {
  return [
    write.line(
      (words) =>
        [
          `${isolated(one.id)} · ${isolated(one.name)}`,
          words.person[one.role],
          ...(one.isPseudonym ? [words.label.pseudonym] : []),
          ...(one.isMinor ? [words.label.minor] : []),
        ].join(' · '),
      true,
    ),
    ...write.fact('alsoKnownAs', one.alsoKnownAs.join(', ')),
    ...write.day('born', one.born),
    ...(one.nationalities.length > 0
      ? write.fact('nationality', (words, language) =>
          one.nationalities.map((code) => write.country(code)(words, language)).join(words.comma),
        )
      : []),
    ...write.fact('documentNumber', one.documents.map(({ country, number }) => `${country} ${number}`).join(', ')),
    ...write.words(one.location, 'location'),
    ...write.words(one.protection, 'protection'),
  ];
}

const place = (write: AssistanceWriter, one: Place): Line[] => [
  write.line(
    (words, language) =>
      `${isolated(one.id)} · ${isolated(one.address)} · ${write.country(one.country)(words, language)}`,
    true,
  ),
  ...write.words(one.connection, 'connection'),
];

const account = (write: AssistanceWriter, one: Account): Line[] => [
  write.line(
    (words, language) =>
      `${isolated(one.id)} · ${isolated(one.institution)} · ${write.country(one.country)(words, language)}`,
    true,
  ),
  ...write.fact('number', one.iban?.replace(/(.{4})(?=.)/g, '$1 ') ?? one.number),
  ...write.fact('holder', one.holder),
  ...write.words(one.connection, 'connection'),
];

const device = (write: AssistanceWriter, one: Device): Line[] => [
  write.line(
    (_, language) =>
      [
        one.id,
        one.value,
        ...('at' in one ? [writtenMoment(language, one.at)] : []),
        ...('service' in one ? [one.service] : []),
      ]
        .map(isolated)
        .join(' · '),
    true,
  ),
  ...write.words(one.connection, 'connection'),
];

function measure(write: AssistanceWriter, one: Measure): Line[] {
  const { fact, words } = { fact: write.fact.bind(write), words: write.words.bind(write) };
  const list = (...parts: string[]) => parts.map(isolated).join(' · ');
  const yes = (value: boolean) => (w: Parameters<Parameters<AssistanceWriter['line']>[0]>[0]) =>
    value ? w.label.yes : w.label.no;
  const names = namedIn(one);
  return [
    write.line(
      (w) =>
        `${one.number}. ${w.measure[one.type]}${names.length > 0 ? ` · ${names.map(isolated).join(w.comma)}` : ''}`,
      true,
    ),
    ...words(one.description),
    ...('source' in one ? fact('item', (w) => w.source[one.source]) : []),
    ...('holder' in one ? fact('holder', one.holder) : []),
    ...('provider' in one ? fact('provider', one.provider) : []),
    ...('period' in one
      ? fact('period', (_, language) =>
          [one.period.from, one.period.until].map((day) => isolated(writtenDay(language, day))).join(' – '),
        )
      : []),
    ...('days' in one ? fact('days', (_, language) => isolated(writtenNumber(language, one.days))) : []),
    ...('amount' in one && one.amount
      ? fact('amount', (_, language) => isolated(writtenAmount(language, one.amount!.value, one.amount!.currency)))
      : []),
    ...('order' in one
      ? fact('order', (_, language) =>
          list(one.order.reference, one.order.authority, writtenDay(language, one.order.date)),
        )
      : []),
    ...('certified' in one ? fact('certified', yes(one.certified)) : []),
    ...('onOath' in one ? fact('onOath', yes(one.onOath)) : []),
    ...('sought' in one ? words(one.sought, 'sought') : []),
    ...('items' in one ? one.items.flatMap((item) => words(item, 'sought')) : []),
    ...('property' in one ? words(one.property, 'sought') : []),
    ...('documents' in one ? fact('documentNumber', one.documents.join(', ')) : []),
    ...('court' in one ? fact('court', one.court) : []),
    ...('capacity' in one ? fact('capacity', (w) => w.person[one.capacity]) : []),
    ...('interpreter' in one ? fact('interpreter', one.interpreter) : []),
    ...('before' in one ? write.day('before', one.before) : []),
    ...('questions' in one ? one.questions.flatMap((question) => words(question, 'questions')) : []),
    ...words(one.procedure, 'procedure'),
    ...('protection' in one ? words(one.protection, 'protection') : []),
  ];
}
