const DAY_MS = 86_400_000;

/** A hundred years: nobody needs a case as evidence for longer. */
export const MOST_CASE_DAYS = 36_525;

/** What every kind of case calls its end. */
export const CASE_ENDS: readonly string[] = ['closed', 'withdrawn'];

/**
 * By kind: for how many days after a case ended a unit keeps what was said in it. Of a kind that is not named nothing is erased: a case
 * is evidence, and what is kept for how long is each state's law (LED 2016/680 Art. 5).
 */
export type CaseDays = Readonly<Partial<Record<string, number>>>;

/** A case as far as its keeping goes by it. */
export interface StandingCase {
  readonly kind: string;
  /** When the unit's own node knew that it had ended, milliseconds since 1970-01-01T00:00Z; null while it is open. */
  readonly endedAt: number | null;
  readonly isOnHold: boolean;
  /** Whether something that the unit said in it has not arrived yet: it would arrive without its words. */
  readonly isUnderWay: boolean;
  /** Whether something that was said in it is kept. */
  readonly hasWords: boolean;
}

/** Since when a case need not be kept, milliseconds since 1970-01-01T00:00Z; undefined while nothing of it is to be erased. */
export function dueSince({ kind, endedAt, ...standing }: StandingCase, days: CaseDays): number | undefined {
  const kept = Object.hasOwn(days, kind) ? days[kind] : undefined;
  if (kept === undefined || endedAt === null) return undefined;
  if (standing.isOnHold || standing.isUnderWay || !standing.hasWords) return undefined;
  return endedAt + kept * DAY_MS;
}

/** The cases whose words may be erased at `now`, the longest due first. */
export const dueCases = <Case extends StandingCase>(
  cases: readonly Case[],
  days: CaseDays,
  now: number,
): (Case & { readonly dueAt: number })[] =>
  cases
    .flatMap((one) => {
      const dueAt = dueSince(one, days);
      return dueAt !== undefined && dueAt <= now ? [{ ...one, dueAt }] : [];
    })
    .sort((a, b) => a.dueAt - b.dueAt);
