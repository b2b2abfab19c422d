import canonicalize from 'canonicalize';
import { z } from 'zod';
import { Instant } from '#libs/bounds/times.js';
import { fromBase64, hex, sha256, utf8 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { decodeSign1, encodeSign1 } from '#libs/cose/sign1.js';
import { MessageId } from '#libs/envelope/id.js';
import { accept, expectAccepted, type Outcome, refuse } from '#libs/outcome/index.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import { UnitAddress } from '#libs/trust/address.js';
import { NoFiles, noticeFacts, Reason } from '../notice.js';
import type { Alert, PassedOn } from './schema.js';

/** For how long an author lets another pass an alert on. */
export const GrantDays = z.int().min(1).max(365);

export const MOST_SHARED_WITH = 200;

/** A recipient asks an alert's author whether it may pass the alert on, to whom, and why. */
export const ShareRequest = z.strictObject({
  alert: MessageId,
  recipients: z.array(UnitAddress).min(1).max(MOST_SHARED_WITH),
  reason: Reason,
  files: NoFiles,
});
export type ShareRequest = z.infer<typeof ShareRequest>;

/** The author's answer: its signed grant, or why not. */
export const ShareDecision = z.strictObject({
  request: MessageId,
  alert: MessageId,
  grant: z.base64().max(20_000).nullable(),
  reason: Reason.optional(),
  files: NoFiles,
});
export type ShareDecision = z.infer<typeof ShareDecision>;

/** Both go to the one unit that they are for, and tell nothing of the alert but its id. */
const factsOf =
  (kind: string) =>
  (_: unknown, sender: UnitAddress, to: readonly UnitAddress[] = []): BulletinFacts =>
    noticeFacts({ kind, sender, tlp: 'AMBER', handlingCode: 'H1', pap: 'AMBER', urgent: false, namedUnits: to });
export const shareRequestFacts = factsOf('alert/share-request');
export const shareDecisionFacts = factsOf('alert/share-decision');

/** An author's word that a unit may pass one alert, as it stands, on to certain units until a time. */
export interface ShareGrant {
  readonly author: UnitAddress;
  readonly alert: string;
  /** @see contentHash */
  readonly content: Uint8Array;
  readonly requester: UnitAddress;
  readonly recipients: readonly UnitAddress[];
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly until: number;
}

const GRANT = 'liaison share grant 1';
const bytes = (length: number) => z.instanceof(Uint8Array).refine((b) => b.length === length);
const Payload = z.tuple([
  z.literal(GRANT),
  UnitAddress,
  MessageId,
  bytes(32),
  UnitAddress,
  z.array(UnitAddress).min(1).max(MOST_SHARED_WITH),
  Instant,
]);
const BOUNDS = { bytes: 16 * 1024, depth: 4, items: MOST_SHARED_WITH + 20 };

/** SHA-256 of what an alert says, files and passing on apart, as canonical JSON (RFC 8785). */
export function contentHash(alert: Alert): Uint8Array {
  const { files: _, passedOn: __, ...content } = alert;
  return sha256(utf8((canonicalize as unknown as (value: unknown) => string)(content)));
}

/** The grant as COSE_Sign1 (RFC 9052 §4.2), signed with the author's unit key. @throws where nobody could read it */
export function signGrant(grant: ShareGrant, key: SigningKey): Uint8Array {
  const { author, alert, content, requester, recipients, until } = grant;
  const wire = encodeSign1([GRANT, author, alert, content, requester, recipients, until], key);
  expectAccepted(readGrant(wire, () => key.publicKey));
  return wire;
}

/** Parses a grant and verifies it with the key that `keyOf` gives for its author and key id. */
export function readGrant(
  wire: Uint8Array,
  keyOf: (author: UnitAddress, keyId: Uint8Array) => Uint8Array | undefined,
): Outcome<ShareGrant, 'grant-malformed' | 'grant-signature'> {
  const malformed = refuse('grant-malformed', 'Not a grant to pass an alert on.', 'Ask its author for another.');
  const signed = decodeSign1(wire, BOUNDS);
  const said = Payload.safeParse(signed?.payload);
  if (!signed || !said.success) return malformed;
  const [, author, alert, content, requester, recipients, until] = said.data;
  const key = keyOf(author, signed.kid);
  if (key && signed.isSignedBy(key)) return accept({ author, alert, content, requester, recipients, until });
  return refuse('grant-signature', 'The grant is not signed by the alert’s author.', 'Ask its author for another.');
}

/** What a passed-on alert claims, for whoever verifies it. */
export interface PassedOnClaim extends PassedOn {
  /** Hexadecimal. */
  readonly content: string;
}
export const passedOnClaim = (alert: Alert): PassedOnClaim | undefined =>
  alert.passedOn && { ...alert.passedOn, content: hex(contentHash(alert)) };

/**
 * Why an alert that was passed on is not to be believed, or undefined: the grant has to be its named author's, for this
 * content, for whoever passes it on, and for whoever gets it; never wider.
 */
export function grantFault(
  claim: PassedOnClaim,
  sender: UnitAddress,
  recipient: UnitAddress,
  now: number,
  keyOf: (author: UnitAddress, keyId: Uint8Array) => Uint8Array | undefined,
): string | undefined {
  const wire = fromBase64(claim.grant);
  const read = wire ? readGrant(wire, keyOf) : undefined;
  if (!read?.ok) return read?.refusal.code ?? 'grant-malformed';
  const grant = read.value;
  if (grant.author !== claim.author || grant.alert !== claim.alert) return 'grant-of-another-alert';
  if (hex(grant.content) !== claim.content) return 'grant-of-other-content';
  if (grant.requester !== sender) return 'grant-for-another-unit';
  if (!grant.recipients.includes(recipient)) return 'grant-wider-than-given';
  return grant.until < now ? 'grant-over' : undefined;
}
