import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  calendarOf,
  dayIn,
  endOf,
  onWorkingDay,
  plainCalendar,
  workingDaysBefore,
} from '#libs/calendar/calendar.js';

const someDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2031-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const someZone = fc.constantFrom(
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Europe/Lisbon',
  'Africa/Niamey',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'America/St_Johns',
);

describe('days on which something is due', () => {
  test('are working days of the state that owes it: its weekend, its holidays', () => {
    const [niger, portugal, algeria] = [calendarOf('ne'), calendarOf('pt'), calendarOf('dz')];
    // Independence of Niger; Portugal’s Republic Day; Algeria’s Friday and Saturday.
    expect([niger, portugal].map((one) => one.isWorkingDay('2026-08-03'))).toEqual([false, true]);
    expect([niger, portugal].map((one) => one.isWorkingDay('2026-10-05'))).toEqual([true, false]);
    expect(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map(algeria.isWorkingDay)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(onWorkingDay(portugal, '2026-12-25')).toBe('2026-12-28');
    expect(addWorkingDays(portugal, '2026-12-23', 2)).toBe('2026-12-28');
    // A reminder leaves the 23rd, the 24th and the 28th.
    expect(workingDaysBefore(portugal, '2026-12-28', 3)).toBe('2026-12-22');
  });

  test('end when the day ends there, on either side of the date line and when clocks change', () => {
    // The same day ends 25 hours apart in Kiritimati and in Pago Pago.
    expect(endOf('Pacific/Pago_Pago', '2026-12-25') - endOf('Pacific/Kiritimati', '2026-12-25')).toBe(25 * 3_600_000);
    const holiday = (timeZone: string) => plainCalendar(timeZone, [6, 7], (day) => day === '2026-12-25');
    const at = Date.parse('2026-12-25T11:30Z');
    expect(dayIn('Pacific/Kiritimati', at)).toBe('2026-12-26');
    expect(onWorkingDay(holiday('Pacific/Kiritimati'), dayIn('Pacific/Kiritimati', at))).toBe('2026-12-28');
    expect(onWorkingDay(holiday('Pacific/Pago_Pago'), dayIn('Pacific/Pago_Pago', at))).toBe('2026-12-28');
    expect(onWorkingDay(holiday('Pacific/Pago_Pago'), dayIn('Pacific/Pago_Pago', at - 11 * 3_600_000))).toBe(
      '2026-12-24',
    );
    fc.assert(
      fc.property(someDay, someZone, (day, zone) => {
        const end = endOf(zone, day);
        expect([dayIn(zone, end - 1), dayIn(zone, end)]).toEqual([day, addDays(day, 1)]);
      }),
    );
  });

  test('never fall on a day off, and so many working days on there are so many between', () => {
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('ne', 'pt', 'sn', 'eg', 'cd', 'ecowas'),
        (day, count, member) => {
          const calendar = calendarOf(member);
          const found = addWorkingDays(calendar, day, count);
          expect(calendar.isWorkingDay(found)).toBe(true);
          let between = 0;
          for (let one = addDays(day, 1); one <= found; one = addDays(one, 1))
            if (calendar.isWorkingDay(one)) between++;
          expect(between).toBe(count);
        },
      ),
    );
  });
});
