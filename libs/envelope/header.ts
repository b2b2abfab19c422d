import { z } from 'zod';
import { LogPosition } from '#libs/bounds/numbers.js';
import { Instant } from '#libs/bounds/times.js';
import { decodeCbor, encodeCbor } from '#libs/cose/cbor.js';
import { EDDSA, LABEL } from '#libs/cose/sign.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { MessageId } from './id.js';
import { PROTOCOL_VERSION } from './limits.js';

const HEADER_LABEL = -70001;
const CONTENT_TYPE = 'application/vnd.liaison.envelope';

/** What the sending unit signs about a message, readable by the hub. Positions and versions are the log's. */
export const EnvelopeHeader = z.strictObject({
  id: MessageId,
  kind: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*(\/[a-z-]+)?$/)
    .max(64),
  sender: UnitAddress,
  /** Milliseconds since 1970-01-01T00:00Z, by the sender's clock: shown, never trusted for order. */
  createdAt: Instant,
  /** Size of the log that the sender relied on. */
  logPosition: LogPosition,
  /** Log position of the policy that the sender applied; 0 before any is adopted. */
  policyVersion: LogPosition,
  /** TLP label: all that the hub learns of the handling. */
  handling: z.enum(['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR']),
  urgent: z.boolean(),
});
export type EnvelopeHeader = z.infer<typeof EnvelopeHeader>;

/** The protected header as it stands in an envelope. */
export interface ProtectedHeader extends EnvelopeHeader {
  /** Commits to the content key, 32 bytes. */
  readonly commitment: Uint8Array;
  /** Key id of the sender's signing key, 16 bytes. */
  readonly senderKeyId: Uint8Array;
}

export type HeaderRefusal = 'header-malformed' | 'update-needed';

/** Encodes the COSE protected header. */
export function encodeHeader(h: ProtectedHeader): Uint8Array {
  return encodeCbor(
    new Map<number, unknown>([
      [LABEL.alg, EDDSA],
      [LABEL.contentType, CONTENT_TYPE],
      [LABEL.kid, h.senderKeyId],
      [
        HEADER_LABEL,
        [
          PROTOCOL_VERSION,
          h.id,
          h.kind,
          h.sender,
          h.createdAt,
          h.logPosition,
          h.policyVersion,
          h.handling,
          h.urgent,
          h.commitment,
        ],
      ],
    ]),
  );
}

/** Parses a protected header; `update-needed` where only the version is unknown, so that the mail can be kept. */
export function decodeHeader(bytes: Uint8Array): Outcome<ProtectedHeader, HeaderRefusal> {
  const malformed = refuse('header-malformed', 'The signed header is malformed.', 'Ask the sender to send it again.');
  const decoded = decodeCbor(bytes, { bytes: 1024, depth: 4, items: 32 });
  if (!decoded.ok || !(decoded.value instanceof Map)) return malformed;
  const map: Map<unknown, unknown> = decoded.value;
  const fields = map.get(HEADER_LABEL);
  if (!Array.isArray(fields) || typeof fields[0] !== 'number') return malformed;
  if (fields[0] !== PROTOCOL_VERSION) {
    return refuse(
      'update-needed',
      `Protocol version ${fields[0]} is not known here.`,
      'Update this node; the message is kept.',
    );
  }
  const senderKeyId = map.get(LABEL.kid);
  const [, id, kind, sender, createdAt, logPosition, policyVersion, handling, urgent, commitment] = fields;
  const parsed = EnvelopeHeader.safeParse({
    id,
    kind,
    sender,
    createdAt,
    logPosition,
    policyVersion,
    handling,
    urgent,
  });
  if (
    map.size !== 4 ||
    fields.length !== 10 ||
    map.get(LABEL.alg) !== EDDSA ||
    map.get(LABEL.contentType) !== CONTENT_TYPE ||
    !(senderKeyId instanceof Uint8Array && senderKeyId.length === 16) ||
    !(commitment instanceof Uint8Array && commitment.length === 32) ||
    !parsed.success
  ) {
    return malformed;
  }
  return accept({ ...parsed.data, commitment, senderKeyId });
}
