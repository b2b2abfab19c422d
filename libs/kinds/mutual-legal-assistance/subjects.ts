import { z } from 'zod';
import { MailAddress } from '#libs/bounds/mail.js';
import { DateTime, Day } from '#libs/bounds/times.js';
import { Country } from '#libs/geography/country.js';
import { Iban } from '#libs/identifiers/iban.js';
import { Telephone } from '#libs/identifiers/telephone.js';
import { Words } from '../said-words.js';

const Name = z.string().trim().min(1).max(200);
const label = (letter: string, expected: string) => z.string().regex(new RegExp(`^${letter}[1-9]\\d?$`), expected);
export const PersonId = label('P', 'a person as P1, P2 …');
export const PlaceId = label('L', 'a place as L1, L2 …');
export const AccountId = label('A', 'an account as A1, A2 …');
export const DeviceId = label('D', 'a device or identifier as D1, D2 …');

/** UNTOC Art. 18(15)(e): identity, location and nationality of any person concerned, where possible. */
export const Person = z.strictObject({
  id: PersonId,
  role: z.enum(['suspect', 'accused', 'convicted', 'witness', 'expert', 'victim', 'holder', 'other']),
  /** A pseudonym for somebody under protection (UNTOC Art. 24, 25). */
  name: Name,
  isPseudonym: z.boolean().default(false),
  alsoKnownAs: z.array(Name).max(20).default([]),
  sex: z.enum(['female', 'male', 'other', 'unknown']).default('unknown'),
  born: Day.optional(),
  isMinor: z.boolean().default(false),
  nationalities: z.array(Country).max(5).default([]),
  documents: z
    .array(z.strictObject({ country: Country, number: Name }))
    .max(10)
    .default([]),
  location: Words.optional(),
  /** What must not happen to this person, and how to prevent it (UNTOC Art. 24(2), 25; trafficking protocol Art. 6). */
  protection: Words.optional(),
});
export type Person = z.infer<typeof Person>;

export const Place = z.strictObject({
  id: PlaceId,
  address: z.string().trim().min(1).max(500),
  country: Country,
  /** How it is connected with the facts: a search without that is refused in most states. */
  connection: Words,
});
export type Place = z.infer<typeof Place>;

export const Account = z
  .strictObject({
    id: AccountId,
    institution: Name,
    country: Country,
    iban: Iban.optional(),
    number: Name.optional(),
    holder: z.union([PersonId, Name]).optional(),
    connection: Words,
  })
  .refine(({ iban, number, holder }) => iban ?? number ?? holder, {
    message: 'an IBAN, a number, or the holder: one of them at least',
  });
export type Account = z.infer<typeof Account>;

const onDevice = { id: DeviceId, connection: Words };
/** A device, or what somebody is known by at a service. */
export const Device = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('telephone'), value: Telephone, ...onDevice }),
  z.strictObject({ type: z.literal('mail'), value: MailAddress, ...onDevice }),
  z.strictObject({
    type: z.literal('ip-address'),
    value: z.union([z.ipv4(), z.ipv6()]),
    /** An address says nothing without the time: it changes hands. */
    at: DateTime,
    ...onDevice,
  }),
  z.strictObject({ type: z.literal('service-account'), service: Name, value: Name, ...onDevice }),
  z.strictObject({
    type: z.literal('imei'),
    value: z.string().regex(/^\d{15}$/, 'an IMEI: 15 digits'),
    ...onDevice,
  }),
  z.strictObject({ type: z.literal('object'), value: Name, ...onDevice }),
]);
export type Device = z.infer<typeof Device>;
