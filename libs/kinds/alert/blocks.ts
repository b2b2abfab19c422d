import type { ReaderLanguage } from '#libs/geography/country.js';
import { writtenAmount, writtenNumber } from '#libs/words/written.js';
import { type BulletinBlock, ownIn, type Read, told, type Voice } from '../blocks.js';
import { ADMIRALTY } from './admiralty.js';
import type { Alert } from './schema.js';
import type { AlertWords } from './words/index.js';

/** An alert as it is read. */
export type Content = Read<Alert>;

/** An alert in the reader's language, block by block, empty ones left out. Free text stays in its own language. */
export function blocksOf(alert: Content, voice: Voice<AlertWords>): BulletinBlock[] {
  const { language, words, country } = voice;
  const { heading } = words;
  const own = ownIn(words.direction);
  return told([
    [heading.summary, [own(alert.summary.text)]],
    [heading.offence, [offence(alert, words)]],
    [heading.routes, alert.routes.flatMap((one) => route(one, voice))],
    [heading.network, network(alert, words, country)],
    [heading.documents, alert.documents.map((one) => document(one, words, country))],
    [heading.methods, methods(alert, words, language)],
    [heading.indicators, alert.indicators.map((one) => indicator(one, words, country))],
    [heading.atRisk, atRisk(alert, words, country)],
    [heading.lessons, alert.lessons.map(({ text }) => own(text))],
    [heading.technology, alert.technology.map(({ text }) => own(text))],
    [heading.risk, risk(alert, words)],
    [
      heading.files,
      alert.files.map(
        (f) =>
          `${own(f.fileName)} (${own(f.mediaType)}${words.comma}${writtenNumber(language, f.bytes)} ${words.label.bytes})`,
      ),
    ],
  ]);
}

/** What is asked of its readers, and what it is worth: above everything else. */
export const headOf = (alert: Content, { words }: Pick<Voice<AlertWords>, 'words'>): string[] => [
  `${words.label.actionAsked}${words.colon}${words.action[alert.actionAsked]}`,
  evaluationIn(alert, words),
];

/** 4x4 in words, with the Admiralty scale beside it. */
export function evaluationIn({ evaluation }: Content, { label, source, information, colon }: AlertWords): string {
  const admiralty = `${ADMIRALTY.source[evaluation.source]}${ADMIRALTY.information[evaluation.information]}`;
  return [
    `${label.source} ${evaluation.source}${colon}${source[evaluation.source]}`,
    `${label.information} ${evaluation.information}${colon}${information[evaluation.information]}`,
    `${label.admiralty} ${admiralty}`,
  ].join(' · ');
}

type CountryName = (code: string) => string;
/** Codes as a list in words. */
const listIn =
  ({ comma }: AlertWords) =>
  <Code extends string>(codes: readonly Code[], words: Readonly<Record<Code, string>>): string =>
    codes.map((code) => words[code]).join(comma);

function offence({ offence: what, trafficking }: Content, words: AlertWords): string {
  if (!trafficking) return words.offence[what];
  const { acts, means, purposes, concernsChildren } = trafficking;
  const list = listIn(words);
  const by = means.length > 0 ? ` ${words.label.by} ${list(means, words.means)}` : '';
  const children = concernsChildren ? ` (${words.label.concernsChildren})` : '';
  return `${words.offence[what]}${words.colon}${list(acts, words.act)}${by}${words.comma}${words.label.for} ${list(purposes, words.purpose)}${children}`;
}

function route(r: Alert['routes'][number], { language, words, country }: Voice<AlertWords>): string[] {
  const [list, own] = [listIn(words), ownIn(words.direction)];
  const arrow = words.direction === 'rtl' ? ' ← ' : ' → ';
  const path = r.points
    .map((p) => `${own(p.place)} (${p.country ? `${country(p.country)}${words.comma}` : ''}${words.pointRole[p.role]})`)
    .join(arrow);
  const persons =
    r.capacity &&
    `${own([r.capacity.least, r.capacity.most].map((count) => writtenNumber(language, count)).join('–'))} ${words.label.persons}`;
  const frequency = r.frequency && words.frequency[r.frequency];
  const how = [list(r.transport, words.transport), persons, frequency, r.carriers.map(own).join(words.comma)].filter(
    Boolean,
  );
  return how.length > 0 ? [path, how.join(' · ')] : [path];
}

function network({ network: n }: Content, words: AlertWords, country: CountryName): string[] {
  if (!n) return [];
  const { label, comma } = words;
  const own = ownIn(words.direction);
  const facts = [
    n.aliases.length > 0 && `${label.alsoKnownAs} ${n.aliases.map(own).join(comma)}`,
    `${label.structure}${words.colon}${words.structure[n.structure]}`,
    n.roles.length > 0 && `${label.roles}${words.colon}${listIn(words)(n.roles, words.networkRole)}`,
    n.nationalities.length > 0 && `${label.nationalities}${words.colon}${n.nationalities.map(country).join(comma)}`,
    n.knownLinks.length > 0 && `${label.links}${words.colon}${n.knownLinks.map(own).join(comma)}`,
  ];
  return [own(n.label), facts.filter(Boolean).join(' · ')];
}

function document(d: Alert['documents'][number], words: AlertWords, country: CountryName): string {
  const issued = d.issuedBy ? ` (${country(d.issuedBy)})` : '';
  return [
    `${words.document[d.document]}${words.comma}${words.abuse[d.abuse]}${issued}`,
    ...d.features.map((f) => f.text),
  ].join('. ');
}

function indicator(i: Alert['indicators'][number], words: AlertWords, country: CountryName): string {
  const of =
    'country' in i ? ` (${country(i.country)})` : 'service' in i ? ` (${ownIn(words.direction)(i.service)})` : '';
  return `${words.indicator[i.type]}${of}${words.colon}${ownIn(words.direction)(i.value)}${words.comma}${words.label.confidence} ${words.confidence[i.confidence]}`;
}

function methods({ methods: m }: Content, words: AlertWords, language: ReaderLanguage): string[] {
  if (!m) return [];
  const [list, own] = [listIn(words), ownIn(words.direction)];
  const facts = [
    [words.label.recruitment, list(m.recruitment, words.recruitment)],
    [words.label.concealment, list(m.concealment, words.concealment)],
    [words.label.control, list(m.control, words.control)],
    [words.label.payment, list(m.payment, words.payment)],
  ] as const;
  return [
    ...facts.filter(([, codes]) => codes !== '').map(([name, codes]) => `${name}${words.colon}${codes}`),
    ...(m.price
      ? [
          `${words.label.price}${words.colon}${own(`${writtenNumber(language, m.price.least)}–${writtenAmount(language, m.price.most, m.price.currency)}`)}`,
        ]
      : []),
    ...m.narrative.map((t) => own(t.text)),
  ];
}

function atRisk({ atRisk: a }: Content, words: AlertWords, country: CountryName): string[] {
  if (!a) return [];
  const { label, comma } = words;
  const facts = [
    `${label.sex}${words.colon}${words.sex[a.sex]}`,
    a.ageBands.length > 0 && `${label.ages}${words.colon}${a.ageBands.map(ownIn(words.direction)).join(comma)}`,
    a.nationalities.length > 0 && `${label.nationalities}${words.colon}${a.nationalities.map(country).join(comma)}`,
    a.vulnerabilities.length > 0 &&
      `${label.vulnerabilities}${words.colon}${listIn(words)(a.vulnerabilities, words.vulnerability)}`,
  ];
  return [facts.filter(Boolean).join(' · ')];
}

const risk = ({ risk: r }: Content, words: AlertWords): string[] => [
  `${words.label.likelihood}${words.colon}${words.level[r.likelihood]} · ${words.label.impact}${words.colon}${words.level[r.impact]}`,
  ...r.reasons.map((reason) => ownIn(words.direction)(reason.text)),
];
