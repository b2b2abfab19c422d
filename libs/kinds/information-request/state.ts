import type { UnitAddress } from '#libs/trust/address.js';
import type { InformationReliability, SourceReliability } from '../grading.js';
import type { Access, ExtensionReason, QuestionType, RefusalGround, Reply, Urgency } from './codes.js';

/** What a unit is in the case. */
export type PartyRole = 'requesting' | 'requested';
export type QuestionStatus = 'asked' | Reply | 'withdrawn';

/** All times in a state are what the acting party's clock said, milliseconds since 1970-01-01T00:00Z. */
export interface QuestionState {
  readonly number: number;
  readonly type: QuestionType;
  readonly status: QuestionStatus;
  readonly ground: RefusalGround | null;
  readonly source: SourceReliability | null;
  readonly information: InformationReliability | null;
  readonly answeredAt: number | null;
}
export interface Clarification {
  readonly number: number;
  readonly questions: readonly number[];
  readonly at: number;
  /** ISO 8601 day; null where the usual time holds. */
  readonly answerBy: string | null;
  readonly answeredAt: number | null;
}
export interface Consent {
  readonly number: number;
  readonly of: UnitAddress;
  readonly by: UnitAddress;
  readonly at: number;
  readonly answeredAt: number | null;
  readonly granted: boolean | null;
}

export interface InformationState {
  readonly reference: string;
  readonly theirReference: string | null;
  readonly requesting: UnitAddress;
  readonly requested: UnitAddress;
  readonly language: string;
  readonly urgency: Urgency;
  /** Where the requested side has said so. */
  readonly access: Access | null;
  readonly begunAt: number;
  readonly acknowledgedAt: number | null;
  readonly questions: readonly QuestionState[];
  readonly clarifications: readonly Clarification[];
  readonly extension: { readonly until: string; readonly reason: ExtensionReason; readonly at: number } | null;
  readonly consents: readonly Consent[];
  readonly closedAt: number | null;
}

export type CaseStatus =
  | 'sent'
  | 'acknowledged'
  | 'clarification-asked'
  | 'partly-answered'
  | 'answered'
  | 'refused'
  | 'withdrawn'
  | 'closed';

export const isOpen = ({ answeredAt }: { readonly answeredAt: number | null }): boolean => answeredAt === null;
export const unanswered = ({ questions }: InformationState): QuestionState[] =>
  questions.filter((one) => one.status === 'asked');

/** The questions that wait for the requested side: the clock of those that it asked about stands still. */
export function waiting(state: InformationState): QuestionState[] {
  const paused = new Set(state.clarifications.filter(isOpen).flatMap((one) => one.questions));
  return unanswered(state).filter((one) => !paused.has(one.number));
}

/** Where a case stands, in one word. */
export function statusOf(state: InformationState): CaseStatus {
  if (state.closedAt !== null) return 'closed';
  const left = state.questions.filter((one) => one.status !== 'withdrawn');
  if (left.length === 0) return 'withdrawn';
  if (left.every((one) => one.status === 'refused')) return 'refused';
  if (left.every((one) => one.status !== 'asked')) return 'answered';
  if (state.clarifications.some(isOpen)) return 'clarification-asked';
  if (left.some((one) => one.status !== 'asked')) return 'partly-answered';
  return state.acknowledgedAt === null ? 'sent' : 'acknowledged';
}

export const isOver = (state: InformationState): boolean => ['closed', 'withdrawn'].includes(statusOf(state));

/** What a unit is in the case; undefined where it is no party. */
export const roleOf = ({ requesting, requested }: InformationState, unit: UnitAddress): PartyRole | undefined =>
  unit === requesting ? 'requesting' : unit === requested ? 'requested' : undefined;

export const partiesOf = ({ requesting, requested }: InformationState): UnitAddress[] => [requesting, requested];
