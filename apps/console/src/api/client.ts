import createQueryClient from 'openapi-react-query';
import { nodeAt } from '#libs/api/client.js';
import { Problem } from '#libs/api/problem.js';

/** Without a line to the node, or a proxy without one. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Problem && [0, 502, 503].includes(error.status);

type Listener = (state: Signal) => void;
/** What every call tells about the line and the session. */
export type Signal = 'reached' | 'unreachable' | 'session-over' | 'session-locked' | 'second-factor-needed';
const listeners = new Set<Listener>();
export const onSignal = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const signal = (state: Signal): void => {
  for (const listener of listeners) listener(state);
};
const SESSION_SIGNALS = ['session-over', 'session-locked', 'second-factor-needed'] as const;

/** The public API of the node that serves this console. */
export const node = nodeAt('', {
  heard(problem) {
    signal(problem?.status === 0 ? 'unreachable' : 'reached');
    const known = SESSION_SIGNALS.find((one) => one === problem?.code);
    if (known) signal(known);
  },
});
/** The same for another officer's session, by its token: what it says of theirs is nothing about this browser's own. */
export const nodeAs = (token: string) => nodeAt('', { token });
/** The same as React hooks, cached by address and query. */
export const api = createQueryClient(node);

/** Hands a file to the browser to keep. */
export function save(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
