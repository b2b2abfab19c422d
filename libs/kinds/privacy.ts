import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Something in free text that looks as if it told of one person, with what to do about it. */
export interface PrivacyWarning {
  /** `summary.text`, `routes[0].points[1].place` */
  readonly field: string;
  readonly looksLike: 'telephone' | 'mail' | 'document-number' | 'person';
  /** The words in question. */
  readonly found: string;
}

/** Nobody mends more at once; what is found after these is found once they are mended. */
const MOST_WARNINGS = 200;
/** Each costs a look into every country's numbering plan. So many of them are a list, and no report. */
const MOST_TELEPHONES = 1000;
/** Where an indicator or a network's own name belongs, and is looked for on purpose. */
const STRUCTURED = /^(indicators|files|handling|evaluation|risk\.(likelihood|impact)|validUntil)\b/;
/** Keys whose values are codes, not words. */
const CODES = new Set(['language', 'country', 'role', 'transport', 'tlp', 'currency']);

// A draft is looked through each time it is saved, whatever is in it. So every repetition below is bounded, and nothing
// that may follow itself can be read in two ways: the work grows as the text does.

/** RFC 5321 §4.5.3.1: at most 64 signs before the @, 63 in each part of the domain. */
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;
/** One or two letters and six to nine digits, as most passports and identity cards have. */
const DOCUMENT = /\b[A-Z]{1,2}\d{6,9}\b/gu;
/** A form of address or "named", and then a name: what a report says of a person and not of a place. */
const PERSON =
  /(?:\b(?:Mr|Mrs|Ms|Mme|Mlle|Dr|Sr|Sra|Dª)\.?|\bM\.|\bnamed|\bnommée?s?|\bdénommée?s?|\bchamad[oa]|\bllamad[oa]|(?:المسماة|المسمى|السيدة|السيد))\s{1,4}(?:\p{Lu}[\p{L}'’-]{1,40}(?:\s{1,4}\p{Lu}[\p{L}'’-]{1,40}){0,5}|\p{Script=Arabic}{1,40}(?:\s{1,4}\p{Script=Arabic}{1,40})?)/gu;
/** Digits after a plus sign, and what is written between them. Without its country code, nothing tells a number from others. */
const AFTER_PLUS = /[+＋][\p{Nd}\p{Zs}()[\]./~‐-―−－-]{6,40}/gu;
/** E.164: at most fifteen digits; no country has numbers of fewer than six with its code. */
const DIGITS = { least: 6, most: 15 };

/**
 * Looks through an alert's free text, finished or not, for what belongs into an indicator field or nowhere: a victim's
 * identity has no field (trafficking protocol Art. 6(1)). It warns and never refuses: only a person knows.
 */
export function privacyWarnings(alert: unknown): PrivacyWarning[] {
  const warnings: PrivacyWarning[] = [];
  const runs = { left: MOST_TELEPHONES };
  for (const { field, text } of texts(alert, '')) {
    for (const [looksLike, found] of foundIn(text, runs)) {
      warnings.push({ field, looksLike, found });
      if (warnings.length === MOST_WARNINGS) return warnings;
    }
  }
  return warnings;
}

type Found = [PrivacyWarning['looksLike'], string];

function* foundIn(text: string, runs: { left: number }): Generator<Found> {
  for (const [run] of text.matchAll(AFTER_PLUS)) {
    if (runs.left-- <= 0) break;
    const telephone = telephoneAtStartOf(run);
    if (telephone) yield ['telephone', telephone];
  }
  for (const [found] of text.matchAll(MAIL)) yield ['mail', found];
  for (const [found] of text.matchAll(DOCUMENT)) yield ['document-number', found];
  for (const [found] of text.matchAll(PERSON)) yield ['person', found];
}

/** The longest groups of digits, from the plus sign on, that are a number of some country: "+227 96 12 34 56" of "+227 96 12 34 56 12". */
function telephoneAtStartOf(run: string): string | undefined {
  const groups = [...run.matchAll(/\p{Nd}+/gu)];
  let digits = groups.reduce((sum, [group]) => sum + group.length, 0);
  for (const last of groups.reverse()) {
    if (digits < DIGITS.least) return undefined;
    const upToLast = run.slice(0, last.index + last[0].length);
    if (digits <= DIGITS.most && parsePhoneNumberFromString(upToLast)?.isValid()) return upToLast;
    digits -= last[0].length;
  }
  return undefined;
}

function* texts(value: unknown, field: string): Generator<{ field: string; text: string }> {
  if (STRUCTURED.test(field)) return;
  if (typeof value === 'string') yield { field, text: value };
  else if (Array.isArray(value)) for (const [i, one] of value.entries()) yield* texts(one, `${field}[${i}]`);
  else if (value !== null && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) {
      if (!CODES.has(key)) yield* texts(one, field ? `${field}.${key}` : key);
    }
  }
}
