import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyId, newSigningKey } from '#libs/cose/ed25519.js';
import { leafHash, verifyInclusion } from '#libs/log/merkle.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { sayAnything } from '#libs/testing/any-log.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { UnitAddress } from './address.js';
import { emptyDirectory, MOST_UNROOTED } from './directory.js';
import { fold } from './fold.js';
import { keyTree, readStatus } from './key-tree.js';

const NE = UnitAddress.parse('ne/police');
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'accepted';

test('of any log, what its first entries say of each key is proved by one leaf, whoever reads how far', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 60 }), fc.nat(100), (choices, part) => {
      const log = ExampleLog.withMembers('ne', 'pt');
      for (const choice of choices) sayAnything(log, choice);
      const size = Math.max(1, Math.floor((log.entries.length * part) / 100));
      const earlier = emptyDirectory();
      for (const entry of log.entries.slice(0, size)) expectAccepted(fold(earlier, entry));
      const [then, afterwards] = [keyTree(earlier), keyTree(log.state, size)];
      expect([afterwards.root, afterwards.count]).toEqual([then.root, then.count]);
      for (const unit of earlier.units.values())
        for (const { key, from } of unit.signingKeys) {
          const { leaf, index, proof } = afterwards.prove(unit.address, key)!;
          expect(verifyInclusion(leafHash(leaf), index, then.count, proof, then.root).ok).toBe(true);
          expect(readStatus(leaf, earlier.network!, unit.address, key)).toMatchObject({ from });
        }
    }),
    { numRuns: 60 },
  );
});

test('a key’s leaf says when another took its place, since when it was stolen, and when its unit and member ended', () => {
  const log = ExampleLog.withMembers('ne', 'pt');
  const [first, second] = [log.unitKeys.get(NE)!, newSigningKey()];
  const member = [log.memberKey(NE)];
  log.must({ type: 'unit-key-rotated', unit: NE, newKey: second.publicKey }, [...member, second]);
  const rotatedAt = log.state.size;
  log.must({ type: 'key-revoked', unit: NE, keyId: keyId(first.publicKey), compromisedAt: 7 }, member);
  const revokedAt = log.state.size;
  log.must({ type: 'member-suspended', member: 'ne', reason: 'x' }, log.committee);
  log.must({ type: 'member-reinstated', member: 'ne' }, log.committee);
  log.must({ type: 'unit-retired', unit: NE }, member);
  const { size, network } = log.state;
  const said = (key: Uint8Array, upTo = size) =>
    readStatus(keyTree(log.state, upTo).prove(NE, key)!.leaf, network!, NE, key);
  const ended = { retiredAt: size, suspensions: [[size - 2, size - 1]] };
  const revoked = { at: revokedAt, compromisedAt: 7 };
  expect(said(first.publicKey)).toEqual({ from: expect.any(Number), until: rotatedAt, revoked, ...ended });
  expect(said(second.publicKey)).toEqual({ from: rotatedAt, until: null, revoked: null, ...ended });
  expect(said(first.publicKey, rotatedAt)).toMatchObject({
    until: rotatedAt,
    revoked: null,
    retiredAt: null,
    suspensions: [],
  });
  expect(said(first.publicKey, rotatedAt - 1)).toMatchObject({ until: null });
  expect(keyTree(log.state, rotatedAt - 1).prove(NE, second.publicKey)).toBeUndefined();
  const { leaf } = keyTree(log.state).prove(NE, first.publicKey)!;
  expect(readStatus(leaf, network!, NE, second.publicKey)).toBeUndefined();
  expect(readStatus(leaf, network!, UnitAddress.parse('pt/police'), first.publicKey)).toBeUndefined();
  expect(readStatus(Uint8Array.of(1), network!, NE, first.publicKey)).toBeUndefined();
});

test('the log states its keys itself, and no otherwise than its entries do', () => {
  const log = ExampleLog.withMembers('ne', 'pt');
  const { root, count } = keyTree(log.state);
  const { size } = log.state;
  const said = (change: object, keys = [log.logKey]) =>
    codeOf(log.say({ type: 'state-root', size, keys: { root, count }, ...change }, keys));
  expect(said({ keys: { root: new Uint8Array(32), count } })).toBe('state-root-wrong');
  expect(said({ keys: { root, count: count + 1 } })).toBe('state-root-wrong');
  expect(said({ size: size - 1 })).toBe('state-root-wrong');
  expect(said({}, [log.committee[0]!])).toBe('not-signed');
  expect(said({})).toBe('accepted');
  expect(log.state.rootedAt).toBe(size + 1);
});

test('after so many entries none is taken before the log has stated what it says', () => {
  const log = ExampleLog.withMembers('ne');
  const unit = log.unitKeys.get(NE)!;
  const next = () => log.take(log.entry({ type: 'subscription-set', unit: NE, lines: [] }, [unit]));
  while (log.state.size < MOST_UNROOTED) expectAccepted(next());
  expect(codeOf(next())).toBe('state-root-due');
  expectAccepted(log.rooted());
  expect(codeOf(next())).toBe('accepted');
});
