import { useSyncExternalStore } from 'react';
import { onSignal } from '../api/client.js';

/** Whether the node was reached by the last call, and since when. */
interface Line {
  readonly reached: boolean;
  readonly at: number;
}
let line: Line = { reached: true, at: Date.now() };
const listeners = new Set<() => void>();

onSignal((state) => {
  if (state !== 'reached' && state !== 'unreachable') return;
  const reached = state === 'reached';
  if (reached === line.reached && (!reached || Date.now() - line.at < 5000)) return;
  line = { reached, at: reached === line.reached || reached ? Date.now() : line.at };
  for (const listener of listeners) listener();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** `at`: when the node was last reached. */
export const useLine = (): Line => useSyncExternalStore(subscribe, () => line);
