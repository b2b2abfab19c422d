import { z } from 'zod';
import { MailAddress } from '#libs/bounds/mail.js';
import { DateTime, Day } from '#libs/bounds/times.js';
import { custom } from '#libs/outcome/field-faults.js';
import { type Phrase, phrase } from '#libs/words/phrase.js';
import { AttachedFile, UploadedFile } from '../attached-file.js';
import { Words } from '../said-words.js';
import { Language } from '../text.js';
import { Measure, namedIn } from './measures.js';
import { Account, Device, Person, Place } from './subjects.js';

const Name = z.string().trim().min(1).max(200);
const listOf = <T extends z.ZodType>(item: T, max = 50) => z.array(item).max(max).default([]);

/** An authority and the officer of it to turn to. */
const Authority = z.strictObject({
  name: Name,
  /** UNTOC Art. 18(15)(b): its functions, for the authority that conducts the proceeding. */
  functions: Words.optional(),
  officer: Name,
  telephone: z.string().trim().max(40).optional(),
  mail: MailAddress.optional(),
});

/** A document that belongs to the request. Named without its file while it is still to be found. */
const annex = <File extends z.ZodType>(file: File) =>
  z.strictObject({ title: Name, language: Language, file: file.optional() });

const fields = {
  /** The requesting authority's own number for it. */
  reference: Name,
  /** UNTOC Art. 18(15)(a) */
  requesting: Authority,
  /** UNTOC Art. 18(15)(b) */
  proceeding: z.strictObject({
    stage: z.enum(['investigation', 'prosecution', 'trial', 'execution-of-sentence', 'other']),
    reference: Name,
    subject: Words,
    offences: z
      .array(
        z.strictObject({ name: Words, provision: z.string().trim().min(1).max(500), highestPenalty: Words.optional() }),
      )
      .min(1, 'at least one offence, with the provision')
      .max(20),
    conductedBy: Authority,
  }),
  /** UNTOC Art. 18(15)(c); not for the service of judicial documents. */
  facts: Words.optional(),
  /** UNTOC Art. 18(15)(e) */
  persons: listOf(Person),
  places: listOf(Place),
  accounts: listOf(Account),
  devices: listOf(Device),
  /** UNTOC Art. 18(15)(d) */
  measures: z.array(Measure).min(1, 'at least one measure').max(50),
  /** UNTOC Art. 18(15)(f) */
  purpose: Words,
  /** The instruments that it rests on, by the directory's names: `untoc`. */
  instruments: z
    .array(z.string().regex(/^[a-z0-9-]{1,64}$/))
    .min(1, 'the treaty or agreement that it rests on')
    .max(10),
  urgency: z.strictObject({ level: z.enum(['normal', 'urgent', 'emergency']), reason: Words.optional() }),
  /** A day that the requesting state suggests, UNTOC Art. 18(24). */
  wishedBy: Day.optional(),
  /** UNTOC Art. 18(20) */
  confidentiality: z.strictObject({ reason: Words }).optional(),
};

type Parts = z.infer<z.ZodObject<typeof fields>>;

export const MISSING_FACTS = 'a summary of the relevant facts';

/** What the parts owe each other. */
function check(
  request: Pick<Parts, 'measures' | 'persons' | 'places' | 'accounts' | 'devices' | 'urgency' | 'facts'> & {
    annexes: { title: string }[];
  },
  context: z.core.$RefinementCtx,
): void {
  const issue = (path: (string | number)[], expected: string, values: Phrase['values'] = {}) =>
    context.addIssue(custom(path, phrase(expected, values)));
  const subjects = [...request.persons, ...request.places, ...request.accounts, ...request.devices].map(
    (one) => one.id,
  );
  const labels = new Set<string>(subjects);
  if (labels.size < subjects.length)
    issue(['persons'], 'each person, place, account and device under a label of its own');
  const titles = new Set(request.annexes.map((one) => one.title));
  request.measures.forEach((measure, i) => {
    if (request.measures.findIndex((one) => one.number === measure.number) < i)
      issue(['measures', i, 'number'], 'a number that no other measure has');
    for (const label of namedIn(measure)) {
      if (!labels.has(label))
        issue(['measures', i], 'it names {{label}}, which the request does not describe', { label });
    }
    if (measure.type !== 'service') return;
    for (const title of measure.documents) {
      if (!titles.has(title)) issue(['measures', i, 'documents'], '"{{title}}" is not among the annexes', { title });
    }
  });
  // UNTOC Art. 18(15)(c): a summary of the facts, except in requests for the service of judicial documents.
  if (!request.facts && request.measures.some((one) => one.type !== 'service')) {
    issue(['facts'], MISSING_FACTS);
  }
  if (request.urgency.level !== 'normal' && !request.urgency.reason) {
    issue(['urgency', 'reason'], 'why it is urgent: without a reason it waits in line');
  }
}

const wholeWith = <File extends z.ZodType>(file: File) =>
  z.strictObject({ ...fields, annexes: listOf(annex(file)) }).superRefine(check);

/** A request as it travels. */
export const Request = wholeWith(AttachedFile);
export type Request = z.infer<typeof Request>;
/** A request as an officer writes it: its annexes are files that were uploaded before. */
export const RequestDraft = wholeWith(UploadedFile);
export type RequestDraft = z.infer<typeof RequestDraft>;

/** An urgent request as it was made orally (UNTOC Art. 18(14)); the written one confirms it. */
export const OralRequest = z.strictObject({
  reference: fields.reference,
  madeBy: Authority,
  /** Who took it at the other side. */
  takenBy: Name,
  madeAt: DateTime,
  reason: Words,
  asked: z
    .array(
      z.strictObject({
        number: z.int().min(1).max(99),
        type: z.enum(Measure.options.map((one) => one.shape.type.value) as [Measure['type'], ...Measure['type'][]]),
        description: Words,
      }),
    )
    .min(1)
    .max(50),
  instruments: fields.instruments,
});
export type OralRequest = z.infer<typeof OralRequest>;

/** Every piece of free text in a request, with where it stands. */
export function wordsIn(value: unknown, path = ''): { readonly field: string; readonly words: Words }[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => wordsIn(one, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  const words = Words.safeParse(value);
  if (words.success) return [{ field: path, words: words.data }];
  return Object.entries(value).flatMap(([name, one]) => wordsIn(one, path ? `${path}.${name}` : name));
}
