import { z } from 'zod';
import { MemberCode, NodeName, UnitAddress } from './address.js';

const bytes = (length: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length, `${length} bytes`);
const PublicKey = bytes(32);
const Name = z.string().min(1).max(200);

/** What a unit is, which policy decides by. */
export const UnitFunction = z.enum([
  'specialised-police',
  'prosecution',
  'central-authority',
  'liaison-office',
  'observatory',
  'victim-protection',
]);
export type UnitFunction = z.infer<typeof UnitFunction>;

export const EPOCH_KEY_BYTES = 1216;

/** Every statement of the log, by type. A further type is one more member of this union and one case in the fold. */
export const StatementBody = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('genesis'),
    name: Name,
    /** The log's name in its checkpoints, and the key that it signs them with. */
    logOrigin: z.string().regex(/^[^\s+]{1,100}$/),
    logKey: PublicKey,
    committee: z.array(PublicKey).min(1).max(64),
    threshold: z.int().positive().max(64),
  }),
  z.strictObject({ type: z.literal('member-admitted'), member: MemberCode, name: Name, memberKey: PublicKey }),
  z.strictObject({
    type: z.literal('node-enrolled'),
    node: NodeName,
    /** The node's public NATS user nkey: the hub lets its holder in under the member's permissions. */
    hubKey: z.string().regex(/^U[A-Z2-7]{55}$/),
  }),
  z.strictObject({
    type: z.literal('unit-registered'),
    unit: UnitAddress,
    node: NodeName,
    name: Name,
    function: UnitFunction,
    /** BCP 47 tags of the languages it works in. */
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(16),
    signingKey: PublicKey,
  }),
  z.strictObject({
    type: z.literal('epoch-key-published'),
    unit: UnitAddress,
    /** Weeks since 1970-01-01T00:00Z: epoch n runs from n weeks to n+1 weeks. */
    epoch: z.int().nonnegative(),
    /** X-Wing public key. */
    publicKey: bytes(EPOCH_KEY_BYTES),
  }),
  z.strictObject({
    type: z.literal('subscription-set'),
    unit: UnitAddress,
    /** Replaces the unit's earlier subscription; no kinds means none. */
    kinds: z.array(z.string().max(64)).max(32),
  }),
]);
export type StatementBody = z.infer<typeof StatementBody>;
export type BodyOf<T extends StatementBody['type']> = Extract<StatementBody, { type: T }>;

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** The epoch at a time given in milliseconds since 1970-01-01T00:00Z. */
export const epochAt = (ms: number): number => Math.floor(ms / WEEK_MS);
/** When an epoch ends, in milliseconds since 1970-01-01T00:00Z. */
export const epochEnd = (epoch: number): number => (epoch + 1) * WEEK_MS;
