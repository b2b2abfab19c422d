import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { base64, hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { CaseMessage } from '#libs/kinds/case-message.js';
import { accept, refuse } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { type CaseEvent, keptEvent, MOST_PARENTS, type SignedEvent, signEvent } from './event.js';
import type { CaseKind } from './kind.js';
import { CaseLedger } from './ledger.js';
import {
  MOST_EVENTS_OF_A_CASE,
  MOST_EVENTS_OF_AN_AUTHOR,
  MOST_PARTIES,
  MOST_WORDS_OF_AN_AUTHOR,
  roomForEvents,
  roomForWords,
} from './room.js';

/** What a party of a case, or any member, does to the others' case by what it sends of it. */
const unit = (name: string) => UnitAddress.parse(name);
const [hostile, honest, third, beside] = ['ne/court', 'pt/authority', 'sn/police', 'ne/police'].map(unit) as [
  UnitAddress,
  UnitAddress,
  UnitAddress,
  UnitAddress,
];
const key = newSigningKey();

/** What each party says is noted; everybody named is a party from the beginning. */
const kindWith = (...parties: UnitAddress[]): CaseKind<readonly string[]> => ({
  name: 'talk',
  begin: () => accept({ state: [], parties }),
  apply: (notes, { author, move, sequence }) =>
    move === 'note' ? accept({ state: [...notes, `${author} ${sequence}`] }) : refuse('unknown-move', 'x', 'x'),
  rank: () => 1,
});
const said = (change: Partial<CaseEvent>): SignedEvent =>
  signEvent(
    {
      case: null,
      kind: 'talk',
      author: hostile,
      sequence: 1,
      parents: [],
      at: 0,
      logPosition: 1,
      move: 'note',
      terms: new Map(),
      content: null,
      ...change,
    },
    key,
  );
const first = said({});
const begun = (...parties: UnitAddress[]): CaseLedger<readonly string[]> => {
  const ledger = new CaseLedger(kindWith(...parties), first.hash);
  ledger.add(first);
  return ledger;
};
/** What an honest unit's node signs next. */
const move = (ledger: CaseLedger<readonly string[]>, author = honest): SignedEvent =>
  said({
    case: first.hash,
    author,
    sequence: ledger.nextSequence(author),
    parents: ledger.parentsOf(author),
  });
const flood = (change: Partial<CaseEvent>): SignedEvent => said({ case: first.hash, parents: [first.hash], ...change });
const refusalOf = (ledger: CaseLedger<readonly string[]>, { hash }: SignedEvent) =>
  ledger.view.record.find(({ event }) => hex(event.hash) === hex(hash))!.refusal?.code;

describe('heads without end', () => {
  test('of a broken chain are no parents of anybody’s move, which has effect and is read when the case is opened again', () => {
    const ledger = begun(hostile, honest);
    for (let n = 0; n < 70; n++) ledger.add(flood({ sequence: n + 3 }));
    expect(ledger.view.record.filter(({ refusal }) => refusal?.code === 'chain-broken')).toHaveLength(70);
    const own = move(ledger);
    expect(own.parents).toEqual([first.hash]);
    expect([ledger.add(own), refusalOf(ledger, own), keptEvent(own.wire)]).toEqual(['added', undefined, own]);
  });

  test('that have effect are named as far as an event holds them, behind each author’s newest and after the mover’s own', () => {
    const ledger = begun(hostile, honest, third);
    const before = move(ledger);
    ledger.add(before);
    const theirs = move(ledger, third);
    ledger.add(theirs);
    const after = Array.from({ length: 200 }, (_, n) => {
      const broken = flood({ sequence: 3 * n + 5 });
      // What comes after a broken link counts again: there are as many heads as there are breaks.
      const next = flood({ sequence: 3 * n + 6, parents: [broken.hash] });
      for (const event of [broken, next]) ledger.add(event);
      return next;
    });
    expect(ledger.heads).toHaveLength(MOST_PARENTS);
    const own = move(ledger);
    expect(own.parents).toHaveLength(MOST_PARENTS);
    expect(own.parents.map(hex)).toEqual(expect.arrayContaining([hex(theirs.hash), hex(after.at(-1)!.hash)]));
    expect([ledger.add(own), refusalOf(ledger, own)]).toEqual(['added', undefined]);
    // What found no place is named by the moves after it, each of which comes after its author's own.
    for (let n = 0; n < 4; n++) {
      const next = move(ledger);
      expect([ledger.add(next), refusalOf(ledger, next)]).toEqual(['added', undefined]);
    }
    expect(ledger.heads).toHaveLength(1);
  });

  test('of strangers push no party’s newest out', () => {
    const ledger = begun(hostile, honest, third);
    const theirs = move(ledger, third);
    ledger.add(theirs);
    for (let n = 0; n < 100; n++) ledger.add(flood({ author: unit(`es/u${n}`) }));
    const own = move(ledger);
    expect(own.parents).toHaveLength(MOST_PARENTS);
    expect(own.parents.map(hex)).toContain(hex(theirs.hash));
  });

  test('do not keep two parties apart: who has an honest move, and all that it names, has its author’s state', () => {
    const odd = fc.array(fc.record({ sequence: fc.integer({ min: 1, max: 5 }), after: fc.array(fc.nat()) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(odd, (events) => {
        const [here, there] = [begun(hostile, honest, third), begun(hostile, honest, third)];
        const known = [first];
        for (const [n, { sequence, after }] of events.entries()) {
          const parents = [...new Set(after.map((at) => known[at % known.length]!))].map(({ hash }) => hash);
          const event = flood({ sequence, at: n, ...(parents.length > 0 && { parents }) });
          if (here.add(event) === 'added') known.push(event);
        }
        const own = move(here);
        here.add(own);
        there.add(own);
        // What is missing there is asked for by name.
        for (let asked = there.missing; asked.length > 0; asked = there.missing) {
          for (const name of asked) there.add(here.event(name)!);
        }
        expect(there.view.state).toEqual(here.view.state);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an author who goes on without end', () => {
  const chain = (length: number, author = hostile): SignedEvent[] => {
    const events = [first];
    for (let n = 1; n < length; n++) {
      const sequence = 1 + (n % MOST_EVENTS_OF_AN_AUTHOR);
      events.push(flood({ author, sequence, parents: [events.at(-1)!.hash] }));
    }
    return events.slice(1);
  };
  const MORE = MOST_EVENTS_OF_AN_AUTHOR + 1000;
  const kept = (ledger: CaseLedger<readonly string[]>, events: readonly SignedEvent[]): number =>
    events.filter((event) => ['added', 'waits'].includes(ledger.add(event))).length;
  const told = chain(MORE);

  test('is taken no further when it tells its events backwards, each of which its own later one waits for', () => {
    const ledger = begun(hostile, honest);
    expect(kept(ledger, [...told].reverse())).toBe(MOST_EVENTS_OF_AN_AUTHOR - 1);
  });

  test('nor when another unit of its member, or a stranger, builds on them', () => {
    for (const author of [beside, unit('es/police')]) {
      const ledger = begun(hostile, honest, beside);
      ledger.add(flood({ author, parents: [told.at(-1)!.hash] }));
      expect(kept(ledger, [...told].reverse())).toBe(MOST_EVENTS_OF_AN_AUTHOR - 1);
    }
  });

  test('but as far as another member’s party has built on them, once more for each member', () => {
    const ledger = begun(hostile, honest);
    const other = Array.from({ length: MOST_EVENTS_OF_AN_AUTHOR }, (_, n) => flood({ sequence: 2000 - n, at: 1 }));
    expect(kept(ledger, other)).toBe(MOST_EVENTS_OF_AN_AUTHOR - 1);
    const builtOn = told[999]!;
    ledger.add(flood({ author: honest, parents: [builtOn.hash] }));
    expect(kept(ledger, [...told].reverse())).toBe(1000);
    expect(ledger.missing).toEqual([]);
    const again = [...chain(MOST_EVENTS_OF_AN_AUTHOR)].map((_, n) => flood({ sequence: 1 + n, at: 2 }));
    ledger.add(
      flood({ author: honest, sequence: 2, parents: [builtOn.hash, ...again.slice(0, 60).map((e) => e.hash)] }),
    );
    for (let n = 3; n < 40; n++) {
      const parents = again.slice(60 * n, 60 * n + 60).map(({ hash }) => hash);
      if (parents.length > 0) ledger.add(flood({ author: honest, sequence: n, parents }));
    }
    kept(ledger, again);
    const theirs = ledger.view.record.filter(({ event }) => event.author === hostile);
    expect(theirs).toHaveLength(2 * MOST_EVENTS_OF_AN_AUTHOR);
  });

  test('has its words, whether in terms or beside them, counted by their length, and so have all units of its member', () => {
    const long = new Map([['text', 'x'.repeat(60_000)]]);
    const ledger = begun(hostile, honest);
    const events = Array.from({ length: 100 }, (_, n) => flood({ sequence: n + 2, terms: long }));
    expect(kept(ledger, events)).toBeLessThan(70);
    expect(ledger.add(move(ledger))).toBe('added');

    const words = roomForWords();
    const units = Array.from({ length: 10 }, (_, n) => unit(`ne/u${n}`));
    const taken = units.map((author) => {
      const has = words.has(author, MOST_WORDS_OF_AN_AUTHOR);
      if (has) words.take(author, MOST_WORDS_OF_AN_AUTHOR);
      return has;
    });
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect([words.has(hostile, 1), words.has(honest, MOST_WORDS_OF_AN_AUTHOR)]).toEqual([false, true]);
    expect(words.has(honest, MOST_WORDS_OF_AN_AUTHOR + 1)).toBe(false);
  });

  test('ten units of one member say no more together than two, and all members together what a bundle lists', () => {
    const ledger = begun(hostile, honest);
    const units = Array.from({ length: 10 }, (_, n) => unit(`ne/u${n}`));
    const events = units.flatMap((author) => Array.from({ length: 600 }, (_, n) => flood({ author, sequence: n + 1 })));
    expect(kept(ledger, events)).toBe(2 * MOST_EVENTS_OF_AN_AUTHOR - 1);
    expect(ledger.add(move(ledger))).toBe('added');

    const room = roomForEvents();
    for (const member of ['aa', 'bb', 'cc', 'dd', 'ee']) {
      for (const name of ['one', 'two']) room.take(unit(`${member}/${name}`), MOST_EVENTS_OF_AN_AUTHOR);
    }
    expect(10 * MOST_EVENTS_OF_AN_AUTHOR).toBe(MOST_EVENTS_OF_A_CASE);
    expect(room.has(honest, 1)).toBe(false);
  });
});

test('a party that brings others in without end brings in no more than a message of the case names', () => {
  const crowd = (most: number) => Array.from({ length: most }, (_, n) => unit(`ne/u${n}`));
  const kind: CaseKind<number> = {
    name: 'talk',
    begin: () => accept({ state: 2, parties: crowd(2) }),
    apply: (count) => accept({ state: count + 1, parties: crowd(count + 1) }),
    rank: () => 1,
  };
  const ledger = new CaseLedger(kind, first.hash);
  ledger.add(first);
  for (let n = 1; n < 100; n++) {
    const [parents, author] = [ledger.heads, crowd(2)[0]!];
    ledger.add(flood({ author, sequence: n, parents }));
  }
  expect(ledger.view.parties).toHaveLength(MOST_PARTIES);
  expect(ledger.view.record.at(-1)!.refusal?.code).toBe('too-many-parties');
  const message = { case: hex(first.hash), urgent: false, events: [{ event: base64(first.wire), content: null }] };
  expect(CaseMessage.safeParse({ ...message, parties: [...ledger.view.parties, honest, third] }).success).toBe(true);
});

test('nobody signs an event with more parents than one holds', () => {
  const parents = Array.from({ length: MOST_PARENTS + 1 }, (_, n) => sha256(utf8(`${n}`)));
  expect(() => flood({ parents })).toThrow();
  expect(flood({ parents: parents.slice(1) }).parents).toHaveLength(MOST_PARENTS);
});
