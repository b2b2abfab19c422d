import { isDay, isMoment } from '#libs/words/written.js';
import type { CaseWords } from './case-words.js';
import type { FieldWords } from './field-words.js';

/** In which words a reader's side says terms, and how it writes what is no code. */
export interface TermVoice extends Pick<FieldWords, 'labelOf' | 'codeOf'> {
  readonly words: Pick<CaseWords, 'label' | 'comma' | 'colon'>;
  readonly number: (value: number) => string;
  /** A language by its tag (BCP 47). */
  readonly tongue: (tag: string) => string;
  readonly unit: (address: string) => string;
  readonly instrument: (code: string) => string;
  /** @param date `YYYY-MM-DD` */
  readonly day: (date: string) => string;
  /** @param at ISO 8601, or milliseconds since 1970-01-01T00:00Z */
  readonly moment: (at: string | number) => string;
}

/** What a move states to every party, a text a term: "About: refusal". What a request lists is shown with it, and left out. */
export const termsInWords = (terms: Readonly<Record<string, unknown>>, voice: TermVoice): string[] =>
  Object.entries(terms)
    .filter(([, value]) => !isListOfThings(value))
    .map(([name, value]) => `${voice.labelOf(name)}${voice.words.colon}${inWords(value, name, voice)}`);

const isListOfThings = (value: unknown): boolean =>
  Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null && 'type' in item);

/** What a `Date` holds at most, in milliseconds. */
const LAST_TIME = 8.64e15;
/** No number of a question, a measure or days is as large: a time in milliseconds is. */
const isInstant = (value: unknown): value is number => typeof value === 'number' && value >= 1e12 && value <= LAST_TIME;

function inWords(value: unknown, name: string, voice: TermVoice): string {
  const { label, comma, colon } = voice.words;
  if (Array.isArray(value) && value.length === 2 && value.every(isInstant)) return value.map(voice.moment).join(' – ');
  if (Array.isArray(value)) return value.map((item) => inWords(item, name, voice)).join(comma);
  if (typeof value === 'object' && value !== null) {
    const { measure, decision, ...more } = value as Record<string, unknown>;
    const others = Object.entries(decision === undefined ? value : more);
    if (decision === undefined)
      return others.map(([key, inner]) => `${voice.labelOf(key)} ${inWords(inner, key, voice)}`).join(comma);
    const why = others.map(([key, inner]) => inWords(inner, key, voice)).join(comma);
    return `${measure}${colon}${voice.codeOf(String(decision))}${why && ` (${why})`}`;
  }
  if (typeof value === 'boolean') return value ? label.yes : label.no;
  if (typeof value === 'number') return isInstant(value) ? voice.moment(value) : voice.number(value);
  const word = String(value);
  if (name === 'language' && /^[a-z]{2,3}$/.test(word)) return voice.tongue(word);
  if (name === 'instruments') return voice.instrument(word);
  if (/^[a-z]{2,12}\/[a-z0-9-]+$/.test(word)) return voice.unit(word);
  if (isDay(word)) return voice.day(word);
  if (isMoment(word)) return voice.moment(word);
  return voice.codeOf(word);
}
