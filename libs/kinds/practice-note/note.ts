import { z } from 'zod';
import { DateTime } from '#libs/bounds/times.js';
import { Country, LANGUAGES } from '#libs/geography/country.js';
import { custom } from '#libs/outcome/field-faults.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import { UnitAddress } from '#libs/trust/address.js';
import { UnitFunction } from '#libs/trust/vocabulary.js';
import { phrase } from '#libs/words/phrase.js';
import { AttachedFile, fileList, UploadedFile } from '../attached-file.js';
import { Replaces } from '../bulletin-replaces.js';
import { bulletinTerms, Handling, Topic } from '../bulletin-terms.js';

/** The note in one of the network's languages, whole. */
const Edition = z.strictObject({
  language: z.enum(LANGUAGES),
  title: z.string().trim().min(1).max(200),
  summary: z.string().trim().min(1).max(4000),
  practice: z.string().trim().min(1).max(60_000),
});
export type Edition = z.infer<typeof Edition>;

const fields = {
  editions: z
    .array(Edition)
    .min(1)
    .max(LANGUAGES.length)
    .superRefine((editions, context) => {
      editions.forEach(({ language }, i) => {
        if (editions.findIndex((edition) => edition.language === language) < i)
          context.addIssue(custom([i, 'language'], phrase('each language once')));
      });
    }),
  topics: z.array(Topic).min(1).max(20),
  countries: z.array(Country).max(60).default([]),
  /** For whom it is, among those who may have it; everybody where it says nobody. */
  functions: z.array(UnitFunction).max(UnitFunction.options.length).default([]),
  handling: Handling,
  validUntil: DateTime,
  replaces: Replaces.optional(),
};

/**
 * What one state has learnt and others can do as well (kind "practice-note"): legislative experiences and
 * practices and measures to prevent and combat smuggling (smuggling protocol Art. 10(1)(e)), in one or more of the network's languages.
 */
export const PracticeNote = z.strictObject({ ...fields, files: fileList(AttachedFile) });
export type PracticeNote = z.infer<typeof PracticeNote>;

/** The same as an officer writes it. */
export const PracticeNoteDraft = z.strictObject({ ...fields, files: fileList(UploadedFile) });

export const practiceNoteFacts = (note: Omit<PracticeNote, 'files'>, sender: UnitAddress): BulletinFacts => ({
  terms: bulletinTerms('practice-note', sender, note),
  routes: note.countries.map((country) => [{ country }]),
  languages: note.editions.map(({ language }) => language),
  functions: note.functions,
});
