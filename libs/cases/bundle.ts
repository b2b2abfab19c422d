import { z } from 'zod';
import { listOf } from '#libs/bounds/lists.js';
import { Base64 } from '#libs/cose/base64-field.js';
import { base64, equalBytes } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { readEntry } from '#libs/trust/statement.js';

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Path = z.string().regex(/^(events|files)\/[\w.-]{1,200}$/, 'a path inside the bundle');

/** The list of what a bundle holds, `bundle.json` in it: a whole case, and everything that it is verified by. */
export const BundleFile = z.strictObject({
  liaison: z.literal('case bundle, version 1'),
  network: Hex32,
  case: Hex32,
  kind: z.string().max(64),
  exportedBy: z.string().max(64),
  exportedAt: z.iso.datetime(),
  /** The day (UTC) on which the exporting unit last erased, by its rule, what was said in the case: its own word. */
  erasedOn: z.iso.date().optional(),
  /** In the record's order. */
  events: listOf(
    z.strictObject({
      /** COSE_Sign1, RFC 9052. */
      event: Base64,
      /** Where its content is; null where it has none, or the exporting unit does not have it. */
      content: Path.nullable(),
    }),
    20_000,
    1,
  ),
  files: listOf(
    z.strictObject({
      path: Path,
      name: z.string().max(64),
      fileName: z.string().max(200),
      sha256: Hex32,
      bytes: z.int().nonnegative(),
    }),
    5000,
  ),
  /** A checkpoint of the directory log, with its witnesses. */
  checkpoint: z.string().max(32_768),
  /** The statements that say who is who, and by which keys; each with its proof under the checkpoint. */
  statements: listOf(
    z.strictObject({ position: z.int().positive(), entry: Base64, proof: listOf(Base64, 64) }),
    20_000,
    1,
  ),
  /** That the case existed when the log committed to it. */
  commitments: listOf(
    z.strictObject({
      heads: listOf(Base64, 64, 1),
      salt: Base64,
      root: Base64,
      index: z.int().nonnegative(),
      leaves: z.int().positive(),
      proof: listOf(Base64, 64),
      position: z.int().positive(),
      entry: Base64,
      checkpoint: z.string().max(32_768),
      entryProof: listOf(Base64, 64),
    }),
    10_000,
  ),
});
export type BundleFile = z.output<typeof BundleFile>;

/** What no bundle goes beyond: a verifier holds the list in memory, goes once through what is packed, and lets evidence pass by. */
export const BUNDLE_BOUNDS = {
  /** `bundle.json`, bytes: two thousand events, as many statements, and five hundred commitments that forty members witnessed take 11 MiB. */
  list: 16 * 1024 ** 2,
  /** Values in it: those take a hundred thousand. Parsed, each takes many times its place in the text. */
  values: 300_000,
  /** `SHA256SUMS`, bytes. */
  sums: 32 * 1024 ** 2,
  /** What one event says, bytes. */
  content: 4 * 1024 ** 2,
  /** Everything that is packed, unpacked, bytes: all but evidence, which lies in a bundle as it is. */
  unpacked: 128 * 1024 ** 2,
  entries: 300_000,
  /** Bytes of a name. */
  name: 300,
  files: 5000,
} as const;

/** A file that what an event says names. */
export interface NamedFile {
  /** Names it in the case. */
  readonly name: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Where the file that is number `i`, from 0, lies in a bundle. */
export const filePath = (i: number, fileName: string): string =>
  `files/${String(i + 1).padStart(3, '0')}-${fileName.replace(/[^\w.-]+/g, '_').slice(-100)}`;

/** `bundle.json`, in its one form. */
export const listText = (bundle: BundleFile): string => `${JSON.stringify(inText(bundle), null, 1)}\n`;

const inText = (bundle: BundleFile): z.input<typeof BundleFile> => ({
  ...bundle,
  events: bundle.events.map((one) => ({ ...one, event: base64(one.event) })),
  statements: bundle.statements.map((one) => ({ ...one, entry: base64(one.entry), proof: one.proof.map(base64) })),
  commitments: bundle.commitments.map((one) => ({
    ...one,
    heads: one.heads.map(base64),
    salt: base64(one.salt),
    root: base64(one.root),
    proof: one.proof.map(base64),
    entry: base64(one.entry),
    entryProof: one.entryProof.map(base64),
  })),
});

const BUNDLED = ['genesis', 'committee-', 'member-', 'node-', 'unit-', 'key-revoked'];

/** Which statements a bundle needs: who is a member, a node, a unit, with which keys. Not what is about encryption, contacts or policy. */
export function isBundled(entry: Uint8Array, state: Readonly<DirectoryState>): boolean {
  // Most of a log are encryption keys: what does not even hold the name of such a statement need not be decoded.
  const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
  if (!BUNDLED.some((name) => bytes.includes(name))) return false;
  const read = readEntry(entry);
  if (!read.ok) return false;
  const { body } = read.value.statement;
  // An encryption key that was revoked signs nothing, and the bundle does not know it.
  if (body.type === 'key-revoked') {
    return state.units.get(body.unit)?.signingKeys.some(({ key }) => equalBytes(keyId(key), body.keyId)) ?? false;
  }
  return BUNDLED.some((name) => body.type.startsWith(name));
}
