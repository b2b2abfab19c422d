import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** A filter as one of what can be chosen; undefined where the address says something else. */
export const oneOf = <T extends string>(choices: readonly T[], filter: string | undefined): T | undefined =>
  choices.find((one) => one === filter);

/** Filters live in the address: a view can be bookmarked and sent to a colleague. */
export function useFilters(): {
  readonly filters: Readonly<Record<string, string>>;
  readonly set: (change: Readonly<Record<string, string | null | undefined>>) => void;
} {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (change: Readonly<Record<string, string | null | undefined>>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) value ? after.set(name, value) : after.delete(name);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { filters: Object.fromEntries(params), set };
}
