import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseEvent, type SignedEvent, signEvent } from '#libs/cases/event.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { toTerms } from '#libs/cases/terms.js';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { typeset } from '#libs/pdf/typeset.js';
import { UnitAddress } from '#libs/trust/address.js';
import type { PaperSources, ReadEvent } from '../case-paper.js';
import type { Paper } from '../paper-writer.js';
import { REFUSAL_GROUNDS } from './codes.js';
import { obligationsIn } from './deadlines.js';
import { INFORMATION_REQUEST } from './kind.js';
import { MOVE_NAMES, MOVES, type MoveName } from './moves.js';
import { AskContent } from './request.js';
import { INFORMATION } from './rooms.js';
import { type InformationState, statusOf } from './state.js';
import { INFORMATION_WORDS } from './words/index.js';

const AGADEZ = UnitAddress.parse('ne/police-agadez');
const LISBON = UnitAddress.parse('pt/police-lisboa');
const DAKAR = UnitAddress.parse('sn/police-dakar');
const SIDES = [AGADEZ, LISBON] as const;
const key = newSigningKey();
/** A Wednesday. */
const BEGUN = Date.parse('2026-11-25T09:00Z');
const HOUR = 3_600_000;

const event = (said: Partial<CaseEvent> & Pick<CaseEvent, 'author' | 'move'>): SignedEvent =>
  signEvent(
    {
      case: null,
      kind: INFORMATION_REQUEST.name,
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
const asking = (change: object = {}) =>
  event({
    author: AGADEZ,
    move: 'ask',
    terms: toTerms({
      reference: 'NE-1',
      language: 'fr',
      requested: LISBON,
      urgency: 'normal',
      questions: [
        { number: 1, type: 'subscriber' },
        { number: 2, type: 'vehicle-holder' },
        { number: 3, type: 'links' },
      ],
      ...change,
    }),
  });
const REQUEST = asking();
const URGENT = asking({ urgency: 'urgent' });

class Case {
  readonly ledger: CaseLedger<InformationState>;
  constructor(readonly first = REQUEST) {
    this.ledger = new CaseLedger(INFORMATION_REQUEST, first.hash);
    this.ledger.add(first);
  }
  get state(): InformationState {
    return this.ledger.view.state!;
  }
  make(author: UnitAddress, move: string, terms: object, at = BEGUN): SignedEvent {
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
  does(author: UnitAddress, move: MoveName, terms: object = {}, at = BEGUN): string {
    this.ledger.add(this.make(author, move, terms, at));
    return this.ledger.view.record.at(-1)!.refusal?.code ?? 'done';
  }
  owes = (duty: string) => obligationsIn(this.state).find((one) => one.duty === duty);
  standing = () => this.state.questions.map((one) => one.status);
}
const told = (question: number, reply = 'answered') => ({ question, reply, source: 'A', information: '1' });

describe('a request begins', () => {
  test.each([
    ['with another move', { move: 'answer' }, 'not-a-beginning'],
    ['with terms that are none', { terms: new Map() }, 'terms-malformed'],
    ['between units of one state', asking({ requested: 'ne/police-niamey' }), 'not-between-states'],
    ['with a question left out', asking({ questions: [{ number: 2, type: 'links' }] }), 'terms-malformed'],
  ])('never %s', (_, change, code) => {
    expect(INFORMATION_REQUEST.begin({ ...REQUEST, ...change })).toMatchObject({ ok: false, refusal: { code } });
  });
  test('between two sides, with every question open', () => {
    const begun = new Case();
    expect(begun.ledger.view.parties).toEqual([AGADEZ, LISBON]);
    expect(statusOf(begun.state)).toBe('sent');
    expect(begun.standing()).toEqual(['asked', 'asked', 'asked']);
  });
});

describe('questions are answered one by one', () => {
  test('told, graded; nothing known; and refused on a ground', () => {
    const one = new Case();
    expect(one.does(LISBON, 'acknowledge', { reference: '77/26', access: 'direct' })).toBe('done');
    expect(statusOf(one.state)).toBe('acknowledged');
    expect(one.does(LISBON, 'answer', told(1))).toBe('done');
    expect(statusOf(one.state)).toBe('partly-answered');
    expect(one.does(LISBON, 'answer', { question: 2, reply: 'nothing-known' })).toBe('done');
    expect(one.does(LISBON, 'answer', { question: 3, reply: 'refused', ground: 'ongoing-investigation' })).toBe('done');
    expect(statusOf(one.state)).toBe('answered');
    expect(one.owes('close')).toMatchObject({ who: AGADEZ });
    expect(one.does(AGADEZ, 'close')).toBe('done');
    expect(statusOf(one.state)).toBe('closed');
    expect(obligationsIn(one.state)).toEqual([]);
  });

  test.each([
    ['by who asked', AGADEZ, told(1), 'not-its-move'],
    ['by who is no party', DAKAR, told(1), 'not-a-party'],
    ['where none has that number', LISBON, told(9), 'question-unknown'],
    ['told without grades', LISBON, { question: 1, reply: 'answered' }, 'not-graded'],
    ['told with half of them', LISBON, { question: 1, reply: 'answered', source: 'A' }, 'not-graded'],
    ['not told, with grades', LISBON, told(1, 'nothing-known'), 'nothing-to-grade'],
    ['refused without a ground', LISBON, { question: 1, reply: 'refused' }, 'ground-needed'],
    ['told, with a ground', LISBON, { ...told(1), ground: 'no-offence' }, 'ground-needed'],
    ['on a ground that is none', LISBON, { question: 1, reply: 'refused', ground: 'fiscal' }, 'terms-malformed'],
    ['graded D', LISBON, { ...told(1), source: 'D' }, 'terms-malformed'],
  ] as const)('and not %s', (_, author, terms, code) => {
    expect(new Case().does(author, 'answer', terms)).toBe(code);
  });

  test('what was told in part is completed; what was answered is not answered again', () => {
    const one = new Case();
    one.does(LISBON, 'answer', told(1, 'partly-answered'));
    expect(one.does(LISBON, 'answer', told(1))).toBe('done');
    expect(one.does(LISBON, 'answer', told(1))).toBe('question-not-open');
    expect(one.does(LISBON, 'answer', { question: 2, reply: 'not-available' })).toBe('done');
    expect(one.does(LISBON, 'answer', told(2))).toBe('done');
  });

  test('a refusal of the whole takes what is open, and nothing else', () => {
    const one = new Case();
    one.does(LISBON, 'answer', told(1));
    expect(one.does(LISBON, 'refuse', { ground: 'disproportionate' })).toBe('done');
    expect(one.standing()).toEqual(['answered', 'refused', 'refused']);
    expect(one.does(LISBON, 'refuse', { ground: 'disproportionate' })).toBe('nothing-open');
    const whole = new Case();
    whole.does(LISBON, 'refuse', { ground: 'no-offence' });
    expect(statusOf(whole.state)).toBe('refused');
  });
});

describe('the other moves are refused where they do not fit', () => {
  test.each<[MoveName, typeof AGADEZ, object, string]>([
    ['acknowledge', AGADEZ, { reference: 'x', access: 'direct' }, 'not-its-move'],
    ['acknowledge', LISBON, { reference: 'x' }, 'terms-malformed'],
    ['ask-clarification', LISBON, { number: 2, questions: [1] }, 'number-not-next'],
    ['ask-clarification', LISBON, { number: 1, questions: [7] }, 'question-unknown'],
    ['ask-clarification', LISBON, { number: 1, questions: [1, 1] }, 'question-twice'],
    ['ask-clarification', LISBON, { number: 1, questions: [1], answerBy: '2026-11-24' }, 'day-past'],
    ['clarify', AGADEZ, { number: 1 }, 'not-asked'],
    ['clarify', LISBON, { number: 1 }, 'not-its-move'],
    ['refuse', AGADEZ, { ground: 'no-offence' }, 'not-its-move'],
    ['extend-deadline', LISBON, { until: '2026-11-24', reason: 'extent' }, 'day-past'],
    ['extend-deadline', LISBON, { until: '2026-12-01', reason: 'extent' }, 'not-later'],
    ['extend-deadline', AGADEZ, { until: '2026-12-20', reason: 'extent' }, 'not-its-move'],
    ['withdraw', LISBON, { questions: [1] }, 'not-its-move'],
    ['withdraw', AGADEZ, { questions: [8] }, 'question-unknown'],
    ['decide-consent', LISBON, { number: 1, granted: true }, 'not-asked'],
    ['write', DAKAR, {}, 'not-a-party'],
    ['close', AGADEZ, {}, 'still-open'],
    ['close', LISBON, {}, 'not-its-move'],
  ])('%s by %s with %j: %s', (move, author, terms, code) => {
    expect(new Case().does(author, move, terms)).toBe(code);
  });

  test('what is over stays: only consent can be asked for, and the other side decides on it', () => {
    const one = new Case();
    one.does(AGADEZ, 'withdraw', { questions: [1, 2, 3] });
    expect(statusOf(one.state)).toBe('withdrawn');
    expect(one.does(LISBON, 'answer', told(1))).toBe('case-over');
    expect(one.does(AGADEZ, 'ask-consent', { number: 1 })).toBe('done');
    expect(one.does(AGADEZ, 'decide-consent', { number: 1, granted: true })).toBe('not-asked-of-you');
    expect(INFORMATION.consented(one.state, LISBON, AGADEZ)).toBe(false);
    expect(one.does(LISBON, 'decide-consent', { number: 1, granted: true })).toBe('done');
    expect(INFORMATION.consented(one.state, LISBON, AGADEZ)).toBe(true);
    expect(one.does(LISBON, 'decide-consent', { number: 1, granted: false })).toBe('answered-already');
    expect(one.does(LISBON, 'acknowledge', { reference: 'x', access: 'direct' })).toBe('case-over');
  });
});

describe('time runs as the law has it', () => {
  const due = (one: Case) => one.owes('answer')!;
  test('eight hours, day and night, for what is urgent; three days where others have it; seven otherwise', () => {
    const urgent = new Case(URGENT);
    expect(due(urgent)).toMatchObject({
      who: LISBON,
      clock: 'hours',
      dueAt: BEGUN + 8 * HOUR,
      soonAt: BEGUN + 4 * HOUR,
    });
    urgent.does(LISBON, 'acknowledge', { reference: '7', access: 'indirect' });
    // Lisbon is at UTC in winter.
    expect(due(urgent)).toMatchObject({ clock: 'days', day: '2026-11-28', dueAt: Date.parse('2026-11-29T00:00Z') });
    expect(due(new Case())).toMatchObject({ clock: 'days', day: '2026-12-02' });
  });
  test('it stands still while the other side has to make itself clear, and goes on by what that took', () => {
    const one = new Case(URGENT);
    one.does(LISBON, 'ask-clarification', { number: 1, questions: [1] }, BEGUN + HOUR);
    expect(due(one).about).toEqual([2, 3]);
    expect(one.owes('clarify')).toMatchObject({ who: AGADEZ, clock: 'hours', dueAt: BEGUN + 9 * HOUR });
    one.does(LISBON, 'ask-clarification', { number: 2, questions: [2, 3] }, BEGUN + 2 * HOUR);
    expect(one.owes('answer')).toBeUndefined();
    expect(statusOf(one.state)).toBe('clarification-asked');
    one.does(AGADEZ, 'clarify', { number: 1 }, BEGUN + 4 * HOUR);
    one.does(AGADEZ, 'clarify', { number: 2 }, BEGUN + 5 * HOUR);
    // From the first question to the last answer four hours, though they overlap.
    expect(due(one)).toMatchObject({ about: [1, 2, 3], dueAt: BEGUN + 12 * HOUR });
  });
  test('a day for the clarification counts; a later answer is announced, and never a sooner one', () => {
    const one = new Case();
    one.does(LISBON, 'ask-clarification', { number: 1, questions: [1], answerBy: '2026-12-04' });
    expect(one.owes('clarify')).toMatchObject({ day: '2026-12-04' });
    expect(one.does(LISBON, 'extend-deadline', { until: '2026-12-20', reason: 'judicial-authorisation' })).toBe('done');
    expect(due(one)).toMatchObject({ day: '2026-12-20' });
    expect(one.does(LISBON, 'extend-deadline', { until: '2026-12-10', reason: 'extent' })).toBe('not-later');
  });
});

const number = fc.integer({ min: 1, max: 3 });
const numbers = fc.uniqueArray(number, { minLength: 1, maxLength: 3 });
/** What somebody may say in each move, right or wrong. */
const TERMS: Record<MoveName, fc.Arbitrary<object>> = {
  acknowledge: fc.record({ reference: fc.constant('77/26'), access: fc.constantFrom('direct', 'indirect') }),
  'ask-clarification': fc.record({ number, questions: numbers }),
  clarify: fc.record({ number }),
  answer: fc.oneof(
    fc.record({ question: number, reply: fc.constantFrom('answered', 'partly-answered') }).map((one) => ({
      ...one,
      source: 'B',
      information: '2',
    })),
    fc.record({ question: number, reply: fc.constantFrom('nothing-known', 'not-available', 'answered') }),
    fc.record({ question: number, reply: fc.constant('refused'), ground: fc.constantFrom('no-offence', 'fiscal') }),
  ),
  refuse: fc.record({ ground: fc.constantFrom(...Object.keys(REFUSAL_GROUNDS)) }),
  'extend-deadline': fc.record({
    until: fc.constantFrom('2026-11-20', '2026-12-05', '2026-12-25'),
    reason: fc.constant('extent'),
  }),
  withdraw: fc.record({ questions: numbers }),
  'ask-consent': fc.record({ number }),
  'decide-consent': fc.record({ number, granted: fc.boolean() }),
  write: fc.constant({}),
  close: fc.constant({}),
};
const someMove = fc
  .constantFrom(...MOVE_NAMES, 'answer' as const, 'answer' as const)
  .chain((move) => TERMS[move].map((terms) => ({ move, terms })));
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.nat(1), someMove).map(([does, one]) => ({ does, ...one })) },
    { weight: 1, arbitrary: fc.constant('they hear of each other' as const) },
  ),
  { minLength: 3, maxLength: 25 },
);

describe('whatever both sides do without knowing of each other', () => {
  /** Each acts on what it has seen, cut off from the other, until they hear of each other. */
  const played = fc.tuple(steps, fc.constantFrom(REQUEST, URGENT)).map(([run, first]) => {
    const sides = SIDES.map(() => new Case(first));
    const all = [first];
    run.forEach((step, i) => {
      if (step === 'they hear of each other') {
        for (const side of sides) for (const one of all) side.ledger.add(one);
        return;
      }
      const made = sides[step.does]!.make(SIDES[step.does]!, step.move, step.terms, BEGUN + i * HOUR);
      sides[step.does]!.ledger.add(made);
      all.push(made);
    });
    return { first, all };
  });

  test('in whatever order it comes, both end with the same state, and with somebody whose turn it is', () => {
    fc.assert(
      fc.property(
        played.chain(({ first, all }) =>
          fc.record({
            first: fc.constant(first),
            all: fc.constant(all),
            other: fc.shuffledSubarray(all, { minLength: all.length }),
          }),
        ),
        ({ first, all, other }) => {
          const [one, two] = [all, other].map((events) => {
            const each = new Case(first);
            for (const made of events) each.ledger.add(made);
            return each;
          }) as [Case, Case];
          expect(two.state).toEqual(one.state);
          expect(two.ledger.view.record.map(({ event: made }) => hex(made.hash))).toEqual(
            one.ledger.view.record.map(({ event: made }) => hex(made.hash)),
          );
          const owed = obligationsIn(one.state);
          expect(owed.length > 0 || ['closed', 'withdrawn'].includes(statusOf(one.state))).toBe(true);
          expect(owed.every(({ soonAt, dueAt }) => soonAt < dueAt)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what is written, signed and printed agrees', () => {
  const {
    requested: _,
    reference: __,
    language: ___,
    urgency: ____,
    ...content
  } = JSON.parse(readFileSync('examples/information-requests/who-answers-the-telephone.json', 'utf8'));
  const first = asking({ urgency: 'urgent' });

  test('the example is a request; a label that it does not describe, and a number left out, are named', () => {
    expect(AskContent.safeParse(content).success).toBe(true);
    const wrong = AskContent.safeParse({
      ...content,
      entities: content.entities.slice(1),
      questions: content.questions.slice(1),
    });
    expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'questions.0.number',
      'questions.1.number',
      'questions.1.about',
    ]);
  });
  test('a content that lists other questions than were signed, or no reason for urgency, contradicts', () => {
    expect(INFORMATION.contradiction(first, content)).toBeUndefined();
    expect(INFORMATION.contradiction(asking({ questions: [{ number: 1, type: 'links' }] }), content)?.text).toMatch(
      /questions/,
    );
    const { urgencyReason: _reason, ...unreasoned } = content;
    expect(INFORMATION.contradiction(first, unreasoned)?.text).toMatch(/urgent/);
    const answer = event({ author: LISBON, move: 'answer', terms: toTerms(told(1)) });
    expect(INFORMATION.contradiction(answer, undefined)?.text).toMatch(/says nothing/);
    expect(
      INFORMATION.contradiction(answer, { text: { language: 'pt', text: 'X', translations: [] } }),
    ).toBeUndefined();
  });
  test('who names a person needs two officers; a number names none', () => {
    const factsOf = (entities: object[]) =>
      INFORMATION.facts(
        {
          parties: [AGADEZ, LISBON],
          urgent: false,
          events: [
            {
              content: JSON.stringify({
                salt: 'x',
                ...content,
                entities,
                questions: [{ ...content.questions[0], about: [] }],
              }),
            },
          ],
        },
        AGADEZ,
      ).terms;
    expect(factsOf(content.entities)).toMatchObject({ namesPerson: false, shape: 'case', kind: 'information-request' });
    const person = { type: 'person', id: 'S1', name: 'A. B.', isMinor: true };
    expect(factsOf([person])).toMatchObject({ namesPerson: true, namesMinor: true, namesVictim: false });
  });
  test('the record lists the request and its answers, in each language and in two', async () => {
    const one = new Case(first);
    one.does(LISBON, 'acknowledge', { reference: '77/26', access: 'direct' });
    one.does(LISBON, 'answer', told(1));
    const answer = { text: { language: 'pt', text: 'Em nome de uma empresa de Setúbal.', translations: [] } };
    const events = one.ledger.view.record.map(
      ({ event: made }): ReadEvent => ({
        event: made,
        content: made.move === 'ask' ? content : made.move === 'answer' ? answer : undefined,
        absent: null,
        refusal: undefined,
      }),
    );
    const sources: PaperSources<unknown> = {
      caseId: hex(first.hash),
      state: one.state,
      events,
      printed: { by: 'Agadez', at: BEGUN, why: 'dossier' },
      names: { unit: () => 'Police', instrument: () => undefined },
      openings: [],
    };
    for (const languages of [['en'], ['fr', 'pt'], ['es', 'ar']] as const) {
      const paper = INFORMATION.paper('record', languages, sources as PaperSources<InformationState>)!;
      const written = JSON.stringify(paper.data);
      for (const said of ['+351912345678', 'Setúbal', '77/26']) expect(written).toContain(said);
      const pdf = await typeset(paper.template, paper.data, BEGUN);
      expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const { sections } = INFORMATION.paper('record', ['en'], sources as PaperSources<InformationState>)!.data as Paper;
    const answers = sections.find(({ heading }) => heading[0]!.text === INFORMATION_WORDS.en.heading.answers)!;
    expect(JSON.stringify(answers)).toContain('Setúbal');
    expect(INFORMATION.paper('decision', ['en'], sources as PaperSources<InformationState>)).toBeUndefined();
  });
  test('each move is somebody’s, and says what it rests on', () => {
    for (const name of MOVE_NAMES)
      expect([name, MOVES[name].law, MOVES[name].by.length > 0]).toEqual([
        name,
        expect.stringMatching(/^(DIR|FD|ours)/),
        true,
      ]);
  });
});
