import { z } from 'zod';
import { type FieldFault, fieldFault, fieldFaults, REPORTING } from '#libs/outcome/field-faults.js';
import { type Coded, inEnglish, Phrase, phrase } from '#libs/words/phrase.js';
import { inLanguage, isReadableIn } from '../said-words.js';
import { MISSING_FACTS, RequestDraft, wordsIn } from './request.js';

/** Something that a request lacks: what, why it will be asked for, and where the law says so. */
export const Gap = z.object({
  field: z.string(),
  /** In English, as `why` is. */
  missing: z.string(),
  why: z.string(),
  law: z.string(),
  /** A request cannot go without what is required; without what is advised it goes with a written reason. */
  level: z.enum(['required', 'advised']),
  /** The same, for a side that says it in its reader's language. */
  phrases: z.object({ missing: Phrase, why: Phrase }),
});
export type Gap = z.infer<typeof Gap>;

export const gapIn = (level: Gap['level'], field: string, missing: Phrase, why: string, law: string): Gap => ({
  level,
  field,
  missing: inEnglish(missing),
  why,
  law,
  phrases: { missing, why: phrase(why) },
});

/** What the requested side will say to a wrong or missing field, by the field's first name. */
const LAW: Readonly<Record<string, readonly [why: string, law: string]>> = {
  reference: ['both sides file it under its number', 'UNTOC Art. 18(15)(a)'],
  requesting: ['it has to be an authority that may ask', 'UNTOC Art. 18(15)(a)'],
  proceeding: ['the requested state measures dual criminality and its own law by the offence', 'UNTOC Art. 18(15)(b)'],
  facts: ['without the facts nobody can see how the measure belongs to the offence', 'UNTOC Art. 18(15)(c)'],
  measures: ['the executing authority does what the request says, not what it means', 'UNTOC Art. 18(15)(d)'],
  persons: ['the person has to be found, and told from others of the same name', 'UNTOC Art. 18(15)(e)'],
  places: ['a search or site has to be found', 'UNTOC Art. 18(15)(e)'],
  accounts: ['a bank answers for one account, not for a name', 'UNTOC Art. 18(15)(d)'],
  devices: ['a provider answers for one identifier in one period', 'UNTOC Art. 18(15)(d)'],
  purpose: ['evidence may be used for this purpose alone', 'UNTOC Art. 18(15)(f), 18(19)'],
  instruments: ['the requested state acts on a treaty in force with it', 'UNTOC Art. 18(7)'],
  urgency: ['it is handled in turn unless there is a reason not to', 'UNTOC Art. 18(24)'],
  annexes: ['what is announced is looked for', 'UNTOC Art. 18(15)'],
};
const OTHER = ['it is asked for', 'UNTOC Art. 18(15)'] as const;
/** Shorter than this, a summary of facts is asked about: ours, from what central authorities return. */
const THIN_FACTS = 200;

export const lawFor = (field: string): readonly [string, string] => LAW[/^[a-zA-Z]+/.exec(field)?.[0] ?? ''] ?? OTHER;

/**
 * What a request in the writing still lacks.
 * @param acceptable languages in which the requested state takes requests (UNTOC Art. 18(14)); empty where it has declared none
 * @param binding instruments that bind the two states, by the directory's names
 */
export function gapsIn(draft: unknown, acceptable: readonly string[], binding: readonly string[]): Gap[] {
  const parsed = RequestDraft.safeParse(draft, REPORTING);
  const faults = parsed.success ? [] : fieldFaults(parsed.error).concat(factsFault(draft, parsed.error));
  return [
    ...faults.map(asGap),
    ...languageGaps(draft, acceptable),
    ...(parsed.success ? judged(parsed.data, binding) : []),
  ];
}

/** What parts owe each other is judged only when each is right; that there are no facts is told at once. */
function factsFault(draft: unknown, error: z.ZodError): FieldFault[] {
  const { facts, measures } = draft as { facts?: unknown; measures?: unknown };
  const told = error.issues.some((issue) => issue.path[0] === 'facts');
  const onlyService =
    Array.isArray(measures) && measures.length > 0 && measures.every((one) => one?.type === 'service');
  return facts !== undefined || told || onlyService ? [] : [fieldFault('facts', phrase(MISSING_FACTS))];
}

const asGap = ({ field, phrase: expected }: FieldFault): Gap => gapIn('required', field, expected, ...lawFor(field));

/** UNTOC Art. 18(14): a written request is in a language acceptable to the requested state. */
function languageGaps(draft: unknown, acceptable: readonly string[]): Gap[] {
  if (acceptable.length === 0) return [];
  return wordsIn(draft)
    .filter(({ words }) => !isReadableIn(words, acceptable))
    .map(({ field }) =>
      gapIn(
        'required',
        `${field}.translations`,
        phrase('a translation into one of {{languages}}', {
          languages: acceptable.map((code): Coded => ({ of: 'language', code })),
        }),
        'the requested state takes requests in these languages and returns others',
        'UNTOC Art. 18(14)',
      ),
    );
}

/** What a request that is formally whole will still be asked about. */
function judged(request: RequestDraft, binding: readonly string[]): Gap[] {
  const gaps: Gap[] = [];
  const gap = (level: Gap['level'], field: string, missing: string, why: string, law: string, values = {}) =>
    gaps.push(gapIn(level, field, phrase(missing, values), why, law));
  for (const [i, one] of request.instruments.entries()) {
    if (!binding.includes(one)) {
      gap(
        'advised',
        `instruments[${i}]`,
        '"{{instrument}}" in the directory for both states',
        'the requested state has not recorded that it is bound by it',
        'UNTOC Art. 18(7)',
        { instrument: one },
      );
    }
  }
  request.annexes.forEach((annex, i) => {
    const { title } = annex;
    if (!annex.file) gap('required', `annexes[${i}].file`, 'the file of "{{title}}"', ...LAW.annexes!, { title });
  });
  const facts = request.facts && inLanguage(request.facts, request.facts.language);
  if (facts && facts.length < THIN_FACTS) {
    gap('advised', 'facts', 'who did what, when, where and how it is known', ...LAW.facts!);
  }
  request.persons.forEach((person, i) => {
    if (!person.isPseudonym && !person.born) gap('advised', `persons[${i}].born`, 'the day of birth', ...LAW.persons!);
    if (person.nationalities.length === 0)
      gap('advised', `persons[${i}].nationalities`, 'the nationality', ...LAW.persons!);
    if (person.role === 'victim' && !person.protection) {
      gap(
        'required',
        `persons[${i}].protection`,
        'how the victim is protected while the request is carried out',
        'a victim’s safety comes before the evidence',
        'UNTOC Art. 25; trafficking protocol Art. 6',
      );
    }
  });
  request.measures.forEach((measure, i) => {
    const at = `measures[${i}]`;
    if (measure.type === 'transfer-of-detained-person' && !measure.consents) {
      gap(
        'required',
        `${at}.consents`,
        'the person’s free and informed consent',
        'nobody is transferred without it',
        'UNTOC Art. 18(10)(a)',
      );
    }
    if (measure.type === 'records' && measure.source === 'bank' && measure.accounts.length === 0) {
      gap('advised', `${at}.accounts`, 'the account', ...LAW.accounts!);
    }
    if (measure.type === 'video-hearing' && !measure.protection && measure.capacity === 'victim') {
      gap(
        'required',
        `${at}.protection`,
        'how the victim is protected at the hearing',
        'a victim is not to meet the accused unprepared',
        'UNTOC Art. 24(2)(b), 25',
      );
    }
    if (measure.type === 'search' || measure.type === 'content-data') {
      if (!request.annexes.some((annex) => annex.file)) {
        gap(
          'advised',
          'annexes',
          'a certified copy of the order {{order}}',
          'most states want to see the order itself',
          'UNTOC Art. 18(17)',
          { order: measure.order.reference },
        );
      }
    }
  });
  return gaps;
}
