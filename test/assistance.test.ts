import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { Case, Desk } from './support/assistance.js';
import { TestNetwork } from './support/journey.js';

let net: TestNetwork;
let niamey: Desk;
let lisbon: Desk;
let lisbonPolice: Desk;
beforeAll(async () => {
  net = await TestNetwork.start('assistance');
  const [ne, ne2] = await net.magistrates('ne');
  niamey = new Desk('ne/central-authority', ne, ne2);
  const [pt, pt2] = await net.magistrates('pt');
  lisbon = new Desk('pt/central-authority', pt, pt2);
  const police = await net.officer('pt');
  lisbonPolice = new Desk('pt/police-lisboa', police, await net.secondOfficer('pt'));
}, 120_000);
afterAll(() => net?.stop(), 60_000);

const example = async (name: string) => JSON.parse(await readFile(`examples/assistance/${name}.json`, 'utf8'));
const fr = (text: string) => ({ text: { language: 'fr', text } });
const pt = (text: string) => ({ text: { language: 'pt', text } });

describe('Niger asks Portugal for bank records, and for the money to be frozen', () => {
  let request: Case;

  test('Niamey writes the request, is told what is missing and by which article, and a second magistrate releases it', async () => {
    const whole = await example('bank-records');
    const { facts: _, ...thin } = whole.request;
    const draft = await niamey.draft({ ...whole, request: thin });
    expect(draft.terms).toMatchObject({ instruments: ['untoc'], acceptedLanguages: ['pt', 'en'] });
    expect(draft.gaps).toEqual([
      expect.objectContaining({ field: 'facts', law: 'UNTOC Art. 18(15)(c)', level: 'required' }),
    ]);
    expect(await niamey.refusedToRelease(draft)).toBe('request-incomplete');
    const thinner = await niamey.saveDraft(draft, whole);
    expect(thinner.gaps).toEqual([
      expect.objectContaining({ field: 'annexes', law: 'UNTOC Art. 18(17)', level: 'advised' }),
    ]);
    const order = await niamey.upload('commission-rogatoire.pdf', Buffer.from('%PDF-1.7 exemple'));
    const annexes = [{ title: 'Commission rogatoire 12/2026', language: 'fr', file: { name: order.name } }];
    const ready = await niamey.saveDraft(thinner, { ...whole, request: { ...whole.request, annexes } });
    expect(ready.gaps).toEqual([]);
    expect(await niamey.refusedToRelease(ready)).toBe('second-officer-needed');
    request = await niamey.releaseByTwo(ready);
    expect(await request.at(niamey)).toMatchObject({ status: 'sent', reference: 'NE-MJ-2026-0147' });
  });

  test('Lisbon reads it, acknowledges it under its own number, and asks for what it lacks', async () => {
    const seen = await request.arrivesAt(lisbon);
    expect(seen.owed).toEqual([
      expect.objectContaining({ who: 'pt/central-authority', duty: 'acknowledge' }),
      expect.objectContaining({ duty: 'decide' }),
    ]);
    expect((seen.timeline[0]!.content as { request: { facts: { text: string } } }).request.facts.text).toContain(
      'quatorze convois',
    );
    await request.does(lisbon, 'acknowledge', { reference: '112/26' }, { officer: 'Ana Duarte (inventada)' });
    await request.does(
      lisbon,
      'ask-information',
      { number: 1, answerBy: '2026-12-04' },
      pt('Qual é a morada do titular?'),
    );
    expect(await request.sees(niamey, 'information-asked')).toMatchObject({
      owed: [expect.objectContaining({ who: 'ne/central-authority', duty: 'supply-information', day: '2026-12-04' })],
    });
    await request.does(niamey, 'supply-information', { number: 1 }, fr('Rua do Exemplo 7, Lisbonne.'));
  });

  test('it cannot refuse unheard, and bank secrecy is no ground: measure by measure it accepts three, postpones one, refuses one', async () => {
    await request.sees(lisbon, 'acknowledged');
    const refusing = { decisions: [{ measure: 5, decision: 'refused', ground: 'bank-secrecy' }] };
    expect(await request.refuses(lisbon, 'decide', refusing, pt('Sigilo bancário.'))).toMatchObject({
      code: 'fields-wrong',
      faults: [{ expected: expect.stringContaining('UNTOC Art. 18(8)') }],
    });
    const onGround = { decisions: [{ measure: 5, decision: 'refused', ground: 'domestic-law' }] };
    expect((await request.refuses(lisbon, 'decide', onGround, pt('Não é possível.'))).code).toBe('not-consulted');
    await request.does(
      lisbon,
      'consult',
      { number: 1, about: 'refusal', measures: [5], answerBy: '2026-12-04' },
      pt('A lei portuguesa não permite uma pesquisa geral de bens. Podem indicar bens concretos?'),
    );
    await request.does(
      lisbon,
      'consult',
      { number: 2, about: 'postponement', measures: [3], answerBy: '2026-12-04' },
      pt('A busca prejudicaria um inquérito em curso até fevereiro.'),
    );
    await request.sees(niamey, 'consulting');
    await request.does(
      niamey,
      'answer-consultation',
      { number: 1, agreed: false },
      fr('Nous n’en connaissons pas d’autres.'),
    );
    await request.does(niamey, 'answer-consultation', { number: 2, agreed: true }, fr('D’accord, en février.'));
    await request.sees(lisbon, 'acknowledged');
    await request.does(
      lisbon,
      'decide',
      {
        decisions: [
          { measure: 1, decision: 'accepted' },
          { measure: 2, decision: 'accepted' },
          { measure: 3, decision: 'postponed', until: '2027-02-15' },
          { measure: 4, decision: 'accepted' },
          { measure: 5, decision: 'refused', ground: 'domestic-law' },
        ],
      },
      {
        ...pt('A pesquisa geral de bens não é admissível pela lei portuguesa (18(21)(c)).'),
        conditions: [{ language: 'pt', text: 'Os extratos não podem ser usados em matéria fiscal.' }],
      },
    );
    const seen = await request.sees(niamey, 'partly-accepted');
    expect(seen.state.measures.map((one) => one.status)).toEqual([
      'accepted',
      'accepted',
      'postponed',
      'accepted',
      'refused',
    ]);
  });

  test('the police of Lisbon come in for what they carry out, with the history; the liaison office sees that it moves, and nothing of what it says', async () => {
    await request.does(lisbon, 'assign', { unit: 'pt/police-lisboa', measures: [1, 2, 4] });
    const seen = await request.arrivesAt(lisbonPolice);
    expect(seen.timeline.map((one) => one.move)).toContain('request');
    expect(seen.timeline.every((one) => !one.withheld)).toBe(true);
    await request.does(niamey, 'escalate', { offices: ['pt/liaison'] });
    const office = new Desk('pt/liaison', await net.officer('pt'), await net.officer('pt'));
    const overseen = await request.arrivesAt(office);
    expect(overseen.timeline.find((one) => one.move === 'request')).toMatchObject({ content: null, withheld: true });
    expect(JSON.stringify(overseen)).not.toContain('quatorze convois');
  });

  test('evidence is recorded with its hash, handed over, and sent; other bytes are refused; Niamey closes the case', async () => {
    const statement = Buffer.from('extrato;2026-03-12;1200 EUR\n'.repeat(2000));
    const file = await lisbonPolice.upload('extrato.csv', statement);
    await request.sees(lisbonPolice, 'assigned');
    await request.does(lisbonPolice, 'begin-execution', { measures: [1, 2, 4] });
    await request.does(
      lisbonPolice,
      'record-evidence',
      { item: 'E1', sha256: file.sha256 },
      {
        ...pt('Extratos da conta A1'),
        files: [{ name: file.name }],
        obtainedAt: '2026-11-25T10:00:00Z',
        obtainedFrom: 'Banco Exemplo, S.A.',
        place: 'Lisboa',
        custodian: 'Insp. Sousa (inventado)',
      },
    );
    const handing = (sha256: string) =>
      [
        { item: 'E1', sha256 },
        {
          ...pt('Para transmissão'),
          from: 'Insp. Sousa',
          to: 'Autoridade central',
          at: '2026-11-25T11:00:00Z',
          place: 'Lisboa',
        },
      ] as const;
    expect((await request.refuses(lisbonPolice, 'hand-over', ...handing('0'.repeat(64)))).code).toBe('hash-differs');
    await request.does(lisbonPolice, 'hand-over', ...handing(file.sha256));
    for (const measure of [1, 2, 4])
      await request.does(lisbonPolice, 'report-execution', { measure, outcome: 'executed' }, pt('Cumprido.'));
    await until(
      'Lisbon knows of the execution',
      async () =>
        (await request.at(lisbon)).state.measures.filter((one) => one.status === 'executed').length === 3 || undefined,
    );
    await request.does(
      lisbon,
      'send-results',
      { number: 1, measures: [1, 2, 4], items: ['E1'] },
      pt('Seguem os extratos certificados.'),
    );
    await request.sees(niamey, 'results-sent');
    const { content } = (await request.at(niamey)).timeline.find((one) => one.move === 'record-evidence')!;
    const [given] = (content as { files: { name: string; sha256: string }[] }).files;
    await until('the file is in Niamey, whole', async () => {
      const bytes = await niamey.saved(given!.name).catch(() => undefined);
      return bytes && Buffer.compare(bytes, statement) === 0 ? true : undefined;
    });
    await request.does(niamey, 'confirm-results', { number: 1 });
    expect((await request.refuses(niamey, 'close', {})).code).toBe('measures-open');
    await request.does(niamey, 'withdraw', { measures: [3] }, fr('La perquisition n’est plus utile.'));
    await request.does(niamey, 'close', {}, fr('Merci.'));
    expect(await request.sees(lisbon, 'closed')).toMatchObject({ owed: [] });
  });

  test('what came in the case goes into an alert only with Lisbon’s recorded consent (Art. 18(19))', async () => {
    const { content } = (await request.at(niamey)).timeline.find((one) => one.move === 'record-evidence')!;
    const [given] = (content as { files: { name: string }[] }).files;
    const copy = await niamey.upload('copie.csv', await niamey.saved(given!.name));
    const other = await niamey.draft(await example('bank-records'));
    const withFile = {
      ...other.drafted,
      request: {
        ...other.drafted.request,
        reference: 'NE-2',
        annexes: [{ title: 'Extrait', language: 'pt', file: { name: copy.name } }],
      },
    };
    const draft = await niamey.saveDraft(other, withFile);
    expect(await niamey.refusedToReleaseByTwo(draft)).toMatchObject({
      code: 'use-limited',
      message: expect.stringContaining('Art. 18(19)'),
    });
    await request.does(
      niamey,
      'ask-consent',
      { number: 1, of: 'pt/police-lisboa' },
      fr('Pour une seconde demande dans la même affaire.'),
    );
    await until(
      'Lisbon’s police see the question',
      async () => (await request.at(lisbonPolice)).owed.some((one) => one.duty === 'decide-consent') || undefined,
    );
    await request.does(lisbonPolice, 'decide-consent', { number: 1, granted: true }, pt('Consentimos.'));
    await until(
      'Niamey has the consent',
      async () => (await request.at(niamey)).state.consents[0]?.granted === true || undefined,
    );
    await niamey.releaseByTwo(draft);
  });
});
