import { z } from 'zod';
import { DateTime, Day } from '#libs/bounds/times.js';
import { Words } from '../said-words.js';
import { AccountId, DeviceId, PersonId, PlaceId } from './subjects.js';

const Name = z.string().trim().min(1).max(200);
const Period = z
  .strictObject({ from: Day, until: Day })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'a day that is not before the first' });
const some = <T extends z.ZodType>(item: T, what: string) => z.array(item).min(1, what).max(50);

const common = {
  /** By which both sides decide on it and follow it. */
  number: z.int().min(1).max(99),
  /** UNTOC Art. 18(15)(d) */
  description: Words,
  /** A procedure that the requesting state wishes to be followed: UNTOC Art. 18(15)(d), 18(17). */
  procedure: Words.optional(),
};
/** The order or warrant of the requesting state that the measure rests on. */
const order = z.strictObject({ authority: Name, reference: Name, date: Day });
const questions = some(Words, 'at least one question');
const data = {
  provider: Name,
  devices: some(DeviceId, 'at least one device or identifier'),
  period: Period,
};

/** The types of assistance, each with what the executing authority has to know. */
export const Measure = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('statement'),
    ...common,
    persons: some(PersonId, 'whose statement'),
    questions,
    onOath: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('service'),
    ...common,
    persons: some(PersonId, 'whom to serve'),
    documents: some(Name, 'which annexes to serve'),
    before: Day.optional(),
  }),
  z.strictObject({ type: z.literal('search'), ...common, places: some(PlaceId, 'which place'), sought: Words, order }),
  z.strictObject({ type: z.literal('seizure'), ...common, items: some(Words, 'what to seize'), order }),
  z.strictObject({
    type: z.literal('freezing'),
    ...common,
    accounts: some(AccountId, 'which account'),
    amount: z
      .strictObject({
        value: z.number().positive(),
        currency: z.string().regex(/^[A-Z]{3}$/, 'a currency such as "EUR" (ISO 4217)'),
      })
      .optional(),
    order,
  }),
  z.strictObject({
    type: z.literal('examination'),
    ...common,
    subjects: some(z.union([PlaceId, DeviceId]), 'which object or site'),
  }),
  z.strictObject({ type: z.literal('information'), ...common, questions }),
  z.strictObject({
    type: z.literal('records'),
    ...common,
    source: z.enum(['government', 'bank', 'financial', 'corporate', 'business']),
    accounts: z.array(AccountId).max(50).default([]),
    holder: Name,
    period: Period,
    certified: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('tracing'),
    ...common,
    persons: z.array(PersonId).max(50).default([]),
    accounts: z.array(AccountId).max(50).default([]),
    property: Words,
  }),
  z.strictObject({
    type: z.literal('appearance'),
    ...common,
    persons: some(PersonId, 'who is to appear'),
    at: DateTime,
    place: Name,
    expenses: Words,
  }),
  z.strictObject({
    type: z.literal('video-hearing'),
    ...common,
    persons: some(PersonId, 'who is to be heard'),
    capacity: z.enum(['witness', 'expert', 'victim']),
    court: Name,
    questions,
    interpreter: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'a language tag')
      .optional(),
    protection: Words.optional(),
  }),
  z.strictObject({
    type: z.literal('transfer-of-detained-person'),
    ...common,
    persons: some(PersonId, 'whom to transfer').max(1),
    detainedAt: Name,
    returnBy: Day,
    consents: z.boolean(),
  }),
  z.strictObject({ type: z.literal('confiscation'), ...common, order, property: Words }),
  z.strictObject({
    type: z.literal('controlled-delivery'),
    ...common,
    route: Words,
    from: Day,
    control: Words,
  }),
  z.strictObject({ type: z.literal('data-preservation'), ...common, ...data, days: z.int().min(1).max(365) }),
  z.strictObject({ type: z.literal('subscriber-data'), ...common, ...data }),
  z.strictObject({ type: z.literal('traffic-data'), ...common, ...data }),
  z.strictObject({ type: z.literal('content-data'), ...common, ...data, order }),
  z.strictObject({ type: z.literal('other'), ...common }),
]);
export type Measure = z.infer<typeof Measure>;
export type MeasureType = Measure['type'];

/** Each type's ground in the convention. */
export const MEASURE_GROUNDS: Readonly<Record<MeasureType, string>> = {
  statement: 'UNTOC Art. 18(3)(a)',
  service: 'UNTOC Art. 18(3)(b)',
  search: 'UNTOC Art. 18(3)(c)',
  seizure: 'UNTOC Art. 18(3)(c)',
  freezing: 'UNTOC Art. 18(3)(c)',
  examination: 'UNTOC Art. 18(3)(d)',
  information: 'UNTOC Art. 18(3)(e)',
  records: 'UNTOC Art. 18(3)(f)',
  tracing: 'UNTOC Art. 18(3)(g)',
  appearance: 'UNTOC Art. 18(3)(h)',
  'video-hearing': 'UNTOC Art. 18(18)',
  'transfer-of-detained-person': 'UNTOC Art. 18(10)',
  confiscation: 'UNTOC Art. 13',
  'controlled-delivery': 'UNTOC Art. 20',
  'data-preservation': 'UNTOC Art. 18(3)(i)',
  'subscriber-data': 'UNTOC Art. 18(3)(i)',
  'traffic-data': 'UNTOC Art. 18(3)(i)',
  'content-data': 'UNTOC Art. 18(3)(i)',
  other: 'UNTOC Art. 18(3)(i)',
};
export const MEASURE_TYPES = Object.keys(MEASURE_GROUNDS) as [MeasureType, ...MeasureType[]];

/** The labels of persons, places, accounts and devices that a measure names. */
export function namedIn(measure: Measure): string[] {
  const fields = measure as unknown as Readonly<Record<string, unknown>>;
  return ['persons', 'places', 'accounts', 'devices', 'subjects'].flatMap(
    (field) => (fields[field] as string[] | undefined) ?? [],
  );
}
