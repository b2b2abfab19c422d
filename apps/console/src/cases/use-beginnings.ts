import { useQueries } from '@tanstack/react-query';
import { node } from '../api/client.js';
import { useUnitNames } from '../directory/unit-names.js';
import { useWords } from '../language/index.js';
import { useMe } from '../sign-in/session.js';

/** How the officer's units can begin a case, by kind; what is judged as it is written begins elsewhere. */
export function useBeginnings(): readonly { readonly kind: string; readonly move: string }[] {
  const { cases } = useWords();
  const { holds } = useMe();
  const { unitOf } = useUnitNames();
  const functions = holds('drafter').map((unit) => unitOf(unit)?.function ?? '');
  // Fetched here, a form can be filled in without a line.
  return useQueries({
    queries: Object.keys(cases).map((kind) => ({
      queryKey: ['get', '/api/v1/cases/forms', { params: { query: { kind } } }],
      queryFn: async () => (await node.GET('/api/v1/cases/forms', { params: { query: { kind } } })).data!,
      staleTime: Number.POSITIVE_INFINITY,
      enabled: functions.length > 0,
    })),
    combine: (all) =>
      all.flatMap(({ data }, i) =>
        data && functions.some((one) => (data.between as readonly string[]).includes(one))
          ? Object.entries(data.beginnings)
              .filter(([, form]) => !form.isDrafted)
              .map(([move]) => ({ kind: Object.keys(cases)[i]!, move }))
          : [],
      ),
  });
}
