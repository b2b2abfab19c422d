import { z } from 'zod';
import { Day } from '#libs/bounds/times.js';
import { Country } from '#libs/geography/country.js';
import { DocumentNumber, Plate } from '#libs/identifiers/document.js';
import { Iban } from '#libs/identifiers/iban.js';
import { LONGEST_IDENTIFIER } from '#libs/identifiers/longest.js';
import { Imo, Mmsi } from '#libs/identifiers/ship.js';
import { Telephone } from '#libs/identifiers/telephone.js';
import { Wallet } from '#libs/identifiers/wallet.js';

const Confidence = z.enum(['low', 'medium', 'high']);
const seen = { confidence: Confidence, validFrom: Day.optional(), validUntil: Day.optional() };

/** The name of an account as its service has it, without the sign that some services write before it. */
const AccountName = z
  .string()
  .trim()
  .max(LONGEST_IDENTIFIER)
  .transform((text) => text.replace(/^@/, ''))
  .pipe(z.string().min(3, 'an account’s name of three letters or more').max(64));

/** Something that can be searched for elsewhere, normalised, with how far it is to be believed and when it holds. */
export const Indicator = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('telephone'), value: Telephone, ...seen }),
  z.strictObject({
    type: z.literal('account'),
    service: z.string().trim().min(1).max(60),
    value: AccountName,
    ...seen,
  }),
  z.strictObject({ type: z.literal('document-number'), country: Country, value: DocumentNumber, ...seen }),
  z.strictObject({ type: z.literal('plate'), country: Country, value: Plate, ...seen }),
  z.strictObject({ type: z.literal('imo'), value: Imo, ...seen }),
  z.strictObject({ type: z.literal('mmsi'), value: Mmsi, ...seen }),
  z.strictObject({ type: z.literal('wallet'), value: Wallet, ...seen }),
  z.strictObject({ type: z.literal('iban'), value: Iban, ...seen }),
]);
export type Indicator = z.infer<typeof Indicator>;

/** By what two indicators are the same one: equal keys mean the same telephone, the same plate of the same country. */
export const indicatorKey = (indicator: Indicator): string =>
  [
    indicator.type,
    'country' in indicator ? indicator.country : 'service' in indicator ? indicator.service.toLowerCase() : '',
    indicator.type === 'account' ? indicator.value.toLowerCase() : indicator.value,
  ].join(':');
