import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseEvent, readEvent, signEvent } from '#libs/cases/event.js';
import { readSumsSignature, signSums } from '#libs/cases/manifest.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import type { EnvelopeHeader } from '#libs/envelope/header.js';
import { newKemKey } from '#libs/envelope/hpke.js';
import { acceptIntroduction, introduce, readIntroduction } from '#libs/envelope/introduction.js';
import { openSlice, readSlice, verifySlice } from '#libs/envelope/open.js';
import { readReceipt, signReceipt } from '#libs/envelope/receipt.js';
import { seal, slice } from '#libs/envelope/seal.js';
import { readGrant, signGrant } from '#libs/kinds/alert/sharing.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import type { Author } from '#libs/trust/author.js';
import type { StatementBody } from '#libs/trust/bodies.js';
import { signStatement } from '#libs/trust/draft.js';
import { readEntry } from '#libs/trust/statement.js';

/** Whatever a program of ours is brought to sign, it can read itself: else it would be stuck at what it said, and so would others. */
const key = newSigningKey();
const keyOf = () => key.publicKey;
const kemKey = newKemKey();

/** Mostly what a field holds, now and then what its type allows and nobody reads. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: odd });
const UNIT = UnitAddress.parse('ne/police');
const unit = mostly<UnitAddress>(
  fc.constantFrom(UNIT, UnitAddress.parse('pt/police')),
  fc.constantFrom('', 'NE/x', `ne/${'x'.repeat(100)}`, 'a\0/b') as fc.Arbitrary<never>,
);
const number = mostly<number>(
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.constantFrom(-1, 0, 0.5, 3_000_000_000, 2 ** 53, Number.NaN, 1e300),
);
const hash = mostly(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 40 }));
/** As many as there may be, and one or a few more. */
const upTo = <T>(most: number, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(
    fc.array(one, { minLength: 1, maxLength: 4 }),
    fc
      .integer({ min: most - 2, max: most + 2 })
      .chain((length) => fc.array(one, { minLength: length, maxLength: length })),
  );
const distinct = (most: number): fc.Arbitrary<Uint8Array[]> =>
  fc
    .oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: most - 2, max: most + 6 }))
    .map((length) => Array.from({ length }, (_, n) => Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? n : 7))));
const name = mostly(
  fc.constantFrom('write', 'record-evidence'),
  fc.constantFrom('', 'Write', 'a\0', 'x'.repeat(65), 'constructor-', '\ud83d'),
);
const terms = mostly<ReadonlyMap<string, unknown>>(
  fc.constantFrom(new Map(), new Map<string, unknown>([['reference', 'NE-1']])),
  fc.constantFrom(
    new Map([['long', 'x'.repeat(70_000)]]),
    new Map([['many', Array(5000).fill(1)]]),
    new Map([
      [
        'deep',
        Array(20)
          .fill(0)
          .reduce((inner) => [inner], 1),
      ],
    ]),
  ),
);

/** Of whatever is to be signed, what is signed is read. */
function hold<T>(what: fc.Arbitrary<T>, sign: (one: T) => Uint8Array, isRead: (wire: Uint8Array) => boolean) {
  const said = { signed: 0, refused: 0 };
  fc.assert(
    fc.property(what, (one) => {
      let wire: Uint8Array;
      try {
        wire = sign(one);
      } catch {
        said.refused++;
        return;
      }
      said.signed++;
      expect(isRead(wire)).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(said.signed).toBeGreaterThan(50);
  expect(said.refused).toBeGreaterThan(5);
}

test('an event of a case', () => {
  const event: fc.Arbitrary<CaseEvent> = fc.record({
    case: fc.oneof(hash, fc.constant(null)),
    kind: name,
    author: unit,
    sequence: number,
    parents: distinct(64),
    at: number,
    logPosition: number,
    move: name,
    terms,
    content: fc.oneof(hash, fc.constant(null)),
  });
  hold(
    event,
    (one) => signEvent(one, key).wire,
    (wire) => readEvent(wire, keyOf).ok,
  );
});

test('a receipt', () => {
  const receipt = fc.record({
    recipient: unit,
    sender: unit,
    envelopes: upTo(500, fc.constant(new Uint8Array(32))),
    at: number,
    logPosition: number,
  });
  hold(
    receipt,
    (one) => signReceipt(one, key),
    (wire) => readReceipt(wire, keyOf).ok,
  );
});

test('a statement', () => {
  const body = fc.oneof(
    fc.record({ type: fc.constant('cases-committed'), unit, root: hash }),
    fc.record({ type: fc.constant('key-revoked'), unit, keyId: hash }),
  ) as fc.Arbitrary<StatementBody>;
  const statement = fc.record({
    network: hash,
    author: unit as fc.Arbitrary<Author>,
    sequence: number,
    previous: hash,
    at: number,
    body,
  });
  hold(
    fc.tuple(statement, upTo(64, fc.constant(key))),
    ([one, keys]) => signStatement(one, keys),
    (entry) => readEntry(entry).ok,
  );
});

test('an envelope', () => {
  const { introduction, wrapKey } = introduce(UNIT, key, UNIT, kemKey.publicKey);
  const header = fc.record({
    id: mostly(fc.constant('01M8Q3X5Z7B9D1F3H5K7M9P1R3'), fc.constantFrom('', 'x'.repeat(2000))),
    kind: name,
    sender: unit,
    createdAt: number,
    logPosition: number,
    policyVersion: number,
    handling: mostly(fc.constantFrom('RED', 'CLEAR'), fc.constant('PINK')),
    urgent: fc.boolean(),
  }) as fc.Arbitrary<EnvelopeHeader>;
  const length = fc.oneof(fc.nat(300), fc.integer({ min: 512 * 1024 - 2, max: 512 * 1024 + 2 }));
  hold(
    fc.tuple(header, number, length),
    ([one, sequence, bytes]) => {
      const to = { unit: UNIT, wrapKey, introductionId: introduction.id, sequence, previous: new Uint8Array(32) };
      return slice(expectAccepted(seal(one, new Uint8Array(bytes), [to], key)), UNIT)!;
    },
    (wire) => openSlice(expectAccepted(verifySlice(expectAccepted(readSlice(wire)), key.publicKey)), wrapKey).ok,
  );
});

test('an introduction', () => {
  hold(
    fc.tuple(unit, unit),
    ([from, to]) => introduce(from, key, to, kemKey.publicKey).introduction.bytes,
    (wire) => acceptIntroduction(expectAccepted(readIntroduction(wire)), key.publicKey, kemKey).ok,
  );
});

test('a grant to pass an alert on', () => {
  const grant = fc.record({
    author: unit,
    alert: mostly(fc.constant('01M8Q3X5Z7B9D1F3H5K7M9P1R3'), fc.constant('')),
    content: hash,
    requester: unit,
    recipients: upTo(200, unit),
    until: number,
  });
  hold(
    grant,
    (one) => signGrant(one, key),
    (wire) => readGrant(wire, keyOf).ok,
  );
});

test('the list of what a bundle holds', () => {
  const listed = fc.record({ case: hash, exportedBy: unit, at: number, logPosition: number });
  hold(
    listed,
    (one) => signSums('', one, key),
    (wire) => readSumsSignature(wire, '', keyOf) !== undefined,
  );
});
