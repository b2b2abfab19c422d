import { type DehydratedState, type Query, QueryClient } from '@tanstack/react-query';
import {
  type PersistedClient,
  persistQueryClientRestore,
  persistQueryClientSubscribe,
} from '@tanstack/react-query-persist-client';
import { isUnreachable } from '../api/client.js';
import type { Vault } from './vault.js';

type DehydratedQuery = DehydratedState['queries'][number];

const NAME = 'answers';
/** How long what was read stays on this machine. */
const MAX_AGE_MS = 7 * 24 * 3600 * 1000;
const EVERY_MS = 1500;

/** What the node answered, in memory; what is on screen goes on being there while the line is cut. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      gcTime: MAX_AGE_MS,
      retry: (count, error) => isUnreachable(error) && count < 2,
      retryDelay: (count) => 1000 * 2 ** count,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always' },
  },
});

/** What is kept of drafts that have reached the node goes as answers do. */
async function forgetOldDrafts(vault: Vault): Promise<void> {
  for (const name of await vault.names('draft ')) {
    const kept = await vault.get<{ view?: unknown; at: number }>(name);
    if (kept?.view && Date.now() - kept.at > MAX_AGE_MS) await vault.remove(name);
  }
}

/** What was read once goes on being there although asking again found no line. */
const asRead = (query: DehydratedQuery): DehydratedQuery => ({
  ...query,
  state: { ...query.state, status: 'success', error: null, fetchFailureCount: 0, fetchFailureReason: null },
});

/** Brings back what was read before, and keeps what is read from now on. @returns ends it */
export async function keepAnswers(vault: Vault): Promise<() => void> {
  void forgetOldDrafts(vault);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let latest: PersistedClient | undefined;
  const keep = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (latest) void vault.put(NAME, latest);
  };
  const persister = {
    persistClient: (client: PersistedClient) => {
      latest = { ...client, clientState: { ...client.clientState, queries: client.clientState.queries.map(asRead) } };
      waiting ??= setTimeout(keep, EVERY_MS);
    },
    restoreClient: () => vault.get<PersistedClient>(NAME),
    removeClient: () => vault.remove(NAME),
  };
  const options = {
    queryClient: answers,
    persister,
    maxAge: MAX_AGE_MS,
    buster: '1',
    dehydrateOptions: { shouldDehydrateQuery: ({ state }: Query) => state.data !== undefined },
  };
  await persistQueryClientRestore(options);
  // Shown at once, and asked anew: who loads the page again wants what is there now.
  void answers.invalidateQueries();
  const unsubscribe = persistQueryClientSubscribe(options);
  addEventListener('pagehide', keep);
  return () => {
    clearTimeout(waiting);
    removeEventListener('pagehide', keep);
    unsubscribe();
  };
}
