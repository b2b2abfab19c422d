import { z } from 'zod';
import { ReplyType } from '#libs/kinds/alert/reply.js';
import { Alert, AlertDraft } from '#libs/kinds/alert/schema.js';
import { UnitAddress } from '#libs/trust/address.js';

export const PostAlertRequest = z.strictObject({
  unit: UnitAddress,
  alert: AlertDraft,
  /** Posts again what this unit has posted before, word for word. */
  again: z.boolean().default(false),
});

const AudienceMember = z.object({
  unit: UnitAddress,
  receives: z.boolean(),
  reason: z.string(),
  /** The rules of the policy that decided, by their ids. */
  rules: z.array(z.string()).readonly(),
  delivery: z.enum(['immediate', 'digest']),
});

export const PostedView = z.object({ id: z.string(), postedAt: z.iso.datetime(), audience: z.array(AudienceMember) });

/** Trust in one received message, each fact as it was checked when it came in. */
const TrustView = z.object({
  signedBy: UnitAddress,
  keyId: z.string(),
  logPosition: z.int(),
  channelSequence: z.int().nullable(),
  envelope: z.string(),
  /** Where the key is known to have been in wrong hands: since when, and whether this came in only afterwards. */
  revoked: z.object({ compromisedAt: z.iso.datetime(), afterwards: z.boolean() }).nullable(),
});

const DeliveryView = z.object({
  unit: UnitAddress,
  reason: z.string(),
  /** `erased`: it has confirmed that it erased a recalled alert. */
  state: z.enum(['queued', 'sent', 'delivered', 'opened', 'acted-on', 'erased']),
  deliveredAt: z.iso.datetime().nullable(),
  /** When the recipient's word for the last of these came in. */
  progressAt: z.iso.datetime().nullable(),
  erasedAt: z.iso.datetime().nullable(),
});

export const ListQuery = z.strictObject({
  unit: UnitAddress.optional(),
  box: z.enum(['in', 'out']).default('in'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.string().max(200).optional(),
});

/** Why it is looked at, for the audit log. */
export const ShowQuery = z.strictObject({ why: z.string().trim().max(500).optional() });

export const AlertSummary = z.object({
  id: z.string(),
  unit: UnitAddress,
  sender: UnitAddress,
  /** Empty where the alert was recalled and its content erased. */
  title: z.string(),
  recalled: z.boolean(),
  /** The later alert that took this one's place. */
  replacedBy: z.string().nullable(),
  tlp: z.string(),
  urgent: z.boolean(),
  createdAt: z.iso.datetime(),
  storedAt: z.iso.datetime(),
});
export const AlertList = z.object({ alerts: z.array(AlertSummary), next: z.string().nullable() });

const ReplyView = z.object({
  from: z.string(),
  at: z.iso.datetime(),
  type: ReplyType,
  text: z.object({ language: z.string(), text: z.string() }).nullable(),
  seenAt: z.string().nullable(),
  place: z.string().nullable(),
});

export const AlertView = z.object({
  ...AlertSummary.shape,
  /** Null where it was recalled: its content is erased. */
  alert: Alert.nullable(),
  /** Where it replaces one that this unit has: what changed, field by field. */
  changes: z
    .array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .nullable(),
  recall: z.object({ at: z.iso.datetime(), reason: z.object({ language: z.string(), text: z.string() }) }).nullable(),
  trust: TrustView.nullable(),
  /** At the author: what recipients answered. At a recipient: what this unit answered. */
  replies: z.array(ReplyView),
  delivery: z.array(DeliveryView),
});
