import { z } from 'zod';
import { SIGNALS } from '#libs/correlation/compare.js';
import { MessageReference } from '#libs/envelope/id.js';
import { UnitAddress } from '#libs/trust/address.js';

const Id = z.string().max(26);
/** An alert of the network, by its id and sender. */
const Reference = z.string().max(128);
const Reason = z.object({
  signal: z.enum(SIGNALS),
  shared: z.array(z.string()).readonly(),
  /** Log-odds; below 0 where it speaks against. */
  weight: z.number(),
});
const Link = z.object({ a: Reference, b: Reference, score: z.number(), reasons: z.array(Reason).readonly() });
export const SimilarList = z.object({
  similar: z.array(
    z.object({
      id: Id,
      sender: UnitAddress,
      title: z.string(),
      tlp: z.string(),
      score: z.number(),
      reasons: z.array(Reason).readonly(),
    }),
  ),
  networks: z.array(z.object({ id: z.string(), name: z.string().nullable(), confirmed: z.boolean() })),
});

export const NetworkSummary = z.object({
  id: z.string(),
  unit: UnitAddress,
  name: z.string().nullable(),
  /** `proposed` by the node, or `confirmed` by an analyst. */
  state: z.enum(['proposed', 'confirmed']),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  alerts: z.int(),
  /** Of them, those that the node proposes to add and nobody has confirmed. */
  proposed: z.int(),
});
export const NetworkQuery = z.strictObject({
  unit: UnitAddress.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export const NetworkList = z.object({ networks: z.array(NetworkSummary) });
export const NetworkView = z.object({
  ...NetworkSummary.shape,
  members: z.array(
    z.object({ id: Id, sender: UnitAddress, title: z.string(), tlp: z.string(), confirmed: z.boolean() }),
  ),
  links: z.array(Link),
});
const Name = z.string().trim().min(1).max(200);
export const ConfirmRequest = z.strictObject({ name: Name, alerts: z.array(MessageReference).min(1).max(1000) });
export const SplitRequest = z.strictObject({ alerts: z.array(MessageReference).min(1).max(1000) });
export const MergeRequest = z.strictObject({ with: z.uuid() });
export const NameRequest = z.strictObject({ name: Name });
/** Why a network is exported, for the audit log. */
export const GraphQuery = z.strictObject({ why: z.string().trim().min(1).max(500) });
