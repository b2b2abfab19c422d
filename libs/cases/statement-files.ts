import type { StatementBody } from '#libs/trust/bodies.js';
import { readEntry, signedPartsOf, type UnverifiedStatement } from '#libs/trust/statement.js';
import { type CourtFile, keyFile, keyPath, signatureFiles } from './signature-files.js';

/** Whose key: `committee`, `member.ne`, `witness.ne.main`, `ne.central-authority`. */
interface OwnedKey {
  readonly owner: string;
  readonly key: Uint8Array;
}

/** Each statement: as it stands in the log, what was signed, each signature, and the keys that these name. */
export function* statementFiles(
  statements: readonly { readonly position: number; readonly entry: Uint8Array }[],
): Generator<CourtFile> {
  const known: OwnedKey[] = [];
  for (const { position, entry } of statements) {
    const read = readEntry(entry);
    if (!read.ok) continue;
    const stem = `log/statements/${String(position).padStart(8, '0')}`;
    yield { path: `${stem}.cose`, bytes: entry };
    yield { path: `${stem}.payload`, bytes: read.value.payload };
    for (const { owner, key } of keysIn(read.value.statement.body)) {
      if (known.some((one) => keyPath(one.owner, one.key) === keyPath(owner, key))) continue;
      known.push({ owner, key });
      yield keyFile(keyPath(owner, key), key);
    }
    yield* signaturesOf(stem, read.value, known);
  }
}

function* signaturesOf(stem: string, read: UnverifiedStatement, known: readonly OwnedKey[]): Generator<CourtFile> {
  for (const [i, parts] of signedPartsOf(read).entries()) {
    const signer = known.findLast(({ key }) => parts.isBy(key));
    if (signer) yield* signatureFiles(`${stem}.${i + 1}`, parts, keyPath(signer.owner, signer.key));
  }
}

/** The keys that a statement gives to somebody. */
function keysIn(body: StatementBody): OwnedKey[] {
  switch (body.type) {
    case 'genesis':
    case 'committee-changed':
      return body.committee.map((key) => ({ owner: 'committee', key }));
    case 'member-admitted':
      return [{ owner: `member.${body.member}`, key: body.memberKey }];
    case 'member-key-rotated':
    case 'member-key-recovered':
      return [{ owner: `member.${body.member}`, key: body.newKey }];
    case 'node-enrolled':
      return [{ owner: `witness.${body.node}`, key: body.witnessKey }];
    case 'unit-registered':
      return [{ owner: body.unit, key: body.signingKey }];
    case 'unit-key-rotated':
      return [{ owner: body.unit, key: body.newKey }];
    default:
      return [];
  }
}
