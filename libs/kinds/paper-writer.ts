import { countryName, type ReaderLanguage } from '#libs/geography/country.js';
import { writtenDay, writtenMoment } from '#libs/words/written.js';
import { type CaseWords, wordIn } from './case-words.js';
import { inLanguage, type Words } from './said-words.js';

/** One side of a line: a text in a language, for one of a document's columns. */
export interface Cell {
  /** What the text is, in the column's language. */
  readonly label?: string;
  readonly text: string;
  /** Of the text: the column's, or the original's where nobody has translated it. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The column's own direction, in which label and text follow each other. */
  readonly column: 'ltr' | 'rtl';
  readonly isUntranslated?: boolean;
  /** Begins something: a person, a measure. */
  readonly isFirst?: boolean;
}
/** The same line in each of a document's languages. */
export type Line = readonly Cell[];
export interface Section {
  readonly heading: Line;
  readonly lines: readonly Line[];
}

/** A document of a case as the data of its template: everything in each of its languages, side by side. */
export interface Paper {
  readonly languages: readonly ReaderLanguage[];
  readonly directions: readonly ('ltr' | 'rtl')[];
  readonly title: Line;
  readonly subtitle: string;
  readonly sections: readonly Section[];
  readonly notices: readonly Line[];
  readonly code: string;
  readonly codeLabel: string;
  readonly footer: string;
}

const RTL = ['ar', 'fa', 'he', 'ur'];
const directionOf = (language: string): 'ltr' | 'rtl' => (RTL.includes(language) ? 'rtl' : 'ltr');
/** Keeps its own direction inside text of another (UAX 9: FSI, or LRI where no letter tells one, … PDI). */
export const isolated = (text: string): string => `${/\p{L}/u.test(text) ? '\u2068' : '\u2066'}${text}\u2069`;

/** Writes lines in several languages at once, in the words of a kind of case. */
export class Writer<Own extends CaseWords = CaseWords> {
  constructor(
    readonly languages: readonly ReaderLanguage[],
    private readonly own: Readonly<Record<ReaderLanguage, Own>>,
  ) {}

  /** A line that a function says in each language. */
  line(say: (words: Own, language: ReaderLanguage) => string, isFirst = false): Line {
    return this.languages.map((language) => {
      const words = this.own[language];
      return {
        text: say(words, language),
        language,
        direction: words.direction,
        column: words.direction,
        ...(isFirst && { isFirst }),
      };
    });
  }

  /** A labelled value, where there is one. */
  fact(
    label: keyof Own['label'] & string,
    value: string | undefined | null | ((words: Own, language: ReaderLanguage) => string),
  ): Line[] {
    if (value === undefined || value === null || value === '') return [];
    const line = this.line((words, language) => (typeof value === 'string' ? isolated(value) : value(words, language)));
    return [line.map((cell, i) => ({ ...cell, label: this.labelIn(i, label) }))];
  }

  /** What an authority said, in its own language and where it was translated. */
  words(words: Words | undefined, label?: keyof Own['label'] & string, isFirst = false): Line[] {
    if (!words) return [];
    return [
      this.languages.map((language, i) => {
        const translated = inLanguage(words, language);
        const own = translated === undefined ? words.language : language;
        return {
          ...(label && { label: this.labelIn(i, label) }),
          text: translated ?? words.text,
          language: own,
          direction: directionOf(own),
          column: this.own[language].direction,
          ...(translated === undefined && { isUntranslated: true }),
          ...(isFirst && { isFirst }),
        };
      }),
    ];
  }

  private labelIn(i: number, label: keyof Own['label'] & string): string {
    const words = this.own[this.languages[i]!];
    return `${wordIn(words, 'label', label)}${words.colon}`;
  }

  section(heading: keyof Own['heading'] & string, lines: readonly Line[]): Section[] {
    return lines.length === 0 ? [] : [{ heading: this.line((words) => wordIn(words, 'heading', heading)), lines }];
  }

  /** A civil day, as each column's language writes it. */
  day = (label: keyof Own['label'] & string, day: string | undefined): Line[] =>
    this.fact(label, day && ((_, language) => isolated(writtenDay(language, day))));

  /** A time to the minute, likewise. */
  moment = (label: keyof Own['label'] & string, at: string | number | undefined): Line[] =>
    this.fact(label, at === undefined ? at : (_, language) => isolated(writtenMoment(language, at)));

  country = (code: string) => (_: Own, language: ReaderLanguage) => countryName(code, language);
}

/** A hash that breaks into lines where a column is narrow. */
export const hashInGroups = (sha256: string): string => `SHA-256 ${sha256.replace(/(.{16})(?=.)/g, '$1 ')}`;
