import { timeZoneOf } from '#libs/calendar/time-zones.js';
import { countryName, type ReaderLanguage } from '#libs/geography/country.js';
import { localeOf, writtenDay, writtenMoment } from '#libs/words/written.js';
import type { BlockFact, BlockItem, BlockValue, CaseBlock } from './case-blocks.js';
import { type CaseWords, wordIn } from './case-words.js';
import { isolated, type Line, type Section, type Writer } from './paper-writer.js';
import { inLanguage } from './said-words.js';

type UnitName = (address: string) => string | undefined;

/** A value in words, in a language. @param nameOf a unit's name, where the reader knows one */
export function valueInWords(
  value: BlockValue,
  words: CaseWords,
  language: ReaderLanguage,
  nameOf: UnitName = () => undefined,
): string {
  switch (value.as) {
    case 'text':
      return value.text;
    case 'words':
      return inLanguage(value.words, language) ?? value.words.text;
    case 'code':
      return wordIn(words, value.group, value.code);
    case 'day':
      return writtenDay(language, value.day);
    case 'moment':
      return writtenMoment(language, value.at);
    case 'country':
      return countryName(value.country, language);
    case 'unit':
      return [nameOf(value.unit), value.unit].filter((one) => one !== undefined).join(' · ');
    case 'period':
      return value.units.map((unit) => periodIn(unit.split('/')[0]!, value.from, value.until, language)).join(' · ');
  }
}

/** "Mon 30 Nov 10:00–12:00 Lisbon": in the time of a member's capital. */
function periodIn(member: string, from: string, until: string, language: ReaderLanguage): string {
  const timeZone = timeZoneOf(member);
  const date = { timeZone, weekday: 'short', day: 'numeric', month: 'short' } as const;
  const day = new Intl.DateTimeFormat(localeOf(language), date).format(new Date(from));
  const clock = (at: string) =>
    new Intl.DateTimeFormat('fr', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  return `${day} ${clock(from)}–${clock(until)} ${timeZone.split('/').at(-1)!.replaceAll('_', ' ')}`;
}

/** Blocks as sections of a paper, in each of its languages. */
export function sectionsOf(write: Writer, blocks: readonly CaseBlock[], nameOf?: UnitName): Section[] {
  return blocks.map(({ heading, items }) => ({
    heading: write.line((words) => wordIn(words, 'heading', heading)),
    lines: items.flatMap((one) => itemLines(write, one, nameOf)),
  }));
}

function itemLines(write: Writer, { name, title, facts }: BlockItem, nameOf?: UnitName): Line[] {
  const first = write.line((words, language) => {
    const said = title.map((one) => written(one, words, language, nameOf)).join(' · ');
    return [name, said].filter((one) => one).join('. ');
  }, true);
  return [
    ...(first.some((cell) => cell.text !== '') ? [first] : []),
    ...facts.flatMap((one) => factLines(write, one, nameOf)),
  ];
}

function factLines(write: Writer, { label, values }: BlockFact, nameOf?: UnitName): Line[] {
  const [only] = values;
  const known = label as Parameters<Writer['fact']>[0] | null;
  if (values.length === 1 && only!.as === 'words') return write.words(only!.words, known ?? undefined);
  const say = (words: CaseWords, language: ReaderLanguage) =>
    values.map((one) => written(one, words, language, nameOf)).join(' · ');
  return known === null ? [write.line(say)] : write.fact(known, say);
}

/** What has a direction of its own keeps it. */
const written = (value: BlockValue, words: CaseWords, language: ReaderLanguage, nameOf?: UnitName): string => {
  const said = valueInWords(value, words, language, nameOf);
  return value.as === 'code' || value.as === 'country' ? said : isolated(said);
};
