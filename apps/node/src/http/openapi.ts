import { z } from 'zod';
import { ProblemDetails } from './problem.js';
import type { Callers, Operation, Route } from './route.js';

const content = (schema: z.ZodType | 'bytes', io: 'input' | 'output') =>
  schema === 'bytes'
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: jsonSchema(schema, io) } };

/** A schema that refers to itself is that of any JSON value, which is `{}`: its own `$defs` have no place in the document. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $defs, $schema, ...whole } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    override: ({ jsonSchema: one }) => {
      // Of an object with known properties, that others may stand beside them is what JSON Schema says by itself.
      if (one.properties && isAnything(one.additionalProperties)) delete one.additionalProperties;
    },
  });
  return $defs
    ? JSON.parse(JSON.stringify(whole), (_, value) => (value?.$ref?.startsWith?.('#/$defs/') ? {} : value))
    : whole;
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const isAnything = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;

const parameter = (where: 'path' | 'query', name: string, required: boolean, schema: object) => ({
  name,
  in: where,
  required,
  schema,
});

type Problems = Readonly<Record<string, readonly string[]>>;

/** What can be answered instead, the codes by their status. */
function refusals(...all: readonly (Problems | undefined)[]) {
  const codes = new Map<string, string[]>();
  for (const [status, more] of all.flatMap((problems) => Object.entries(problems ?? {})))
    codes.set(status, [...new Set([...(codes.get(status) ?? []), ...more])].sort());
  return Object.fromEntries(
    [...codes].map(([status, named]) => [status, { description: named.join(', '), content: PROBLEM }]),
  );
}

/**
 * The roles as OpenAPI 3.1 §4.8.30 says them for schemes other than OAuth's: of the requirements in the list one is
 * enough, so there is one for each role. What it has no words for is in the description.
 */
function callers(by: Callers) {
  if (by === 'everyone') return { security: [] };
  if (typeof by === 'string') return { description: CALLERS[by] };
  const security = by.flatMap((role) => [{ bearer: [role] }, { cookie: [role] }]);
  return { description: `For who is ${by.join(' or ')} in the unit concerned.`, security };
}
const CALLERS = {
  officers: 'For every officer of the node.',
  locked: 'For every officer of the node, while their console is locked, too.',
  enrolling: 'For every officer of the node, before they have a second factor, too.',
} as const;

function described(
  path: string,
  { summary, by, query, body, answer, status = 200 }: Operation,
  refused: ReturnType<typeof refusals>,
) {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => parameter('path', name!, true, { type: 'string' }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]: [string, z.ZodType]) =>
    parameter('query', name, !schema.safeParse(undefined).success, jsonSchema(schema, 'input')),
  );
  return {
    summary,
    parameters: [...inPath, ...inQuery],
    ...callers(by),
    ...(body && { requestBody: { required: true, content: content(body, 'input') } }),
    responses: {
      [status]: { description: summary, ...(answer && { content: content(answer, 'output') }) },
      ...refused,
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** Where a route is served: everything but TAXII, whose addresses its standard says, is below the API's version. */
export const addressOf = ({ path }: Route): string => (/^\/taxii2(\/|$)/.test(path) ? path : `/api/v1${path}`);

/** Runs before every route that is not open to everyone. */
export const GUARD = 'SessionGuard.canActivate';

/**
 * OpenAPI 3.1 out of what the routes say, by the same schemas that they parse by.
 * @param problems what each route's handler, and the guard before it, can answer with instead
 */
export function openApiDocument(routes: readonly Route[], problems: Readonly<Record<string, Problems>> = {}) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = addressOf(route).replace(/:(\w+)/g, '{$1}');
    const guarded = route.operation.by === 'everyone' ? undefined : problems[GUARD];
    const refused = refusals(guarded, problems[route.handler]);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: described(route.path, route.operation, refused) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Liaison node', version: '1', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    security: [{ bearer: [] }, { cookie: [] }],
    components: {
      responses: {
        Problem: {
          description: 'What was wrong and what to do (RFC 9457)',
          content: PROBLEM,
        },
      },
      schemas: { Problem: jsonSchema(ProblemDetails, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'liaison_session_<member>-<node>' },
      },
    },
    paths,
  };
}
