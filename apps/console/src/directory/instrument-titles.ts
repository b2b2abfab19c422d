import { useCallback } from 'react';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';

/** Instruments by the titles that the directory has for them, in the reader's language where there is one. */
export function useInstrumentTitles(): (id: string) => string {
  const { language } = useWords();
  const { data } = api.useQuery('get', '/api/v1/directory/instruments', undefined, { staleTime: 60_000 });
  return useCallback(
    (id: string): string => {
      const titles = data?.instruments.find((one) => one.id === id)?.titles ?? [];
      return (titles.find((one) => one.language === language) ?? titles[0])?.text ?? id;
    },
    [data, language],
  );
}
