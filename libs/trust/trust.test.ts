import { beforeEach, describe, expect, test } from '@jest/globals';
import { keyId, newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { ExampleLog, epochKeyOf } from '#libs/testing/example-log.js';
import type { Author } from './author.js';
import { StatementBody } from './bodies.js';
import { EPOCHS_KEPT, emptyDirectory, epochKeyFor, isSuspended, policyAt, signingKeyAt } from './directory.js';
import { draftStatement, signedAsIs, signStatement } from './draft.js';
import { fold } from './fold.js';
import { senderKey } from './sender.js';
import { MOST_NODES } from './statements/nodes.js';
import { MOST_UNITS } from './statements/units.js';

let log: ExampleLog;
let committee: SigningKey[];
beforeEach(() => {
  log = ExampleLog.withMembers('ne', 'pt');
  committee = log.committee.slice(0, 2);
});

/** What the log answers to a statement: `accepted`, or the refusal's code. */
const answer = (body: unknown, keys: readonly SigningKey[], author?: string): string => {
  const said = log.say(body, keys, author as Author);
  return said.ok ? 'accepted' : said.refusal.code;
};
const unit = (address = 'ne/police') => log.state.units.get(address as never)!;
const [unitKey, memberKey] = [(u: string) => log.unitKeys.get(u)!, (m: string) => log.memberKeys.get(m)!];

describe('the fold', () => {
  test('admits a member by the committee’s threshold, and then the member speaks for itself', () => {
    expect([...log.state.units.keys()]).toEqual(['ne/police', 'ne/liaison', 'pt/police', 'pt/liaison']);
    expect(log.state.size).toBe(9);
  });

  test('enrols no second node with a witness key that stands for another, which would count for two', () => {
    const witness = log.witnessKeys.get('ne/main')!;
    const { hubKey, recordKey } = log.state.nodes.get('ne/main' as never)!;
    const body = { type: 'node-enrolled', node: 'pt/second', hubKey, witnessKey: witness.publicKey, recordKey };
    expect(answer(body, [memberKey('pt'), witness])).toBe('already-there');
  });

  test.each(['committee', 'log'])('admits no member called %s, who speaks for somebody else', (member) => {
    const body = { type: 'member-admitted', member, name: 'X', memberKey: newSigningKey().publicKey };
    expect(StatementBody.safeParse(body).success).toBe(false);
    expect(StatementBody.safeParse({ ...body, member: 'ml' }).success).toBe(true);
  });

  test('enrols no more nodes of a member than the hub has room for', () => {
    for (let n = 1; n < MOST_NODES; n++) log.enrol(`ne/node-${n}`);
    expect(() => log.enrol('ne/one-more')).toThrow('ne has 8 nodes already');
    expect(answer({ type: 'node-retired', node: 'ne/node-1' }, [memberKey('ne')])).toBe('accepted');
    expect(() => log.enrol('ne/one-more')).not.toThrow();
  });

  test('registers no more units of a member than it may have at once, so that none grows the log or others’ audience without end', () => {
    const live = () => [...log.state.units.values()].filter((one) => one.node === 'ne/main' && !one.retiredAt).length;
    for (let n = live(); n < MOST_UNITS; n++) log.register(`ne/unit-${n}`, 'specialised-police');
    expect(() => log.register('ne/one-more', 'specialised-police')).toThrow('ne has 64 units already');
    expect(live()).toBe(MOST_UNITS);
    log.register('pt/one-more', 'specialised-police');
    const [key, fresh] = [memberKey('ne'), newSigningKey()];
    expect(answer({ type: 'unit-changed', unit: 'ne/police', name: 'Agadez' }, [key])).toBe('accepted');
    const rotation = { type: 'unit-key-rotated', unit: 'ne/police', newKey: fresh.publicKey };
    expect(answer(rotation, [key, fresh])).toBe('accepted');
    expect(answer({ type: 'unit-retired', unit: 'ne/unit-9' }, [key])).toBe('accepted');
    expect(() => log.register('ne/one-more', 'specialised-police')).not.toThrow();
  });

  test('refuses a genesis that any of its committee did not sign', () => {
    const fresh = new ExampleLog();
    expect(fresh.say(fresh.genesis(), fresh.committee.slice(0, 2))).toMatchObject({ refusal: { code: 'not-signed' } });
  });

  test('refuses an admission that too few of the committee signed, or one of them twice, or outsiders', () => {
    const [first] = committee as [SigningKey];
    const admission = { type: 'member-admitted', member: 'sn', name: 'Senegal', memberKey: newSigningKey().publicKey };
    for (const keys of [[first], [first, first], [memberKey('ne'), memberKey('pt'), unitKey('ne/police')]]) {
      expect(answer(admission, keys)).toBe('not-signed');
    }
    expect(log.say(admission, [first])).toMatchObject({
      refusal: { message: '1 of the Steering Committee signed; 2 must.', remedy: 'Collect the missing signatures.' },
    });
  });

  test('refuses a statement again, out of turn, and of another network', () => {
    const once = log.entry(epochKeyOf('ne/police', 3000), [unitKey('ne/police')]);
    expect(log.take(once).ok).toBe(true);
    expect(log.take(once)).toMatchObject({ refusal: { code: 'out-of-order' } });
    const elsewhere = ExampleLog.founded();
    const replayed = elsewhere.entry({ type: 'member-suspended', member: 'ne', reason: 'x' }, log.committee);
    expect(log.take(replayed)).toMatchObject({ refusal: { code: 'wrong-network' } });
    expect(answer(log.genesis(), log.committee)).toBe('wrong-network');
  });

  test('refuses an author’s fork: two statements with one number', () => {
    const [one, other] = [1, 2].map(() => log.entry(epochKeyOf('ne/police', 3000), [unitKey('ne/police')]));
    expect([log.take(one!).ok, log.take(other!).ok]).toEqual([true, false]);
  });

  test('refuses an entry with any byte changed or cut anywhere, and stays as it was', () => {
    const good = log.entry(epochKeyOf('ne/police', 3000), [unitKey('ne/police')]);
    for (let at = 0; at < good.length; at += 7) {
      const altered = Buffer.from(good);
      altered[at]! ^= 0x01;
      expect([at, log.take(altered).ok]).toEqual([at, false]);
      expect([at, log.take(good.subarray(0, at)).ok]).toEqual([at, false]);
      expect(log.state.size).toBe(9);
    }
    expect(log.take(good).ok).toBe(true);
  });
});

describe('who may say what', () => {
  const someKey = newSigningKey();
  const subscription = { type: 'subscription-set', unit: 'ne/police', lines: [] };
  const contact = { contact: 'ab'.repeat(16), commitment: new Uint8Array(32) };

  /** Each statement with those who have to sign it, and with somebody who would like to. */
  const rules: [string, () => { body: object; signers: SigningKey[]; thief: SigningKey[]; author?: string }][] = [
    [
      'committee-changed',
      () => ({
        body: { type: 'committee-changed', committee: [someKey.publicKey], threshold: 1 },
        signers: committee,
        thief: [someKey],
      }),
    ],
    [
      'member-suspended',
      () => ({
        body: { type: 'member-suspended', member: 'pt', reason: 'Its node was stolen.' },
        signers: committee,
        thief: [memberKey('ne')],
      }),
    ],
    [
      'member-key-rotated',
      () => ({
        body: { type: 'member-key-rotated', member: 'ne', newKey: someKey.publicKey },
        signers: [memberKey('ne'), someKey],
        thief: [memberKey('ne')],
      }),
    ],
    [
      'member-key-recovered',
      () => ({
        body: { type: 'member-key-recovered', member: 'ne', newKey: someKey.publicKey, reason: 'Lost in a fire.' },
        signers: [...committee, someKey],
        thief: [memberKey('ne'), someKey],
      }),
    ],
    [
      'node-retired',
      () => ({
        body: { type: 'node-retired', node: 'ne/second' },
        signers: [memberKey('ne')],
        thief: [memberKey('pt')],
      }),
    ],
    [
      'unit-changed',
      () => ({
        body: { type: 'unit-changed', unit: 'ne/police', name: 'Police, Agadez' },
        signers: [memberKey('ne')],
        thief: [unitKey('ne/police')],
      }),
    ],
    [
      'unit-key-rotated',
      () => ({
        body: { type: 'unit-key-rotated', unit: 'ne/police', newKey: someKey.publicKey },
        signers: [memberKey('ne'), someKey],
        thief: [unitKey('ne/police'), someKey],
      }),
    ],
    [
      'key-revoked',
      () => ({
        body: {
          type: 'key-revoked',
          unit: 'ne/police',
          keyId: keyId(unitKey('ne/police').publicKey),
          compromisedAt: 5,
        },
        signers: [memberKey('ne')],
        thief: [unitKey('ne/police')],
      }),
    ],
    [
      'unit-retired',
      () => ({
        body: { type: 'unit-retired', unit: 'ne/police' },
        signers: [memberKey('ne')],
        thief: committee,
      }),
    ],
    [
      'epoch-key-published',
      () => ({
        body: epochKeyOf('ne/police', 3000),
        signers: [unitKey('ne/police')],
        thief: [memberKey('ne')],
      }),
    ],
    [
      'subscription-set',
      () => ({ body: subscription, signers: [unitKey('ne/police')], thief: [unitKey('pt/police')] }),
    ],
    [
      'contact-published',
      () => ({
        body: { type: 'contact-published', office: 'ne/liaison', ...contact },
        signers: [unitKey('ne/liaison')],
        thief: [unitKey('ne/police')],
      }),
    ],
    [
      'coordination-body-published',
      () => ({
        body: {
          type: 'coordination-body-published',
          office: 'ne/liaison',
          id: 'national-commission',
          form: 'national-commission',
          names: [{ language: 'fr', text: 'Commission nationale' }],
          institutions: [{ name: 'Sultanat (exemple)', type: 'traditional-authority' }],
        },
        signers: [unitKey('ne/liaison')],
        thief: [memberKey('ne')],
      }),
    ],
    [
      'instrument-recorded',
      () => ({
        body: {
          type: 'instrument-recorded',
          office: 'ne/liaison',
          id: 'ne-pt',
          form: 'bilateral-agreement',
          titles: [{ language: 'fr', text: 'Accord (exemple)' }],
          partners: ['pt'],
          reservations: [],
          declarations: { acceptedLanguages: ['fr'], centralAuthority: 'ne/liaison', others: [] },
        },
        signers: [unitKey('ne/liaison')],
        thief: [unitKey('pt/liaison')],
      }),
    ],
    [
      'network-policy-adopted',
      () => ({
        body: { type: 'network-policy-adopted', title: 'Default', text: 'permit (principal, action, resource);' },
        signers: committee,
        thief: [committee[0]!],
      }),
    ],
    [
      'national-policy-adopted',
      () => ({
        body: {
          type: 'national-policy-adopted',
          member: 'ne',
          title: 'Niger',
          text: 'forbid (principal, action, resource);',
        },
        signers: [memberKey('ne')],
        thief: committee,
      }),
    ],
  ];

  test.each(rules)('%s: by its signers, and by nobody else', (_type, make) => {
    log.enrol('ne/second');
    const { body, signers, thief } = make();
    const before = log.state.size;
    expect(answer(body, thief)).toBe('not-signed');
    expect(log.state.size).toBe(before);
    expect(answer(body, signers)).toBe('accepted');
  });

  test('a unit’s liaison office subscribes it; another member’s, or another unit, does not', () => {
    expect(answer(subscription, [unitKey('ne/liaison')], 'ne/liaison')).toBe('accepted');
    expect(answer(subscription, [unitKey('pt/liaison')], 'pt/liaison')).toBe('not-the-author');
    expect(answer({ ...subscription, unit: 'ne/liaison' }, [unitKey('ne/police')], 'ne/police')).toBe('not-the-author');
  });

  test('only a liaison office publishes contacts, and only its own', () => {
    expect(answer({ type: 'contact-published', office: 'ne/police', ...contact }, [unitKey('ne/police')])).toBe(
      'not-the-author',
    );
    expect(answer({ type: 'contact-published', office: 'ne/liaison', ...contact }, [unitKey('ne/liaison')])).toBe(
      'accepted',
    );
    const erasure = { type: 'contact-erased', office: 'pt/liaison', contact: contact.contact };
    expect(answer(erasure, [unitKey('pt/liaison')])).toBe('not-there');
  });

  test('the directory takes a hundred contacts of a member, whichever of its offices publishes them', () => {
    log.register('ne/second', 'liaison-office');
    const publish = (office: string, i: number) => {
      const id = i.toString(16).padStart(32, '0');
      return answer({ type: 'contact-published', office, ...contact, contact: id }, [unitKey(office)]);
    };
    for (let i = 0; i < 100; i++) expect(publish(i % 2 === 0 ? 'ne/liaison' : 'ne/second', i)).toBe('accepted');
    expect([publish('ne/second', 100), publish('pt/liaison', 101)]).toEqual(['too-many-contacts', 'accepted']);
    const erasure = { type: 'contact-erased', office: 'ne/liaison', contact: '0'.repeat(32) };
    expect([answer(erasure, [unitKey('ne/liaison')]), publish('ne/second', 100)]).toEqual(['accepted', 'accepted']);
  });

  test('one member does not speak for another', () => {
    const body = StatementBody.parse({ type: 'unit-retired', unit: 'ne/police' });
    const forged = signStatement({ ...draftStatement(log.state, body, 0, 'pt' as Author) }, [memberKey('pt')]);
    expect(log.take(forged)).toMatchObject({ refusal: { code: 'not-the-author' } });
  });
});

describe('what makes no sense is refused with its reason', () => {
  test.each([
    [
      'a member twice',
      { type: 'member-admitted', member: 'ne', name: 'N', memberKey: new Uint8Array(32) },
      'already-there',
    ],
    ['a reinstatement of a member that is not suspended', { type: 'member-reinstated', member: 'ne' }, 'not-there'],
    [
      'a committee that could never decide',
      { type: 'committee-changed', committee: [new Uint8Array(32)], threshold: 2 },
      'committee-malformed',
    ],
    [
      'a committee with one key twice',
      { type: 'committee-changed', committee: [new Uint8Array(32), new Uint8Array(32)], threshold: 1 },
      'committee-malformed',
    ],
  ])('%s', (_what, body, code) => expect(answer(body, committee)).toBe(code));

  test('a node that still has units is not retired', () => {
    expect(answer({ type: 'node-retired', node: 'ne/main' }, [memberKey('ne')])).toBe('already-there');
  });

  test('a polygon that crosses itself names itself', () => {
    const bow = [
      [0, 0],
      [100, 100],
      [100, 0],
      [0, 100],
    ];
    const line = { kinds: ['alert'], topics: [], languages: [], urgentOnly: false, delivery: 'immediate' };
    const areas = [{ type: 'polygon', name: 'Kaouar', corners: bow }];
    const said = log.say({ type: 'subscription-set', unit: 'ne/police', lines: [{ ...line, areas }] }, [
      unitKey('ne/police'),
    ]);
    expect(said).toMatchObject({
      refusal: { code: 'area-malformed', message: 'The outline of the drawn area "Kaouar" crosses itself.' },
    });
  });

  test('a statement that is not one names the field', () => {
    expect(() => StatementBody.parse({ type: 'member-admitted', member: 'NE', name: '', memberKey: 1 })).toThrow(
      /lower case/,
    );
  });
});

test.each([
  ['its time beyond `Date`', { at: 9e15 }],
  ['its number beyond a column', { sequence: 3e9 }],
  ['U+0000 in it', { body: { type: 'national-policy-adopted', member: 'ne', title: 'a\0b', text: 'x' } }],
  [
    'a time in it beyond `Date`',
    { body: { type: 'key-revoked', unit: 'ne/police', keyId: new Uint8Array(16), compromisedAt: 9e15 } },
  ],
  [
    'an epoch beyond a column',
    { body: { type: 'epoch-key-published', unit: 'ne/police', epoch: 3e9, publicKey: new Uint8Array(1216) } },
  ],
] as const)('a statement with %s is none, to every reader of the log alike', (_what, change) => {
  const body = { type: 'member-key-rotated', member: 'ne', newKey: newSigningKey().publicKey } as never;
  const statement = { ...draftStatement(log.state, body, 0), ...(change as object) };
  const folded = log.take(signedAsIs(statement, [memberKey('ne'), unitKey('ne/police')]));
  expect(folded).toMatchObject({ ok: false, refusal: { code: 'statement-malformed' } });
});

describe('keys by position', () => {
  test('each position has one answer: before and after a rotation', () => {
    const [first, second] = [unitKey('ne/police'), newSigningKey()];
    log.must({ type: 'unit-key-rotated', unit: 'ne/police', newKey: second.publicKey }, [memberKey('ne'), second]);
    expect(signingKeyAt(unit(), 1)).toBeUndefined();
    expect(signingKeyAt(unit(), 9)).toEqual(first.publicKey);
    expect(signingKeyAt(unit(), 10)).toEqual(second.publicKey);
    expect(answer(epochKeyOf('ne/police', 3000), [first])).toBe('not-signed');
    expect(answer(epochKeyOf('ne/police', 3000), [second])).toBe('accepted');
  });

  test('a rotation needs the new key’s signature too: nobody names a key that another holds', () => {
    const stolen = unitKey('pt/police');
    expect(answer({ type: 'unit-key-rotated', unit: 'ne/police', newKey: stolen.publicKey }, [memberKey('ne')])).toBe(
      'not-signed',
    );
  });

  test('a revoked key is live at no later position, and mail that comes in now is not believed at any', () => {
    const revoked = {
      type: 'key-revoked',
      unit: 'ne/police',
      keyId: keyId(unitKey('ne/police').publicKey),
      compromisedAt: 5,
    };
    expect(senderKey(log.state, 'ne/police' as never, 9).ok).toBe(true);
    log.must(revoked, [memberKey('ne')]);
    expect(signingKeyAt(unit(), 9)).toBeDefined();
    expect(signingKeyAt(unit(), 10)).toBeUndefined();
    expect(senderKey(log.state, 'ne/police' as never, 9)).toMatchObject({ refusal: { code: 'sender-key-revoked' } });
    expect(answer(epochKeyOf('ne/police', 3000), [unitKey('ne/police')])).toBe('not-signed');
    expect(answer(revoked, [memberKey('ne')])).toBe('already-there');
  });

  test('a key is revoked of a unit that was retired, too: what it signs can name a position before that', () => {
    const { publicKey } = unitKey('ne/police');
    log.must({ type: 'unit-retired', unit: 'ne/police' }, [memberKey('ne')]);
    expect(senderKey(log.state, 'ne/police' as never, 9).ok).toBe(true);
    log.must({ type: 'key-revoked', unit: 'ne/police', keyId: keyId(publicKey), compromisedAt: 5 }, [memberKey('ne')]);
    expect(senderKey(log.state, 'ne/police' as never, 9)).toMatchObject({ refusal: { code: 'sender-key-revoked' } });
  });

  test('a revoked epoch key is encapsulated to no more', () => {
    log.publishEpochKey('ne/police', 100);
    const { key } = epochKeyFor(unit(), 0)!;
    log.must({ type: 'key-revoked', unit: 'ne/police', keyId: keyId(key), compromisedAt: 5 }, [memberKey('ne')]);
    expect(epochKeyFor(unit(), 0)).toBeUndefined();
  });

  test('a suspended member neither speaks nor is believed, until it is reinstated', () => {
    const suspend = { type: 'member-suspended', member: 'ne', reason: 'x' };
    log.must(suspend, committee);
    expect(answer(epochKeyOf('ne/police', 3000), [unitKey('ne/police')])).toBe('suspended');
    expect(senderKey(log.state, 'ne/police' as never, 10)).toMatchObject({ refusal: { code: 'sender-suspended' } });
    expect(answer(suspend, committee)).toBe('already-there');
    log.must({ type: 'member-reinstated', member: 'ne' }, committee);
    expect([9, 10, 11].map((p) => isSuspended(log.state.members.get('ne' as never)!, p))).toEqual([false, true, false]);
    expect(answer(epochKeyOf('ne/police', 3000), [unitKey('ne/police')])).toBe('accepted');
  });

  test('a member’s lost key is recovered by the committee, and the old one speaks no more', () => {
    const [old, fresh] = [memberKey('ne'), newSigningKey()];
    const recovery = { type: 'member-key-recovered', member: 'ne', newKey: fresh.publicKey, reason: 'Lost.' };
    log.must(recovery, [...committee, fresh]);
    const rename = { type: 'unit-changed', unit: 'ne/police', name: 'Agadez' };
    expect([answer(rename, [old]), answer(rename, [fresh])]).toEqual(['not-signed', 'accepted']);
  });

  test('a changed committee decides from then on, and the old one no more', () => {
    const next = [newSigningKey(), newSigningKey()];
    log.must({ type: 'committee-changed', committee: next.map((k) => k.publicKey), threshold: 2 }, committee);
    const suspend = { type: 'member-suspended', member: 'ne', reason: 'x' };
    expect([answer(suspend, log.committee), answer(suspend, next)]).toEqual(['not-signed', 'accepted']);
  });

  test('a policy is in force from its position', () => {
    const adopt = (text: string) => log.must({ type: 'network-policy-adopted', title: text, text }, committee);
    adopt('first');
    adopt('second');
    expect([9, 10, 11].map((p) => policyAt(log.state.networkPolicies, p)?.title)).toEqual([
      undefined,
      'first',
      'second',
    ]);
  });

  test('a sender gets the current epoch’s key, or the newest earlier one marked stale; old ones are let go', () => {
    for (let epoch = 100; epoch < 110; epoch++) log.publishEpochKey('ne/police', epoch);
    const week = 7 * 24 * 3600 * 1000;
    expect(epochKeyFor(unit(), 105.5 * week)).toMatchObject({ epoch: 105, stale: false });
    expect(epochKeyFor(unit(), 117 * week)).toMatchObject({ epoch: 109, stale: true });
    expect(unit().epochKeys.size).toBe(EPOCHS_KEPT);
    expect(answer(epochKeyOf('ne/police', 100), [unitKey('ne/police')])).toBe('already-there');
  });
});

test('nothing is folded before the genesis', () => {
  const entry = log.entry({ type: 'member-reinstated', member: 'ne' }, committee);
  expect(fold(emptyDirectory(), entry)).toMatchObject({ refusal: { code: 'wrong-network' } });
});
