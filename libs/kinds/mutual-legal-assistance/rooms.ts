import type { CaseEvent } from '#libs/cases/event.js';
import { fromTerms } from '#libs/cases/terms.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { type Phrase, phrase } from '#libs/words/phrase.js';
import type { CaseRooms } from '../case-kind.js';
import { openTo } from '../case-move.js';
import { PAPER_TEMPLATE } from '../paper-template.js';
import type { Section } from '../paper-writer.js';
import { BEGINNINGS } from './beginnings.js';
import { blocksOf } from './blocks.js';
import { obligationsIn } from './deadlines.js';
import { DOCUMENTS, paperOf } from './documents/papers.js';
import { oralSections, requestSections } from './documents/request-paper.js';
import { assistanceWriter } from './documents/writer.js';
import { assistanceFacts, oralIn, requestIn } from './facts.js';
import { MUTUAL_LEGAL_ASSISTANCE, mayRead, moveFault } from './kind.js';
import { MOVES } from './moves/index.js';
import { startOf } from './start.js';
import { type CaseState, roleOf, statusOf } from './state.js';
import { stateView } from './state-view.js';
import { ASSISTANCE_WORDS } from './words/index.js';

/** Mutual legal assistance as nodes carry it. */
export const ASSISTANCE: CaseRooms<CaseState> = {
  engine: MUTUAL_LEGAL_ASSISTANCE,
  words: ASSISTANCE_WORDS,
  between: ['central-authority', 'prosecution'],
  facts: assistanceFacts,
  beginnings: BEGINNINGS,
  moves: MOVES,
  fault: moveFault,
  open: (state, unit) => openTo(MOVES, roleOf(state, unit), state, unit),
  start: startOf,
  isDrafted: (move) => ['request', 'confirm-in-writing', 'amend', 'extend'].includes(move),
  isCustody: (move) => move === 'record-evidence' || move === 'hand-over',
  role: roleOf,
  reads: (state, unit) => mayRead(roleOf(state, unit)),
  status: statusOf,
  summary: ({ reference, theirReference, form, requesting, requested, urgency }) => ({
    reference,
    theirReference,
    form,
    requesting,
    requested,
    urgency,
  }),
  owed: obligationsIn,
  evidence: (state) => state.evidence.flatMap(({ item, sha256 }) => (sha256 === null ? [] : [{ item, sha256 }])),
  consented: (state, giver, user) =>
    state.consents.some((one) => one.granted === true && one.of === giver && one.by === user),
  view: stateView,
  blocks: blocksOf,
  sections,
  contradiction,
  documents: DOCUMENTS,
  paper: (document, languages, sources) => {
    const name = DOCUMENTS.find((one) => one === document);
    const data = name && paperOf(name, languages, sources);
    return data && { template: PAPER_TEMPLATE, data };
  },
};

/** A request lists its measures in its terms and describes them in its content: both are signed, and have to agree. */
function contradiction(event: CaseEvent, content: unknown): Phrase | undefined {
  const described = requestIn(content)?.measures ?? oralIn(content)?.asked;
  const { measures } = fromTerms(event.terms) as { measures?: { number: number; type: string }[] };
  if (!described || !measures) return undefined;
  const said = new Set(described.map((one) => `${one.number} ${one.type}`));
  const odd = measures.find((one) => !said.has(`${one.number} ${one.type}`));
  return odd && phrase('measure {{number}} is described as another than was signed with it', { number: odd.number });
}

/** A request as it stands on paper, written or oral. */
function sections(content: unknown, languages: readonly ReaderLanguage[]): Section[] {
  const write = assistanceWriter(languages);
  const request = requestIn(content);
  if (request) return requestSections(write, request, () => undefined);
  const oral = oralIn(content);
  return oral ? oralSections(write, oral) : [];
}
