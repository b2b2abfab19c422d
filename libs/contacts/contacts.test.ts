import { describe, expect, test } from '@jest/globals';
import { newKemKey } from '#libs/envelope/hpke.js';
import { Contact, isOnDuty, isWanted } from './contact.js';
import { commitmentTo, contactIn, openRecordAs, saltedRecord, sealRecordFor } from './record.js';

const duty = Contact.parse({
  name: 'Aïssata Exemple',
  role: 'focal-point',
  languages: ['fr', 'ha'],
  telephones: [{ number: '+227 96 12 34 56', use: 'office' }],
  mails: ['focal@example.org'],
  timeZone: 'Africa/Niamey',
  hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00' }],
});

describe('a contact', () => {
  test('names what is wrong with it', () => {
    const wrong = Contact.safeParse({
      ...duty,
      timeZone: 'Agadez',
      telephones: [{ number: '96 12', use: 'office' }],
      mails: ['x'],
    });
    expect(wrong.error?.issues.map((issue) => issue.path[0])).toEqual(['telephones', 'mails', 'timeZone']);
  });

  test.each([
    ['a Tuesday morning there', '2026-11-24T07:30Z', true],
    ['before it opens there, though it is past eight in Helsinki', '2026-11-24T06:59Z', false],
    ['the minute it closes', '2026-11-24T16:00Z', false],
    ['a Sunday', '2026-11-22T10:00Z', false],
  ])('is on duty by its own clock: %s', (_when, at, expected) => {
    expect(isOnDuty(duty, Date.parse(at))).toBe(expected);
  });

  test('a night desk is on duty across midnight, and no longer', () => {
    const desk = { timeZone: 'Europe/Lisbon', hours: [{ days: [7], from: '22:00', until: '06:00' }] };
    const at = (time: string) => isOnDuty(desk, Date.parse(time));
    expect([
      at('2026-11-22T23:00Z'),
      at('2026-11-23T05:59Z'),
      at('2026-11-23T06:00Z'),
      at('2026-11-22T05:00Z'),
    ]).toEqual([true, true, false, false]);
  });

  test('is found by member, language, role, words, and who is there now', () => {
    const now = Date.parse('2026-11-24T10:00Z');
    expect(
      isWanted(duty, 'ne', { member: 'ne', language: 'ha', role: 'focal-point', onDutyAt: now, text: 'aïssata' }),
    ).toBe(true);
    for (const search of [
      { member: 'pt' },
      { language: 'pt' },
      { role: 'duty-desk' as const },
      { onDutyAt: 0 },
      { text: 'nobody' },
    ]) {
      expect([search, isWanted(duty, 'ne', search)]).toEqual([search, false]);
    }
  });
});

describe('a sealed record', () => {
  const [niamey, lisbon, stranger] = [newKemKey(), newKemKey(), newKemKey()];
  const record = saltedRecord(duty);
  const commitment = commitmentTo(record);
  const { sealed, capsules } = sealRecordFor(
    'c1',
    record,
    new Map([
      ['ne/main', niamey.publicKey],
      ['pt/main', lisbon.publicKey],
    ]),
  );
  const open = (node: string, key = lisbon, contact = 'c1', changes = {}) =>
    openRecordAs(node, key, contact, { sealed, capsule: capsules.get(node)!, commitment, ...changes });

  test('opens for each node that it is for, and for nobody else', () => {
    const opened = open('pt/main');
    expect(opened.ok && contactIn(opened.value)).toEqual(duty);
    expect(open('ne/main', niamey).ok).toBe(true);
    expect(open('pt/main', stranger)).toMatchObject({ refusal: { code: 'record-unreadable' } });
    expect(open('pt/main', lisbon, 'c2').ok).toBe(false);
  });

  test('is refused when it is not what the log committed to, or was changed anywhere', () => {
    expect(open('pt/main', lisbon, 'c1', { commitment: new Uint8Array(32) })).toMatchObject({
      refusal: { code: 'record-altered' },
    });
    for (let at = 0; at < sealed.length; at += 11) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      expect([at, open('pt/main', lisbon, 'c1', { sealed: altered }).ok]).toEqual([at, false]);
    }
  });

  test('two records of one contact have nothing in common in the log', () => {
    expect(commitmentTo(saltedRecord(duty))).not.toEqual(commitmentTo(saltedRecord(duty)));
  });
});
