import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import type { FieldFault } from '#libs/outcome/field-faults.js';
import type { paths } from './node-api.js';

/** Why the node refused, in its own words (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(message);
  }
}

export const problemOf = async (answer: Response): Promise<Problem> => {
  const said = await answer.json().catch(() => ({}));
  return new Problem(
    answer.status,
    said.code ?? `status-${answer.status}`,
    said.title ?? answer.statusText,
    said.remedy ?? '',
    said.faults ?? [],
  );
};

export const isUnreachable = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'unreachable' || error.status === 502 || error.status === 503);

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

const honest: Middleware = {
  async onResponse({ response }) {
    signal('reached');
    if (response.ok) return undefined;
    const problem = await problemOf(response);
    const known = SESSION_SIGNALS.find((one) => one === problem.code);
    if (known) signal(known);
    throw problem;
  },
  onError() {
    signal('unreachable');
    return new Problem(0, 'unreachable', 'unreachable', '');
  },
};

/** The public API of the node that serves this console; every call ends with an answer or a Problem. */
export const node = createFetchClient<paths>({ baseUrl: '' });
node.use(honest);
/** The same for another officer's session, by its token; this browser's own goes with none of it. */
export function nodeAs(token: string) {
  const theirs = createFetchClient<paths>({
    baseUrl: '',
    credentials: 'omit',
    headers: { authorization: `Bearer ${token}` },
  });
  // What it says of their session is nothing about this one.
  theirs.use({
    async onResponse({ response }) {
      if (!response.ok) throw await problemOf(response);
    },
  });
  return theirs;
}
/** The same as React hooks, cached by address and query. */
export const api = createQueryClient(node);

type Method = 'get' | 'post' | 'put' | 'delete';
/** What a route answers. */
export type Answer<P extends keyof paths, M extends Method = 'get'> =
  paths[P] extends Record<M, { responses: infer R }>
    ? {
        [S in keyof R]: S extends 200 | 201
          ? R[S] extends { content: { 'application/json': infer T } }
            ? T
            : never
          : never;
      }[keyof R]
    : never;
/** What a route takes. */
export type Body<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, { requestBody?: { content: { 'application/json': infer T } } }> ? T : never;

/** A route that answers with a file. */
export async function download(path: string, init: { method?: string; body?: unknown } = {}): Promise<Blob> {
  const answer = await fetch(path, {
    method: init.method ?? 'GET',
    ...(init.body === undefined
      ? {}
      : { body: JSON.stringify(init.body), headers: { 'content-type': 'application/json' } }),
  }).catch(() => {
    signal('unreachable');
    throw new Problem(0, 'unreachable', 'unreachable', '');
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer.blob();
}

/** Hands a file to the browser to keep. */
export function save(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
