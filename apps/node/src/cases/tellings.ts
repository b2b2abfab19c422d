import type { Owed } from '#libs/kinds/case-kind.js';
import type { News } from '../people/notifications/notifications.service.js';

const DAY_MS = 86_400_000;
/** What is late for so long is for the liaison offices. */
const ESCALATE_MS = 7 * DAY_MS;

/** Something that a unit is to be told of what is owed, once. */
export interface Telling {
  readonly key: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** After that it is of no use any more. */
  readonly until: number;
  readonly type: News['type'];
  /** Whether the member's liaison offices hear it, too. */
  readonly offices: boolean;
}

/** Everything that a unit is to be told of what it owes, and of what it waits for. */
export const tellingsOf = (unit: string, owed: readonly Owed[]): Telling[] =>
  owed.flatMap(({ who, duty, about, dueAt, soonAt }) => {
    const key = (step: string): string => `${step} ${duty} ${about.join(',')} ${dueAt}`;
    const own = who === unit;
    const over = own ? ('case-overdue' as const) : ('case-late' as const);
    const later = { until: Number.POSITIVE_INFINITY, offices: false };
    return [
      ...(own ? [{ key: key('soon'), at: soonAt, until: dueAt, type: 'case-due-soon' as const, offices: false }] : []),
      { key: key('over'), at: dueAt, type: over, ...later },
      { key: key('escalate'), at: dueAt + ESCALATE_MS, type: 'case-to-escalate' as const, ...later, offices: true },
    ];
  });

/** When there is next something to tell; null where there is nothing more. */
export function nextTelling(tellings: readonly Telling[], told: ReadonlySet<string>): number | null {
  const left = tellings.filter((one) => !told.has(one.key)).map((one) => one.at);
  return left.length > 0 ? Math.min(...left) : null;
}
