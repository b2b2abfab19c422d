import { z } from 'zod';

/** The fields that statements are made of. */
export const bytes = (length: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length, `${length} bytes`);
/** Ed25519, RFC 8032 */
export const PublicKey = bytes(32);
export const Hash = bytes(32);
export const KeyId = bytes(16);
export const Name = z.string().min(1).max(200);
/** A reason or remark in one sentence or a few. */
export const Remark = z.string().min(1).max(1000);
/** BCP 47 primary language subtag. */
export const Language = z.string().regex(/^[a-z]{2,3}$/, 'a language tag such as "fr"');
export const Languages = z.array(Language).max(16);
/** A name in several languages, each once. */
export const Titles = z
  .array(z.strictObject({ language: Language, text: Name }))
  .min(1)
  .max(8)
  .refine((titles) => new Set(titles.map((t) => t.language)).size === titles.length, 'each language once');
/** An identifier that an office gives to what it publishes: `untoc`, `national-commission`. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')
  .max(64);
/** Days within which an authority answers: what an agreement sets, or a state declares. */
export const Times = z.strictObject({
  acknowledge: z.int().min(1).max(365),
  decide: z.int().min(1).max(365),
  execute: z.int().min(1).max(730),
});
export type Times = z.infer<typeof Times>;
/** X-Wing public key (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519. */
export const XWING_PUBLIC_KEY_BYTES = 1216;
export const EncryptionKey = bytes(XWING_PUBLIC_KEY_BYTES);
