import { z } from 'zod';
import { Sequence } from '#libs/bounds/numbers.js';
import { DateTime } from '#libs/bounds/times.js';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { namedSignature } from '#libs/cose/sign.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { Author } from './author.js';
import { inWords, ruleOf, StatementBody } from './bodies.js';
import type { DirectoryState } from './directory.js';
import { draftStatement } from './draft.js';
import { apply, type CheckedStatement, check, type FoldRefusal, signersOf } from './fold.js';
import {
  encodeEntry,
  encodePayload,
  readEntry,
  type Statement,
  signaturesBy,
  signPayload,
  verifyNow,
} from './statement.js';

const Hex = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .transform((text) => new Uint8Array(Buffer.from(text, 'hex')));
const hexOf = (bytes: number) => Hex.refine((value) => value.length === bytes, `${bytes} bytes in hexadecimal`);

/** One statement as it is carried from machine to machine to be signed: readable, and short enough for a stick. */
const StatementInFile = z.strictObject({
  says: z.string(),
  network: hexOf(32),
  author: Author,
  sequence: Sequence,
  previous: hexOf(32),
  at: DateTime.transform((text) => Date.parse(text)),
  /** Bytes stand as `{ "hex": "…" }`. */
  body: z.record(z.string(), z.json()),
  signatures: z.array(z.strictObject({ key: hexOf(32), signature: hexOf(64) })).max(64),
});

/** A file of statements that follow each other. What they say in words is made anew by whoever reads it. */
export const StatementFile = z.strictObject({
  liaison: z.literal('statements, version 1'),
  statements: z.array(StatementInFile).min(1).max(50),
});
export type StatementFile = z.output<typeof StatementFile>;
export type StatementFileText = z.input<typeof StatementFile>;

export type FileRefusal = 'file-malformed' | 'statement-malformed';

/** A statement out of a file, with what it says and who has signed it rightly. */
export interface FiledStatement {
  readonly statement: Statement;
  readonly payload: Uint8Array;
  readonly says: string;
  /** Those that verify: a wrong one would make the log refuse the whole. */
  readonly signatures: readonly FiledSignature[];
  readonly entry: Uint8Array;
}

interface FiledSignature {
  readonly key: Uint8Array;
  readonly signature: Uint8Array;
}

/** Drafts statements one after the other, each where the log would stand after those before it. Nothing is signed. */
export function draftFile(
  state: DirectoryState,
  bodies: readonly StatementBody[],
  at: number,
  author?: Author,
): Outcome<StatementFileText> {
  const statements: Statement[] = [];
  for (const body of bodies) {
    const checked = checkDraft(state, body, at, author);
    if (!checked.ok) return checked;
    apply(state, checked.value);
    statements.push(checked.value.statement);
  }
  return accept({
    liaison: 'statements, version 1',
    statements: statements.map((statement) => textOf(statement, [])),
  });
}

/** What else than missing signatures keeps a statement from being taken where the log stands. Changes nothing. */
export function checkDraft(
  state: Readonly<DirectoryState>,
  body: StatementBody,
  at: number,
  author?: Author,
): Outcome<CheckedStatement, FoldRefusal> {
  const statement = draftStatement(state, body, at, author);
  return check(state, encodeEntry(encodePayload(statement), placeholders(state, statement)), () => true);
}

/** Signatures by everybody who has to sign, of nothing: to ask what else is wrong before anybody has signed. */
function placeholders(state: DirectoryState, { author, body }: Statement) {
  const keys = [...signersOf(state, author, body).keys, ...(ruleOf(body).newKeys?.(body) ?? [])];
  return keys.map((key) => namedSignature(key, new Uint8Array(64)));
}

/** Parses a file, every statement of it by its schema; says in its own words what each would do. */
export function readStatementFile(json: unknown): Outcome<FiledStatement[], FileRefusal> {
  const parsed = StatementFile.safeParse(json);
  if (!parsed.success) return refuse('file-malformed', z.prettifyError(parsed.error), 'Ask for the file again.');
  const filed: FiledStatement[] = [];
  for (const one of parsed.data.statements) {
    const body = StatementBody.safeParse(fromJson(one.body));
    if (!body.success) {
      return refuse('statement-malformed', z.prettifyError(body.error), 'Ask whoever drafted it to draft it again.');
    }
    const { network, author, sequence, previous, at } = one;
    const statement: Statement = { network, author, sequence, previous, at, body: body.data };
    const payload = encodePayload(statement);
    const signatures = one.signatures.filter((signature) => isRight(payload, signature));
    filed.push({ statement, payload, says: inWords(body.data), signatures, entry: entryOf(payload, signatures) });
  }
  return accept(filed);
}

/** The same file with one more signature a statement; one that the key has signed already stays as it is. */
export function signFile(
  filed: readonly FiledStatement[],
  key: SigningKey,
  which = (_: FiledStatement) => true,
): StatementFileText {
  const statements = filed.map((one) => {
    const signed = one.signatures.some((signature) => equalBytes(signature.key, key.publicKey));
    if (signed || !which(one)) return textOf(one.statement, one.signatures);
    const own = { key: key.publicKey, signature: signPayload(one.payload, key)[2] };
    return textOf(one.statement, [...one.signatures, own]);
  });
  return { liaison: 'statements, version 1', statements };
}

/** Puts the signatures of several copies of one file together. */
export function mergeFiles(copies: readonly (readonly FiledStatement[])[]): Outcome<StatementFileText, 'files-differ'> {
  const [first, ...others] = copies;
  const same = others.every(
    (other) => other.length === first!.length && other.every((one, i) => equalBytes(one.payload, first![i]!.payload)),
  );
  if (!same) return refuse('files-differ', 'The files do not hold the same statements.', 'Sign copies of one draft.');
  const statements = first!.map((one, i) => {
    const all = copies.flatMap((copy) => copy[i]!.signatures);
    const once = new Map(all.map((signature) => [hex(signature.key), signature]));
    return textOf(one.statement, [...once.values()]);
  });
  return accept({ liaison: 'statements, version 1', statements });
}

/** What still keeps a file from being taken where the log stands; undefined where nothing does. */
export function missingFrom(state: DirectoryState, filed: readonly FiledStatement[]): Outcome<CheckedStatement[]> {
  const checked: CheckedStatement[] = [];
  for (const { entry } of filed) {
    const one = check(state, entry);
    if (!one.ok) return one;
    apply(state, one.value);
    checked.push(one.value);
  }
  return accept(checked);
}

const entryOf = (payload: Uint8Array, signatures: readonly FiledSignature[]): Uint8Array =>
  encodeEntry(
    payload,
    signatures.map(({ key, signature }) => namedSignature(key, signature)),
  );

function isRight(payload: Uint8Array, signature: FiledSignature): boolean {
  const read = readEntry(entryOf(payload, [signature]));
  return read.ok && signaturesBy(read.value, signature.key, verifyNow);
}

function textOf(statement: Statement, signatures: readonly FiledSignature[]) {
  return {
    says: inWords(statement.body),
    network: hex(statement.network),
    author: statement.author,
    sequence: statement.sequence,
    previous: hex(statement.previous),
    at: new Date(statement.at).toISOString(),
    body: toJson(statement.body) as Record<string, z.core.util.JSONType>,
    signatures: signatures.map(({ key, signature }) => ({ key: hex(key), signature: hex(signature) })),
  };
}

/** A statement's body as JSON: bytes as `{ "hex": "…" }`, what is undefined left out. */
export function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: hex(value) };
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(fields.map(([name, one]) => [name, toJson(one)]));
}

/** The other way round. */
export function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value);
  const text = (value as { hex?: unknown }).hex;
  if (names.length === 1 && typeof text === 'string') return new Uint8Array(Buffer.from(text, 'hex'));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fromJson(one)]));
}
