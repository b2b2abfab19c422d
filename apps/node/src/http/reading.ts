import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DEEPEST_JSON, excessIn, MOST_VALUES, type OddJson, oddIn } from '#libs/bounds/json.js';
import { textOf } from '#libs/bounds/text.js';
import { fieldFault, placeOf } from '#libs/outcome/field-faults.js';
import { nothingThere, type Problem, problem, sessionOver } from './problem.js';
import { fieldsWrong } from './validated.js';

/** What a stranger may send: more than a sign-in takes. */
const MOST_OF_A_STRANGER = 16 * 1024;

/**
 * Takes in what comes, for every route alike: text in addresses that can be kept, bodies of JSON as bytes, which are read
 * once it is known who sent them, and files as they stream. @param isSignedIn asked before a long body is taken in
 */
export function takeIn(server: FastifyInstance, isSignedIn: (request: FastifyRequest) => Promise<boolean>): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
    done(null, new SentBytes(payload)),
  );
  server.addHook('onRequest', async ({ params, query }) => {
    if (oddIn(params)) throw nothingThere();
    const odd = oddIn(query);
    if (odd) throw oddProblem(odd);
  });
  server.addHook('onRequest', async (request) => {
    const { 'content-type': type, 'content-length': length } = request.headers;
    // Types are alike in any case (RFC 9110 §8.3.1). Without a length it may be of any.
    const isJson = type?.toLowerCase().startsWith('application/json');
    if (isJson && !(Number(length) <= MOST_OF_A_STRANGER) && !(await isSignedIn(request))) throw sessionOver();
  });
  server.addHook('onSend', async ({ raw }, reply) => {
    if (reply.statusCode === 413) await readOn(raw);
  });
}

/** Of a body that is refused for its size so much is still read, and let go, and for so long. */
const MOST_READ_ON = 16 * 1024 * 1024;
const LONGEST_READ_ON_MS = 5000;

/** A connection that ends with bytes unread is reset, and whoever still sends does not see why it was refused. */
const readOn = (body: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let read = 0;
    setTimeout(resolve, LONGEST_READ_ON_MS).unref();
    body.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > MOST_READ_ON) resolve();
    });
    body.once('end', resolve).once('close', resolve).resume();
    if (body.readableEnded || body.destroyed) resolve();
  });

/** A file's bytes as they come, in parts of any length. */
export class SentBytes implements AsyncIterable<Uint8Array> {
  constructor(private readonly body: Readable) {}

  /** What a reader leaves is taken in and let go: a body that stands half read holds up the connection's next request. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.body.iterator({ destroyOnReturn: false });
    } finally {
      this.body.resume();
    }
  }
}

/** What a body of JSON says. @throws Problem where it says nothing that can be kept */
export function jsonIn(body: unknown): unknown {
  if (!(body instanceof Buffer)) return undefined;
  const text = textOf(body);
  const excess = text === undefined ? undefined : excessIn(text, MOST_VALUES);
  if (excess) {
    const most = excess.of === 'levels' ? `${DEEPEST_JSON} levels in each other` : `${MOST_VALUES} values`;
    throw problem(
      400,
      'request-malformed',
      `The request has more than ${most}, from character ${excess.at} on.`,
      'Send less at a time.',
    );
  }
  const json = text === undefined ? undefined : parsed(text);
  if (json === undefined) {
    throw problem(400, 'request-malformed', 'The request cannot be read.', 'Send JSON as /api/v1/openapi.json says.');
  }
  const odd = oddIn(json);
  if (odd) throw oddProblem(odd);
  return json;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const oddProblem = ({ path, expected }: OddJson): Problem => fieldsWrong([fieldFault(placeOf(path), expected)]);
