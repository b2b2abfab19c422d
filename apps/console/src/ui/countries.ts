import iso from 'i18n-iso-countries/codes.json';
import { useMemo } from 'react';
import { useWords } from '../language/index.js';

/** Every country's code (ISO 3166-1 alpha-2), as nodes know them. */
export const COUNTRIES = iso.map(([code]) => code!);

/** Every country by its name in the reader's language, in that language's order. */
export function useCountries(): { value: string; label: string }[] {
  const { country, language } = useWords();
  return useMemo(
    () =>
      COUNTRIES.map((value) => ({ value, label: country(value) })).sort((a, b) =>
        a.label.localeCompare(b.label, language),
      ),
    [country, language],
  );
}
