import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';

/** E.164; spaces and hyphens are taken out, a national number without its country code is refused. */
export const Telephone = z.string().transform((text, context) => {
  const number = parsePhoneNumberFromString(text);
  if (number?.isPossible()) return number.number as string;
  context.addIssue({ code: 'custom', message: 'a telephone number with its country code, such as +227 96 12 34 56' });
  return z.NEVER;
});
