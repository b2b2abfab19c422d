/** An instant as a date field wants it: local time, to the minute; empty where there is none. */
export function localMinute(iso: string | undefined): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
