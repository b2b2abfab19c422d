import { z } from 'zod';
import { LogPosition } from '#libs/bounds/numbers.js';
import { fromBase64 } from '#libs/cose/bytes.js';
import { MemberCode, NodeName, UnitAddress } from '#libs/trust/address.js';

/** What goes over NATS request/reply between the directory service and those who read from and write to it. */

const Bytes = z.string().transform((text, context) => {
  const bytes = fromBase64(text);
  if (bytes) return bytes;
  context.addIssue({ code: 'custom', message: 'base64' });
  return z.NEVER;
});
const Refusal = z.strictObject({
  code: z.string().max(64),
  message: z.string().max(2000),
  remedy: z.string().max(500),
});

export const ENTRIES_PER_REPLY = 200;
/** Of log entries in one answer: in base64 and beside a checkpoint well within what the hub carries in one message (1 MB). */
export const ENTRY_BYTES_PER_REPLY = 600 * 1024;
const Note = z.string().max(32_768);
const Refused = z.strictObject({ ok: z.literal(false), refusal: Refusal });
const answer = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true), ...shape }), Refused]);

export const SubmitRequest = z.strictObject({ entry: Bytes });
/** `credential` is the hub's user JWT, given in answer to a node's enrolment; it is of use only with the node's seed. */
export const SubmitReply = answer({ position: LogPosition.positive(), credential: z.string().max(8192).optional() });
export type SubmitReply = z.infer<typeof SubmitReply>;

export const EntriesRequest = z.strictObject({ from: LogPosition });
/**
 * The newest checkpoint with the cosignatures that it has so far, and entries from a position on, none beyond the
 * checkpoint and at most ENTRIES_PER_REPLY; fewer where they are long, and one at least.
 */
export const EntriesReply = z.strictObject({ checkpoint: Note, entries: z.array(Bytes).max(ENTRIES_PER_REPLY) });
export type EntriesReply = z.infer<typeof EntriesReply>;

/** A witness's line over the checkpoint of this size. */
export const CosignRequest = z.strictObject({ node: NodeName, size: LogPosition, line: z.string().max(512) });
export const CosignReply = answer({});
export type CosignReply = z.infer<typeof CosignReply>;

export const ProofRequest = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('inclusion'), index: LogPosition, size: LogPosition }),
  z.strictObject({ of: z.literal('consistency'), older: LogPosition.positive(), newer: LogPosition }),
]);
export type ProofRequest = z.input<typeof ProofRequest>;
/** `root` is that of the older tree, or of the tree that the leaf is in. */
export const ProofReply = answer({ root: Bytes, proof: z.array(Bytes).max(64) });
export type ProofReply = z.infer<typeof ProofReply>;

const ContactId = z.string().regex(/^[0-9a-f]{32}$/);
/** A contact's sealed record with a capsule for each node; replaces what was there. */
export const PutRecordRequest = z.strictObject({
  contact: ContactId,
  sealed: Bytes.refine((bytes) => bytes.length <= 16_384 + 64),
  capsules: z
    .array(z.strictObject({ node: NodeName, capsule: Bytes.refine((bytes) => bytes.length === 1168) }))
    .max(400),
});
export const PutRecordReply = answer({});
export const RecordRequest = z.strictObject({ contact: ContactId });
export const RecordReply = answer({ sealed: Bytes, capsule: Bytes });

/** A tile or entry bundle by its C2SP tlog-tiles path. */
export const TileRequest = z.strictObject({ path: z.string().max(64) });
export const TileReply = answer({ bytes: Bytes });
export type TileReply = z.infer<typeof TileReply>;

/** What lies at the hub under a whole name, answered with its bytes alone, or with none where it is not there. */
export const IntroductionRequest = z.strictObject({
  sender: UnitAddress,
  recipient: UnitAddress,
  id: z.string().regex(/^[0-9a-f]{64}$/),
});
export const PartRequest = z.strictObject({
  sender: MemberCode,
  name: z.string().regex(/^[0-9a-f]{32}$/),
  part: z.int32().nonnegative(),
});
export type IntroductionRequest = z.input<typeof IntroductionRequest>;
export type PartRequest = z.input<typeof PartRequest>;
