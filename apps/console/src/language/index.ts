import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { AlertWords } from '#libs/kinds/alert/words/index.js';
import { type BulletinWords, wordsByCode } from '#libs/kinds/bulletin-acts.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import type { CaseWords } from '#libs/kinds/case-words.js';
import type { Coded, Phrase } from '#libs/words/phrase.js';
import { directionOf, localeOf } from '#libs/words/written.js';

export { directionOf };

/** The languages of the console, each by its own name. */
export const LANGUAGES = { en: 'English', fr: 'Français', pt: 'Português', es: 'Español', ar: 'العربية' } as const;
export type ConsoleLanguage = keyof typeof LANGUAGES;

type Texts = Readonly<Record<string, string>>;
interface Spoken {
  readonly console: Texts;
  readonly alert: AlertWords;
  /** The words of each kind, by its name. */
  readonly kinds: Readonly<Record<string, object>>;
  /** By the name of each kind of case. */
  readonly cases: Readonly<Record<string, CaseWords>>;
}
/**
 * Every file of words that there is, without a list of them; those of a language are one file for the browser (vite.config.mjs).
 * `words/said` has what nodes say. That is English already: its English file is what translators translate from.
 */
const FILES = import.meta.glob<object>(
  [
    './words/*/*.json',
    '../../../../libs/{kinds/*,trust}/words/*.json',
    '../../../../libs/words/messages/*.json',
    '!./words/said/en.json',
  ],
  { import: 'default' },
);
const KEPT = 'liaison-language';
let spoken: Spoken;

/** The language that was chosen here, or the first of the browser's that the console has. */
export function preferredLanguage(): ConsoleLanguage {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages].map((one) => one.slice(0, 2));
  return (wanted.find((one) => one in LANGUAGES) ?? 'en') as ConsoleLanguage;
}

async function spokenIn(language: ConsoleLanguage): Promise<Spoken> {
  const files = await Promise.all(
    Object.entries(FILES)
      .filter(([path]) => path.endsWith(`/${language}.json`))
      .map(async ([path, load]) => ({ kind: /kinds\/([^/]+)\//.exec(path)?.[1], words: await load() })),
  );
  const own: Texts = Object.assign({}, ...files.filter((one) => !one.kind).map((one) => one.words));
  const kinds = Object.fromEntries(
    files.flatMap(({ kind, words }) => (kind ? [[kind, { ...words, direction: directionOf(language) }]] : [])),
  );
  const ofBulletins = BULLETIN_NAMES.map((name) => wordsByCode(name, kinds[name] as unknown as BulletinWords));
  return {
    console: Object.assign({}, own, forNone(own), ...ofBulletins),
    alert: kinds.alert as unknown as AlertWords,
    cases: Object.fromEntries(
      Object.entries(kinds)
        .filter(([, words]) => isOfCase(words))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ) as Record<string, CaseWords>,
    kinds,
  };
}

/** A kind in which parties make moves is a kind of case. */
const isOfCase = (words: object): boolean => 'move' in words && 'duty' in words;

/**
 * What is said of none, as i18next looks for it. In the files it is `KEY.none`: translators' tools drop a `KEY_zero` in languages
 * whose rules (CLDR) have no such form (WeblateOrg/weblate#9358).
 */
const forNone = (words: Texts): Texts =>
  Object.fromEntries(
    Object.entries(words)
      .map(([key, text]) => [/^(.*)\.none$/.exec(key)?.[1], text] as const)
      .filter(([key]) => key !== undefined && `${key}_other` in words)
      .map(([key, text]) => [`${key}_zero`, text]),
  );

/** Loads a language and speaks it from now on. */
export async function speak(language: ConsoleLanguage): Promise<void> {
  spoken = await spokenIn(language);
  i18next.addResourceBundle(language, 'translation', spoken.console, true, true);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
}

export async function startSpeaking(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  await speak(preferredLanguage());
}

/** What components say: `t` for the console's own words, and the words of the kinds of messages. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as ConsoleLanguage;
  const { comma, colon } = spoken.alert;
  const written = { ...formats(language), comma, colon };
  const wordFor = (filling: string | number | Coded): string => {
    if (typeof filling === 'number') return written.number(filling);
    if (typeof filling === 'string') return written.isolated(filling);
    const { of, code } = filling;
    if (of === 'country') return written.country(code);
    if (of === 'border') return code.split('-').map(written.country).join(' – ');
    if (of === 'language') return written.tongue(code);
    if (of === 'phrase') return t(code);
    return t(`${of}.${code}`, { defaultValue: code });
  };
  /** What a node says, in the reader's language where the console has it. */
  const say = ({ text, values }: Phrase): string =>
    t(
      text,
      Object.fromEntries(
        Object.entries(values).map(([name, filling]) => [
          name,
          name === 'count' ? filling : (Array.isArray(filling) ? filling : [filling]).map(wordFor).join(written.comma),
        ]),
      ),
    );
  return { t, say, language, alert: spoken.alert, cases: spoken.cases, kinds: spoken.kinds, ...written };
}

const made = new Map<ConsoleLanguage, ReturnType<typeof makeFormats>>();
function formats(language: ConsoleLanguage) {
  const known = made.get(language) ?? makeFormats(language);
  made.set(language, known);
  return known;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** As on a calendar, whatever the hour. */
const daysBetween = (from: Date, to: Date): number =>
  Math.round((new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / DAY_MS);

/** The time of something, or the middle of a civil day: a date without a time is that day wherever it is read. */
const dayOf = (at: string | number | Date): Date =>
  new Date(typeof at === 'string' && /^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00` : at);

/** Dates, numbers and names as the reader's language writes them; all from the browser's own CLDR. */
function makeFormats(language: ConsoleLanguage) {
  const locale = localeOf(language);
  const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const tongues = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const dated = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const moment = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return {
    country: (code: string): string => {
      try {
        return regions.of(code.toUpperCase()) ?? code;
      } catch {
        return code;
      }
    },
    tongue: (tag: string): string => {
      try {
        return tongues.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
    /** From one to the other, as the reader goes. */
    arrow: language === 'ar' ? '←' : '→',
    /** Text of its own direction inside the reader's (UAX 9: FSI … PDI). */
    isolated: (text: string): string => (language === 'ar' ? `\u2068${text}\u2069` : text),
    /** As what stands alone begins. */
    capital: (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
    listed: (items: readonly string[]): string => list.format(items),
    number: (value: number): string => value.toLocaleString(locale),
    weekday: (at: number): string => weekday.format(at),
    day: (at: string | number | Date): string => day.format(dayOf(at)),
    dated: (at: string | number | Date): string => dated.format(dayOf(at)),
    clock: (at: string | number | Date): string => clock.format(new Date(at)),
    moment: (at: string | number | Date): string => moment.format(new Date(at)),
    inZone: (at: string | number, timeZone: string): string =>
      new Intl.DateTimeFormat(locale, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        timeZone,
      }).format(new Date(at)),
    /** "in 2 days", "3 hours ago" */
    away: (at: string | number | Date): string => {
      const [then, now] = [new Date(at), new Date()];
      const ms = then.getTime() - now.getTime();
      if (Math.abs(ms) >= DAY_MS) return relative.format(daysBetween(now, then), 'day');
      const [unit, size] = Math.abs(ms) >= HOUR_MS ? (['hour', HOUR_MS] as const) : (['minute', MINUTE_MS] as const);
      return relative.format(Math.round(ms / size), unit);
    },
    /** "today", "in 7 days": of a day on the calendar. @param date as ISO 8601 writes it */
    daysAway: (date: string): string => relative.format(daysBetween(new Date(), new Date(`${date}T00:00`)), 'day'),
    bytes: (count: number): string =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: count < 1e6 ? 'kilobyte' : count < 1e9 ? 'megabyte' : 'gigabyte',
        maximumFractionDigits: 1,
      }).format(count / (count < 1e6 ? 1e3 : count < 1e9 ? 1e6 : 1e9)),
  };
}
