import { z } from 'zod';
import { inEnglish, Phrase, phrase } from '#libs/words/phrase.js';

/** One wrong field: where it is and what is expected there. */
export const FieldFault = z.object({
  /** `routes[0].points[1].country`; empty for the whole. */
  field: z.string(),
  /** In English. */
  expected: z.string(),
  /** The same, for a side that says it in its reader's language. */
  phrase: Phrase,
});
export type FieldFault = z.infer<typeof FieldFault>;

export const fieldFault = (field: string, expected: Phrase): FieldFault => ({
  field,
  expected: inEnglish(expected),
  phrase: expected,
});

export function fieldFaults(error: z.ZodError): FieldFault[] {
  return error.issues.map((issue) => fieldFault(placeOf(issue.path), expectationOf(issue)));
}

/** `routes[0].points[1].country` */
export const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : place ? `${place}.${String(key)}` : String(key)),
    '',
  );

/** What a rule between fields adds to a parse. @param path where the fault is shown */
export const custom = (path: (string | number)[], expected: Phrase) => ({
  code: 'custom' as const,
  path,
  message: inEnglish(expected),
  params: expected,
});

/** How a draft is parsed: what is not written yet is told from what is written otherwise. */
export const REPORTING = { reportInput: true } as const;

const NOT_WRITTEN = phrase('it is not written yet');
/** How zod begins what it says where a schema has no words of its own. */
const ZODS_OWN = /^(Invalid|Too (small|big)|Unrecognized)/;

/** A schema's own words are for people already; zod's are for programs, so what it found is said in ours. */
function expectationOf(issue: z.core.$ZodIssue): Phrase {
  if (issue.code === 'custom' && issue.params) return Phrase.parse(issue.params);
  if (!ZODS_OWN.test(issue.message)) return phrase(issue.message);
  if (/received undefined$/.test(issue.message)) return NOT_WRITTEN;
  if (issue.code === 'invalid_value' && 'input' in issue && issue.input === undefined) return NOT_WRITTEN;
  switch (issue.code) {
    case 'invalid_value':
      return phrase('one of {{values}}', { values: issue.values.map(String) });
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? NOT_WRITTEN
        : phrase(SMALL[issue.origin] ?? 'at least {{count}}', { count: Number(issue.minimum) });
    case 'too_big':
      return phrase(BIG[issue.origin] ?? 'at most {{count}}', { count: Number(issue.maximum) });
    case 'invalid_format':
      return phrase(FORMATS[issue.format] ?? 'another form');
    case 'unrecognized_keys':
      return phrase('no field of the name {{fields}}', { fields: issue.keys });
    case 'invalid_union':
      return phrase('one of the forms that this field has');
    case 'invalid_type':
      return phrase(TYPES[issue.expected] ?? 'another kind of value');
    default:
      return phrase('another value');
  }
}

const SMALL: Readonly<Record<string, string>> = {
  string: 'at least {{count}} characters',
  array: 'at least {{count}} of them',
};
const BIG: Readonly<Record<string, string>> = {
  string: 'at most {{count}} characters',
  array: 'at most {{count}} of them',
};
const FORMATS: Readonly<Record<string, string>> = {
  date: 'a day, such as 2026-12-01',
  datetime: 'a date and time with its time zone, such as 2026-12-01T10:00:00Z',
  email: 'a mail address',
  url: 'a web address',
  base64: 'bytes in base64',
};
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'a group of fields',
};
