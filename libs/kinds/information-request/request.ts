import { z } from 'zod';
import { Day } from '#libs/bounds/times.js';
import { Country } from '#libs/geography/country.js';
import { DocumentNumber, Plate } from '#libs/identifiers/document.js';
import { Iban } from '#libs/identifiers/iban.js';
import { Imo } from '#libs/identifiers/ship.js';
import { Telephone } from '#libs/identifiers/telephone.js';
import { custom } from '#libs/outcome/field-faults.js';
import { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { AttachedFile, fileList, UploadedFile } from '../attached-file.js';
import { Words } from '../said-words.js';
import { Language } from '../text.js';
import { QuestionType, Urgency } from './codes.js';

const Name = z.string().trim().min(1).max(200);
const EntityId = z.string().regex(/^S[1-9]\d?$/, 'a label as S1, S2 …');
const named = { id: EntityId };

/** Somebody or something that is asked about; Directive (EU) 2023/977 Art. 4(5) asks for the connection with the purpose. */
export const Entity = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('person'),
    ...named,
    name: Name,
    alsoKnownAs: z.array(Name).max(20).default([]),
    born: Day.optional(),
    isMinor: z.boolean().default(false),
    isVictim: z.boolean().default(false),
    nationalities: z.array(Country).max(5).default([]),
  }),
  z.strictObject({ type: z.literal('telephone'), ...named, value: Telephone }),
  z.strictObject({ type: z.literal('plate'), ...named, country: Country, value: Plate }),
  z.strictObject({ type: z.literal('document'), ...named, country: Country, value: DocumentNumber }),
  z.strictObject({ type: z.literal('vessel'), ...named, value: Imo }),
  z.strictObject({ type: z.literal('iban'), ...named, value: Iban }),
  z.strictObject({ type: z.literal('organisation'), ...named, name: Name, country: Country.optional() }),
  z.strictObject({ type: z.literal('other'), ...named, value: Name }),
]);
export type Entity = z.infer<typeof Entity>;

const QuestionNumber = z.int().min(1).max(50);
const Question = z.strictObject({
  number: QuestionNumber,
  type: QuestionType,
  /** Whom or what it is about, by its label. */
  about: z.array(EntityId).max(20).default([]),
  question: Words,
});

/** What every party learns of a request. */
export const AskTerms = z.strictObject({
  reference: Name,
  language: Language,
  requested: UnitAddress,
  urgency: Urgency,
  questions: z
    .array(z.strictObject({ number: QuestionNumber, type: QuestionType }))
    .min(1)
    .max(50),
});

const contentWith = <File extends z.ZodType>(file: File) =>
  z
    .strictObject({
      /** Directive (EU) 2023/977 Art. 4(5): the purpose, with the facts and the offence. */
      purpose: Words,
      offence: Words,
      /** The objective reasons to believe that the other side has it. */
      reasons: Words,
      /** Why it cannot wait. */
      urgencyReason: Words.optional(),
      entities: z.array(Entity).max(50).default([]),
      questions: z.array(Question).min(1, 'at least one question').max(50),
      files: fileList(file),
    })
    .superRefine(({ entities, questions }, context) => {
      const labels = new Set<string>(entities.map((one) => one.id));
      if (labels.size < entities.length)
        context.addIssue(
          custom(['entities'], phrase('each person, place, account and device under a label of its own')),
        );
      questions.forEach(({ number, about }, i) => {
        if (number !== i + 1)
          context.addIssue(custom(['questions', i, 'number'], phrase('questions numbered from 1, each once')));
        for (const label of about.filter((one) => !labels.has(one)))
          context.addIssue(
            custom(
              ['questions', i, 'about'],
              phrase('it names {{label}}, which the request does not describe', { label }),
            ),
          );
      });
    });

/** A request for information as it travels. */
export const AskContent = contentWith(AttachedFile);
export type AskContent = z.infer<typeof AskContent>;
/** The same as an officer writes it. */
export const AskDraft = contentWith(UploadedFile);

/** The request in a content that holds one. */
export function askedIn(content: unknown): AskContent | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  // Content travels with a salt, so that nobody finds it by trying.
  const { salt: _, ...rest } = content as Record<string, unknown>;
  const parsed = AskContent.safeParse(rest);
  return parsed.success ? parsed.data : undefined;
}

/** The terms that nobody writes twice. */
export const questionsOf = (questions: readonly Pick<z.infer<typeof Question>, 'number' | 'type'>[]) =>
  questions.map(({ number, type }) => ({ number, type }));
