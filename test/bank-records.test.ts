import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { whereThereIs } from '#libs/testing/where-there-is.js';
import { Case, Desk } from './support/assistance.js';
import { EXPERT_TOOLS, expertTools, follow, repack, unpack } from './support/bundle.js';
import { TestNetwork } from './support/journey.js';
import { terminal } from './support/terminal.js';

const expert = await expertTools();

let net: TestNetwork;
let niamey: Desk;
let lisbon: Desk;
let lisbonPolice: Desk;
let bank: Case;
beforeAll(async () => {
  net = await TestNetwork.start('assistance', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2', LIAISON_COMMIT_SECONDS: '1' },
  });
  const [ne, ne2] = await net.magistrates('ne');
  niamey = new Desk('ne/central-authority', ne, ne2);
  const [pt, pt2] = await net.magistrates('pt');
  lisbon = new Desk('pt/central-authority', pt, pt2);
  const police = await net.officer('pt');
  lisbonPolice = new Desk('pt/police-lisboa', police, await net.secondOfficer('pt'));
});
afterAll(() => net?.stop());

const example = async (name: string) => JSON.parse(await readFile(`examples/assistance/${name}.json`, 'utf8'));
const fr = (text: string) => ({ text: { language: 'fr', text } });
const pt = (text: string) => ({ text: { language: 'pt', text } });

describe('Niger asks Portugal for bank records, and for the money to be frozen', () => {
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
    bank = await niamey.releaseByTwo(ready);
    expect(await bank.at(niamey)).toMatchObject({ status: 'sent', reference: 'NE-MJ-2026-0147' });
  });

  test('Lisbon reads it, acknowledges it under its own number, and asks for what it lacks', async () => {
    const seen = await bank.arrivesAt(lisbon);
    // A freezing is decided on sooner than the rest.
    expect(seen.owed.map((one) => [one.who, one.duty, one.about.join()])).toEqual([
      ['pt/central-authority', 'acknowledge', ''],
      ['pt/central-authority', 'decide', '2'],
      ['pt/central-authority', 'decide', '1,3,4,5'],
    ]);
    expect((seen.timeline[0]!.content as { request: { facts: { text: string } } }).request.facts.text).toContain(
      'quatorze convois',
    );
    await bank.does(lisbon, 'acknowledge', { reference: '112/26' }, { officer: 'Ana Duarte (inventada)' });
    await bank.does(
      lisbon,
      'ask-information',
      { number: 1, answerBy: '2026-12-04' },
      pt('Qual é a morada do titular?'),
    );
    expect(await bank.sees(niamey, 'information-asked')).toMatchObject({
      owed: [expect.objectContaining({ who: 'ne/central-authority', duty: 'supply-information', day: '2026-12-04' })],
    });
    await bank.does(niamey, 'supply-information', { number: 1 }, fr('Rua do Exemplo 7, Lisbonne.'));
  });

  test('it cannot refuse unheard, and bank secrecy is no ground: measure by measure it accepts three, postpones one, refuses one', async () => {
    await bank.sees(lisbon, 'acknowledged');
    const refusing = { decisions: [{ measure: 5, decision: 'refused', ground: 'bank-secrecy' }] };
    expect(await bank.refuses(lisbon, 'decide', refusing, pt('Sigilo bancário.'))).toMatchObject({
      code: 'fields-wrong',
      faults: [{ expected: expect.stringContaining('UNTOC Art. 18(8)') }],
    });
    const onGround = { decisions: [{ measure: 5, decision: 'refused', ground: 'domestic-law' }] };
    expect((await bank.refuses(lisbon, 'decide', onGround, pt('Não é possível.'))).code).toBe('not-consulted');
    await bank.does(
      lisbon,
      'consult',
      { number: 1, about: 'refusal', measures: [5], answerBy: '2026-12-04' },
      pt('A lei portuguesa não permite uma pesquisa geral de bens. Podem indicar bens concretos?'),
    );
    await bank.does(
      lisbon,
      'consult',
      { number: 2, about: 'postponement', measures: [3], answerBy: '2026-12-04' },
      pt('A busca prejudicaria um inquérito em curso até fevereiro.'),
    );
    await bank.sees(niamey, 'consulting');
    await bank.does(
      niamey,
      'answer-consultation',
      { number: 1, agreed: false },
      fr('Nous n’en connaissons pas d’autres.'),
    );
    await bank.does(niamey, 'answer-consultation', { number: 2, agreed: true }, fr('D’accord, en février.'));
    await bank.sees(lisbon, 'acknowledged');
    await bank.does(
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
    const seen = await bank.sees(niamey, 'partly-accepted');
    expect(seen.state.measures.map((one) => one.status)).toEqual([
      'accepted',
      'accepted',
      'postponed',
      'accepted',
      'refused',
    ]);
  });

  test('the police of Lisbon come in for what they carry out, with the history; the liaison office sees that it moves, and nothing of what it says', async () => {
    await bank.does(lisbon, 'assign', { unit: 'pt/police-lisboa', measures: [1, 2, 4] });
    const seen = await bank.arrivesAt(lisbonPolice);
    expect(seen.timeline.map((one) => one.move)).toContain('request');
    expect(seen.timeline.every((one) => !one.withheld)).toBe(true);
    await bank.does(niamey, 'escalate', { offices: ['pt/liaison'] });
    const office = new Desk('pt/liaison', await net.officer('pt'), await net.officer('pt'));
    const overseen = await bank.arrivesAt(office);
    expect(overseen.timeline.find((one) => one.move === 'request')).toMatchObject({ content: null, withheld: true });
    expect(JSON.stringify(overseen)).not.toContain('quatorze convois');
  });

  test('evidence is recorded with its hash, handed over, and sent; other bytes are refused; Niamey closes the case', async () => {
    const statement = Buffer.from('extrato;2026-03-12;1200 EUR\n'.repeat(2000));
    const file = await lisbonPolice.upload('extrato.csv', statement);
    await bank.sees(lisbonPolice, 'assigned');
    await bank.does(lisbonPolice, 'begin-execution', { measures: [1, 2, 4] });
    await bank.does(
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
    expect((await bank.refuses(lisbonPolice, 'hand-over', ...handing('0'.repeat(64)))).code).toBe('hash-differs');
    await bank.does(lisbonPolice, 'hand-over', ...handing(file.sha256));
    for (const measure of [1, 2, 4])
      await bank.does(lisbonPolice, 'report-execution', { measure, outcome: 'executed' }, pt('Cumprido.'));
    await until(
      'Lisbon knows of the execution',
      async () =>
        (await bank.at(lisbon)).state.measures.filter((one) => one.status === 'executed').length === 3 || undefined,
    );
    await bank.does(
      lisbon,
      'send-results',
      { number: 1, measures: [1, 2, 4], items: ['E1'] },
      pt('Seguem os extratos certificados.'),
    );
    await bank.sees(niamey, 'results-sent');
    const { content, hash } = (await bank.at(niamey)).timeline.find((one) => one.move === 'record-evidence')!;
    const [given] = (content as { files: { name: string; sha256: string }[] }).files;
    await until('the file is in Niamey, whole', async () => {
      const bytes = await niamey.saved(bank, hash, given!.name).catch(() => undefined);
      return bytes && Buffer.compare(bytes, statement) === 0 ? true : undefined;
    });
    await bank.does(niamey, 'confirm-results', { number: 1 });
    expect((await bank.refuses(niamey, 'close', {})).code).toBe('measures-open');
    await bank.does(niamey, 'withdraw', { measures: [3] }, fr('La perquisition n’est plus utile.'));
    await bank.does(niamey, 'close', {}, fr('Merci.'));
    expect(await bank.sees(lisbon, 'closed')).toMatchObject({ owed: [] });
  });

  test('what came in the case goes into an alert only with Lisbon’s recorded consent (Art. 18(19))', async () => {
    const { content, hash } = (await bank.at(niamey)).timeline.find((one) => one.move === 'record-evidence')!;
    const [given] = (content as { files: { name: string }[] }).files;
    const copy = await niamey.upload('copie.csv', await niamey.saved(bank, hash, given!.name));
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
    await bank.does(
      niamey,
      'ask-consent',
      { number: 1, of: 'pt/police-lisboa' },
      fr('Pour une seconde demande dans la même affaire.'),
    );
    await until(
      'Lisbon’s police see the question',
      async () => (await bank.at(lisbonPolice)).owed.some((one) => one.duty === 'decide-consent') || undefined,
    );
    await bank.does(lisbonPolice, 'decide-consent', { number: 1, granted: true }, pt('Consentimos.'));
    await until(
      'Niamey has the consent',
      async () => (await bank.at(niamey)).state.consents[0]?.granted === true || undefined,
    );
    await niamey.releaseByTwo(draft);
  });
});

/** `bundle.json`, as far as it is tampered with here. */

describe('the record stands up in court on both sides', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liaison-bundle-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const cli = () => terminal(join(folder, 'none.json'));
  let bundle: string;

  test('Niamey exports the case, and anybody verifies it without a network: signatures, keys, log, witnesses, files, when it existed', async () => {
    const log = join(folder, 'log.json');
    await until('the log has a commitment to the whole case', async () => {
      const bytes = await niamey.bundle(bank);
      bundle = join(folder, 'case.zip');
      await writeFile(bundle, bytes);
      await writeFile(log, JSON.stringify(await niamey.wholeLog()));
      const { out } = await cli()(['verify', bundle, '--log', log, '--json']);
      const { events } = JSON.parse(out) as { events: { existedBy: string | null }[] };
      return events.every((one) => one.existedBy !== null) || undefined;
    });
    const { code, out } = await cli()(['verify', bundle]);
    expect([code, out]).toEqual([0, expect.stringContaining('VERIFIED: NE-MJ-2026-0147')]);
    expect(out).toContain(net.network.networkName);
    const alone = JSON.parse((await cli()(['verify', bundle, '--json'])).out);
    expect(alone).toMatchObject({ verdict: 'whole', witnesses: null, events: expect.any(Array) });
    expect(alone.events.every((one: { existedBy: string | null }) => one.existedBy === null)).toBe(true);
    expect((await cli()(['verify', bundle, '--log', log])).out).toContain('of those in the log');
    const { verificationCode } = (await bank.at(lisbon)).timeline.find((one) => one.move === 'decide')!;
    expect((await cli()(['verify', bundle, '--code', verificationCode.toLowerCase()])).out).toContain('"decide"');
  });

  whereThereIs(EXPERT_TOOLS, expert !== undefined, 'a court’s expert', () => {
    test('does the same with openssl, sha256sum and jq, as docs/verify-a-bundle.md says', async () => {
      const unpacked = await unpack(bundle, join(folder, 'unpacked'));
      expect(await follow(unpacked, expert!)).toEqual([
        net.network.networkName,
        expect.stringMatching(/^NOT JUDGED: whether \d members are enough witnesses, and by when the case existed$/),
      ]);
    });
  });

  test.each([
    ['one letter of a decision', /-decide\.json$/, 'pesquisa', 'Pesquisa', /events\/\d+-decide\.json was altered/],
    ['a sum in a bank statement', /^files\/.*extrato/, '1200 EUR', '1300 EUR', /files\/.* was altered/],
  ] as const)('%s that is altered fails, and it says where', async (what, inPath, from, to, says) => {
    const file = join(folder, `${what}.zip`);
    await repack(bundle, file, (path, bytes) =>
      inPath.test(path) ? Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1') : bytes,
    );
    expect(await cli()(['verify', file])).toMatchObject({ code: 3, err: expect.stringMatching(says) });
  });
});
