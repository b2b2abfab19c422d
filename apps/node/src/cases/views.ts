import { z } from 'zod';
import { Offset } from '#libs/bounds/numbers.js';
import { LANGUAGES } from '#libs/geography/country.js';
import { CaseBlock } from '#libs/kinds/case-blocks.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { UnitAddress } from '#libs/trust/address.js';
import { UnitFunction } from '#libs/trust/vocabulary.js';
import { Phrase } from '#libs/words/phrase.js';
import { FileStanding } from '../post/files/views.js';

const Said = z.record(z.string(), z.json());
const Refused = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
export const CaseId = z.string().regex(/^[0-9a-f]{64}$/);

export const KindName = z.enum(Object.keys(CASE_KINDS), 'a kind of case, see the API');

/** Something that a unit owes. */
export const OwedView = z.object({
  who: UnitAddress,
  duty: z.string(),
  about: z.array(z.int()).readonly(),
  since: z.iso.datetime(),
  /** In the state that owes it. */
  day: z.string(),
  /** Whether its time runs by the hour, day and night, or until that day is over. */
  clock: z.enum(['hours', 'days']),
  dueAt: z.iso.datetime(),
  overdue: z.boolean(),
});
export const CaseLine = z.object({
  id: CaseId,
  unit: UnitAddress,
  kind: KindName,
  status: z.string(),
  reference: z.string(),
  theirReference: z.string().nullable(),
  form: z.string(),
  requesting: UnitAddress,
  requested: UnitAddress,
  urgency: z.string(),
  role: z.string(),
  changedAt: z.iso.datetime(),
  owed: z.array(OwedView),
});
export const CaseList = z.object({ cases: z.array(CaseLine), next: z.string().nullable() });
export const CaseListQuery = z.strictObject({
  unit: UnitAddress.optional(),
  kind: KindName.optional(),
  /** Whose turn it is: ours, theirs, or any. */
  waitsFor: z.enum(['us', 'them', 'any']).default('any'),
  role: z.string().max(40).optional(),
  open: z.enum(['true', 'false']).optional(),
  /** By the day that something is due, or by the last change. */
  sort: z.enum(['due', 'changed']).default('due'),
  /** A word in the references, the authorities, or anything that was said. */
  q: z.string().trim().max(200).optional(),
  /** The beginning of a case's id, or either side's reference, whole. */
  named: z.string().trim().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: Offset.optional(),
});

/** One thing that somebody did in a case. */
export const TimelineView = z.object({
  hash: z.string(),
  move: z.string(),
  law: z.string().nullable(),
  author: UnitAddress,
  /** By the author's clock. */
  at: z.iso.datetime(),
  storedAt: z.iso.datetime(),
  logPosition: z.int(),
  terms: Said,
  /** What else it says; null where there is nothing, or this unit does not have it. */
  content: z.json().nullable(),
  withheld: z.boolean(),
  /** What else it said was here, and was erased by the unit's rule. */
  erased: z.boolean(),
  /** The files that it gives: how far each has come. */
  files: z.array(FileStanding),
  /** Where its content says other things than its terms. */
  contradiction: Phrase.nullable(),
  /** Why it has no effect; null where it has. */
  void: Refused.nullable(),
  /** Its author's key was revoked since. */
  keyRevoked: z.boolean(),
  /** To be read off a document and compared. */
  verificationCode: z.string(),
});
const ChoiceView = z.object({
  value: z.union([z.string(), z.number()]),
  /** The kind's word for it; null where it stands for itself. */
  word: z.object({ group: z.string(), code: z.string() }).nullable(),
});
/** A move that a unit could make now, with the rule that it rests on, and what its form begins with. */
const OpenMoveView = z.object({
  move: z.string(),
  law: z.string(),
  /** Terms that nobody is asked for. */
  given: Said,
  terms: Said,
  /** By the name of a term: what it is chosen from. */
  choices: z.record(z.string(), z.array(ChoiceView).readonly()),
});
/** That a unit keeps a case whatever its rule says. */
export const HoldView = z.object({ officer: z.string(), why: z.string(), at: z.iso.datetime() });
export const CaseView = CaseLine.extend({
  /** When this node knew that it had ended; null while it is open. */
  endedAt: z.iso.datetime().nullable(),
  /** When what was said in it was last erased by the unit's rule; null where it never was. */
  erasedAt: z.iso.datetime().nullable(),
  hold: HoldView.nullable(),
  parties: z.array(UnitAddress),
  state: Said,
  /** What the case tells of itself, in the kind's codes. */
  blocks: z.array(CaseBlock),
  /** What can be printed of it. */
  documents: z.array(z.string()).readonly(),
  moves: z.array(OpenMoveView),
  timeline: z.array(TimelineView),
  /** Authors that gave one place to two events; the evidence is among the incidents. */
  forked: z.array(UnitAddress),
  /** Events that are known of and not here yet. */
  missing: z.int(),
  /** Parties that cannot be reached now, and why. */
  unreachable: z.array(z.object({ unit: UnitAddress, why: z.string() })),
  delivery: z.array(z.object({ event: z.string(), unit: UnitAddress, state: z.enum(['queued', 'sent', 'delivered']) })),
});
export const MoveRequest = z.strictObject({
  unit: UnitAddress,
  move: z.string().max(64),
  terms: Said.default({}),
  content: Said.default({}),
});
export const BeginRequest = MoveRequest.extend({ kind: z.string().max(64) });
export const BegunView = z.object({ id: CaseId });
export const MovedView = z.object({ event: z.string() });
export const ShowCaseQuery = z.strictObject({
  unit: UnitAddress.optional(),
  why: z.string().trim().max(500).optional(),
});
export const MoveFormQuery = z.strictObject({ kind: z.string().max(64) });
const JsonSchema = z.record(z.string(), z.unknown());
const MoveFormView = z.object({
  law: z.string(),
  terms: JsonSchema,
  content: JsonSchema,
  /** Whether it is written as a draft of its kind’s own, where it is judged. */
  isDrafted: z.boolean(),
});
export const MoveForms = z.object({
  /** What the units are that such cases are between. */
  between: z.array(UnitFunction).readonly(),
  beginnings: z.record(z.string(), MoveFormView),
  moves: z.record(z.string(), MoveFormView),
});

const Why = z.string().trim().min(1, 'what it is for; it stands in the audit log and on each page').max(500);
/** One, or two side by side. */
const PaperLanguages = z
  .array(z.enum(LANGUAGES, 'one of en, fr, pt, es, ar'))
  .min(1)
  .max(2)
  .refine((all) => new Set(all).size === all.length, 'two different languages');
export const BundleRequest = z.strictObject({
  why: Why,
  /** Of the record in front. */
  languages: PaperLanguages.default(['en']),
});
export const PrintRequest = z.strictObject({
  document: z.enum([...new Set(Object.values(CASE_KINDS).flatMap((kind) => kind.documents))]),
  languages: PaperLanguages,
  item: z.string().max(8).optional(),
  why: Why,
});
