import { hex, utf8 } from '#libs/cose/bytes.js';
import { publicKeyPem } from '#libs/cose/ed25519.js';
import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { cosignatureParts } from '#libs/log/cosignature.js';
import { signaturesIn } from '#libs/log/note.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { signingKeyAt, witnessKeyAt } from '#libs/trust/directory.js';
import { type SignedEvent, signedPartsOf } from './event.js';

export interface CourtFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const ED25519_TYPE = 0x01;
/** `ne/central-authority` in a file name. */
const inName = (address: string): string => address.replace('/', '.');
/** The stem of an event's files: its place in the record, and its move. */
export const eventStem = (i: number, move: string): string => `events/${String(i + 1).padStart(4, '0')}-${move}`;

/**
 * What a court’s own expert checks with common tools: each event as it travelled, the bytes that were signed, the signature, and the key; the log’s
 * checkpoint with its signatures; the statements that say whose keys these are. docs/verify-a-bundle.md says how.
 */
export function courtFiles(
  events: readonly SignedEvent[],
  state: Readonly<DirectoryState>,
  checkpoint: SignedCheckpoint,
  statements: readonly { readonly position: number; readonly entry: Uint8Array }[],
): CourtFile[] {
  const files: CourtFile[] = [];
  const keys = new Map<string, Uint8Array>();
  events.forEach((event, i) => {
    const key = signingKeyAt(state.units.get(event.author)!, event.logPosition)!;
    const stem = eventStem(i, event.move);
    keys.set(keyPath(event.author, key), key);
    files.push({ path: `${stem}.cose`, bytes: event.wire });
    files.push(...signatureFiles(stem, signedPartsOf(event.wire), keyPath(event.author, key)));
  });
  for (const [path, key] of keys) files.push(keyFile(path, key));
  return [...files, ...logFiles(state, checkpoint), ...statements.map(statementFile)];
}

/** `keys/ne.central-authority.1a2b3c4d.pem` */
export const keyPath = (unit: string, key: Uint8Array): string => `keys/${inName(unit)}.${hex(key).slice(0, 8)}.pem`;
export const keyFile = (path: string, key: Uint8Array): CourtFile => ({ path, bytes: utf8(publicKeyPem(key)) });

/** What was signed, the signature, and the name of the key. */
export const signatureFiles = (
  stem: string,
  { structure, signature }: { readonly structure: Uint8Array; readonly signature: Uint8Array },
  key: string,
): CourtFile[] => [
  { path: `${stem}.signed`, bytes: structure },
  { path: `${stem}.sig`, bytes: signature },
  { path: `${stem}.key`, bytes: utf8(`${key}\n`) },
];

const statementFile = ({ position, entry }: { readonly position: number; readonly entry: Uint8Array }): CourtFile => ({
  path: `log/statements/${String(position).padStart(8, '0')}.cose`,
  bytes: entry,
});

function logFiles(state: Readonly<DirectoryState>, checkpoint: SignedCheckpoint): CourtFile[] {
  const { origin, key } = state.log!;
  const [signature] = signaturesIn(checkpoint.lines, origin, ED25519_TYPE, key);
  const files: CourtFile[] = [
    { path: 'log/checkpoint.signed', bytes: utf8(checkpoint.text) },
    { path: 'log/checkpoint.sig', bytes: signature! },
    { path: 'keys/log.pem', bytes: utf8(publicKeyPem(key)) },
  ];
  for (const node of state.nodes.values()) {
    const witness = witnessKeyAt(state, node, checkpoint.size);
    const parts = witness && cosignatureParts(checkpoint, { name: node.name, key: witness });
    if (!parts) continue;
    const name = inName(node.name);
    files.push(
      { path: `log/witnesses/${name}.signed`, bytes: parts.message },
      { path: `log/witnesses/${name}.sig`, bytes: parts.signature },
      { path: `keys/witness.${name}.pem`, bytes: utf8(publicKeyPem(witness)) },
    );
  }
  return files;
}
