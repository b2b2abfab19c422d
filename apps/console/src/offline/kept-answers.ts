import { QueryClient } from '@tanstack/react-query';
import {
  type PersistedClient,
  persistQueryClientRestore,
  persistQueryClientSubscribe,
} from '@tanstack/react-query-persist-client';
import { isUnreachable } from '../api/client.js';
import type { Vault } from './vault.js';

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

/** Brings back what was read before, and keeps what is read from now on. @returns ends it */
export async function keepAnswers(vault: Vault): Promise<() => void> {
  void forgetOldDrafts(vault);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const persister = {
    persistClient: (client: PersistedClient) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void vault.put(NAME, client), EVERY_MS);
    },
    restoreClient: () => vault.get<PersistedClient>(NAME),
    removeClient: () => vault.remove(NAME),
  };
  const options = { queryClient: answers, persister, maxAge: MAX_AGE_MS, buster: '1' };
  await persistQueryClientRestore(options);
  const unsubscribe = persistQueryClientSubscribe(options);
  return () => {
    clearTimeout(waiting);
    unsubscribe();
  };
}
