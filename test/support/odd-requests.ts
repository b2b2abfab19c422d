/** Requests to every route of the API with odd values in every place, made from the document that the node gives of itself. */

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface OddRequest {
  readonly method: string;
  /** As the document has it: `/api/v1/units/{unit}`. */
  readonly route: string;
  /** Path and query, encoded. */
  readonly path: string;
  readonly body?: string | Uint8Array;
  /** What is odd about it, for whoever reads that it failed. */
  readonly odd: string;
}

const DEEP = 200_000;
const deep = (open: string, close: string): string => open.repeat(DEEP) + close.repeat(DEEP);

/** As they stand in an address, encoded. */
const IN_ADDRESS = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '-0',
  '-1',
  '1e400',
  '2147483648',
  '99999999999999999999',
  '9007199254740993',
  'NaN',
  '~',
  '1e400~%00',
  '1~01K00000000000000000000000',
  '__proto__',
  'constructor',
  '9999-12-31T23:59:59-23:59',
  '%F0%9F%98%80',
  'x'.repeat(3000),
];
/** As they stand in JSON: what no column and no encoding holds, in every place. */
const IN_EVERY_PLACE = ['"a\\u0000b"', '"\\ud83d"', '9000000000000000'];
/** The others, some in each place in turn. */
const IN_JSON = [
  '"\\ufeffx"',
  '1e400',
  '-0',
  '-1',
  '2147483648',
  '9007199254740993',
  '"__proto__"',
  '"constructor"',
  '"9999-12-31"',
  '"0000-01-01"',
  '"9999-12-31T23:59:59-23:59"',
  '{"__proto__":{"type":"x"}}',
  '{"constructor":{"prototype":{}}}',
  '{"a\\u0000":1}',
  'null',
  '[]',
  '[null]',
  `"${'x'.repeat(10_000)}"`,
];
/** Bodies that are odd as a whole. */
const BODIES = [
  deep('[', ']'),
  deep('{"a":', '}').replace('{"a":}', '{"a":1}'),
  '{"__proto__":{"x":1}}',
  '"\\u0000"',
  '\ufeff{}',
  'null',
  '',
  '1e400',
];
const BINARY = [
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from(
    '{"Event":{"info":"x","Attribute":[{"type":"__proto__","value":"z"},{"type":"constructor","value":"y"}]}}',
  ),
  Buffer.from('{"Event":{"info":"a\\u0000b","Attribute":[{"type":"text","value":"\\ud83d"}]}}'),
  Buffer.from(
    '{"Event":{"info":"x","Tag":[{"name":"liaison:constructor=\\"x\\""},{"name":"liaison:__proto__=\\"x\\""}]}}',
  ),
  Buffer.from(
    '{"type":"bundle","id":"bundle--x","objects":[{"type":"__proto__","id":"__proto__"},{"type":"constructor"}]}',
  ),
  Buffer.from('{"type":"Feature","__proto__":{"a":1},"geometry":null}'),
  Buffer.from(deep('[', ']')),
];

/** What patterns of the API are matched by; the first that fits is taken. */
const FITTING = [
  'ne/police-agadez',
  '01K00000000000000000000000',
  '00000000-0000-4000-8000-000000000000',
  '0'.repeat(32),
  '0'.repeat(64),
  'fr',
  'NE',
  'EUR',
  'sea-crossing',
  'P1',
  'E1',
  '1',
  '08:30',
  'text/plain',
  'Agadez',
];

/** A small value that fits a schema, so that what is put in one place of it meets the code behind. */
function fitting(schema: Schema | undefined): unknown {
  if (!schema) return 'x';
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice) return fitting(choice);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) {
    const wanted = Object.entries(schema.properties ?? {});
    return Object.fromEntries(wanted.map(([name, one]) => [name, fitting(one)]));
  }
  if (type === 'array') {
    if (schema.prefixItems) return schema.prefixItems.map(fitting);
    return [fitting(schema.items)];
  }
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? 0) + 1);
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  if (schema.format === 'date') return '2026-12-01';
  if (schema.format === 'date-time') return '2026-12-01T10:00:00Z';
  if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (schema.format === 'email') return 'a@example.org';
  const { pattern } = schema;
  return pattern ? (FITTING.find((one) => new RegExp(pattern, 'u').test(one)) ?? 'x') : 'x';
}

const MARK = 'ODD-VALUE-HERE';

/** The same value with a mark in one leaf or list, for each of them. */
function* marked(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [i, one] of value.entries()) {
      for (const inner of marked(one)) yield value.map((each, at) => (at === i ? inner : each));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) for (const inner of marked(one)) yield { ...value, [name]: inner };
    return;
  }
  yield MARK;
}

const routesOf = ({ paths }: ApiDocument) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => [path, method, operation] as const),
  );

/** Parameters that say where a page ended: a list reads them by how it is sorted, and by whether it is searched. */
const CURSORS = ['before', 'after', 'offset', 'next'];
function* cursorsBeside(
  parameters: readonly Parameter[],
): Generator<readonly [string, string, Readonly<Record<string, string>>]> {
  const schemaOf = (name: string) => parameters.find((one) => one.in === 'query' && one.name === name)?.schema;
  const sorts = (schemaOf('sort')?.enum ?? []).map((sort) => ({ 'query sort': String(sort) }));
  const searched = schemaOf('q') ? [{ 'query q': 'Agadez' }, {}] : [{}];
  const beside = [...sorts, {}].flatMap((sort) => searched.map((search) => ({ ...sort, ...search })));
  for (const cursor of CURSORS.filter((name) => schemaOf(name)))
    for (const one of beside.filter((values) => Object.keys(values).length > 0))
      for (const value of IN_ADDRESS) yield [cursor, value, one];
}

/**
 * Every route with odd values: each place of an address with each of them, each place of a body with the worst of them and others in turn.
 * @param known values for places in paths, by how the route's path begins and the parameter's name: `/api/v1/bulletins/alert/{id} id`
 * @param bodies whole bodies, by route, where what merely fits would find nothing there
 */
export function* oddRequests(
  document: ApiDocument,
  known: Readonly<Record<string, string>>,
  skipped: ReadonlySet<string>,
  bodies: Readonly<Record<string, unknown>> = {},
): Generator<OddRequest> {
  let turn = 0;
  // What takes something away comes last: what it takes away is asked for before.
  for (const isTaking of [false, true]) {
    for (const [path, lower, { parameters, requestBody }] of routesOf(document)) {
      const method = lower.toUpperCase();
      if ((method === 'DELETE') !== isTaking || skipped.has(`${method} ${path}`)) continue;
      const address = (values: Readonly<Record<string, string>>): string => {
        const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
          const prefix = Object.keys(known).find(
            (one) => path.startsWith(one.split(' ')[0]!) && one.endsWith(` ${name}`),
          );
          return values[`path ${name}`] ?? (prefix ? known[prefix]! : '00000000-0000-4000-8000-000000000000');
        });
        const query = parameters
          .filter((one) => one.in === 'query')
          .flatMap(({ name, required, schema }) => {
            const odd = values[`query ${name}`];
            const value = odd ?? (required ? encodeURIComponent(String(fitting(schema))) : undefined);
            return value === undefined ? [] : [`${encodeURIComponent(name)}=${value}`];
          });
        return query.length > 0 ? `${filled}?${query.join('&')}` : filled;
      };
      const content = requestBody?.content['application/json'];
      const whole = content && (bodies[`${method} ${path}`] ?? fitting(content.schema));
      const usual = content ? { body: JSON.stringify(whole) } : requestBody ? { body: Buffer.from('x') } : {};
      yield { method, route: path, path: address({}), ...usual, odd: 'nothing' };
      yield {
        method,
        route: path,
        path: `${address({})}${address({}).includes('?') ? '&' : '?'}unknown=%00&__proto__=1`,
        ...usual,
        odd: 'a field that is not there',
      };
      for (const parameter of parameters) {
        for (const value of IN_ADDRESS) {
          const odd = `${parameter.in} ${parameter.name}`;
          yield {
            method,
            route: path,
            path: address({ [odd]: value }),
            ...usual,
            odd: `${odd} = ${value.slice(0, 40)}`,
          };
        }
      }
      for (const [cursor, value, beside] of cursorsBeside(parameters)) {
        const values = { [`query ${cursor}`]: value, ...beside };
        yield { method, route: path, path: address(values), ...usual, odd: `${cursor} = ${value.slice(0, 40)}` };
      }
      if (content) {
        for (const body of BODIES)
          yield { method, route: path, path: address({}), body, odd: `body ${body.slice(0, 30)}` };
        const places = [...marked(whole)];
        for (const one of places) {
          const inTurn = Math.floor(Math.min(IN_JSON.length, Math.max(2, 150 / places.length)));
          const others = Array.from({ length: inTurn }, () => IN_JSON[turn++ % IN_JSON.length]!);
          for (const value of [...IN_EVERY_PLACE, ...others]) {
            const body = JSON.stringify(one).replace(`"${MARK}"`, () => value);
            yield {
              method,
              route: path,
              path: address({}),
              body,
              odd: `${value.slice(0, 40)} in ${JSON.stringify(one).slice(0, 200)}`,
            };
          }
        }
      } else if (requestBody) {
        for (const body of BINARY)
          yield {
            method,
            route: path,
            path: address({}),
            body,
            odd: `bytes ${body.subarray(0, 60).toString('latin1')}`,
          };
      }
    }
  }
}

/** What any route can be answered with before its handler has it. */
const OF_EVERY_ROUTE = new Set(['not-found', 'fields-wrong', 'request-malformed', 'session-over', 'too-large']);

/**
 * Those that the node answers with a fault of its own, or not at all; the routes that take something in and answer a request without
 * anything odd that nothing is there: what they do with what is odd was not seen; and the problems that came of a route of
 * which the document does not say so.
 */
export async function faultsOf(
  url: string,
  { paths }: ApiDocument,
  requests: Iterable<OddRequest>,
  token?: string,
): Promise<{ asked: number; faults: string[]; unreached: string[]; unsaid: string[] }> {
  const faults: string[] = [];
  const unsaid = new Set<string>();
  const unreached: string[] = [];
  let asked = 0;
  const ask = async ({ method, route, path, body, odd }: OddRequest): Promise<void> => {
    asked++;
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': type }),
    };
    const stop = new AbortController();
    try {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: body as string }),
        redirect: 'manual',
        signal: stop.signal,
      });
      if (answer.headers.get('content-type')?.startsWith('application/problem+json')) {
        const { status, code } = (await answer.clone().json()) as { status: number; code: string };
        const said = paths[route]![method.toLowerCase()]!.responses[status]?.description?.split(', ') ?? [];
        if (!said.includes(code) && !said.includes('*') && !OF_EVERY_ROUTE.has(code))
          unsaid.add(`${method} ${route}: ${status} ${code}`);
      }
      if (odd === 'nothing' && body !== undefined && answer.status === 404)
        unreached.push(`${method} ${path}: ${await answer.text()}`);
      if (answer.status >= 500) faults.push(`${answer.status} ${method} ${path.slice(0, 120)}: ${odd}`);
    } catch (error) {
      faults.push(`no answer ${method} ${path.slice(0, 120)}: ${odd} (${error instanceof Error ? error.message : ''})`);
    } finally {
      // The stream of events has no end.
      stop.abort();
    }
  };
  const waiting = requests[Symbol.iterator]();
  const askers = Array.from({ length: 8 }, async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await ask(next.value);
  });
  await Promise.all(askers);
  return { asked, faults, unreached, unsaid: [...unsaid] };
}
