import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { until } from '#deploy/local/daemon.js';
import type { SignIn } from '#deploy/local/network.js';
import { TestNetwork } from '../support/journey.js';
import { type Succeeding, says, succeeding, terminal, uuidIn } from '../support/terminal.js';

/** A request's whole life on the terminals of two central authorities: from a form to a bundle. */
let net: TestNetwork;
let home: string;
let niamey: Succeeding;
let niameySecond: Succeeding;
let lisbon: Succeeding;
const REFERENCE = 'NE-MJ-2026-0147';

beforeAll(async () => {
  net = await TestNetwork.start('cli', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2', LIAISON_COMMIT_SECONDS: '1' },
  });
  home = await mkdtemp(join(tmpdir(), 'liaison-cases-'));
  const at = (member: string, signIn: SignIn) =>
    succeeding(terminal(join(home, `${signIn.name}.json`)), net.network.nodeUrl(member), signIn);
  const [ne, ne2] = net.network.authoritySignIns('ne')!;
  niamey = await at('ne', ne);
  niameySecond = await at('ne', ne2);
  lisbon = await at('pt', net.network.authoritySignIns('pt')![0]);
});
afterAll(async () => {
  await net?.stop();
  await rm(home, { recursive: true, force: true });
});

test('a form is filled in with a spreadsheet program, comes in as a draft, and is judged', async () => {
  const form = join(home, 'form.csv');
  await niamey(
    'request',
    'form',
    '--measure',
    'records',
    '--measure',
    'freezing',
    '--language',
    'fr',
    '--translation',
    'pt',
    '--output',
    form,
  );
  const options = { delimiter: ';', bom: true };
  const lines: string[][] = parse(await readFile(form), options);
  expect(lines.find(([field]) => field === 'facts')).toEqual([
    'facts',
    'Exposé des faits',
    'UNTOC Art. 18(15)(c)',
    '',
    '',
  ]);
  const answers: Readonly<Record<string, readonly [string, string?]>> = {
    reference: ['NE-9'],
    purpose: ['Établir qui reçoit l’argent.', 'Apurar quem recebe o dinheiro.'],
    'measures[0].certified': ['oui'],
    'measures[1].amount.value': ['1 200,50'],
    'persons[0].nationalities': ['NE; ML'],
  };
  const filled = lines.map(([field, ...rest]) => [field, ...rest.slice(0, 2), ...(answers[field!] ?? rest.slice(2))]);
  await writeFile(form, stringify(filled, options));
  const said = await niamey('request', 'import', form, '--to', 'pt/central-authority');
  expect(said).toContain('It cannot go without');
  expect(said).toMatch(/facts\s+UNTOC Art\. 18\(15\)\(c\)/);
  const { drafted } = JSON.parse(await niamey('request', 'show', uuidIn(said), '--json'));
  expect(drafted.request).toMatchObject({
    reference: 'NE-9',
    purpose: { language: 'fr', translations: [{ language: 'pt', text: 'Apurar quem recebe o dinheiro.' }] },
    persons: [{ id: 'P1', nationalities: ['NE', 'ML'] }],
    measures: [
      { number: 1, type: 'records', certified: true },
      { number: 2, type: 'freezing', amount: { value: 1200.5 } },
    ],
  });
  await writeFile(form, stringify([...filled, ['porpoise', '', '', 'x', '']], options));
  await expect(niamey('request', 'import', form)).rejects.toThrow(/names the field "porpoise"/);
});

test('Niamey writes the request, and a second magistrate sends it', async () => {
  const file = join(home, 'request.json');
  const example = JSON.parse(await readFile('examples/assistance/bank-records.json', 'utf8'));
  await writeFile(join(home, 'order.pdf'), '%PDF-1.7 exemple');
  const annexes = [{ title: 'Commission rogatoire 12/2026', language: 'fr', file: { path: 'order.pdf' } }];
  await writeFile(file, JSON.stringify({ ...example, request: { ...example.request, annexes } }));
  expect(await niamey('request', 'check', 'examples/assistance/bank-records.json')).toContain(
    'a certified copy of the order',
  );
  const saved = await niamey('request', 'save', file);
  expect(saved).toContain('Takes requests in pt, en');
  expect(saved).toContain('Nothing is missing');
  const id = uuidIn(saved);
  await expect(niamey('request', 'release', id)).rejects.toThrow(/second officer/);
  await niamey('request', 'ask', id);
  expect(await niameySecond('request', 'release', id)).toContain('Sent to pt/central-authority');
});

test('Lisbon sees what waits for it, decides measure by measure, and Niamey reads it in its own language', async () => {
  const due = await says(lisbon, ['case', 'due', '--language', 'pt'], REFERENCE);
  expect(due.replace(/\s+/g, ' ')).toMatch(/pt\/central-authority: acusar a receção, até .+ \(em \d+ dias\)/);
  expect(await lisbon('case', 'moves', REFERENCE)).toMatch(/acknowledge\s+UNTOC Art\. 18\(13\), 18\(24\)\s+reference/);
  await lisbon('case', 'do', REFERENCE, 'acknowledge', 'reference=112/26', 'officer=Ana Duarte');
  await lisbon(
    'case',
    'do',
    REFERENCE,
    'consult',
    'about=refusal',
    'measures=5',
    'answerBy=2026-12-04',
    '--text',
    'Não é possível em geral.',
    '--language',
    'pt',
  );
  await says(niamey, ['case', 'due'], REFERENCE);
  await niamey(
    'case',
    'do',
    REFERENCE,
    'answer-consultation',
    'agreed=no',
    '--text',
    'Nous n’en savons pas plus.',
    '--language',
    'fr',
  );
  await says(lisbon, ['case', 'show', '112/26'], 'n’en savons pas plus');
  await expect(lisbon('case', 'do', '112/26', 'decide', '5=refused:bank-secrecy', '--text', 'x')).rejects.toThrow(
    /Art\. 18\(8\)/,
  );
  await lisbon(
    'case',
    'do',
    '112/26',
    'decide',
    '1=accepted',
    '2=accepted',
    '3=accepted',
    '4=accepted',
    '5=refused:domestic-law',
    '--text',
    'A lei não o permite.',
    '--language',
    'pt',
    '--translation',
    'fr=La loi ne le permet pas.',
  );
  const shown = await says(
    niamey,
    ['case', 'show', REFERENCE, '--language', 'fr', '--why', 'RI 112/2026'],
    'La loi ne le permet pas.',
  );
  expect(shown).toContain('5 Localisation du produit du crime: refusée (le droit interne');
  const said = shown.replace(/\s+/g, ' ');
  for (const term of ['À propos de : refus', 'Répondre avant : 4 décembre 2026', '5 : refusée (le droit interne'])
    expect(said).toContain(term);
  for (const code of ['answerBy', 'about refusal', 'domestic-law', 'bank-secrecy']) expect(shown).not.toContain(code);
  expect(await niamey('case', 'list', '--find', 'não o permite')).toContain(REFERENCE);
});

test('evidence goes with its hash; a custody record and the bundle are made of it, and the bundle is verified', async () => {
  const statement = join(home, 'extrato.csv');
  await writeFile(statement, '2026-03-12;1200 EUR\n');
  const about = [
    'obtainedAt=2026-11-25T10:00:00Z',
    'obtainedFrom=Banco Exemplo',
    'place=Lisboa',
    'custodian=Insp. Sousa',
  ];
  await lisbon(
    'case',
    'do',
    REFERENCE,
    'record-evidence',
    'item=E1',
    ...about,
    '--text',
    'Extratos',
    '--language',
    'pt',
    '--attach',
    statement,
  );
  for (const measure of [1, 2, 3, 4])
    await lisbon(
      'case',
      'do',
      REFERENCE,
      'report-execution',
      `measure=${measure}`,
      'outcome=executed',
      '--text',
      'Cumprido.',
      '--language',
      'pt',
    );
  await lisbon(
    'case',
    'do',
    REFERENCE,
    'send-results',
    'measures=1,2,3,4',
    'items=E1',
    '--text',
    'Seguem os extratos.',
    '--language',
    'pt',
  );
  await says(niamey, ['case', 'show', REFERENCE], 'Seguem os extratos');
  await niamey('case', 'do', REFERENCE, 'confirm-results');
  const pdf = join(home, 'custody.pdf');
  await niamey('case', 'print', REFERENCE, 'custody', '--languages', 'fr,ar', '--why', 'audience', '--output', pdf);
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  const bundle = join(home, 'case.zip');
  const made = await until('the file is here', () =>
    niamey('case', 'bundle', REFERENCE, '--why', 'for the court', '--output', bundle).catch(() => undefined),
  );
  expect(made).toContain('liaison verify');
  expect(await niamey('verify', bundle)).toContain(`VERIFIED: ${REFERENCE}`);
  await expect(niamey('case', 'bundle', REFERENCE, '--why', 'again', '--output', bundle)).rejects.toThrow(
    /cannot be written/,
  );
});

test('a call at night is recorded, and a joint team proposed', async () => {
  const oral = JSON.parse(await readFile('examples/assistance/lost-convoy-oral.json', 'utf8'));
  const file = join(home, 'oral.json');
  await writeFile(file, JSON.stringify({ ...oral, requested: 'pt/central-authority' }));
  expect(await niamey('case', 'begin', 'oral-request', file)).toContain('Begun and sent');
  await says(
    lisbon,
    ['case', 'show', 'SN-DACG-2026-0391', '--language', 'pt'],
    'Feito oralmente, aguarda confirmação escrita',
  );
  await niamey('case', 'begin', 'propose-team', 'examples/assistance/joint-team.json');
  await says(lisbon, ['case', 'list'], 'JIT-2026-1');
  await lisbon('case', 'begin', 'inform', 'examples/assistance/spontaneous-information.json');
});

test('the next request begins with what this one asked, and a further measure is added to a case', async () => {
  const { cases } = JSON.parse(await niamey('case', 'list', '--find', REFERENCE, '--json')) as {
    cases: { id: string }[];
  };
  const from = JSON.parse(await niamey('request', 'from', cases[0]!.id, '--json'));
  expect(from.drafted).toMatchObject({
    requested: 'pt/central-authority',
    request: { annexes: [{ title: 'Commission rogatoire 12/2026' }] },
  });
  expect(from.gaps).toContainEqual(expect.objectContaining({ field: 'reference', level: 'required' }));
  const more = join(home, 'more.json');
  const { request } = JSON.parse(await readFile(join(home, 'request.json'), 'utf8'));
  const sixth = { ...request.measures[3], number: 6 };
  const within = { case: cases[0]!.id, move: 'extend' };
  await writeFile(
    more,
    JSON.stringify({
      requested: 'pt/central-authority',
      within,
      request: { ...request, measures: [...request.measures, sixth] },
    }),
  );
  const id = uuidIn(await niamey('request', 'save', more));
  await niamey('request', 'ask', id);
  await niameySecond('request', 'release', id);
  await says(lisbon, ['case', 'show', REFERENCE], /6 Taking of evidence or a statement: asked/);
});
