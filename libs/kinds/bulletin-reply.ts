import { z } from 'zod';
import { DateTime } from '#libs/bounds/times.js';
import { MessageId } from '#libs/envelope/id.js';
import { custom } from '#libs/outcome/field-faults.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { Tlp } from './handling.js';
import { NoFiles, noticeFacts } from './notice.js';

/** What comes back to a bulletin's author. `opened` goes by itself, when an officer first reads it. */
export const ReplyType = z.enum(['opened', 'sighting', 'addition', 'contradiction', 'acted-on']);
export type ReplyType = z.infer<typeof ReplyType>;
/** Those that an officer gives. */
export const WrittenReplyType = ReplyType.exclude(['opened']);
export type WrittenReplyType = z.infer<typeof WrittenReplyType>;

const Text = z.strictObject({ language: z.string().regex(/^[a-z]{2,3}$/), text: z.string().trim().min(1).max(10_000) });

const content = {
  type: ReplyType,
  text: Text.optional(),
  /** When and where it was seen, for a sighting. */
  seenAt: DateTime.optional(),
  place: z.string().trim().min(1).max(200).optional(),
};

function check({ type, text }: { type: string; text?: unknown }, context: z.core.$RefinementCtx): void {
  const needsText = type !== 'opened' && type !== 'acted-on';
  if (needsText && !text) context.addIssue(custom(['text'], phrase('what there is to say')));
}

/** An answer as an officer writes it. @param types those that the kind of bulletin has */
export const replyContent = (types: readonly WrittenReplyType[]) =>
  z.strictObject({ ...content, type: z.enum(types) }).superRefine(check);

/** A recipient's answer to a bulletin: to its author alone, under the bulletin's own label. */
export const Reply = z
  .strictObject({
    ...content,
    bulletin: MessageId,
    author: UnitAddress,
    tlp: Tlp,
    files: NoFiles,
  })
  .superRefine(check);
export type Reply = z.infer<typeof Reply>;

/** @param kind `alert/reply` */
export const replyFacts =
  (kind: string) =>
  (reply: Reply, sender: UnitAddress): BulletinFacts =>
    noticeFacts({
      kind,
      sender,
      tlp: reply.tlp,
      handlingCode: 'H2',
      pap: 'AMBER',
      urgent: false,
      namedUnits: [reply.author],
    });
