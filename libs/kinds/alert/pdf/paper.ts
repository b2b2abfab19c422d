import type { ReaderLanguage } from '#libs/geography/country.js';
import { writtenMoment } from '#libs/words/written.js';
import type { ExportedAlert } from '../exchange/stix-export.js';
import { alertBlocks, evaluationAsText, handlingAsText } from '../text.js';
import { ALERT_WORDS } from '../words/index.js';

/** FIRST TLP 2.0: each label's colour, on black. */
const COLOURS = {
  RED: '#FF2B2B',
  AMBER: '#FFC000',
  'AMBER+STRICT': '#FFC000',
  GREEN: '#33FF00',
  CLEAR: '#FFFFFF',
} as const;

/** Who printed it, when (ISO 8601), and what for: on each page, so that a copy says where it came from. */
export interface Printed {
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

/** An alert as the data of its template, in the reader's language. */
export function alertOnPaper(
  { id, sender, createdAt, alert }: ExportedAlert,
  language: ReaderLanguage,
  printed: Printed,
) {
  const { direction, label, action, colon } = ALERT_WORDS[language];
  const time = (at: string | number) => isolated(writtenMoment(language, at));
  return {
    id,
    language,
    direction,
    sender,
    tlp: alert.handling.tlp,
    colour: COLOURS[alert.handling.tlp],
    handling: handlingAsText(alert, language).split(' · ').slice(1).join(' · '),
    title: alert.title.text,
    titleLanguage: alert.title.language,
    facts: [
      `${label.from} ${isolated(sender)} · ${time(createdAt)}`,
      `${label.validUntil} ${time(alert.validUntil)} · ${label.actionAsked}${colon}${action[alert.actionAsked]}`,
      evaluationAsText(alert, language),
    ],
    blocks: alertBlocks(alert, language),
    printed: isolated(`${printed.by} · ${time(printed.at)} · ${printed.why}`),
  };
}

/** Keeps its own direction inside text of another (UAX 9: FSI … PDI). */
const isolated = (text: string): string => `\u2068${text}\u2069`;
