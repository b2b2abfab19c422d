import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { isWanted } from '#libs/contacts/contact.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { AlertDraft } from '#libs/kinds/alert/schema.js';
import { audienceOf } from '#libs/policy/audience.js';
import { PolicyEngine } from '#libs/policy/engine.js';
import { membersIn, rabatNetwork } from '#libs/testing/rabat-network.js';

const rows = membersIn(readFileSync('examples/directory/members.csv', 'utf8'));
const noon = Date.parse('2026-11-24T12:00Z');
const { log, contacts } = rabatNetwork(rows, noon);

test('the example is the whole network: 28 African and 29 European states, two bodies, five languages', () => {
  const count = (wanted: (row: (typeof rows)[number]) => boolean) => rows.filter(wanted).length;
  expect(count((row) => row.region === 'Europe')).toBe(29);
  expect(count((row) => row.region.endsWith('Africa'))).toBe(28);
  expect(count((row) => row.status === 'body')).toBe(2);
  expect(rows.every((row) => Object.values(row.names).every((name) => name.length > 0))).toBe(true);
  expect(log.state.members.size).toBe(59);
  expect(log.state.contacts.size).toBe(contacts.size);
});

test('at noon the focal points are there, and at night the duty desks', () => {
  const found = (search: Parameters<typeof isWanted>[2]) =>
    [...contacts.values()].filter(({ member, contact }) => isWanted(contact, member, search));
  expect(found({ member: 'pt', onDutyAt: noon }).map(({ contact }) => contact.role)).toEqual(['focal-point']);
  expect(found({ member: 'pt', onDutyAt: Date.parse('2026-11-24T23:00Z') }).map(({ contact }) => contact.role)).toEqual(
    ['duty-desk'],
  );
  expect(new Set(found({ language: 'fr' }).map(({ member }) => member)).size).toBeGreaterThan(15);
});

test('an alert of the Sahel finds its audience across the network, each unit with its reason', () => {
  const draft = AlertDraft.parse(JSON.parse(readFileSync('examples/sahel-route.json', 'utf8')));
  const audience = audienceOf(log.state, new PolicyEngine(() => log.state), alertFacts(draft, 'ne/police' as never));
  const receiving = audience.filter((one) => one.receives).map((one) => one.unit.split('/')[0]);
  expect(receiving).toEqual(expect.arrayContaining(['ml', 'ly', 'pt']));
  expect(receiving).not.toContain('cm');
  expect(audience).toHaveLength(log.state.units.size - 1);
  expect(audience.every((one) => one.reason.length > 10)).toBe(true);
});
