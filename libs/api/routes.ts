import type { paths } from './node-api.js';

export type Method = 'get' | 'post' | 'put' | 'delete';
/** Where this method is served. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

/** What a route answers when it does as it is asked. */
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

/** What a route is asked by. */
export type Query<P extends keyof paths, M extends Method = 'get'> =
  paths[P] extends Record<M, { parameters: { query?: infer Q } }> ? NonNullable<Q> : never;
