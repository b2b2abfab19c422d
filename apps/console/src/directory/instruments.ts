import { useCallback, useMemo } from 'react';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';

/** Instruments by the titles that the directory has for them, in the reader's language where there is one. */
export function useInstruments(): {
  readonly titleOf: (id: string) => string;
  /** Each once, though several members have recorded it. */
  readonly choices: { value: string; label: string }[];
} {
  const { language } = useWords();
  const { data } = api.useQuery('get', '/api/v1/directory/instruments', undefined, { staleTime: 60_000 });
  const titleOf = useCallback(
    (id: string): string => {
      const titles = data?.instruments.find((one) => one.id === id)?.titles ?? [];
      return (titles.find((one) => one.language === language) ?? titles[0])?.text ?? id;
    },
    [data, language],
  );
  const choices = useMemo(
    () => [...new Set(data?.instruments.map(({ id }) => id))].map((value) => ({ value, label: titleOf(value) })),
    [data, titleOf],
  );
  return { titleOf, choices };
}
