import { findPhoneNumbersInText } from 'libphonenumber-js/max';

/** Something in free text that looks as if it told of one person, with what to do about it. */
export interface PrivacyWarning {
  /** `summary.text`, `routes[0].points[1].place` */
  readonly field: string;
  readonly looksLike: 'telephone' | 'mail' | 'document-number' | 'person';
  /** The words in question. */
  readonly found: string;
}

/** Where an indicator or a network's own name belongs, and is looked for on purpose. */
const STRUCTURED = /^(indicators|files|handling|evaluation|risk\.(likelihood|impact)|validUntil)\b/;
/** Keys whose values are codes, not words. */
const CODES = new Set(['language', 'country', 'role', 'transport', 'tlp', 'currency']);

const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
/** One or two letters and six to nine digits, as most passports and identity cards have. */
const DOCUMENT = /\b[A-Z]{1,2}\d{6,9}\b/gu;
/** A form of address or "named", and then a name: what a report says of a person and not of a place. */
const PERSON =
  /(?:\b(?:Mr|Mrs|Ms|Mme|Mlle|Dr|Sr|Sra|Dª)\.?|\bM\.|\bnamed|\bnommée?s?|\bdénommée?s?|\bchamad[oa]|\bllamad[oa]|(?:المسماة|المسمى|السيدة|السيد))\s+(?:\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*|\p{Script=Arabic}+(?:\s+\p{Script=Arabic}+)?)/gu;

/**
 * Looks through an alert's free text, finished or not, for what belongs into an indicator field or nowhere: a victim's
 * identity has no field (trafficking protocol Art. 6(1)). It warns and never refuses: only a person knows.
 */
export function privacyWarnings(alert: unknown): PrivacyWarning[] {
  return texts(alert, '').flatMap(({ field, text }) => [
    ...findPhoneNumbersInText(text).map(({ startsAt, endsAt }) =>
      warning(field, 'telephone', text.slice(startsAt, endsAt)),
    ),
    ...all(text, MAIL).map((found) => warning(field, 'mail', found)),
    ...all(text, DOCUMENT).map((found) => warning(field, 'document-number', found)),
    ...all(text, PERSON).map((found) => warning(field, 'person', found)),
  ]);
}

const warning = (field: string, looksLike: PrivacyWarning['looksLike'], found: string) => ({ field, looksLike, found });
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([found]) => found);

function texts(value: unknown, field: string): { field: string; text: string }[] {
  if (STRUCTURED.test(field)) return [];
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, i) => texts(one, `${field}[${i}]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value)
    .filter(([key]) => !CODES.has(key))
    .flatMap(([key, one]) => texts(one, field ? `${field}.${key}` : key));
}
