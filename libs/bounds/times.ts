import { z } from 'zod';

/**
 * `Date` ends at 8.64 · 10¹⁵ ms, and ISO 8601 text has years of four digits. Times from outside stay far from the end of
 * either: days and terms are added to them and taken from them, and what comes out is shown again.
 */
const [FIRST_YEAR, LAST_YEAR] = [1600, 8999];
const FIRST_INSTANT = Date.UTC(FIRST_YEAR);
export const LAST_INSTANT = Date.UTC(LAST_YEAR + 1) - 1;

/** Milliseconds since 1970-01-01T00:00Z. */
export const Instant = z.int().nonnegative().max(LAST_INSTANT);

/** A date of the calendar (ISO 8601): no time, and no zone. */
export const Day = z.iso.date().refine(isInYears, 'a day, such as 2026-12-01');
/** A date and time with its zone (RFC 3339), to the nanosecond at most: its fraction has no end otherwise. */
export const DateTime = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine(isInYears, 'a date and time with its time zone, such as 2026-12-01T10:00:00Z');

function isInYears(text: string): boolean {
  const at = Date.parse(text);
  return at >= FIRST_INSTANT && at <= LAST_INSTANT;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** Whole weeks since 1970-01-01T00:00Z; kept in an `integer`. */
export const Epoch = z
  .int()
  .nonnegative()
  .max(Math.floor(LAST_INSTANT / WEEK_MS));

const DAY_MS = 24 * 3600 * 1000;
/** Whether a time is more than a day ahead of our own clock: further than clocks go wrong unseen. */
export const isAhead = (at: number, now: number): boolean => at > now + DAY_MS;

/** The last instant that a `Date` holds. */
const END_OF_TIME = 8.64e15;
/**
 * A time as ISO 8601 writes it.
 * @param ms since 1970-01-01T00:00Z, by whatever clock: a list is not to fail by what a sender says
 */
export const iso = (ms: number): string => new Date(Math.min(ms, END_OF_TIME)).toISOString();
