import { z } from 'zod';
import { custom } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';
import { LONGEST_IDENTIFIER } from './longest.js';

/** IMO ship number: six digits weighted 7 to 2, whose sum ends in the seventh (IMO Resolution A.1117(30)). */
export const Imo = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text, context) => {
    const digits = text.replace(/^IMO\s*/i, '').trim();
    if (!/^\d{7}$/.test(digits)) {
      context.addIssue({ code: 'custom', message: 'an IMO number of seven digits, such as 9074729' });
      return z.NEVER;
    }
    const sum = [...digits.slice(0, 6)].reduce((total, digit, i) => total + Number(digit) * (7 - i), 0);
    if (sum % 10 === Number(digits[6])) return digits;
    context.addIssue(
      custom(
        [],
        phrase('an IMO number whose check digit agrees: after {{digits}} it is {{right}}, not {{wrong}}', {
          digits: digits.slice(0, 6),
          right: sum % 10,
          wrong: digits[6]!,
        }),
      ),
    );
    return z.NEVER;
  })
  .pipe(z.string());

/** Maritime mobile service identity: a ship's, a group's or a coast station's (ITU-R M.585). */
export const Mmsi = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(
    z.string().regex(/^[2-79]\d{8}$|^0\d{8}$/, 'an MMSI: nine digits, beginning with 2 to 7 for a ship (ITU-R M.585)'),
  );
