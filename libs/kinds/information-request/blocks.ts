import { fromTerms } from '#libs/cases/terms.js';
import {
  type BlockFact,
  block,
  type CaseBlock,
  code,
  country,
  day,
  fact,
  item,
  moment,
  text,
  words,
} from '../case-blocks.js';
import type { ReadEvent } from '../case-paper.js';
import { Words } from '../said-words.js';
import { askedIn, type Entity } from './request.js';
import type { InformationState, QuestionState } from './state.js';

/** Where each question stands; then the request, whom it is about, and each question with its answers. */
export function blocksOf(state: InformationState, events: readonly ReadEvent[]): CaseBlock[] {
  const [first] = events;
  const asked = first && askedIn(first.content);
  return [
    ...block(
      'questions',
      state.questions.map((one) => ({
        name: String(one.number),
        title: [code('question', one.type)],
        facts: [...fact(null, code('reply', one.status)), ...gradesOf(one)],
      })),
      true,
    ),
    ...block('request', [
      ...item([
        ...fact('purpose', asked && words(asked.purpose)),
        ...fact('offence', asked && words(asked.offence)),
        ...fact('reasons', asked && words(asked.reasons)),
        ...fact('urgency', code('urgency', state.urgency)),
        ...fact('urgencyReason', asked?.urgencyReason && words(asked.urgencyReason)),
        ...fact('access', state.access && code('access', state.access)),
        ...fact(
          'extended',
          state.extension && day(state.extension.until),
          state.extension && code('extension', state.extension.reason),
        ),
      ]),
    ]),
    ...block(
      'entities',
      (asked?.entities ?? []).map((one) => ({
        name: one.id,
        title: [code('entity', one.type)],
        facts: entityFacts(one),
      })),
    ),
    ...block(
      'answers',
      state.questions.map((one) => {
        const written = asked?.questions.find(({ number }) => number === one.number);
        return {
          name: String(one.number),
          title: [code('question', one.type)],
          facts: [
            ...fact('about', ...(written?.about ?? []).map(text)),
            ...fact('question', written && words(written.question)),
            ...fact('reply', code('reply', one.status), one.answeredAt === null ? null : moment(one.answeredAt)),
            ...gradesOf(one),
            ...answersTo(one.number, events),
          ],
        };
      }),
    ),
  ];
}

const gradesOf = ({ ground, source, information }: QuestionState): BlockFact[] => [
  ...fact('ground', ground && code('ground', ground)),
  ...fact('grading', source && code('source', source), information && code('information', information)),
];

function entityFacts(one: Entity): BlockFact[] {
  if (one.type === 'person')
    return [
      ...fact('name', text(one.name), ...one.alsoKnownAs.map(text)),
      ...fact('born', one.born ? day(one.born) : null),
      ...fact('nationalities', ...one.nationalities.map(country)),
    ];
  if (one.type === 'organisation')
    return fact('name', text(one.name), one.country === undefined ? null : country(one.country));
  return fact('value', text(one.value), 'country' in one ? country(one.country) : null);
}

/** What was said in answer to a question, and on what conditions: every answer that has effect, and a refusal of what was open. */
function answersTo(question: number, events: readonly ReadEvent[]): BlockFact[] {
  return events.flatMap(({ event, content, refusal }) => {
    if (refusal !== undefined || event.move !== 'answer') return [];
    if ((fromTerms(event.terms) as { question?: number }).question !== question) return [];
    const said = content as { text?: unknown; conditions?: unknown } | undefined;
    return [...spoken('answer', said?.text), ...spoken('conditions', said?.conditions)];
  });
}

function spoken(label: string, value: unknown): BlockFact[] {
  const said = Words.safeParse(value);
  return said.success ? fact(label, words(said.data)) : [];
}
