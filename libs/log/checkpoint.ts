import { base64, equalBytes, fromBase64, sha256, utf8 } from '#libs/cose/bytes.js';
import { type SigningKey, signBytes, verifyBytes } from '#libs/cose/ed25519.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';

/** What a log says of itself: its name, how many entries it has, and their Merkle root. */
export interface Checkpoint {
  /** The log's name, `liaison.example/log`; without spaces or plus signs. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes */
  readonly root: Uint8Array;
}

export type CheckpointRefusal = 'checkpoint-malformed' | 'checkpoint-unsigned';

const MAX_BYTES = 16 * 1024;
/** C2SP signed-note: the signature type of plain Ed25519. */
const ED25519_TYPE = 0x01;

const noteText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

/** C2SP signed-note key id: first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
const noteKeyId = (name: string, publicKey: Uint8Array): Uint8Array =>
  sha256(utf8(name), Uint8Array.of(0x0a, ED25519_TYPE), publicKey).subarray(0, 4);

/** A checkpoint as a signed note (C2SP tlog-checkpoint v1.0), signed by the log under its origin as key name. */
export function signCheckpoint(checkpoint: Checkpoint, key: SigningKey): string {
  const text = noteText(checkpoint);
  const signature = Buffer.concat([noteKeyId(checkpoint.origin, key.publicKey), signBytes(utf8(text), key)]);
  return `${text}\n— ${checkpoint.origin} ${base64(signature)}\n`;
}

/** Parses a checkpoint and verifies the log's own signature; lines of other signers are let be (C2SP signed-note). */
export function readCheckpoint(
  note: string,
  origin: string,
  publicKey: Uint8Array,
): Outcome<Checkpoint, CheckpointRefusal> {
  const malformed = refuse(
    'checkpoint-malformed',
    'The directory’s checkpoint is malformed.',
    'Report it to the hub operator; this node keeps to the last one it verified.',
  );
  if (note.length > MAX_BYTES) return malformed;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return malformed;
  const text = note.slice(0, split + 1);
  const match = /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text);
  const root = match ? fromBase64(match[3]!) : undefined;
  if (!match || !root || match[1] !== origin) return malformed;
  const size = Number(match[2]);
  if (!Number.isSafeInteger(size)) return malformed;

  const wanted = noteKeyId(origin, publicKey);
  for (const line of note.slice(split + 2).split('\n')) {
    const [dash, name, encoded] = line.split(' ');
    const blob = dash === '—' && name === origin && encoded ? fromBase64(encoded) : undefined;
    if (!blob || !equalBytes(blob.subarray(0, 4), wanted)) continue;
    if (verifyBytes(utf8(text), blob.subarray(4), publicKey)) return accept({ origin, size, root });
  }
  return refuse(
    'checkpoint-unsigned',
    'The checkpoint is not signed by the log that this network was founded with.',
    'Report it to the hub operator; this node keeps to the last one it verified.',
  );
}
