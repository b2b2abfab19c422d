import { refused } from './files.js';

/** A time as somebody typed it, as the API takes it: ISO 8601 with its zone, or of this machine's zone. */
export function typedTime(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw refused(`"${text}" is no time.`, 'Write it as 2026-12-01T06:00Z.', 'time-malformed');
  return at.toISOString();
}
