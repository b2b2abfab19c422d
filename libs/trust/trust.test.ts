import { describe, expect, test } from '@jest/globals';
import { newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { newKemKey } from '#libs/envelope/hpke.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { StatementBody } from './bodies.js';
import { type DirectoryState, emptyDirectory, epochKeyFor, signingKeyAt } from './directory.js';
import { draftStatement, signStatement } from './draft.js';
import { fold } from './fold.js';

const committee = [newSigningKey(), newSigningKey(), newSigningKey()];
const [niger, portugal, agadez] = [newSigningKey(), newSigningKey(), newSigningKey()];
const HUB_KEY = `U${'A'.repeat(55)}`;

const genesis = {
  type: 'genesis',
  name: 'Test network',
  logOrigin: 'liaison.test/log',
  logKey: newSigningKey().publicKey,
  committee: committee.map((key) => key.publicKey),
  threshold: 2,
};
const admit = (member: string, key: SigningKey) => ({
  type: 'member-admitted',
  member,
  name: member,
  memberKey: key.publicKey,
});
const enrol = { type: 'node-enrolled', node: 'ne/main', hubKey: HUB_KEY };
const register = {
  type: 'unit-registered',
  unit: 'ne/police-agadez',
  node: 'ne/main',
  name: 'Police, Agadez',
  function: 'specialised-police',
  languages: ['fr'],
  signingKey: agadez.publicKey,
};
const epochKey = (epoch: number) => ({
  type: 'epoch-key-published',
  unit: 'ne/police-agadez',
  epoch,
  publicKey: newKemKey().publicKey,
});

const entry = (state: DirectoryState, body: unknown, keys: SigningKey[]) =>
  signStatement(draftStatement(state, StatementBody.parse(body), 1_795_500_000_000), keys);
const say = (state: DirectoryState, body: unknown, keys: SigningKey[]) => fold(state, entry(state, body, keys));
const codeOf = (outcome: ReturnType<typeof fold>) => (outcome.ok ? 'accepted' : outcome.refusal.code);

function founded(): DirectoryState {
  const state = emptyDirectory();
  expectAccepted(say(state, genesis, committee));
  expectAccepted(say(state, admit('ne', niger), committee.slice(0, 2)));
  expectAccepted(say(state, enrol, [niger]));
  expectAccepted(say(state, register, [niger]));
  return state;
}

describe('the directory fold', () => {
  test('admits a member by the committee’s threshold, and then the member speaks for itself', () => {
    const state = founded();
    expect([...state.units.keys()]).toEqual(['ne/police-agadez']);
    expect(state.size).toBe(4);
  });

  test('refuses a genesis that any of its committee did not sign', () => {
    expect(codeOf(say(emptyDirectory(), genesis, committee.slice(0, 2)))).toBe('not-signed');
  });

  test('refuses an admission that too few of the committee signed, or one of them twice, or outsiders', () => {
    const [first] = committee as [SigningKey];
    for (const keys of [[first], [first, first], [portugal, niger, agadez]]) {
      expect(codeOf(say(founded(), admit('pt', portugal), keys))).toBe('not-signed');
    }
  });

  test('refuses one member speaking for another, and a unit’s statement by another key', () => {
    const state = founded();
    expectAccepted(say(state, admit('pt', portugal), committee));
    const forged = signStatement(
      { ...draftStatement(state, StatementBody.parse({ ...enrol, node: 'ne/other' }), 0), author: 'pt' as never },
      [portugal],
    );
    expect(codeOf(fold(state, forged))).toMatch(/not-the-author|out-of-order/);
    expect(codeOf(say(state, { ...enrol, node: 'ne/other' }, [portugal]))).toBe('not-signed');
    expect(codeOf(say(state, epochKey(3000), [niger]))).toBe('not-signed');
  });

  test('refuses a statement again, out of turn, and of another network', () => {
    const state = founded();
    const once = entry(state, epochKey(3000), [agadez]);
    expect(codeOf(fold(state, once))).toBe('accepted');
    expect(codeOf(fold(state, once))).toBe('out-of-order');
    const elsewhere = emptyDirectory();
    expectAccepted(say(elsewhere, { ...genesis, name: 'Another' }, committee));
    expect(codeOf(fold(state, entry(elsewhere, admit('pt', portugal), committee)))).toBe('wrong-network');
    expect(codeOf(say(state, genesis, committee))).toBe('wrong-network');
  });

  test('refuses a double, an unknown node and an unknown unit', () => {
    const state = founded();
    expect(codeOf(say(state, admit('ne', niger), committee))).toBe('already-there');
    expect(codeOf(say(state, { ...register, unit: 'ne/other', node: 'ne/none' }, [niger]))).toBe('unknown-node');
    expect(codeOf(say(state, { ...epochKey(3000), unit: 'ne/none' }, [agadez]))).toBe('unknown-unit');
    expect(codeOf(say(state, { ...enrol, node: 'pt/main' }, [portugal]))).toBe('unknown-member');
  });

  test('refuses an entry with any byte changed, and stays as it was', () => {
    const state = founded();
    const good = entry(state, epochKey(3000), [agadez]);
    for (let at = 0; at < good.length; at += 7) {
      const altered = Buffer.from(good);
      altered[at]! ^= 0x01;
      expect([at, fold(state, altered).ok]).toEqual([at, false]);
      expect(state.size).toBe(4);
    }
    expect(fold(state, good).ok).toBe(true);
  });

  test('says which key was live at a position', () => {
    const unit = founded().units.get('ne/police-agadez' as never)!;
    expect(signingKeyAt(unit, 3)).toBeUndefined();
    expect(signingKeyAt(unit, 4)).toEqual(agadez.publicKey);
  });

  test('a sender gets the current epoch’s key, or the newest earlier one marked stale', () => {
    const state = founded();
    for (const epoch of [100, 101]) expectAccepted(say(state, epochKey(epoch), [agadez]));
    const unit = state.units.get('ne/police-agadez' as never)!;
    const week = 7 * 24 * 3600 * 1000;
    expect(epochKeyFor(unit, 100.5 * week)).toMatchObject({ epoch: 100, stale: false });
    expect(epochKeyFor(unit, 107 * week)).toMatchObject({ epoch: 101, stale: true });
  });
});
