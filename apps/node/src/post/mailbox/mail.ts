import { sha256, utf8 } from '#libs/cose/bytes.js';
import type { Opened } from '#libs/envelope/open.js';
import type { Admitted } from '#libs/kinds/registry.js';
import type { UnitAddress } from '#libs/trust/address.js';

/** A packet as it came from the hub, now or before. */
export interface Mail {
  readonly subject: string;
  readonly payload: Uint8Array;
  /** When it came first, where it has waited here. Milliseconds since 1970-01-01T00:00Z. */
  readonly waitsSince?: number;
}

/** A message that was opened and believed. */
export interface Received {
  readonly recipient: UnitAddress;
  readonly opened: Opened;
  readonly wire: Uint8Array;
  /** Undefined where this version does not know its kind: it is kept as it is until one does. */
  readonly admitted: Admitted | undefined;
}

/** Why a packet cannot be decided yet. */
export type WaitReason = 'position-ahead' | 'introduction-absent';

export interface Waiting {
  readonly reason: WaitReason;
  /** Whether a key that is known here has signed it. */
  readonly signed: boolean;
  readonly logPosition: number;
  readonly introductionId: Uint8Array;
  /** Of what is signed: what is not, whoever carries the mail can write otherwise as often as it likes. */
  readonly envelopeHash: Uint8Array;
}

export type Reading =
  | { readonly kind: 'opened'; readonly received: Received }
  | { readonly kind: 'quarantine'; readonly reason: string }
  | ({ readonly kind: 'later' } & Waiting);

/** A packet with what reading it came to. */
export interface Judged {
  readonly mail: Mail;
  readonly reading: Reading;
}

/** Names a packet: the same bytes to the same mailbox are the same packet. */
export const packetHash = ({ subject, payload }: Mail): Buffer =>
  Buffer.from(sha256(Buffer.concat([utf8(`${subject}\0`), payload])));
