import { z } from 'zod';
import { Version } from '#libs/bounds/numbers.js';
import { LANGUAGES } from '#libs/geography/country.js';
import { Gap } from '#libs/kinds/mutual-legal-assistance/completeness.js';
import { MEASURE_TYPES } from '#libs/kinds/mutual-legal-assistance/measures.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Times } from '#libs/trust/fields.js';

const CaseId = z.string().regex(/^[0-9a-f]{64}$/);

export const Drafted = z.strictObject({
  requested: z.string().max(64).optional(),
  within: z.strictObject({ case: CaseId, move: z.enum(['confirm-in-writing', 'amend', 'extend']) }).optional(),
  request: z.record(z.string(), z.json()),
  despite: z.string().trim().min(1).max(2000).optional(),
});
/** A request as far as it is written, or the case or the draft to begin from. */
export const CreateRequestDraft = z.union([
  z.strictObject({ unit: UnitAddress, drafted: Drafted }),
  z.strictObject({ unit: UnitAddress, from: z.union([CaseId, z.uuid()]) }),
]);
export const SaveRequestDraft = z.strictObject({ version: Version, drafted: Drafted });
export const RequestVersion = z.strictObject({ version: Version });
const TermsView = z.object({
  instruments: z.array(z.string()).readonly(),
  acceptedLanguages: z.array(z.string()).readonly(),
  centralAuthority: UnitAddress.nullable(),
  reservations: z.array(z.string()).readonly(),
  times: Times.nullable(),
});
export const RequestDraftView = z.object({
  id: z.string(),
  unit: UnitAddress,
  version: Version,
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  releaseAskedBy: z.string().nullable(),
  drafted: Drafted,
  gaps: z.array(Gap).readonly(),
  terms: TermsView.nullable(),
});
export const RequestDraftList = z.object({
  drafts: z.array(
    RequestDraftView.omit({ drafted: true, gaps: true, terms: true }).extend({
      requested: z.string().nullable(),
      reference: z.string().nullable(),
      /** How many parts will be asked for. */
      gaps: z.int(),
    }),
  ),
});

export const CheckRequest = z.strictObject({ unit: UnitAddress, drafted: Drafted });
export const CheckView = RequestDraftView.pick({ gaps: true, terms: true });
const count = (most: number) => z.coerce.number().int().min(0).max(most).default(1);
const MeasureName = z.enum(MEASURE_TYPES);
export const FormQuery = z.strictObject({
  language: z.enum(LANGUAGES).default('en'),
  translation: z.enum(LANGUAGES).default('en'),
  measures: z
    .string()
    .max(1000)
    .transform((text) => text.split(','))
    .pipe(z.array(MeasureName).min(1).max(50)),
  persons: count(20),
  places: count(20),
  accounts: count(20),
  devices: count(20),
});
export const ImportForm = z.strictObject({
  unit: UnitAddress,
  requested: UnitAddress.optional(),
  /** CSV, as it was saved. */
  form: z.string().max(1_000_000),
});
