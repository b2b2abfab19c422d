import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type SignedEvent, signEvent } from '#libs/cases/event.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { toTerms } from '#libs/cases/terms.js';
import { verificationCode } from '#libs/cases/verification-code.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { LANGUAGES } from '#libs/geography/country.js';
import { typeset } from '#libs/pdf/typeset.js';
import { UnitAddress } from '#libs/trust/address.js';
import type { PaperSources } from '../../case-paper.js';
import { PAPER_TEMPLATE } from '../../paper-template.js';
import type { Paper } from '../../paper-writer.js';
import { MUTUAL_LEGAL_ASSISTANCE } from '../kind.js';
import type { CaseState } from '../state.js';
import { DOCUMENTS, paperOf } from './papers.js';

const [niamey, lisbon] = ['ne/central-authority', 'pt/central-authority'].map((unit) => UnitAddress.parse(unit)) as [
  UnitAddress,
  UnitAddress,
];
const pt = (text: string, fr?: string) => ({
  text: { language: 'pt', text, translations: fr ? [{ language: 'fr', text: fr }] : [] },
  files: [],
});

/** The example of bank records, from the request to the results. */
function bankRecords(): PaperSources<CaseState> {
  const key = newSigningKey();
  const { request } = JSON.parse(readFileSync('examples/assistance/bank-records.json', 'utf8'));
  const contents = new Map<string, unknown>();
  let ledger: CaseLedger<CaseState> | undefined;
  let at = Date.parse('2026-11-24T09:00Z');
  const add = (author: UnitAddress, move: string, terms: object, said: object = {}): SignedEvent => {
    at += 3_600_000;
    const place = ledger
      ? { case: ledger.caseId, sequence: ledger.nextSequence(author), parents: ledger.heads }
      : { case: null, sequence: 1, parents: [] };
    const content = sha256(utf8(JSON.stringify(said)));
    const event = signEvent(
      {
        ...place,
        kind: MUTUAL_LEGAL_ASSISTANCE.name,
        author,
        at,
        logPosition: 1,
        move,
        terms: toTerms(terms),
        content,
      },
      key,
    );
    ledger ??= new CaseLedger(MUTUAL_LEGAL_ASSISTANCE, event.hash);
    ledger.add(event);
    expect([move, ledger.view.record.at(-1)!.refusal?.code]).toEqual([move, undefined]);
    contents.set(hex(event.hash), said);
    return event;
  };
  const measures = request.measures.map(({ number, type }: { number: number; type: string }) => ({ number, type }));
  const begun = {
    reference: request.reference,
    language: 'fr',
    requested: lisbon,
    instruments: ['untoc'],
    urgency: 'normal',
    confidential: true,
    measures,
  };
  const first = add(niamey, 'request', begun, { request });
  add(lisbon, 'acknowledge', { reference: '112/26' }, pt('Recebido.', 'Reçu.'));
  add(lisbon, 'consult', { number: 1, about: 'refusal', measures: [5], answerBy: '2026-11-01' }, pt('Não é possível.'));
  const decided = [1, 2, 3, 4].map((measure) => ({ measure, decision: 'accepted' }));
  const refused = { measure: 5, decision: 'refused', ground: 'not-in-conformity' };
  add(
    lisbon,
    'decide',
    { decisions: [...decided, refused] },
    {
      ...pt('A lei não o permite.', 'La loi ne le permet pas.'),
      conditions: [{ language: 'pt', text: 'Só para este processo.', translations: [] }],
    },
  );
  const item = { item: 'E1', sha256: 'a'.repeat(64) };
  add(lisbon, 'record-evidence', item, {
    ...pt('Extratos'),
    obtainedAt: '2026-11-25T10:00:00Z',
    obtainedFrom: 'Banco Exemplo',
    place: 'Lisboa',
    custodian: 'Insp. Sousa',
  });
  add(lisbon, 'hand-over', item, {
    ...pt('Para transmissão'),
    from: 'Insp. Sousa',
    to: 'Autoridade central',
    at: '2026-11-25T11:00:00Z',
    place: 'Lisboa',
  });
  for (const measure of [1, 2, 3, 4])
    add(lisbon, 'report-execution', { measure, outcome: 'executed' }, pt('Cumprido.'));
  add(lisbon, 'send-results', { number: 1, measures: [1, 2, 3, 4], items: ['E1'] }, pt('Seguem.', 'Voici.'));
  const { state, record } = ledger!.view;
  return {
    caseId: hex(first.hash),
    state: state!,
    events: record.map(({ event, refusal }) => ({
      event,
      content: contents.get(hex(event.hash)),
      absent: null,
      refusal: refusal?.message,
    })),
    printed: { by: 'Magistrate', at, why: 'for the court' },
    names: { unit: () => undefined, instrument: () => undefined },
    openings: [{ at, officer: 'lisboa-ac', file: 'extrato.csv', why: '' }],
  };
}
const sources = bankRecords();
const textsOf = ({ title, sections, notices }: Paper): string[] =>
  [title, ...sections.flatMap((one) => [one.heading, ...one.lines]), ...notices]
    .flat()
    .map((cell) => `${cell.label ?? ''}${cell.text}`);

describe.each(LANGUAGES)('documents in %s', (language) => {
  test.each(DOCUMENTS)(
    'the %s says everything in words: no code, nothing empty, side by side with every other language',
    (document) => {
      for (const other of LANGUAGES.filter((one) => one !== language)) {
        const paper = paperOf(document, [language, other], sources)!;
        expect(paper.sections.every((one) => one.lines.every((line) => line.length === 2))).toBe(true);
        for (const text of textsOf(paper)) {
          expect(text.trim()).not.toBe('');
          // Dates are written out, and numbers as the language groups them.
          expect(text).not.toMatch(
            /\d{4}-\d\d-\d\d|undefined|\[object|not-in-conformity|report-execution|record-evidence|video-hearing/,
          );
        }
      }
    },
  );
});

test('amounts, numbers and days are written as each language writes them, and mean the same in all', () => {
  const [bank] = sources.events;
  const { request } = bank!.content as { request: { measures: object[] } };
  const order = { authority: 'Tribunal', reference: '12/2026', date: '2026-11-02' };
  const description = { language: 'fr', text: 'Gel', translations: [] };
  const freezing = {
    number: 1,
    type: 'freezing',
    description,
    accounts: ['A1'],
    amount: { value: 61_000, currency: 'EUR' },
    order,
  };
  const content = { request: { ...request, wishedBy: '2026-12-24', measures: [freezing] } };
  const frozen = { ...sources, events: [{ ...bank!, content }] };
  const said = (language: (typeof LANGUAGES)[number]) =>
    textsOf(paperOf('request', [language], frozen)!)
      .join('\n')
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/[\u00a0\u202f]/g, ' ');
  expect(said('fr')).toMatch(/: 61 000 EUR$/m);
  expect(said('fr')).toMatch(/12\/2026 · Tribunal · 2 novembre 2026$/m);
  expect(said('pt')).toMatch(/: 61 000 EUR$/m);
  expect(said('pt')).toMatch(/24 de dezembro de 2026$/m);
  expect(said('es')).toMatch(/: 61\.000 EUR$/m);
  expect(said('ar')).toMatch(/: 61\.000 EUR$/m);
  expect(said('en')).toMatch(/: 61,000 EUR$/m);
});

test('what is not translated is there in its own language, and marked', () => {
  const { sections } = paperOf('decision', ['es', 'fr'], sources)!;
  const [spanish, french] = sections
    .flatMap((one) => one.lines)
    .find((line) => line[1]!.text === 'La loi ne le permet pas.')!;
  expect(spanish).toMatchObject({ text: 'A lei não o permite.', language: 'pt', isUntranslated: true });
  expect(french!.isUntranslated).toBeUndefined();
});

test('the code is that of the signed event, and the same document is the same bytes: PDF/A, its text in it', () => {
  const paper = paperOf('decision', ['ar', 'fr'], sources)!;
  const { event } = sources.events.find((one) => one.event.move === 'decide')!;
  expect(paper.code).toBe(verificationCode(event.hash));
  const [one, other] = [
    typeset(PAPER_TEMPLATE, paper, sources.printed.at),
    typeset(PAPER_TEMPLATE, paper, sources.printed.at),
  ];
  expect(Buffer.compare(one, other)).toBe(0);
  expect(Buffer.from(one).includes('<pdfaid:part>2</pdfaid:part>')).toBe(true);
});
