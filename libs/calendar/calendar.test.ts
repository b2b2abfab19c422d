import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import Holidays from 'date-holidays';
import { membersIn } from '#libs/testing/rabat-network.js';
import { addDays, calendarOf } from './calendar.js';
import { weekendOf } from './time-zones.js';

const STATES = membersIn(readFileSync('examples/directory/members.csv', 'utf8'))
  .map((row) => row.code)
  .filter((code) => code.length === 2);
const YEARS = [2025, 2026, 2027];

/** Every state that keeps the feast, by its days; worked out by ICU, which knows nothing of date-holidays. */
const ummAlQura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});
const FEASTS = { '1 Shawwal': '10/1', '10 Dhu al-Hijjah': '12/10', '12 Rabi al-awwal': '3/12' } as const;
const daysIn = (year: number): string[] =>
  Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n)).filter((day) => day.startsWith(`${year}`));
const feastDays = (monthAndDay: string, year: number): string[] =>
  daysIn(year).filter((day) => ummAlQura.format(Date.parse(`${day}T12:00Z`)) === monthAndDay);

const statesWith = (rule: (rule: string) => boolean): string[] =>
  STATES.filter((state) =>
    new Holidays(state.toUpperCase())
      .getHolidays(2026)
      .some((holiday) => holiday.type === 'public' && rule(holiday.rule)),
  );
const worked = (state: string, ...days: string[]): boolean[] => days.map(calendarOf(state).isWorkingDay);

describe('a civil day is a date in a place', () => {
  test('Korité, Tabaski and Maouloud are days off, and their eves are not', () => {
    // 2025-03-30 and 2025-03-31; 2026-03-20 is a Friday, 2026-05-27 a Wednesday, 2026-08-25 a Tuesday.
    for (const state of ['sn', 'ml', 'gn', 'ci', 'bf', 'ne', 'td', 'gm'])
      expect([state, ...worked(state, '2026-03-20', '2026-05-26', '2026-05-27', '2026-05-28')]).toEqual([
        state,
        false,
        true,
        false,
        true,
      ]);
    for (const state of ['sn', 'ml', 'ne', 'tn', 'ma', 'mr'])
      expect([state, ...worked(state, '2026-08-24', '2026-08-25', '2026-08-26')]).toEqual([state, true, false, true]);
    expect(worked('sn', '2026-03-19', '2025-06-05', '2025-06-06')).toEqual([true, true, false]);
  });

  test('in every member that keeps them, by a calendar that others reckon', () => {
    for (const [rule, monthAndDay] of Object.entries(FEASTS)) {
      const states = statesWith((one) => one.startsWith(rule));
      const days = YEARS.flatMap((year) => feastDays(monthAndDay, year));
      expect(states.length).toBeGreaterThan(12);
      expect(states.flatMap((state) => days.filter(calendarOf(state).isWorkingDay).map((day) => [state, day]))).toEqual(
        [],
      );
    }
  });

  test('for as many days as the state keeps: three in Mauritania, and with the day before in Libya', () => {
    expect(worked('mr', '2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29')).toEqual([true, false, false, false]);
    // Friday and Saturday are Libya’s weekend.
    expect(worked('ly', '2026-05-25', '2026-05-26', '2026-05-27', '2026-05-28', '2026-05-31')).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(worked('ga', '2026-08-14', '2026-08-17', '2026-08-18')).toEqual([true, false, true]);
  });

  test('what begins a year belongs to that year, wherever the library thinks that midnight is', () => {
    const states = statesWith((one) => one.startsWith('01-01'));
    expect([states.includes('cd'), states.length]).toEqual([true, STATES.length - 1]);
    for (const state of states)
      expect([state, ...YEARS.filter((year) => calendarOf(state).isWorkingDay(`${year}-01-01`))]).toEqual([state]);
    // The fourth of January 2026, a Sunday, is made up for on the Monday.
    expect(worked('cd', '2025-12-31', '2026-01-02', '2026-01-05', '2026-06-30')).toEqual([true, true, false, false]);
  });

  test('a day off is off all day, and in all that the law keeps', () => {
    // Offices work on the morning of Christmas Eve in Berlin and Vienna; Ireland makes up for a Saturday’s Saint Stephen.
    expect([...worked('de', '2026-12-24'), ...worked('at', '2026-12-31'), ...worked('ie', '2026-12-28')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('no other day is taken away: what is off is a weekend or a date that the library names', () => {
    for (const state of STATES) {
      const named = new Set(
        YEARS.flatMap((year) => new Holidays(state.toUpperCase()).getHolidays(year)).flatMap(({ date, start, end }) =>
          Array.from({ length: Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000)) }, (_, n) =>
            addDays(date.slice(0, 10), n),
          ),
        ),
      );
      const weekend = weekendOf(state);
      const { isWorkingDay } = calendarOf(state);
      const wrong = YEARS.flatMap(daysIn).filter(
        (day) => !isWorkingDay(day) && !named.has(day) && !weekend.includes(new Date(day).getUTCDay() || 7),
      );
      expect([state, ...wrong]).toEqual([state]);
    }
  });
});
