import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseEvent, type SignedEvent, signEvent } from '#libs/cases/event.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { UnitAddress } from '#libs/trust/address.js';
import { obligationsIn } from './deadlines.js';
import { MUTUAL_LEGAL_ASSISTANCE } from './kind.js';
import { MOVE_NAMES, type MoveName } from './moves/index.js';
import { type CaseState, isFinished, type MeasureState, statusOf } from './state.js';

const unit = (name: string) => UnitAddress.parse(name);
const NIAMEY = unit('ne/central-authority');
const LISBON = unit('pt/central-authority');
const POLICE = unit('pt/police-lisboa');
const PORTO = unit('pt/prosecution-porto');
const OFFICE = unit('pt/liaison');
const PARTIES = [NIAMEY, LISBON, POLICE, PORTO, OFFICE] as const;
const key = newSigningKey();
const BEGUN = Date.parse('2026-11-25T09:00Z');
const DAY = 86_400_000;

const event = (said: Partial<CaseEvent> & Pick<CaseEvent, 'author' | 'move'>): SignedEvent =>
  signEvent(
    {
      case: null,
      kind: MUTUAL_LEGAL_ASSISTANCE.name,
      sequence: 1,
      parents: [],
      at: BEGUN,
      logPosition: 1,
      terms: new Map(),
      content: null,
      ...said,
    },
    key,
  );
const requestBy = (move: string, change: object = {}) =>
  event({
    author: NIAMEY,
    move,
    terms: toTerms({
      reference: 'NE-1',
      language: 'fr',
      requested: LISBON,
      instruments: ['untoc'],
      urgency: 'normal',
      confidential: true,
      measures: [
        { number: 1, type: 'records' },
        { number: 2, type: 'freezing' },
        { number: 3, type: 'video-hearing' },
      ],
      ...change,
    }),
  });
const REQUEST = requestBy('request');

class Case {
  readonly ledger: CaseLedger<CaseState>;
  at = BEGUN;
  constructor(readonly first = REQUEST) {
    this.ledger = new CaseLedger(MUTUAL_LEGAL_ASSISTANCE, first.hash);
    this.ledger.add(first);
  }
  get state(): CaseState {
    return this.ledger.view.state!;
  }
  make(author: UnitAddress, move: string, terms: object, at = this.at): SignedEvent {
    return event({
      author,
      move,
      terms: toTerms(terms),
      case: this.first.hash,
      parents: this.ledger.heads,
      sequence: this.ledger.nextSequence(author),
      at,
    });
  }
  /** Makes a move. @returns `done`, or the code of its refusal */
  does(author: UnitAddress, move: MoveName, terms: object = {}): string {
    this.ledger.add(this.make(author, move, terms));
    return this.ledger.view.record.at(-1)!.refusal?.code ?? 'done';
  }
  /** To the point where it can be decided. */
  static acknowledged(first = REQUEST): Case {
    const one = new Case(first);
    one.does(LISBON, 'acknowledge', { reference: '112/26' });
    return one;
  }
}

const number = fc.integer({ min: 1, max: 3 });
const measures = fc.uniqueArray(number, { minLength: 1, maxLength: 3 });
const item = fc.constantFrom('E1', 'E2');
const sha256 = fc.constantFrom('a'.repeat(64), 'b'.repeat(64));
/** What somebody may say in each move, right or wrong. */
const TERMS: Record<MoveName, fc.Arbitrary<object>> = {
  'confirm-in-writing': fc.constant({ measures: [{ number: 1, type: 'records' }] }),
  amend: fc.record({ measures: measures.map((all) => all.map((one) => ({ number: one, type: 'tracing' }))) }),
  extend: fc.record({ measures: fc.integer({ min: 3, max: 6 }).map((one) => [{ number: one, type: 'statement' }]) }),
  withdraw: fc.record({ measures }),
  'supply-information': fc.record({ number }),
  'answer-consultation': fc.record({ number, agreed: fc.boolean() }),
  'confirm-results': fc.record({ number }),
  'enquire-status': fc.record({ number }),
  'give-up-confidentiality': fc.constant({}),
  close: fc.constant({}),
  acknowledge: fc.constant({ reference: '112/26' }),
  review: fc.constant({}),
  'ask-information': fc.record({ number }),
  consult: fc.record({
    number,
    about: fc.constantFrom('refusal', 'postponement', 'conditions', 'costs'),
    measures,
    answerBy: fc.constantFrom('2026-11-20', '2026-12-20'),
  }),
  decide: fc.record({
    decisions: fc.array(
      fc.oneof(
        fc.record({ measure: number, decision: fc.constant('accepted') }),
        fc.record({ measure: number, decision: fc.constant('postponed') }),
        fc.record({
          measure: number,
          decision: fc.constant('refused'),
          ground: fc.constantFrom('domestic-law', 'bank-secrecy'),
        }),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  transfer: fc.constant({ to: PORTO }),
  'answer-status': fc.record({ number }),
  'cannot-keep-confidential': fc.constant({}),
  assign: fc.record({ unit: fc.constantFrom(POLICE, PORTO), measures }),
  'release-authority': fc.constant({ unit: POLICE }),
  'begin-execution': fc.record({ measures }),
  'report-execution': fc.record({
    measure: number,
    outcome: fc.constantFrom('executed', 'partly-executed', 'not-executed'),
  }),
  'send-results': fc.record({ number, measures, items: fc.constantFrom([], ['E1']) }),
  'propose-hearing': fc.record({ number, measure: number, slots: fc.constant([[BEGUN + DAY, BEGUN + DAY + 1]]) }),
  'agree-hearing': fc.record({ number, slot: fc.constant(1) }),
  'cancel-hearing': fc.record({ number }),
  'record-hearing': fc.record({ number }),
  'record-evidence': fc.record({ item, sha256: fc.option(sha256, { nil: undefined }) }),
  'hand-over': fc.record({ item, sha256: fc.option(sha256, { nil: undefined }) }),
  'ask-consent': fc.record({ number, of: fc.constantFrom(...PARTIES) }),
  'decide-consent': fc.record({ number, granted: fc.boolean() }),
  'grant-safe-conduct': fc.constant({ person: 'P1', days: 15 }),
  write: fc.constant({}),
  escalate: fc.constant({ offices: [OFFICE] }),
  'join-team': fc.constant({}),
  'leave-team': fc.constant({}),
  'end-team': fc.constant({}),
};
const someMove = fc
  .constantFrom(
    ...MOVE_NAMES,
    'decide' as const,
    'decide' as const,
    'acknowledge' as const,
    'assign' as const,
    'report-execution' as const,
  )
  .chain((move) => TERMS[move].map((terms) => ({ move, terms })));
type Step = { does: number; move: MoveName; terms: object } | { hears: number; from: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.nat(4), someMove).map(([does, one]) => ({ does, ...one })) },
    { weight: 2, arbitrary: fc.record({ hears: fc.nat(4), from: fc.nat(4) }) },
  ),
  { minLength: 5, maxLength: 60 },
);

/** Five units act on what each has seen, cut off from each other, and hear of each other now and then. */
function played(run: readonly Step[]): SignedEvent[] {
  const sides = PARTIES.map(() => new Case());
  const known = sides.map(() => [REQUEST]);
  for (const step of run) {
    if ('does' in step) {
      const made = sides[step.does]!.make(PARTIES[step.does]!, step.move, step.terms);
      sides[step.does]!.ledger.add(made);
      known[step.does]!.push(made);
      continue;
    }
    for (const one of known[step.from]!)
      if (sides[step.hears]!.ledger.add(one) === 'added') known[step.hears]!.push(one);
  }
  return [...new Map(known.flat().map((one) => [hex(one.hash), one])).values()];
}
const withAll = (events: readonly SignedEvent[]) => {
  const one = new Case();
  for (const each of events) one.ledger.add(each);
  return one;
};

describe('a case of mutual legal assistance', () => {
  test('ends in the same state at every party, whatever they did at once and in whatever order it came', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (run, chance) => {
        const events = played(run);
        const shuffled = events
          .map((one) => ({ one, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const [a, b] = [withAll(events), withAll([...shuffled, ...events.slice(0, 3)])];
        expect(b.state).toEqual(a.state);
        expect(b.ledger.view.record.map((one) => [hex(one.event.hash), one.refusal?.code])).toEqual(
          a.ledger.view.record.map((one) => [hex(one.event.hash), one.refusal?.code]),
        );
      }),
      { numRuns: 3000 },
    );
  });

  test('keeps its rules whatever anybody sends: what is finished stays so, nothing is refused unheard, somebody always owes something', () => {
    fc.assert(
      fc.property(steps, (run) => {
        const one = new Case();
        let before: readonly MeasureState[] = one.state.measures;
        for (const step of run) {
          if (!('does' in step)) continue;
          one.does(PARTIES[step.does]!, step.move, step.terms);
          const { measures, consultations, closedAt, results } = one.state;
          for (const was of before.filter(isFinished))
            expect(measures.find((each) => each.number === was.number)).toEqual(was);
          for (const refused of measures.filter((each) => each.status === 'refused')) {
            expect(
              consultations.some((each) => each.about === 'refusal' && each.measures.includes(refused.number)),
            ).toBe(true);
            expect(refused.ground).toBe('domestic-law');
          }
          for (const sent of results.flatMap((each) => each.measures))
            expect(measures.find((each) => each.number === sent)!.executedAt).not.toBeNull();
          const idle =
            ['postponed', 'withdrawn'].includes(statusOf(one.state)) ||
            measures.every((each) => isFinished(each) || each.status === 'postponed');
          if (closedAt === null && !idle) expect(obligationsIn(one.state)).not.toEqual([]);
          before = measures;
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the law in the moves', () => {
  test('a refusal needs a consultation before it, answered or run out (Art. 18(26)), and one of the grounds of Art. 18(21)', () => {
    const refuse = (ground: string) => ({ decisions: [{ measure: 2, decision: 'refused', ground }] });
    const one = Case.acknowledged();
    expect(one.does(LISBON, 'decide', refuse('domestic-law'))).toBe('not-consulted');
    expect(one.does(LISBON, 'consult', { number: 1, about: 'refusal', measures: [2], answerBy: '2026-12-10' })).toBe(
      'done',
    );
    expect(one.does(LISBON, 'decide', refuse('domestic-law'))).toBe('consultation-open');
    expect(one.does(NIAMEY, 'answer-consultation', { number: 1, agreed: false })).toBe('done');
    expect(one.does(LISBON, 'decide', refuse('bank-secrecy'))).toBe('terms-malformed');
    expect(one.does(LISBON, 'decide', refuse('fiscal-matter'))).toBe('terms-malformed');
    expect(one.does(LISBON, 'decide', refuse('domestic-law'))).toBe('done');
    const silent = Case.acknowledged();
    silent.does(LISBON, 'consult', { number: 1, about: 'refusal', measures: [2], answerBy: '2026-12-10' });
    // Until the day is over everywhere.
    silent.at = Date.parse('2026-12-11T11:55Z');
    expect(silent.does(LISBON, 'decide', refuse('legal-system'))).toBe('consultation-open');
    silent.at = Date.parse('2026-12-11T12:00Z');
    expect(silent.does(LISBON, 'decide', refuse('legal-system'))).toBe('done');
  });

  test('each measure is decided, carried out and reported by itself', () => {
    const one = Case.acknowledged();
    one.does(LISBON, 'consult', { number: 1, about: 'postponement', measures: [3], answerBy: '2026-12-10' });
    one.does(NIAMEY, 'answer-consultation', { number: 1, agreed: true });
    expect(
      one.does(LISBON, 'decide', {
        decisions: [
          { measure: 1, decision: 'accepted' },
          { measure: 3, decision: 'postponed', until: '2027-02-01' },
        ],
      }),
    ).toBe('done');
    expect(statusOf(one.state)).toBe('partly-accepted');
    expect(one.does(POLICE, 'begin-execution', { measures: [1] })).toBe('not-a-party');
    expect(one.does(LISBON, 'assign', { unit: POLICE, measures: [1] })).toBe('done');
    expect(one.does(LISBON, 'assign', { unit: NIAMEY, measures: [1] })).toBe('not-its-own-state');
    expect(one.does(POLICE, 'begin-execution', { measures: [1] })).toBe('done');
    expect(one.does(POLICE, 'send-results', { number: 1, measures: [1] })).toBe('not-its-move');
    expect(one.does(POLICE, 'report-execution', { measure: 1, outcome: 'executed' })).toBe('done');
    expect(one.does(LISBON, 'send-results', { number: 1, measures: [1, 2], items: [] })).toBe('not-executed');
    expect(one.does(LISBON, 'send-results', { number: 1, measures: [1], items: [] })).toBe('done');
    expect(one.does(NIAMEY, 'close')).toBe('measures-open');
    expect(one.does(NIAMEY, 'confirm-results', { number: 1 })).toBe('done');
    expect(one.does(NIAMEY, 'confirm-results', { number: 1 })).toBe('confirmed-already');
    expect(one.state.measures.map((each) => each.status)).toEqual(['executed', 'asked', 'postponed']);
  });

  test('what is withdrawn while it is decided is withdrawn, on both sides', () => {
    const one = Case.acknowledged();
    const withdraw = one.make(NIAMEY, 'withdraw', { measures: [1, 2, 3] });
    const decide = one.make(LISBON, 'decide', { decisions: [{ measure: 1, decision: 'accepted' }] });
    for (const order of [
      [withdraw, decide],
      [decide, withdraw],
    ]) {
      const side = Case.acknowledged();
      for (const each of order) side.ledger.add(each);
      expect(statusOf(side.state)).toBe('withdrawn');
      expect(side.ledger.view.record.find((each) => each.event.move === 'decide')!.refusal?.code).toBe('case-over');
    }
  });

  test('what was asked orally is confirmed in writing before anything of it is refused (Art. 18(14))', () => {
    const one = Case.acknowledged(requestBy('oral-request', { urgency: 'emergency' }));
    expect(obligationsIn(one.state)).toContainEqual(
      expect.objectContaining({ who: NIAMEY, duty: 'confirm-in-writing', day: '2026-11-27' }),
    );
    expect(statusOf(one.state)).toBe('oral');
    expect(one.does(LISBON, 'decide', { decisions: [{ measure: 1, decision: 'accepted' }] })).toBe('done');
    expect(one.does(NIAMEY, 'confirm-in-writing', { measures: [{ number: 2, type: 'freezing' }] })).toBe(
      'measure-left-out',
    );
    expect(one.does(NIAMEY, 'confirm-in-writing', { measures: [{ number: 1, type: 'records' }] })).toBe('done');
    expect(one.state.measures.map((each) => [each.number, each.status])).toEqual([[1, 'accepted']]);
  });

  test('a request is passed on inside the requested state, to an authority that goes on where the first one was (Art. 18(13))', () => {
    const one = Case.acknowledged();
    expect(one.does(LISBON, 'transfer', { to: NIAMEY })).toBe('not-its-own-state');
    expect(one.does(LISBON, 'transfer', { to: PORTO })).toBe('done');
    expect(one.ledger.view.parties).toEqual([NIAMEY, PORTO]);
    expect(one.does(LISBON, 'decide', { decisions: [{ measure: 1, decision: 'accepted' }] })).toBe('not-a-party');
    expect(one.does(PORTO, 'decide', { decisions: [{ measure: 1, decision: 'accepted' }] })).toBe('done');
  });

  test('days to decide come from what binds the two, from urgency and from what was asked (Art. 18(24))', () => {
    const due = (change: object) =>
      obligationsIn(new Case(requestBy('request', change)).state).map((one) => [one.duty, one.about.join(), one.day]);
    // 25 November 2026 is a Wednesday; a freezing is decided on in a week, the rest in thirty days, by Monday 28 December.
    expect(due({})).toEqual([
      ['acknowledge', '', '2026-12-02'],
      ['decide', '2', '2026-12-02'],
      ['decide', '1,3', '2026-12-28'],
    ]);
    const times = { acknowledge: 3, decide: 14, execute: 60 };
    expect(due({ times })).toEqual([
      ['acknowledge', '', '2026-11-30'],
      ['decide', '2', '2026-12-02'],
      ['decide', '1,3', '2026-12-09'],
    ]);
    expect(due({ times, urgency: 'emergency' }).map(([, , day]) => day)).toEqual(['2026-11-26', '2026-11-27']);
    expect(due({ wishedBy: '2026-12-11' }).at(-1)).toEqual(['decide', '1,3', '2026-12-11']);
  });

  test('what is postponed to a day is due on that day; what has no day waits (Art. 18(25))', () => {
    const one = Case.acknowledged();
    one.does(LISBON, 'consult', { number: 1, about: 'postponement', measures: [1, 2, 3], answerBy: '2026-12-10' });
    one.does(NIAMEY, 'answer-consultation', { number: 1, agreed: true });
    const postponed = (measure: number, until?: string) => ({
      measure,
      decision: 'postponed',
      ...(until && { until }),
    });
    expect(one.does(LISBON, 'decide', { decisions: [postponed(1, '2027-02-13'), postponed(2), postponed(3)] })).toBe(
      'done',
    );
    // A Saturday.
    expect(obligationsIn(one.state)).toEqual([
      expect.objectContaining({ who: LISBON, duty: 'decide', about: [1], day: '2027-02-15' }),
    ]);
    expect(one.does(LISBON, 'decide', { decisions: [{ measure: 1, decision: 'accepted' }] })).toBe('done');
  });

  test('a hearing is agreed by the side that did not offer the times, and cancelled with a reason (Art. 18(18))', () => {
    const one = Case.acknowledged();
    const slot = (from: string) => [Date.parse(from), Date.parse(from) + 2 * 3_600_000];
    expect(one.does(NIAMEY, 'propose-hearing', { number: 1, measure: 1, slots: [slot('2026-12-01T10:00Z')] })).toBe(
      'no-hearing',
    );
    expect(one.does(NIAMEY, 'propose-hearing', { number: 1, measure: 3, slots: [slot('2026-11-01T10:00Z')] })).toBe(
      'slot-past',
    );
    expect(
      one.does(NIAMEY, 'propose-hearing', {
        number: 1,
        measure: 3,
        slots: [slot('2026-12-01T10:00Z'), slot('2026-12-02T10:00Z')],
      }),
    ).toBe('done');
    expect(one.does(NIAMEY, 'agree-hearing', { number: 1, slot: 1 })).toBe('own-offer');
    expect(one.does(LISBON, 'agree-hearing', { number: 1, slot: 3 })).toBe('slot-unknown');
    expect(one.does(LISBON, 'agree-hearing', { number: 1, slot: 2 })).toBe('done');
    expect(obligationsIn(one.state)).toContainEqual(
      expect.objectContaining({ duty: 'hold-hearing', day: '2026-12-02' }),
    );
  });

  test('a hand-over of other bytes than were recorded is refused, and an authority that was let go says nothing more', () => {
    const one = Case.acknowledged();
    one.does(LISBON, 'decide', { decisions: [{ measure: 1, decision: 'accepted' }] });
    one.does(LISBON, 'assign', { unit: POLICE, measures: [1] });
    expect(one.does(POLICE, 'record-evidence', { item: 'E1', sha256: 'a'.repeat(64) })).toBe('done');
    expect(one.does(POLICE, 'hand-over', { item: 'E1', sha256: 'b'.repeat(64) })).toBe('hash-differs');
    expect(one.does(POLICE, 'hand-over', { item: 'E1' })).toBe('hash-missing');
    expect(one.does(POLICE, 'hand-over', { item: 'E1', sha256: 'a'.repeat(64) })).toBe('done');
    expect(one.does(LISBON, 'release-authority', { unit: PORTO })).toBe('executes-nothing');
    expect(one.does(LISBON, 'release-authority', { unit: POLICE })).toBe('done');
    expect(one.does(POLICE, 'report-execution', { measure: 1, outcome: 'executed' })).toBe('not-a-party');
    expect(one.state.evidence).toHaveLength(1);
  });
});
