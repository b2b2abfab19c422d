import { ParseError, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { z } from 'zod';
import { custom } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';
import { LONGEST_IDENTIFIER } from './longest.js';

const WHY: Readonly<Record<string, string>> = {
  INVALID_COUNTRY: 'it lacks its country code',
  NOT_A_NUMBER: 'it holds no number',
  TOO_SHORT: 'it is too short for its country',
  TOO_LONG: 'it is too long for its country',
};

/** E.164; spaces and hyphens are taken out, a national number without its country code is refused. */
export const Telephone = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text, context) => {
    try {
      const number = parsePhoneNumberWithError(text);
      if (number.isPossible()) return number.number as string;
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      return refuse(WHY[error.message]);
    }
    return refuse('no number of its country is of this length');

    function refuse(why = 'it is not one') {
      context.addIssue(
        custom(
          [],
          phrase('a telephone number with its country code, such as +227 96 12 34 56: {{why}}', {
            why: { of: 'phrase', code: why },
          }),
        ),
      );
      return z.NEVER;
    }
  })
  .pipe(z.string());
