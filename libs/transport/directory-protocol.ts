import { z } from 'zod';
import { fromBase64 } from '#libs/cose/bytes.js';

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

export const SubmitRequest = z.strictObject({ entry: Bytes });
export const EntriesRequest = z.strictObject({ from: z.int().nonnegative() });

/** `credential` is the hub's user JWT, given in answer to a node's enrolment; it is of use only with the node's seed. */
export const SubmitReply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), position: z.int().positive(), credential: z.string().max(8192).optional() }),
  z.strictObject({ ok: z.literal(false), refusal: Refusal }),
]);
export type SubmitReply = z.infer<typeof SubmitReply>;

/** Entries from a position on, at most ENTRIES_PER_REPLY, and the newest checkpoint as a signed note. */
export const EntriesReply = z.strictObject({
  checkpoint: z.string().max(16_384),
  entries: z.array(Bytes).max(ENTRIES_PER_REPLY),
});
export type EntriesReply = z.infer<typeof EntriesReply>;
