import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bulletinsAt, draftsAt } from '#libs/api/bulletins.js';
import { BULLETIN_NEWS } from '#libs/kinds/bulletin-acts.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { signal } from '../api/client.js';

/** What officers are told beside bulletins, with the answers that are stale from then on. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  'search-found': BULLETIN_NAMES.map((name) => bulletinsAt(name, '')),
  'similar-found': ['/api/v1/networks', '/api/v1/bulletins/alert/{id}/similar'],
  'release-asked': [
    ...BULLETIN_NAMES.map((name) => draftsAt(name, '')),
    '/api/v1/request-drafts',
    '/api/v1/case-drafts',
  ],
  digest: BULLETIN_NAMES.map((name) => bulletinsAt(name, '')),
  ...staleAt(['share-asked', 'share-decided', 'share-release-asked'], ['/api/v1/share-requests']),
  ...staleAt(
    ['case-received', 'case-moved', 'case-move-void', 'case-due-soon', 'case-overdue', 'case-late', 'case-to-escalate'],
    ['/api/v1/cases', '/api/v1/cases/{id}'],
  ),
  ...Object.assign(
    {},
    ...BULLETIN_NAMES.map((name) =>
      staleAt(
        BULLETIN_NEWS.map((news) => `${name}-${news}`),
        [bulletinsAt(name, ''), bulletinsAt(name, '/{id}'), '/api/v1/networks', '/api/v1/status'],
      ),
    ),
  ),
};
function staleAt(types: readonly string[], paths: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(types.map((type) => [type, paths]));
}

/** Hears of what happens as it happens; after a cut everything is asked for again. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    const refresh = (paths: readonly string[]) =>
      void client.invalidateQueries({ predicate: ({ queryKey }) => paths.includes(String(queryKey[1])) });
    for (const [type, paths] of Object.entries(STALE)) {
      source.addEventListener(type, () => refresh([...paths, '/api/v1/notifications']));
    }
    let cut = false;
    source.addEventListener('heartbeat', () => signal('reached'));
    source.onerror = () => {
      cut = true;
    };
    source.onopen = () => {
      signal('reached');
      if (cut) void client.invalidateQueries();
      cut = false;
    };
    return () => source.close();
  }, [client]);
}
