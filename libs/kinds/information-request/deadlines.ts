import { addDays, addWorkingDays, calendarOf, dayIn, endOf } from '#libs/calendar/calendar.js';
import type { Owed } from '#libs/kinds/case-kind.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import type { CaseStatus, InformationState } from './state.js';
import { isOpen, statusOf, waiting } from './state.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Directive (EU) 2023/977 Art. 5(1): (a) eight hours for an urgent request whose information is directly accessible, (b) three calendar
 * days for an urgent one where it is not, (c) seven calendar days for all others; after Framework Decision 2006/960/JHA Art. 4, which
 * began with the eight hours. They bind no state outside the European Union: here they are the measure.
 */
export const ANSWER_WITHIN = { 'urgent-direct': { hours: 8 }, urgent: { days: 3 }, normal: { days: 7 } } as const;
/** Ours: a first sign that somebody is at it. */
export const ACKNOWLEDGE_WITHIN = { urgent: { hours: 2 }, normal: { days: 2 } } as const;
/** Ours: who has to make itself clear, while the other side's clock stands still. */
export const CLARIFY_WITHIN = { urgent: { hours: 8 }, normal: { days: 5 } } as const;
/** Ours, in working days. */
export const ANSWER_WORKING_DAYS = { consent: 10, close: 10 } as const;

export type Duty = 'acknowledge' | 'answer' | 'clarify' | 'decide-consent' | 'close';
/** Something that a unit owes in a case, about questions or the number of what was asked. */
export interface Obligation extends Owed {
  readonly duty: Duty;
}
type Within = { readonly hours: number } | { readonly days: number };

/** Everything that somebody owes in a case, the earliest first. */
export function obligationsIn(state: InformationState): Obligation[] {
  const { requesting, requested, urgency, begunAt } = state;
  const consents = state.consents
    .filter(isOpen)
    .map((one) => inWorkingDays(one.of, 'decide-consent', [one.number], one.at, ANSWER_WORKING_DAYS.consent));
  const status = statusOf(state);
  if (status === 'closed' || status === 'withdrawn') return consents;
  const open = waiting(state);
  const duties = [
    ...consents,
    ...(status === 'sent' ? [within(requested, 'acknowledge', [], begunAt, ACKNOWLEDGE_WITHIN[urgency])] : []),
    ...(open.length > 0
      ? [
          answerOf(
            state,
            open.map((one) => one.number),
          ),
        ]
      : []),
    ...state.clarifications
      .filter(isOpen)
      .map(({ number, at, answerBy }) =>
        answerBy === null
          ? within(requesting, 'clarify', [number], at, CLARIFY_WITHIN[urgency])
          : onDay(requesting, 'clarify', [number], at, answerBy),
      ),
    ...(isDone(status) ? [inWorkingDays(requesting, 'close', [], lastAnswer(state), ANSWER_WORKING_DAYS.close)] : []),
  ];
  return duties.sort((a, b) => a.dueAt - b.dueAt || (a.duty < b.duty ? -1 : 1));
}

const isDone = (status: CaseStatus): boolean => status === 'answered' || status === 'refused';
const lastAnswer = ({ questions, begunAt }: InformationState): number =>
  Math.max(begunAt, ...questions.map((one) => one.answeredAt ?? 0));

/** When what is asked has to be answered, by the law or by what the requested side has said that it needs. */
function answerOf(state: InformationState, questions: readonly number[]): Obligation {
  const { requested, urgency, access, begunAt, extension } = state;
  const time = urgency === 'normal' ? 'normal' : access === 'indirect' ? 'urgent' : 'urgent-direct';
  const usual = within(requested, 'answer', questions, begunAt, ANSWER_WITHIN[time], pausedFor(state));
  const later = extension && onDay(requested, 'answer', questions, begunAt, extension.until);
  return later && later.dueAt > usual.dueAt ? later : usual;
}

/** How long the requesting side took to make itself clear: the union of those times, milliseconds. */
function pausedFor({ clarifications }: InformationState): number {
  const spans = clarifications
    .flatMap(({ at, answeredAt }) => (answeredAt === null || answeredAt <= at ? [] : [[at, answeredAt] as const]))
    .sort(([a], [b]) => a - b);
  let [sum, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, until] of spans) {
    sum += Math.max(0, until - Math.max(from, reached));
    reached = Math.max(reached, until);
  }
  return sum;
}

/** Hours run day and night; days are over when they are in the state that owes it. */
function within(
  who: UnitAddress,
  duty: Duty,
  about: readonly number[],
  since: number,
  time: Within,
  paused = 0,
): Obligation {
  const { timeZone } = calendarOf(memberOf(who));
  if ('days' in time)
    return onDay(who, duty, about, since, addDays(dayIn(timeZone, since), time.days + Math.ceil(paused / DAY_MS)));
  const ms = time.hours * HOUR_MS + paused;
  const dueAt = since + ms;
  const soonAt = dueAt - (time.hours * HOUR_MS) / 2;
  return { who, duty, about, since, clock: 'hours', day: dayIn(timeZone, dueAt), dueAt, soonAt };
}

function onDay(who: UnitAddress, duty: Duty, about: readonly number[], since: number, day: string): Obligation {
  const { timeZone } = calendarOf(memberOf(who));
  const soonAt = endOf(timeZone, addDays(day, -2));
  return { who, duty, about, since, clock: 'days', day, dueAt: endOf(timeZone, day), soonAt };
}

function inWorkingDays(
  who: UnitAddress,
  duty: Duty,
  about: readonly number[],
  since: number,
  days: number,
): Obligation {
  const calendar = calendarOf(memberOf(who));
  return onDay(who, duty, about, since, addWorkingDays(calendar, dayIn(calendar.timeZone, since), days));
}
