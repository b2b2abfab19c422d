import iso from 'i18n-iso-countries/codes.json';
import { useWords } from '../language/index.js';

/** Every country's code (ISO 3166-1 alpha-2), as nodes know them. */
export const COUNTRIES = iso.map(([code]) => code!);

type Choice = { value: string; label: string };
/** Sorted once a language: a form asks in each of its fields. */
const byLanguage = new Map<string, Choice[]>();

/** Every country by its name in the reader's language, in that language's order. */
export function useCountries(): Choice[] {
  const { country, language } = useWords();
  const known = byLanguage.get(language);
  if (known) return known;
  const sorted = COUNTRIES.map((value) => ({ value, label: country(value) })).sort((a, b) =>
    a.label.localeCompare(b.label, language),
  );
  byLanguage.set(language, sorted);
  return sorted;
}
