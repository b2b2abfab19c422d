import { z } from 'zod';
import { LogPosition } from '#libs/bounds/numbers.js';
import { Instant } from '#libs/bounds/times.js';
import { equalBytes, sha256, utf8 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { decodeSign1, encodeSign1, sign1Parts } from '#libs/cose/sign1.js';
import { UnitAddress } from '#libs/trust/address.js';

/** The list of everything else in a bundle, as `sha256sum` reads it, and its exporter's signature. */
export const SUMS = 'SHA256SUMS';
export const SUMS_SIGNATURE = `${SUMS}.cose`;

/** Who exported a bundle, when, and relying on what. */
export interface Export {
  readonly case: Uint8Array;
  readonly exportedBy: UnitAddress;
  /** Milliseconds since 1970-01-01T00:00Z, by the exporter's clock. */
  readonly at: number;
  readonly logPosition: number;
}

const LABELLED = 'liaison case bundle 1';
const BOUNDS = { bytes: 4096, depth: 4, items: 32 };
const hash = z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32);
const Payload = z.tuple([z.literal(LABELLED), hash, UnitAddress, Instant, LogPosition.positive(), hash]);

/** One line an entry, by path: `<SHA-256>  <path>`. */
export const sumsOf = (entries: ReadonlyMap<string, string>): string =>
  [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sum]) => `${sum}  ${path}\n`)
    .join('');

/** By path the SHA-256 that the list gives; undefined where it is no such list, or names a path twice. */
export function readSums(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  // Line by line, and no further than the first that is wrong: as a list, nothing but ends of lines takes ten times its length.
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const [, sum, path] = (end >= 0 && /^([0-9a-f]{64}) {2}([\w./-]{1,300})$/.exec(text.slice(from, end))) || [];
    if (!sum || !path || found.has(path)) return undefined;
    found.set(path, sum);
    from = end + 1;
  }
  return found;
}

/** COSE_Sign1 by the exporting unit. The last 32 bytes that are signed are the list's SHA-256. @throws where nobody could read it */
export function signSums(
  sums: string,
  { case: caseId, exportedBy, at, logPosition }: Export,
  key: SigningKey,
): Uint8Array {
  const wire = encodeSign1([LABELLED, caseId, exportedBy, at, logPosition, sha256(utf8(sums))], key);
  if (!readSumsSignature(wire, sums, () => key.publicKey))
    throw new Error('a list that nobody could read is not signed');
  return wire;
}

/** What the signature says, where it is right and over this list; undefined where not. */
export function readSumsSignature(
  wire: Uint8Array,
  sums: string,
  keyOf: (unit: UnitAddress, logPosition: number) => Uint8Array | undefined,
): Export | undefined {
  const signed = decodeSign1(wire, BOUNDS);
  const said = Payload.safeParse(signed?.payload);
  if (!signed || !said.success) return undefined;
  const [, caseId, exportedBy, at, logPosition, list] = said.data;
  const key = keyOf(exportedBy, logPosition);
  return key && signed.isSignedBy(key) && equalBytes(list, sha256(utf8(sums)))
    ? { case: caseId, exportedBy, at, logPosition }
    : undefined;
}

/** The bytes that the exporter signed, and the signature. */
export const sumsParts = (wire: Uint8Array) => sign1Parts(wire, BOUNDS)!;
