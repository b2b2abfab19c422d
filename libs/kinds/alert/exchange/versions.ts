export interface Versions<T> {
  readonly newest: readonly T[];
  readonly older: readonly T[];
}

/** How a format tells versions of one thing apart. */
export interface Versioned<T> {
  /** Undefined for what has no name of its own. */
  readonly id: (one: T) => string | undefined;
  /** When it was last changed, on any scale; −∞ where it is not said. */
  readonly changed: (one: T) => number;
  readonly isTakenBack: (one: T) => boolean;
}

/** Of each thing its newest version, in the file's order. Of two that are as new, one that was taken back holds, and else the first. */
export function versionsOf<T>(items: readonly T[], { id, changed, isTakenBack }: Versioned<T>): Versions<T> {
  const holds = new Map<string, T>();
  for (const one of items) {
    const name = id(one);
    if (name === undefined) continue;
    const before = holds.get(name);
    const [time, timeBefore] = [changed(one), before === undefined ? undefined : changed(before)];
    if (timeBefore === undefined || time > timeBefore || (time === timeBefore && isTakenBack(one)))
      holds.set(name, one);
  }
  const isNewest = (one: T) => {
    const name = id(one);
    return name === undefined || holds.get(name) === one;
  };
  return { newest: items.filter(isNewest), older: items.filter((one) => !isNewest(one)) };
}
