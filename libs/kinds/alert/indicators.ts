import { isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { Telephone } from '#libs/identifiers/telephone.js';

const Confidence = z.enum(['low', 'medium', 'high']);
const IsoDate = z.iso.date();
const seen = { confidence: Confidence, validFrom: IsoDate.optional(), validUntil: IsoDate.optional() };

const Iban = z.string().transform((text, context) => {
  const iban = text.replace(/\s/g, '').toUpperCase();
  if (isValidIBAN(iban)) return iban;
  context.addIssue({ code: 'custom', message: 'an IBAN whose check digits agree (ISO 13616)' });
  return z.NEVER;
});

/** IMO ship number: six digits weighted 7 to 2, whose sum ends in the seventh (IMO Resolution A.1117(30)). */
const Imo = z.string().transform((text, context) => {
  const digits = text.replace(/^IMO\s*/i, '').trim();
  const sum = [...digits.slice(0, 6)].reduce((total, digit, i) => total + Number(digit) * (7 - i), 0);
  if (/^\d{7}$/.test(digits) && sum % 10 === Number(digits[6])) return digits;
  context.addIssue({ code: 'custom', message: 'an IMO number: seven digits, the last one a check digit' });
  return z.NEVER;
});

const Mmsi = z.string().regex(/^[2-79]\d{8}$|^0\d{8}$/, 'an MMSI: nine digits (ITU-R M.585)');
const Country = z.string().regex(/^[A-Z]{2}$/, 'a country code of two capitals (ISO 3166-1), such as "NE"');
const Plate = z
  .string()
  .transform((text) => text.toUpperCase().replace(/[\s.-]+/g, ''))
  .pipe(z.string().regex(/^[\p{L}\p{N}]{2,12}$/u, 'a registration plate of two to twelve letters and digits'));
const Wallet = z
  .string()
  .regex(
    /^(0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[a-z0-9]{11,71}|T[1-9A-HJ-NP-Za-km-z]{33})$/,
    'a Bitcoin, Ethereum or Tron address',
  );
const Identifier = z.string().trim().min(3).max(64);

/** Something that can be searched for elsewhere, normalised, with how far it is to be believed and when it holds. */
export const Indicator = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('telephone'), value: Telephone, ...seen }),
  z.strictObject({ type: z.literal('account'), service: z.string().min(1).max(60), value: Identifier, ...seen }),
  z.strictObject({ type: z.literal('document-number'), country: Country, value: Identifier, ...seen }),
  z.strictObject({ type: z.literal('plate'), country: Country, value: Plate, ...seen }),
  z.strictObject({ type: z.literal('imo'), value: Imo, ...seen }),
  z.strictObject({ type: z.literal('mmsi'), value: Mmsi, ...seen }),
  z.strictObject({ type: z.literal('wallet'), value: Wallet, ...seen }),
  z.strictObject({ type: z.literal('iban'), value: Iban, ...seen }),
]);
export type Indicator = z.infer<typeof Indicator>;
export { Country };
