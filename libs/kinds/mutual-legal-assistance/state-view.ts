import type { Asked, CaseState } from './state.js';

const iso = <At extends number | null>(at: At) =>
  (at === null ? null : new Date(at).toISOString()) as At extends number ? string : null;

type Answerable = Pick<Asked, 'at' | 'answeredAt'>;
type Told<T extends Answerable> = Omit<T, keyof Answerable> & { at: string; answeredAt: string | null };

export type StateView = ReturnType<typeof stateView>;

/** The state with times as people and programs read them (ISO 8601, UTC). */
export function stateView(state: CaseState) {
  const asked = <T extends Answerable>(one: T): Told<T> => ({
    ...one,
    at: iso(one.at),
    answeredAt: iso(one.answeredAt),
  });
  return {
    ...state,
    begunAt: iso(state.begunAt),
    oral: state.oral && { confirmedAt: iso(state.oral.confirmedAt) },
    acknowledgedAt: iso(state.acknowledgedAt),
    reviewedAt: iso(state.reviewedAt),
    closedAt: iso(state.closedAt),
    measures: state.measures.map((one) => ({
      ...one,
      askedAt: iso(one.askedAt),
      decidedAt: iso(one.decidedAt),
      executedAt: iso(one.executedAt),
    })),
    questions: state.questions.map(asked),
    consultations: state.consultations.map(asked),
    enquiries: state.enquiries.map(asked),
    consents: state.consents.map(asked),
    hearings: state.hearings.map((one) => ({
      ...one,
      at: iso(one.at),
      slots: one.slots.map(([from, until]) => ({ from: iso(from), until: iso(until) })),
    })),
    evidence: state.evidence.map((one) => ({ ...one, at: iso(one.at) })),
    results: state.results.map((one) => ({ ...one, at: iso(one.at), receivedAt: iso(one.receivedAt) })),
    safeConducts: state.safeConducts.map((one) => ({ ...one, at: iso(one.at) })),
  };
}
