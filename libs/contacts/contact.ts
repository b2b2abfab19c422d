import { z } from 'zod';
import { MailAddress } from '#libs/bounds/mail.js';
import { Telephone } from '#libs/identifiers/telephone.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const Time = z.string().regex(TIME, 'a time such as 08:30');
const TimeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', {
    message: 'a time zone of the IANA list, such as Africa/Niamey',
  })
  .meta({ maxLength: 64 });

export const ContactRole = z.enum(['focal-point', 'liaison-officer', 'duty-desk']);
export type ContactRole = z.infer<typeof ContactRole>;

/** When somebody is there: days 1 (Monday) to 7, in the contact's own time zone; `until` earlier than `from` passes midnight. */
const Hours = z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: Time, until: Time });

/** A focal point or liaison officer, as members read it. Personal data: never in the log, sealed for members beside it. */
export const Contact = z.strictObject({
  name: z.string().trim().min(1).max(200),
  role: ContactRole,
  /** What the person does: "Head of the anti-trafficking desk". */
  function: z.string().trim().max(200).optional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'a language tag such as "fr"'))
    .min(1)
    .max(10),
  telephones: z
    .array(z.strictObject({ number: Telephone, use: z.enum(['office', 'mobile', 'secure', 'fax']) }))
    .max(10),
  mails: z.array(MailAddress).max(10),
  timeZone: TimeZone,
  hours: z.array(Hours).max(14),
  /** Whom to call when nobody is there. */
  outOfHours: z.strictObject({ telephone: Telephone, note: z.string().max(200).optional() }).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** Whether the contact is there at a time. @param at milliseconds since 1970-01-01T00:00Z */
export function isOnDuty(contact: Pick<Contact, 'hours' | 'timeZone'>, at: number): boolean {
  const { day, minute } = clockIn(contact.timeZone, at);
  const yesterday = day === 1 ? 7 : day - 1;
  return contact.hours.some(({ days, from, until }) => {
    const [begin, end] = [minutes(from), minutes(until)];
    if (begin < end) return days.includes(day) && begin <= minute && minute < end;
    return (days.includes(day) && begin <= minute) || (days.includes(yesterday) && minute < end);
  });
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Day of the week and minute of the day on the wall there. */
function clockIn(timeZone: string, at: number): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .formatToParts(at)
    .map((part) => [part.type, part.value] as const);
  const of = Object.fromEntries(parts);
  return { day: DAYS.indexOf(of.weekday!) + 1, minute: Number(of.hour) * 60 + Number(of.minute) };
}

export interface ContactSearch {
  readonly member?: string | undefined;
  readonly language?: string | undefined;
  readonly role?: ContactRole | undefined;
  readonly onDutyAt?: number | undefined;
  /** Part of a name or function, in any case. */
  readonly text?: string | undefined;
}

/** Whether a contact of a member is among those looked for. */
export function isWanted(contact: Contact, member: string, search: ContactSearch): boolean {
  const { language, role, onDutyAt, text } = search;
  const words = `${contact.name} ${contact.function ?? ''}`.toLowerCase();
  return (
    (search.member === undefined || search.member === member) &&
    (language === undefined || contact.languages.includes(language)) &&
    (role === undefined || contact.role === role) &&
    (onDutyAt === undefined || isOnDuty(contact, onDutyAt)) &&
    (text === undefined || words.includes(text.toLowerCase()))
  );
}
