import type { UnitAddress } from '#libs/trust/address.js';
import type { Times } from '#libs/trust/fields.js';
import type { RefusalGround } from './grounds.js';
import type { MeasureType } from './measures.js';

/** What a case is about: a request, a team of several members (UNTOC Art. 19), or what is told unasked (Art. 18(4)). */
export type Form = 'request' | 'joint-investigation' | 'spontaneous-information';
export type Urgency = 'normal' | 'urgent' | 'emergency';
/** What a unit is in a case. */
export type PartyRole = 'requesting' | 'requested' | 'executing' | 'liaison' | 'team';

export type MeasureStatus =
  | 'asked'
  | 'accepted'
  | 'postponed'
  | 'refused'
  | 'in-execution'
  | 'executed'
  | 'partly-executed'
  | 'not-executed'
  | 'withdrawn';

/** All times in a state are what the acting party's clock said, milliseconds since 1970-01-01T00:00Z. */
export interface MeasureState {
  readonly number: number;
  readonly type: MeasureType;
  readonly status: MeasureStatus;
  readonly askedAt: number;
  readonly ground: RefusalGround | null;
  readonly decidedAt: number | null;
  /** ISO 8601 day on which a postponed measure is looked at again; null where none was named. */
  readonly postponedUntil: string | null;
  readonly executedAt: number | null;
}

/** Something that one side asked of the other and has to be answered by a day. */
export interface Asked {
  readonly number: number;
  readonly at: number;
  /** ISO 8601 day; null where the profile's time holds. */
  readonly answerBy: string | null;
  readonly answeredAt: number | null;
}
export interface Consultation extends Asked {
  readonly about: 'refusal' | 'postponement' | 'conditions' | 'costs';
  readonly measures: readonly number[];
  readonly agreed: boolean | null;
}
export interface Consent extends Asked {
  readonly of: UnitAddress;
  readonly by: UnitAddress;
  readonly granted: boolean | null;
}
export interface Hearing {
  readonly number: number;
  readonly measure: number;
  readonly proposedBy: PartyRole;
  readonly at: number;
  /** From and until, milliseconds since 1970-01-01T00:00Z. */
  readonly slots: readonly (readonly [number, number])[];
  readonly agreed: number | null;
  readonly status: 'proposed' | 'agreed' | 'held' | 'cancelled';
}
export interface EvidenceState {
  readonly item: string;
  /** Hexadecimal; null for what is no file. */
  readonly sha256: string | null;
  readonly copyOf: string | null;
  readonly recordedBy: UnitAddress;
  readonly at: number;
}
export interface Results {
  readonly number: number;
  readonly measures: readonly number[];
  readonly items: readonly string[];
  readonly at: number;
  readonly receivedAt: number | null;
}

export interface CaseState {
  readonly form: Form;
  readonly reference: string;
  /** The requested authority's own number for it. */
  readonly theirReference: string | null;
  readonly requesting: UnitAddress;
  readonly requested: UnitAddress;
  readonly language: string;
  readonly instruments: readonly string[];
  readonly urgency: Urgency;
  /** A day that the requesting side suggested (UNTOC Art. 18(24)). */
  readonly wishedBy: string | null;
  /** Within how many days the requested side answers by what binds the two; null where the profile’s times hold. */
  readonly times: Times | null;
  readonly begunAt: number;
  /** Of a request that was made orally: when its written confirmation came. */
  readonly oral: { readonly confirmedAt: number | null } | null;
  readonly acknowledgedAt: number | null;
  readonly reviewedAt: number | null;
  readonly confidentiality: 'none' | 'kept' | 'cannot-be-kept' | 'given-up';
  readonly measures: readonly MeasureState[];
  readonly questions: readonly Asked[];
  readonly consultations: readonly Consultation[];
  readonly enquiries: readonly Asked[];
  readonly consents: readonly Consent[];
  readonly hearings: readonly Hearing[];
  readonly evidence: readonly EvidenceState[];
  readonly results: readonly Results[];
  readonly executing: readonly { readonly unit: UnitAddress; readonly measures: readonly number[] }[];
  readonly liaison: readonly UnitAddress[];
  readonly team: readonly { readonly unit: UnitAddress; readonly joined: boolean }[];
  readonly safeConducts: readonly { readonly person: string; readonly days: number; readonly at: number }[];
  readonly closedAt: number | null;
}

export type CaseStatus =
  | 'oral'
  | 'sent'
  | 'acknowledged'
  | 'under-review'
  | 'information-asked'
  | 'consulting'
  | 'accepted'
  | 'partly-accepted'
  | 'postponed'
  | 'refused'
  | 'assigned'
  | 'in-execution'
  | 'executed'
  | 'results-sent'
  | 'results-received'
  | 'withdrawn'
  | 'closed'
  | 'team-forming'
  | 'team-working'
  | 'told';

const FINISHED: readonly MeasureStatus[] = ['refused', 'executed', 'partly-executed', 'not-executed', 'withdrawn'];
const DONE: readonly MeasureStatus[] = ['executed', 'partly-executed', 'not-executed'];

export const isFinished = ({ status }: MeasureState): boolean => FINISHED.includes(status);
export const isDone = ({ status }: MeasureState): boolean => DONE.includes(status);
export const isOpen = ({ answeredAt }: Asked): boolean => answeredAt === null;

/** The measures whose results are on their way or there. */
export const reported = (state: CaseState): Set<number> => new Set(state.results.flatMap((one) => one.measures));

/** The measures that were done, wholly or partly, and whose results the requesting side has not been sent. */
export function untold(state: CaseState): MeasureState[] {
  const told = reported(state);
  return state.measures.filter((one) => isDone(one) && one.status !== 'not-executed' && !told.has(one.number));
}

/** Where a case stands, in one word. */
export function statusOf(state: CaseState): CaseStatus {
  if (state.closedAt !== null) return 'closed';
  if (state.form === 'joint-investigation')
    return state.team.every((one) => one.joined) ? 'team-working' : 'team-forming';
  if (state.form === 'spontaneous-information') return state.acknowledgedAt === null ? 'told' : 'acknowledged';
  if (state.measures.every((one) => one.status === 'withdrawn')) return 'withdrawn';
  if (state.oral && state.oral.confirmedAt === null) return 'oral';
  if (state.acknowledgedAt === null) return 'sent';
  if (state.questions.some(isOpen)) return 'information-asked';
  if (state.consultations.some(isOpen)) return 'consulting';
  return decidedStatusOf(state);
}

function decidedStatusOf(state: CaseState): CaseStatus {
  const left = state.measures.filter((one) => one.status !== 'withdrawn');
  const some = (...statuses: MeasureStatus[]) => left.some((one) => statuses.includes(one.status));
  if (some('asked'))
    return some('accepted', 'in-execution', ...DONE)
      ? 'partly-accepted'
      : state.reviewedAt === null
        ? 'acknowledged'
        : 'under-review';
  if (some('in-execution')) return 'in-execution';
  if (some('accepted')) {
    if (state.executing.length > 0) return 'assigned';
    return some('refused', 'postponed') ? 'partly-accepted' : 'accepted';
  }
  if (left.some(isDone)) {
    if (state.results.some((one) => one.receivedAt === null)) return 'results-sent';
    const told = reported(state);
    if (left.filter(isDone).every((one) => told.has(one.number))) return 'results-received';
    return 'executed';
  }
  return some('postponed') ? 'postponed' : 'refused';
}

/** What a unit is in the case; undefined where it is no party. */
export function roleOf(state: CaseState, unit: UnitAddress): PartyRole | undefined {
  if (state.form === 'joint-investigation') return state.team.some((one) => one.unit === unit) ? 'team' : undefined;
  if (unit === state.requesting) return 'requesting';
  if (unit === state.requested) return 'requested';
  if (state.executing.some((one) => one.unit === unit)) return 'executing';
  return state.liaison.includes(unit) ? 'liaison' : undefined;
}

export const partiesOf = (state: CaseState): UnitAddress[] =>
  state.form === 'joint-investigation'
    ? state.team.map((one) => one.unit)
    : [...new Set([state.requesting, state.requested, ...state.executing.map((one) => one.unit), ...state.liaison])];

/** Changes some measures. */
export const withMeasures = (
  state: CaseState,
  numbers: readonly number[],
  change: (measure: MeasureState) => Partial<MeasureState>,
): CaseState => ({
  ...state,
  measures: state.measures.map((one) => (numbers.includes(one.number) ? { ...one, ...change(one) } : one)),
});
