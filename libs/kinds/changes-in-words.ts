import { countryName, type ReaderLanguage } from '#libs/geography/country.js';
import { isDay, isMoment, writtenDay, writtenMoment } from '#libs/words/written.js';
import type { FieldWords } from './field-words.js';

/** A field that changed, as it travels: by its path, and each side in one line (`difference.ts`); null where a side has none. */
interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed between two versions of a bulletin, in the words of its kind. What somebody wrote stays as they wrote it. */
export const changesInWords = (
  changes: readonly Change[],
  { pathOf, codeOf }: Pick<FieldWords, 'pathOf' | 'codeOf'>,
  language: ReaderLanguage,
): Change[] => {
  const word = (code: string): string =>
    isMoment(code)
      ? writtenMoment(language, code)
      : isDay(code)
        ? writtenDay(language, code)
        : /^[A-Z]{2}$/.test(code)
          ? countryName(code, language)
          : codeOf(code);
  /** One value, or a list of which each is a code. */
  const part = (text: string): string => {
    const codes = text.split(', ');
    const words = codes.map(word);
    return words.every((said, i) => said !== codes[i]) ? words.join(', ') : text;
  };
  const said = (side: string | null): string | null => (side === null ? null : side.split(' · ').map(part).join(' · '));
  return changes.map(({ field, before, after }) => ({
    field: pathOf(field),
    before: said(before),
    after: said(after),
  }));
};
