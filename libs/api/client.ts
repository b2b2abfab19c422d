import createFetchClient, { type Client, type MaybeOptionalInit } from 'openapi-fetch';
import type { paths } from './node-api.js';
import { Problem, problemIn } from './problem.js';
import type { Answer, Method, PathOf } from './routes.js';

/** The public API of a node, typed by what its routes say. */
export type NodeClient = Client<paths>;

export interface Access {
  /** The session's; without it, what a browser sends by itself. */
  readonly token?: string;
  /** What to do where the node does not answer. */
  readonly remedy?: string;
  /** Told how each call went: by nothing where it was answered. */
  readonly heard?: (problem?: Problem) => void;
}

/**
 * A client of the node at this address, whose calls end with an answer or throw a `Problem`.
 * @param url without a path; empty for the node that served this page
 */
export function nodeAt(url: string, { token, remedy = '', heard = () => undefined }: Access = {}): NodeClient {
  const client = createFetchClient<paths>({
    baseUrl: url,
    ...(token !== undefined && { credentials: 'omit', headers: { authorization: `Bearer ${token}` } }),
  });
  client.use({
    async onResponse({ response }) {
      if (response.ok) return heard();
      const problem = await problemIn(response);
      heard(problem);
      throw problem;
    },
    onError() {
      const problem = new Problem(0, 'unreachable', `The node at ${url} does not answer.`, remedy);
      heard(problem);
      return problem;
    },
  });
  return client;
}

/** Sends a body as it is, whatever its length. */
export const asBytes = (body: Blob | ReadableStream) =>
  ({
    body,
    bodySerializer: (bytes: typeof body) => bytes,
    headers: { 'content-type': 'application/octet-stream' },
    ...(body instanceof ReadableStream && ({ duplex: 'half' } as const)),
  }) as const;

type Init<P extends PathOf<M>, M extends Method> = MaybeOptionalInit<paths[P], M>;
interface Parsed {
  readonly stream: ReadableStream<Uint8Array>;
  readonly arrayBuffer: ArrayBuffer;
}
type Extra = { readonly [option: string]: unknown };
type Asking<M extends Method> = <P extends PathOf<M>, I extends Init<P, M>>(
  path: P,
  ...init: undefined extends Init<P, M> ? [(I & Extra)?] : [I & Extra]
) => Promise<I extends { parseAs: infer As extends keyof Parsed } ? Parsed[As] : Answer<P, M>>;

/** A client's calls for programs that go step by step: each gives the answer itself. */
export interface NodeCalls {
  readonly get: Asking<'get'>;
  readonly post: Asking<'post'>;
  readonly put: Asking<'put'>;
  readonly delete: Asking<'delete'>;
}
export function asking(client: NodeClient): NodeCalls {
  const by = (method: Method) => async (path: never, init: never) => (await client.request(method, path, init)).data;
  return { get: by('get'), post: by('post'), put: by('put'), delete: by('delete') } as unknown as NodeCalls;
}
