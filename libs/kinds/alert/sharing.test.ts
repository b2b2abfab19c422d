import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Alert } from './schema.js';
import { contentHash, grantFault, passedOnClaim, readGrant, type ShareGrant, signGrant } from './sharing.js';

const [author, requester, wanted, other] = ['ne/police', 'pt/police', 'es/police', 'fr/police'].map((unit) =>
  UnitAddress.parse(unit),
) as [UnitAddress, UnitAddress, UnitAddress, UnitAddress];
const key = newSigningKey();
const NOW = Date.parse('2026-11-24T12:00:00Z');
const ID = '01M8ABCDE00000000000000000';
const keyOf = (unit: UnitAddress) => (unit === author ? key.publicKey : undefined);

const alert = Alert.parse({ ...JSON.parse(readFileSync('examples/sahel-route.json', 'utf8')), files: [] });
const grant = (change: Partial<ShareGrant> = {}, by = key): Alert => ({
  ...alert,
  passedOn: {
    author,
    alert: ID as never,
    grant: Buffer.from(
      signGrant(
        {
          author,
          alert: ID,
          content: contentHash(alert),
          requester,
          recipients: [wanted],
          until: NOW + 1000,
          ...change,
        },
        by,
      ),
    ).toString('base64'),
  },
});
const fault = (passed: Alert, { sender = requester, recipient = wanted, now = NOW } = {}) =>
  grantFault(passedOnClaim(passed)!, sender, recipient, now, keyOf);

describe('an alert that is passed on', () => {
  test('is believed with its author’s grant for exactly this', () => {
    expect(fault(grant())).toBeUndefined();
  });

  test.each([
    ['to a unit that the grant does not name', () => fault(grant(), { recipient: other }), 'grant-wider-than-given'],
    ['by a unit that did not ask', () => fault(grant(), { sender: other }), 'grant-for-another-unit'],
    ['with other words', () => fault({ ...grant(), urgent: !alert.urgent }), 'grant-of-other-content'],
    [
      'under a laxer label',
      () => fault({ ...grant(), handling: { ...alert.handling, tlp: 'CLEAR' } }),
      'grant-of-other-content',
    ],
    ['as another alert', () => fault(grant({ alert: '01M8ABCDE00000000000000001' })), 'grant-of-another-alert'],
    ['after its time', () => fault(grant(), { now: NOW + 1001 }), 'grant-over'],
    ['signed by somebody else', () => fault(grant({}, newSigningKey())), 'grant-signature'],
    [
      'with no grant at all',
      () => fault({ ...alert, passedOn: { author, alert: ID as never, grant: 'AAAA' } }),
      'grant-malformed',
    ],
  ])('%s, it is not', (_, act, expected) => {
    expect(act()).toBe(expected);
  });

  test('a grant altered in any byte is none', () => {
    const wire = Buffer.from(grant().passedOn!.grant, 'base64');
    fc.assert(
      fc.property(fc.nat(wire.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Uint8Array.from(wire);
        altered[at]! ^= by;
        expect(readGrant(altered, keyOf).ok).toBe(false);
      }),
    );
  });
});
