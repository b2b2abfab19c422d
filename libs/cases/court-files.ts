import { utf8 } from '#libs/cose/bytes.js';
import { publicKeyPem } from '#libs/cose/ed25519.js';
import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { cosignatureParts } from '#libs/log/cosignature.js';
import { ED25519_TYPE, signaturesIn } from '#libs/log/note.js';
import { type DirectoryState, signingKeyAt, witnessKeyAt } from '#libs/trust/directory.js';
import { type BundleFile, listText } from './bundle.js';
import { type SignedEvent, signedPartsOf } from './event.js';
import { type CourtFile, inName, keyPath, signatureFiles } from './signature-files.js';
import { statementFiles } from './statement-files.js';

const README = `A case, whole, as one unit of the network has it.

case.pdf       the record for people: its exporter's word, and no more
bundle.json    the record and everything that it is verified by, for "liaison verify"
events/        each event: as it travelled (.cose), what was signed (.signed), the signature (.sig), what it says (.json)
files/         the files that came with it
SHA256SUMS     everything in here, signed by the unit that exported it
keys/, log/    whose keys these are, by the network's public log

"liaison verify FILE" checks all of it with no network. docs/verify-a-bundle.md says how to do it with openssl, sha256sum and jq.
`;

/** The stem of an event's files: its place in the record, and its move. */
export const eventStem = (i: number, move: string): string => `events/${String(i + 1).padStart(4, '0')}-${move}`;

/**
 * Every file of a bundle that follows from its list, for a court’s own expert with common tools (docs/verify-a-bundle.md): the list
 * itself; each event as it travelled, the bytes that were signed, the signature, and the key; the log’s checkpoint with its signatures;
 * the statements that say whose keys these are. Whoever exports makes them, whoever verifies makes them anew.
 * @param told what the bundle’s own statements say
 */
export function* courtFiles(
  bundle: BundleFile,
  events: readonly SignedEvent[],
  told: Readonly<DirectoryState>,
  checkpoint: SignedCheckpoint,
): Generator<CourtFile> {
  yield { path: 'README.txt', bytes: utf8(README) };
  yield { path: 'bundle.json', bytes: utf8(listText(bundle)) };
  for (const [i, event] of events.entries()) {
    const key = signingKeyAt(told.units.get(event.author)!, event.logPosition)!;
    const stem = eventStem(i, event.move);
    yield { path: `${stem}.cose`, bytes: event.wire };
    yield* signatureFiles(stem, signedPartsOf(event.wire), keyPath(event.author, key));
  }
  yield* logFiles(told, checkpoint);
  yield* statementFiles(bundle.statements);
}

function* logFiles(told: Readonly<DirectoryState>, checkpoint: SignedCheckpoint): Generator<CourtFile> {
  const { origin, key } = told.log!;
  const [signature] = signaturesIn(checkpoint.lines, origin, ED25519_TYPE, key);
  yield { path: 'log/checkpoint.signed', bytes: utf8(checkpoint.text) };
  yield { path: 'log/checkpoint.sig', bytes: signature! };
  yield { path: 'keys/log.pem', bytes: utf8(publicKeyPem(key)) };
  for (const node of told.nodes.values()) {
    const witness = witnessKeyAt(told, node, checkpoint.size);
    const parts = witness && cosignatureParts(checkpoint, { name: node.name, key: witness });
    if (!parts) continue;
    const stem = `log/witnesses/${inName(node.name)}`;
    yield* signatureFiles(
      stem,
      { structure: parts.message, signature: parts.signature },
      keyPath(`witness.${node.name}`, witness),
    );
  }
}
