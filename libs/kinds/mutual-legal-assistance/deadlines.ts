import {
  addDays,
  addWorkingDays,
  calendarOf,
  dayIn,
  endOf,
  onWorkingDay,
  type WorkCalendar,
  workingDaysBefore,
} from '#libs/calendar/calendar.js';
import type { Owed } from '#libs/kinds/case-kind.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import type { Times } from '#libs/trust/fields.js';
import type { MeasureType } from './measures.js';
import { type CaseState, isDone, isOpen, type MeasureState, reported, type Urgency, untold } from './state.js';

/**
 * Days where the two states have set none. Directive 2014/41/EU Art. 12(3)–(4), 16(1): a week to acknowledge, 30 days to decide, 90 to carry out after that.
 * It binds nobody here: UNTOC Art. 18(24) says "as soon as possible", and these are the measure.
 */
const EIO: Times = { acknowledge: 7, decide: 30, execute: 90 };
/** Ours: where a reason for urgency is given. */
const URGENT: Times = { acknowledge: 2, decide: 7, execute: 14 };
const EMERGENCY: Times = { acknowledge: 1, decide: 2, execute: 4 };
/** Ours: what vanishes while one waits is decided on sooner, and carried out at once. Days. */
export const VANISHING: Readonly<Partial<Record<MeasureType, number>>> = {
  'data-preservation': 2,
  freezing: 7,
  seizure: 7,
};

/** Working days for what is an answer between authorities. Ours. */
export const ANSWER_WORKING_DAYS = {
  information: 10,
  status: 5,
  results: 10,
  confirmation: 5,
  consent: 10,
  hearing: 5,
  team: 20,
} as const;
/** UNTOC Art. 18(14): an oral request is confirmed in writing "forthwith": ours, two working days. */
export const WRITTEN_CONFIRMATION_WORKING_DAYS = 2;
/** Ours: a reminder leaves three days on which somebody works. */
const REMINDED_WORKING_DAYS = 3;

export const profileFor = (urgency: Urgency): Times => ({ normal: EIO, urgent: URGENT, emergency: EMERGENCY })[urgency];

/** By what binds the two states, or by the measure; the sooner of that and what urgency asks for. */
function timesFor({ times, urgency }: CaseState): Times {
  const asked = profileFor(urgency);
  if (times === null || urgency === 'normal') return times ?? asked;
  return {
    acknowledge: Math.min(times.acknowledge, asked.acknowledge),
    decide: Math.min(times.decide, asked.decide),
    execute: Math.min(times.execute, asked.execute),
  };
}
const soonerFor = (type: MeasureType, days: number): number => Math.min(days, VANISHING[type] ?? days);

export type Duty =
  | 'acknowledge'
  | 'decide'
  | 'execute'
  | 'send-results'
  | 'supply-information'
  | 'answer-consultation'
  | 'answer-status'
  | 'confirm-in-writing'
  | 'confirm-results'
  | 'decide-consent'
  | 'agree-hearing'
  | 'hold-hearing'
  | 'decide-confidentiality'
  | 'join-team'
  | 'close';

/** Something that a unit owes in a case, about measures or the number of what was asked. */
export interface Obligation extends Owed {
  readonly duty: Duty;
}

/** Everything that somebody owes in a case, the earliest first. Never empty while the case is open, except while a postponement runs. */
export function obligationsIn(state: CaseState): Obligation[] {
  if (state.closedAt !== null) return consentsIn(state);
  const duties = [
    ...askedSide(state),
    ...requestedSide(state),
    ...consentsIn(state),
    ...hearingsIn(state),
    ...teamIn(state),
  ];
  return duties.sort((a, b) => a.dueAt - b.dueAt || (a.duty < b.duty ? -1 : 1));
}

function owed(
  who: UnitAddress,
  duty: Duty,
  about: readonly number[],
  since: number,
  dayFrom: (calendar: WorkCalendar, from: string) => string,
): Obligation {
  const calendar = calendarOf(memberOf(who));
  const day = dayFrom(calendar, dayIn(calendar.timeZone, since));
  const { timeZone } = calendar;
  const soon = workingDaysBefore(calendar, day, REMINDED_WORKING_DAYS);
  return { who, duty, about, since, clock: 'days', day, dueAt: endOf(timeZone, day), soonAt: endOf(timeZone, soon) };
}
const inDays = (days: number) => (calendar: WorkCalendar, from: string) => onWorkingDay(calendar, addDays(from, days));
const inWorkingDays = (days: number) => (calendar: WorkCalendar, from: string) => addWorkingDays(calendar, from, days);
const by = (day: string | null, otherwise: number) => (calendar: WorkCalendar, from: string) =>
  day === null ? addWorkingDays(calendar, from, otherwise) : onWorkingDay(calendar, day);

/** What the requesting side owes. */
function askedSide(state: CaseState): Obligation[] {
  const { requesting } = state;
  const duties = [
    ...state.questions
      .filter(isOpen)
      .map((one) =>
        owed(requesting, 'supply-information', [one.number], one.at, by(one.answerBy, ANSWER_WORKING_DAYS.information)),
      ),
    ...state.consultations
      .filter(isOpen)
      .map((one) =>
        owed(
          requesting,
          'answer-consultation',
          [one.number],
          one.at,
          by(one.answerBy, ANSWER_WORKING_DAYS.information),
        ),
      ),
    ...state.results
      .filter((one) => one.receivedAt === null)
      .map((one) =>
        owed(requesting, 'confirm-results', [one.number], one.at, inWorkingDays(ANSWER_WORKING_DAYS.confirmation)),
      ),
  ];
  if (state.oral && state.oral.confirmedAt === null) {
    duties.push(
      owed(requesting, 'confirm-in-writing', [], state.begunAt, inWorkingDays(WRITTEN_CONFIRMATION_WORKING_DAYS)),
    );
  }
  if (state.confidentiality === 'cannot-be-kept') {
    duties.push(
      owed(
        requesting,
        'decide-confidentiality',
        [],
        state.acknowledgedAt ?? state.begunAt,
        inWorkingDays(ANSWER_WORKING_DAYS.status),
      ),
    );
  }
  const told = reported(state);
  const settled = state.measures.every(
    (one) => ['refused', 'withdrawn', 'not-executed'].includes(one.status) || (isDone(one) && told.has(one.number)),
  );
  if (
    state.form === 'request' &&
    settled &&
    duties.length === 0 &&
    state.measures.some((one) => one.status !== 'withdrawn')
  ) {
    const last = Math.max(
      state.begunAt,
      ...state.measures.map((one) => one.executedAt ?? one.decidedAt ?? 0),
      ...state.results.map((one) => one.receivedAt ?? 0),
    );
    duties.push(owed(requesting, 'close', [], last, inWorkingDays(ANSWER_WORKING_DAYS.confirmation)));
  }
  return duties;
}

/** What the requested side owes: the authority itself, or who executes for it. */
function requestedSide(state: CaseState): Obligation[] {
  const { requested } = state;
  const times = timesFor(state);
  const duties: Obligation[] = [];
  if (state.measures.every((one) => one.status === 'withdrawn') && state.form === 'request') return duties;
  if (state.form !== 'joint-investigation' && state.acknowledgedAt === null) {
    duties.push(owed(requested, 'acknowledge', [], state.begunAt, inDays(times.acknowledge)));
  }
  const waits = [...state.questions, ...state.consultations].some(isOpen);
  const undecided = state.measures.filter((one) => one.status === 'asked');
  // While the other side has to answer, nothing can be decided: its answer sets the day anew by how long it took.
  if (undecided.length > 0 && !waits) {
    const pause = pausedFor(state);
    duties.push(
      ...groupedBy(undecided, (one) => `${one.askedAt} ${soonerFor(one.type, times.decide)}`).map((measures) => {
        const [{ askedAt, type }] = measures as [MeasureState];
        const days = soonerFor(type, times.decide);
        const numbers = measures.map((one) => one.number);
        return owed(requested, 'decide', numbers, askedAt, (calendar, from) =>
          onWorkingDay(calendar, addDays(wished(state, from, days), pause)),
        );
      }),
    );
  }
  for (const { number, decidedAt, askedAt, postponedUntil } of state.measures.filter(
    (each) => each.status === 'postponed',
  )) {
    if (postponedUntil === null) continue;
    const day = (calendar: WorkCalendar) => onWorkingDay(calendar, postponedUntil);
    duties.push(owed(requested, 'decide', [number], decidedAt ?? askedAt, day));
  }
  for (const one of state.measures.filter((each) => each.status === 'accepted' || each.status === 'in-execution')) {
    const executing = state.executing.filter((each) => each.measures.includes(one.number)).map((each) => each.unit);
    for (const who of executing.length > 0 ? executing : [requested]) {
      duties.push(
        owed(who, 'execute', [one.number], one.decidedAt ?? one.askedAt, inDays(soonerFor(one.type, times.execute))),
      );
    }
  }
  const unsent = untold(state);
  if (unsent.length > 0) {
    const last = Math.max(...unsent.map((one) => one.executedAt!));
    duties.push(
      owed(
        requested,
        'send-results',
        unsent.map((one) => one.number),
        last,
        inWorkingDays(ANSWER_WORKING_DAYS.results),
      ),
    );
  }
  duties.push(
    ...state.enquiries
      .filter(isOpen)
      .map((one) =>
        owed(requested, 'answer-status', [one.number], one.at, by(one.answerBy, ANSWER_WORKING_DAYS.status)),
      ),
  );
  return duties;
}

/** UNTOC Art. 18(24): the day that the requesting side suggests counts where it is sooner than what is usual. */
function wished(state: CaseState, from: string, days: number): string {
  const usual = addDays(from, days);
  return state.wishedBy !== null && state.wishedBy < usual && state.wishedBy > from ? state.wishedBy : usual;
}

/** Whole days that the requesting side took to answer. */
function pausedFor(state: CaseState): number {
  const ms = [...state.questions, ...state.consultations].reduce(
    (sum, one) => sum + (one.answeredAt === null ? 0 : Math.max(0, one.answeredAt - one.at)),
    0,
  );
  return Math.ceil(ms / 86_400_000);
}

const consentsIn = (state: CaseState): Obligation[] =>
  state.consents
    .filter(isOpen)
    .map((one) => owed(one.of, 'decide-consent', [one.number], one.at, inWorkingDays(ANSWER_WORKING_DAYS.consent)));

const hearingsIn = (state: CaseState): Obligation[] =>
  state.hearings.flatMap((one) => {
    const other = one.proposedBy === 'requesting' ? state.requested : state.requesting;
    if (one.status === 'proposed')
      return [owed(other, 'agree-hearing', [one.number], one.at, inWorkingDays(ANSWER_WORKING_DAYS.hearing))];
    if (one.status !== 'agreed') return [];
    const calendar = calendarOf(memberOf(state.requested));
    return [
      owed(state.requested, 'hold-hearing', [one.number], one.at, () =>
        dayIn(calendar.timeZone, one.slots[one.agreed! - 1]![1]),
      ),
    ];
  });

const teamIn = (state: CaseState): Obligation[] =>
  state.team
    .filter((one) => !one.joined)
    .map((one) => owed(one.unit, 'join-team', [], state.begunAt, inWorkingDays(ANSWER_WORKING_DAYS.team)));

function groupedBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
