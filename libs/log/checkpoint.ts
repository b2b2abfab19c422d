import { base64, fromBase64, utf8 } from '#libs/cose/bytes.js';
import { type SigningKey, signBytes, verifyBytes } from '#libs/cose/ed25519.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { ED25519_TYPE, readNote, signatureLine, signaturesIn } from './note.js';

/** What a log says of itself: its name, how many entries it has, and their Merkle root. */
export interface Checkpoint {
  /** The log's name, `liaison.example/log`; without spaces or plus signs. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes */
  readonly root: Uint8Array;
}

/** A checkpoint that the log was found to have signed. */
export interface SignedCheckpoint extends Checkpoint {
  /** The text that log and witnesses sign. */
  readonly text: string;
  /** The signature lines of its note, the witnesses' among them. */
  readonly lines: readonly string[];
}

export type CheckpointRefusal = 'checkpoint-malformed' | 'checkpoint-unsigned';

/** A checkpoint as a signed note (C2SP tlog-checkpoint v1.0), signed by the log under its origin as key name. */
export function signCheckpoint({ origin, size, root }: Checkpoint, key: SigningKey): string {
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  return `${text}\n${signatureLine(origin, ED25519_TYPE, key.publicKey, signBytes(utf8(text), key))}\n`;
}

/** Parses a checkpoint and verifies the log's own signature; lines of other signers are let be (C2SP signed-note). */
export function readCheckpoint(
  note: string,
  origin: string,
  publicKey: Uint8Array,
): Outcome<SignedCheckpoint, CheckpointRefusal> {
  const malformed = refuse(
    'checkpoint-malformed',
    'The directory’s checkpoint is malformed.',
    'Report it to the hub operator; this node keeps to the last one it verified.',
  );
  const read = readNote(note);
  const match = read && /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(read.text);
  const root = match ? fromBase64(match[3]!) : undefined;
  const size = Number(match?.[2]);
  if (!match || !root || match[1] !== origin || !Number.isSafeInteger(size)) return malformed;
  const [signature, another] = signaturesIn(read.lines, origin, ED25519_TYPE, publicKey);
  // Ed25519 signs a text once: more lines are somebody else's, and would each cost a check.
  return signature && !another && verifyBytes(utf8(read.text), signature, publicKey)
    ? accept({ origin, size, root, ...read })
    : refuse(
        'checkpoint-unsigned',
        'The checkpoint is not signed by the log that this network was founded with.',
        'Report it to the hub operator; this node keeps to the last one it verified.',
      );
}

/** The note with more signature lines, each once. */
export const noteOf = (
  { text, lines }: Pick<SignedCheckpoint, 'text' | 'lines'>,
  more: readonly string[] = [],
): string => `${text}\n${[...new Set([...lines, ...more])].join('\n')}\n`;
