export interface Versions<T> {
  readonly newest: readonly T[];
  readonly older: readonly T[];
  /** Which of the older ones are as new as what holds, and say something else. */
  readonly rivals: ReadonlySet<T>;
}

/** What an officer is told of a version that was not read. */
export const leftFor = <T>(version: T, { rivals }: Versions<T>): string =>
  rivals.has(version)
    ? 'a version of it that is as new as the one that was read and says something else: ask whoever made the file'
    : 'an older version of it; the newest was read';

/** How a format tells versions of one thing apart. */
export interface Versioned<T> {
  /** Undefined for what has no name of its own. */
  readonly id: (one: T) => string | undefined;
  /** When it was last changed, on any scale; −∞ where it is not said. */
  readonly changed: (one: T) => number;
  readonly isTakenBack: (one: T) => boolean;
  /** What it says, without where it stands in the file. */
  readonly content: (one: T) => unknown;
}

/** Of each thing its newest version, in the file's order. Of two that are as new, one that was taken back holds, and else the first. */
export function versionsOf<T>(items: readonly T[], { id, changed, isTakenBack, content }: Versioned<T>): Versions<T> {
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
  const older = items.filter((one) => !isNewest(one));
  // Each is written out once, however many versions of it there are.
  const written = new Map<T, string>();
  const textOf = (one: T): string => {
    const text = written.get(one) ?? JSON.stringify(content(one));
    written.set(one, text);
    return text;
  };
  const isRival = (one: T): boolean => {
    const holding = holds.get(id(one)!)!;
    return changed(one) === changed(holding) && JSON.stringify(content(one)) !== textOf(holding);
  };
  return { newest: items.filter(isNewest), older, rivals: new Set(older.filter(isRival)) };
}
