import { electronicFormatIBAN, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { z } from 'zod';
import { custom } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';
import { LONGEST_IDENTIFIER } from './longest.js';

const WHY: Readonly<Partial<Record<ValidationErrorsIBAN, string>>> = {
  [ValidationErrorsIBAN.NoIBANCountry]: 'it begins with no country that has IBANs',
  [ValidationErrorsIBAN.WrongBBANLength]: 'its length is not that of its country',
  [ValidationErrorsIBAN.WrongBBANFormat]: 'its form is not that of its country',
  [ValidationErrorsIBAN.ChecksumNotNumber]: 'its check digits are not digits',
  [ValidationErrorsIBAN.WrongIBANChecksum]: 'its check digits do not agree',
  [ValidationErrorsIBAN.WrongAccountBankBranchChecksum]: 'its account’s own check digits do not agree',
};

/** ISO 13616, without spaces. */
export const Iban = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text, context) => {
    const iban = electronicFormatIBAN(text) ?? '';
    const { valid, errorCodes } = validateIBAN(iban);
    if (valid) return iban;
    const why = errorCodes.map((code) => WHY[code]).find((words) => words !== undefined) ?? 'it is not one';
    context.addIssue(custom([], phrase('an IBAN (ISO 13616): {{why}}', { why: { of: 'phrase', code: why } })));
    return z.NEVER;
  })
  .pipe(z.string());
