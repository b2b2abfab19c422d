/** A value with the field at a path (`annexes[0].file`) replaced. */
export function withFieldAt<T>(value: T, path: string, field: unknown): T;
export function withFieldAt(value: unknown, path: string, field: unknown): unknown {
  const [, first, rest] = /^\[?([^.[\]]+)\]?\.?(.*)$/.exec(path)!;
  const next = (inner: unknown) => (rest ? withFieldAt(inner, rest, field) : field);
  if (!Array.isArray(value)) {
    const fields = (value ?? {}) as Record<string, unknown>;
    return { ...fields, [first!]: next(fields[first!]) };
  }
  return value.map((one, i) => (i === Number(first) ? next(one) : one));
}

/** Whether anything is written in the field at a path. */
export function isWrittenAt(value: unknown, path: string): boolean {
  const [, first, rest] = /^\[?([^.[\]]*)\]?\.?(.*)$/.exec(path)!;
  if (first) return isWrittenAt((value as Record<string, unknown> | undefined)?.[first], rest!);
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
