import Holidays, { type HolidaysTypes } from 'date-holidays';
import type { MemberCode } from '#libs/trust/address.js';
import { timeZoneOf, weekendOf } from './time-zones.js';

/** The working days of one state: its weekend, its public holidays, and where its days begin and end. */
export interface WorkCalendar {
  /** IANA, of the capital. */
  readonly timeZone: string;
  /** @param day ISO 8601, in the state's own calendar */
  readonly isWorkingDay: (day: string) => boolean;
}

const DAY_MS = 86_400_000;
const calendars = new Map<string, WorkCalendar>();

/** The calendar of a member: weekends by CLDR, public holidays by date-holidays. A body that is no state has weekends alone. */
export function calendarOf(member: MemberCode | string): WorkCalendar {
  const known = calendars.get(member);
  if (known) return known;
  const calendar = member.length === 2 ? calendarOfState(member) : plainCalendar(timeZoneOf(member), weekendOf(member));
  calendars.set(member, calendar);
  return calendar;
}

function calendarOfState(member: string): WorkCalendar {
  const timeZone = timeZoneOf(member);
  const holidays = new Holidays(member.toUpperCase());
  const byYear = new Map<string, ReadonlySet<string>>();
  const inYear = (year: string): ReadonlySet<string> => {
    const known = byYear.get(year);
    if (known) return known;
    // Of the year before, a feast of several days may still last.
    const found = [Number(year) - 1, Number(year)].flatMap((one) => holidays.getHolidays(one));
    const days = new Set(found.filter(isDayOff).flatMap(daysOf));
    byYear.set(year, days);
    return days;
  };
  return plainCalendar(timeZone, weekendOf(member), (day) => inYear(day.slice(0, 4)).has(day));
}

/** A public holiday or the day that makes up for one, and all day long: on a morning before a feast people work. */
const isDayOff = ({ type, substitute, date }: HolidaysTypes.Holiday): boolean =>
  (type === 'public' || (type === 'bank' && substitute === true)) && date.slice(11, 19) === '00:00:00';

/**
 * The civil days of a holiday. `date` names the first one; `start` and `end` are instants, of the library's own choice
 * of time zone, and an Islamic feast's begin at 18:00 on its eve: only how many days lie between them is asked.
 */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: count }, (_, n) => addDays(date.slice(0, 10), n));
}

/** @param weekend ISO 8601 weekdays: 1 is Monday */
export const plainCalendar = (
  timeZone: string,
  weekend: readonly number[],
  isHoliday: (day: string) => boolean = () => false,
): WorkCalendar => ({
  timeZone,
  isWorkingDay: (day) => !weekend.includes(weekdayOf(day)) && !isHoliday(day),
});

const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The ISO 8601 day that it is at a time in a zone. @param at milliseconds since 1970-01-01T00:00Z */
export function dayIn(timeZone: string, at: number): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format.format(at);
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first working day that is not before a day. */
export function onWorkingDay(calendar: WorkCalendar, day: string): string {
  let found = day;
  while (!calendar.isWorkingDay(found)) found = addDays(found, 1);
  return found;
}

/** So many working days after a day. */
export function addWorkingDays(calendar: WorkCalendar, day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; left--) found = onWorkingDay(calendar, addDays(found, 1));
  return found;
}

/** The day before the last so many working days that end with a day. */
export function workingDaysBefore(calendar: WorkCalendar, day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; found = addDays(found, -1)) if (calendar.isWorkingDay(found)) left--;
  return found;
}

const ends = new Map<string, number>();
const MOST_ENDS = 10_000;

/** When a day is over in a zone, milliseconds since 1970-01-01T00:00Z: what is due on a day may come until then. */
export function endOf(timeZone: string, day: string): number {
  const name = `${timeZone} ${day}`;
  const known = ends.get(name);
  if (known !== undefined) return known;
  const next = addDays(day, 1);
  const midnight = Date.parse(`${next}T00:00Z`);
  // A zone's day begins at most 14 hours before UTC's and 12 after it: its turn lies between.
  let [before, after] = [midnight - 15 * 3_600_000, midnight + 13 * 3_600_000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayIn(timeZone, middle) >= next) after = middle;
    else before = middle;
  }
  if (ends.size >= MOST_ENDS) ends.clear();
  ends.set(name, after);
  return after;
}
