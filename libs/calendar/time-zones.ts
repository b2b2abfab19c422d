import type { MemberCode } from '#libs/trust/address.js';

/** Where a state has several time zones, the one of its capital. */
const CAPITAL_ZONES: Readonly<Record<string, string>> = {
  CD: 'Africa/Kinshasa',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
};

interface Localised extends Intl.Locale {
  readonly timeZones?: string[];
  getTimeZones?(): string[];
  readonly weekInfo?: { weekend: number[] };
  getWeekInfo?(): { weekend: number[] };
}

const localeOf = (member: string): Localised => new Intl.Locale(`und-${member.toUpperCase()}`) as Localised;
const isState = (member: string): boolean => member.length === 2;

/** IANA name of the time zone of a member’s capital; UTC for a body that is no state. */
export function timeZoneOf(member: MemberCode | string): string {
  if (!isState(member)) return 'UTC';
  const locale = localeOf(member);
  return CAPITAL_ZONES[member.toUpperCase()] ?? (locale.timeZones ?? locale.getTimeZones?.())?.[0] ?? 'UTC';
}

/** ISO 8601 weekdays on which a member does not work (CLDR): 1 is Monday. */
export function weekendOf(member: MemberCode | string): readonly number[] {
  const locale = isState(member) ? localeOf(member) : undefined;
  return (locale?.weekInfo ?? locale?.getWeekInfo?.())?.weekend ?? [6, 7];
}
