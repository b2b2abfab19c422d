/** A move's terms as they are signed: text keys, in maps all the way down. */
export const toTerms = (value: object): Map<string, unknown> =>
  new Map(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, inMaps(one)]),
  );

const inMaps = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inMaps);
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? toTerms(value) : value;
};

/** The same as plain objects, to be parsed by the move's schema. */
export const fromTerms = (terms: ReadonlyMap<string, unknown>): Record<string, unknown> =>
  Object.fromEntries([...terms].map(([name, one]) => [name, inObjects(one)]));

const inObjects = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inObjects);
  return value instanceof Map ? fromTerms(value) : value;
};
