/** One field that two versions of an alert do not share, in words short enough for a line. */
export interface Difference {
  /** `summary.text`, `routes[0].points[2]` */
  readonly field: string;
  /** Undefined where the earlier version does not have it. */
  readonly before: string | undefined;
  /** Undefined where the later version does not have it. */
  readonly after: string | undefined;
}

/** Fields that differ in every version and say nothing. */
const APART = new Set(['files', 'replaces', 'passedOn']);

/** What a reader of the earlier version has to know of the later one, field by field; lists item by item. */
export function differences(before: object, after: object): Difference[] {
  return compare(before, after, '').filter(({ field }) => !APART.has(field.split(/[.[]/)[0]!));
}

function compare(before: unknown, after: unknown, field: string): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, field);
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compare(before[key], after[key], field ? `${field}.${key}` : key));
  }
  return [{ field, before: inWords(before), after: inWords(after) }];
}

/** An item that moved is not a difference; what was put in or taken out is. Items at one place are compared further. */
function compareLists(before: readonly unknown[], after: readonly unknown[], field: string): Difference[] {
  const [old, fresh] = [before, after].map((list) => new Set(list.map((item) => JSON.stringify(item))));
  const gone = before.filter((item) => !fresh!.has(JSON.stringify(item)));
  const come = after.filter((item) => !old!.has(JSON.stringify(item)));
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => {
    const place = `${field}[${come[i] === undefined ? before.indexOf(gone[i]) : after.indexOf(come[i])}]`;
    return compare(gone[i], come[i], place);
  }).flat();
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inWords(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (!isRecord(value)) return String(value);
  if (typeof value.text === 'string') return value.text;
  return Object.values(value)
    .map(inWords)
    .filter((word) => word !== undefined && word !== '')
    .join(' · ');
}
