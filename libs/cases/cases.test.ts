import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { accept, expectAccepted, refuse } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { type CaseEvent, readEvent, type SignedEvent, signEvent } from './event.js';
import type { CaseKind } from './kind.js';
import { CaseLedger, MOST_EVENTS_OF_AN_AUTHOR, MOST_WAITING_OF_AN_AUTHOR } from './ledger.js';
import { vouchedFor } from './vouched.js';

const unit = (name: string) => UnitAddress.parse(name);
const PARTIES = ['ne/court', 'pt/authority', 'sn/police', 'es/police'].map(unit) as [
  UnitAddress,
  UnitAddress,
  UnitAddress,
  UnitAddress,
];
const [asker, asked, joiner, stranger] = PARTIES;
const keys = new Map<UnitAddress, SigningKey>(PARTIES.map((party) => [party, newSigningKey()]));
const keyOf = (author: UnitAddress) => keys.get(author)?.publicKey;

/** A small request: asked, answered once, withdrawn until then; the asked side brings others in and lets them go. */
interface Request {
  readonly status: 'open' | 'answered' | 'withdrawn';
  readonly notes: readonly string[];
}
const REQUEST: CaseKind<Request> = {
  name: 'request',
  begin: (first) =>
    first.move === 'ask'
      ? accept({ state: { status: 'open', notes: [] }, parties: [asker, asked] })
      : refuse('not-asked', 'x', 'x'),
  apply: (state, event, parties) => {
    const who = event.terms.get('who') as UnitAddress;
    switch (event.move) {
      case 'note':
        return accept({ state: { ...state, notes: [...state.notes, `${event.author}:${event.terms.get('text')}`] } });
      case 'answer':
        if (event.author !== asked || state.status !== 'open') return refuse('not-now', 'x', 'x');
        return accept({ state: { ...state, status: 'answered' } });
      case 'withdraw':
        if (event.author !== asker || state.status !== 'open') return refuse('not-now', 'x', 'x');
        return accept({ state: { ...state, status: 'withdrawn' } });
      case 'bring-in':
        return event.author === asked
          ? accept({ state, parties: [...new Set([...parties, who])] })
          : refuse('not-yours', 'x', 'x');
      case 'let-go':
        return event.author === asked
          ? accept({ state, parties: parties.filter((one) => one !== who) })
          : refuse('not-yours', 'x', 'x');
      default:
        return refuse('unknown-move', 'x', 'x');
    }
  },
  // What was asked is taken back before it is answered, where both happen at once.
  rank: ({ move }) => ({ withdraw: 1, answer: 2 })[move] ?? 3,
};

/** What parties do: each acts on what it has seen, and sees what reaches it. */
type Step =
  | { readonly does: number; readonly move: string; readonly text: string }
  | { readonly hears: number; readonly from: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.nat(2),
        move: fc.constantFrom('note', 'note', 'answer', 'withdraw', 'bring-in', 'let-go', 'unknown'),
        text: fc.string({ maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ hears: fc.nat(2), from: fc.nat(2) }) },
  ),
  { maxLength: 25 },
);

const first = signEvent(
  {
    case: null,
    kind: 'request',
    author: asker,
    sequence: 1,
    parents: [],
    at: 0,
    logPosition: 1,
    move: 'ask',
    terms: new Map(),
    content: null,
  },
  keys.get(asker)!,
);
const next = (ledger: CaseLedger<Request>, author: UnitAddress, change: Partial<CaseEvent>): SignedEvent =>
  signEvent(
    {
      case: first.hash,
      kind: 'request',
      author,
      sequence: ledger.nextSequence(author),
      parents: ledger.heads,
      at: 0,
      logPosition: 1,
      move: 'note',
      terms: new Map<string, unknown>([
        ['text', 'x'],
        ['who', joiner],
      ]),
      content: null,
      ...change,
    },
    keys.get(author)!,
  );

/** All events of a run in which parties act apart, cut off from each other, and hear of each other now and then. */
function played(run: readonly Step[]): SignedEvent[] {
  const ledgers = PARTIES.slice(0, 3).map(() => withAll([first]));
  const known = ledgers.map(() => [first]);
  for (const step of run) {
    if ('does' in step) {
      const terms = new Map<string, unknown>([
        ['text', step.text],
        ['who', joiner],
      ]);
      const event = next(ledgers[step.does]!, PARTIES[step.does]!, { move: step.move, terms });
      ledgers[step.does]!.add(event);
      known[step.does]!.push(event);
    } else {
      for (const event of known[step.from]!) {
        if (ledgers[step.hears]!.add(event) === 'added') known[step.hears]!.push(event);
      }
    }
  }
  return [...new Map(known.flat().map((event) => [hex(event.hash), event])).values()];
}

function withAll(events: readonly SignedEvent[]): CaseLedger<Request> {
  const ledger = new CaseLedger(REQUEST, first.hash);
  for (const event of events) ledger.add(event);
  return ledger;
}

const told = (ledger: CaseLedger<Request>) => ({
  ...ledger.view,
  record: ledger.view.record.map(({ event, refusal }) => [hex(event.hash), refusal?.code]),
  forks: ledger.view.forks.map((fork) => [fork.author, fork.sequence, fork.events.map(hex)]),
});
const shuffled = <T>(items: readonly T[], order: readonly number[]): T[] =>
  items
    .map((item, i) => ({ item, at: order[i % order.length]! + i / 1000 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
const orders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 });

describe('every party ends in the same state from the same events', () => {
  test('in any order of arrival, however often each comes', () => {
    fc.assert(
      fc.property(steps, orders, orders, (run, one, other) => {
        const events = played(run);
        const again = [...events, ...events.slice(0, 5)];
        expect(told(withAll(shuffled(again, one)))).toEqual(told(withAll(shuffled(again, other))));
      }),
      { numRuns: 3000 },
    );
  });

  test('from any part of them, too: what is missing is asked for by name, and then nothing is', () => {
    fc.assert(
      fc.property(steps, orders, fc.nat(), (run, order, at) => {
        const events = shuffled(played(run), order);
        const part = withAll(events.slice(0, at % (events.length + 1)));
        const missing = new Set(part.missing);
        expect(events.filter((event) => missing.has(hex(event.hash))).length).toBe(missing.size);
        for (const event of events) part.add(event);
        expect([told(part), part.missing]).toEqual([told(withAll(events)), []]);
      }),
      { numRuns: 1000 },
    );
  });

  test('with an author that says two things in one place: the same evidence everywhere, and nothing from there on counts', () => {
    fc.assert(
      fc.property(steps, orders, orders, fc.nat(2), (run, one, other, liar) => {
        const events = played(run);
        const author = PARTIES[liar]!;
        const theirs = events.filter((event) => event.author === author && event.case !== null);
        fc.pre(theirs.length > 0);
        const { hash: _, wire: __, ...said } = theirs[0]!;
        const lie = signEvent(
          {
            ...said,
            terms: new Map<string, unknown>([
              ['text', 'lie'],
              ['who', joiner],
            ]),
            move: 'note',
            at: 1,
          },
          keys.get(author)!,
        );
        const [a, b] = [one, other].map((order) => withAll(shuffled([...events, lie], order)));
        expect(told(a!)).toEqual(told(b!));
        expect(a!.view.forks).toEqual([expect.objectContaining({ author, sequence: said.sequence })]);
        for (const { event, refusal } of a!.view.record) {
          if (event.author === author && event.sequence >= said.sequence) expect(refusal?.code).toBe('author-forked');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what the engine itself sees to', () => {
  test('moves made at once are put in order by the kind’s rule, on both sides', () => {
    const [left, right] = [withAll([first]), withAll([first])];
    const answer = next(left, asked, { move: 'answer' });
    const withdraw = next(right, asker, { move: 'withdraw' });
    for (const [ledger, event] of [
      [left, withdraw],
      [right, answer],
    ] as const) {
      ledger.add(event === withdraw ? answer : withdraw);
      ledger.add(event);
      expect(ledger.view.state!.status).toBe('withdrawn');
      expect(ledger.view.record.at(-1)).toMatchObject({ event: { move: 'answer' }, refusal: { code: 'not-now' } });
    }
  });

  test('who is no party says nothing that counts; who was let go keeps what was written before', () => {
    const ledger = withAll([first]);
    const put = (author: UnitAddress, move: string) => ledger.add(next(ledger, author, { move }));
    put(stranger, 'note');
    put(asked, 'bring-in');
    put(joiner, 'note');
    put(asked, 'let-go');
    put(joiner, 'note');
    expect(ledger.view.record.map(({ refusal }) => refusal?.code)).toEqual([
      undefined,
      'not-a-party',
      undefined,
      undefined,
      undefined,
      'not-a-party',
    ]);
    expect(ledger.view.state!.notes).toEqual(['sn/police:x']);
  });

  test('an event of another case or kind is refused; one that does not follow its author’s own stays without effect', () => {
    const ledger = withAll([first]);
    expect(ledger.add(next(ledger, asked, { case: new Uint8Array(32) }))).toBe('refused');
    expect(ledger.add(next(ledger, asked, { kind: 'referral' }))).toBe('refused');
    expect(ledger.add(next(ledger, asked, { sequence: 2 }))).toBe('added');
    expect(ledger.view.record.at(-1)!.refusal?.code).toBe('chain-broken');
    expect(ledger.add(first)).toBe('known');
  });

  test('an author who says things without end is taken as far as a case holds, and further in what others have built on alone', () => {
    let compared = 0;
    const counting = { ...REQUEST, rank: (event: CaseEvent) => [compared++, REQUEST.rank(event)][1]! };
    const ledger = new CaseLedger(counting, first.hash);
    ledger.add(first);
    const floods = Array.from({ length: MOST_EVENTS_OF_AN_AUTHOR + 10 }, (_, i) =>
      next(ledger, asker, { sequence: 2 + (i % 100), parents: [first.hash], terms: new Map([['text', `${i}`]]) }),
    );
    const taken = floods.map((event) => ledger.add(event));
    expect(taken.lastIndexOf('added')).toBe(MOST_EVENTS_OF_AN_AUTHOR - 2);
    expect(new Set(taken.slice(MOST_EVENTS_OF_AN_AUTHOR - 1))).toEqual(new Set(['too-many']));
    expect(ledger.add(next(ledger, asker, { sequence: MOST_EVENTS_OF_AN_AUTHOR + 1 }))).toBe('too-many');
    expect(ledger.view.record).toHaveLength(MOST_EVENTS_OF_AN_AUTHOR);
    // Putting them in order takes time as there are many, not as their square.
    expect(compared).toBeLessThan(40 * MOST_EVENTS_OF_AN_AUTHOR);

    const last = floods.at(-1)!;
    expect(ledger.add(next(ledger, asked, { sequence: 1, parents: [last.hash] }))).toBe('waits');
    expect([ledger.add(last), ledger.missing]).toEqual(['added', []]);
  });

  describe('whose parents never come', () => {
    let said = 0;
    const unknown = () => sha256(utf8(`never comes ${said++}`));
    const orphan = (author: UnitAddress, parents: readonly Uint8Array[] = [unknown()]) =>
      next(withAll([first]), author, { sequence: 1, parents, terms: new Map([['text', `${said++}`]]) });

    test('events are looked at once, however many come after them', () => {
      let looked = 0;
      const watched = (event: SignedEvent): SignedEvent => {
        const parents = event.parents;
        return Object.defineProperty({ ...event }, 'parents', { get: () => [looked++, parents][1] });
      };
      const ledger = withAll([first]);
      const waiting = Array.from({ length: MOST_WAITING_OF_AN_AUTHOR }, () => orphan(asked, [first.hash, unknown()]));
      for (const event of waiting) expect(ledger.add(watched(event))).toBe('waits');
      const before = looked;
      for (let n = 0; n < 100; n++) expect(ledger.add(next(ledger, asker, {}))).toBe('added');
      expect(looked).toBe(before);
      expect(ledger.missing).toHaveLength(MOST_WAITING_OF_AN_AUTHOR);
    });

    test('are kept as far as an author’s share, without another’s; what is built on is taken all the same', () => {
      const ledger = withAll([first]);
      const added = Array.from({ length: MOST_WAITING_OF_AN_AUTHOR + 10 }, () => ledger.add(orphan(asker)));
      expect(added.lastIndexOf('waits')).toBe(MOST_WAITING_OF_AN_AUTHOR - 1);
      expect(new Set(added.slice(MOST_WAITING_OF_AN_AUTHOR))).toEqual(new Set(['left']));
      expect(ledger.full).toEqual([asker]);
      const builtOn = orphan(asker);
      const honest = orphan(asked, [builtOn.hash]);
      expect([ledger.add(honest), ledger.missingBefore([honest])]).toEqual(['waits', [hex(builtOn.hash)]]);
      expect(ledger.add(builtOn)).toBe('waits');
      expect(ledger.missingBefore([honest])).toEqual([hex(builtOn.parents[0]!)]);
      expect(ledger.add(next(ledger, asker, {}))).toBe('added');
    });

    test('are kept no further than that, built on or not, in a case of which the first event is not here', () => {
      const ledger = withAll([]);
      for (let n = 0; n < MOST_WAITING_OF_AN_AUTHOR; n++) ledger.add(orphan(asker));
      const builtOn = orphan(asker);
      expect(ledger.add(orphan(asked, [builtOn.hash]))).toBe('waits');
      expect([ledger.isBegun, ledger.add(builtOn)]).toEqual([false, 'left']);
      ledger.add(first);
      expect([ledger.isBegun, ledger.add(builtOn)]).toEqual([true, 'waits']);
    });

    test('are all there again when the case is opened, in whatever order they are read', () => {
      fc.assert(
        fc.property(steps, orders, (run, order) => {
          const events = played(run);
          const ledger = new CaseLedger(REQUEST, first.hash);
          for (const event of shuffled(events, order)) ledger.restore(event);
          expect(told(ledger)).toEqual(told(withAll(events)));
        }),
      );
      const ledger = withAll([]);
      const chain = [first];
      for (let n = 0; n < 2 * MOST_WAITING_OF_AN_AUTHOR; n++) chain.push(orphan(asker, [chain.at(-1)!.hash]));
      for (const event of [...chain].reverse()) ledger.restore(event);
      expect(ledger.view.record).toHaveLength(chain.length);
    });
  });

  test('an event altered in any byte is no event', () => {
    const { wire } = next(withAll([first]), asked, {});
    expect(expectAccepted(readEvent(wire, keyOf)).author).toBe(asked);
    fc.assert(
      fc.property(fc.nat(wire.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Uint8Array.from(wire);
        altered[at]! ^= by;
        expect(readEvent(altered, keyOf).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

test('of an author who is no longer believed those events alone are taken that others have built on, or that are asked for', () => {
  fc.assert(
    fc.property(steps, fc.nat(2), fc.nat(30), (run, thief, asks) => {
      const events = played(run);
      const barred = (event: SignedEvent) => event.author === PARTIES[thief];
      const wanted = events.slice(asks, asks + 1).map((event) => hex(event.hash));
      const vouched = vouchedFor(events, wanted, barred);
      const above = (event: SignedEvent): SignedEvent[] =>
        events.filter((other) => other.parents.some((parent) => hex(parent) === hex(event.hash)));
      for (const event of events) {
        const isWanted = wanted.includes(hex(event.hash));
        const isBuiltOn = above(event).some((other) => vouched.has(other));
        expect(vouched.has(event)).toBe(!barred(event) || isWanted || isBuiltOn);
      }
    }),
  );
});
