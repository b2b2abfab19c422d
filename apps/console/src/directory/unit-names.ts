import { useCallback } from 'react';
import { api } from '../api/client.js';
import { useWords } from '../language/index.js';

/** Units by the names that the directory has for them, with their member's in the reader's language. */
export function useUnitNames() {
  const { country } = useWords();
  const { data } = api.useQuery('get', '/api/v1/units', undefined, { staleTime: 60_000 });
  const memberNameOf = useCallback(
    (code: string): string =>
      code.length === 2 ? country(code) : (data?.units.find((one) => one.member === code)?.memberName ?? code),
    [data, country],
  );
  const unitOf = useCallback((unit: string) => data?.units.find((one) => one.unit === unit), [data]);
  const nameOf = useCallback(
    (unit: string): string => {
      const found = data?.units.find((one) => one.unit === unit);
      return found ? `${found.name} (${memberNameOf(found.member)})` : unit;
    },
    [data, memberNameOf],
  );
  return { units: data?.units ?? [], unitOf, nameOf, memberNameOf };
}
