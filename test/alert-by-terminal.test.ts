import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SignIn } from '#deploy/local/network.js';
import { TestNetwork, UNITS } from './support/journey.js';
import { type Succeeding, says, succeeding, terminal, uuidIn } from './support/terminal.js';

/** An alert's whole life as three officers see it on their terminals: from a draft in Agadez to its recall. */
let net: TestNetwork;
let home: string;
let agadez: Succeeding;
let lisbon: Succeeding;
let dakar: Succeeding;
let auditor: Succeeding;
let id: string;
let second: string;

const at = (member: string, signIn: SignIn): Promise<Succeeding> =>
  succeeding(terminal(join(home, `${signIn.name}.json`)), net.network.nodeUrl(member), signIn);

const idIn = (said: string): string => /\b01[0-9A-HJKMNP-TV-Z]{24}\b/.exec(said)![0];
const draftIn = async (name: string, change: object): Promise<string> => {
  const file = join(home, name);
  await writeFile(
    file,
    JSON.stringify({ ...JSON.parse(await readFile('examples/sahel-route.json', 'utf8')), ...change }),
  );
  return file;
};

beforeAll(async () => {
  net = await TestNetwork.start('terminal');
  home = await mkdtemp(join(tmpdir(), 'liaison-cli-'));
  agadez = await at('ne', net.network.signIn('ne'));
  lisbon = await at('pt', net.network.signIn('pt'));
  dakar = await at('sn', net.network.signIn('sn'));
  auditor = await at('pt', net.network.secondSignIn('pt')!);
});
afterAll(async () => {
  await net?.stop();
  await rm(home, { recursive: true, force: true });
});

test('Agadez writes a draft, is told what is missing, completes and releases it', async () => {
  expect(await agadez('place', 'Sebha')).toMatch(/Sabhā\s+LY\s+27\.04\s+14\.43/);
  const half = await draftIn('half.json', { evaluation: undefined, handling: undefined });
  const kept = await agadez('draft', 'save', half);
  expect(kept).toContain('evaluation');
  const whole = await draftIn('whole.json', { title: { language: 'fr', text: 'Convois du jeudi vers Sabhā' } });
  const draft = uuidIn(kept);
  await agadez('draft', 'save', whole, '--id', draft);
  id = idIn(await agadez('draft', 'release', draft, '--undo', '0'));
  await says(agadez, ['show', id], /pt\/police-lisboa\s+delivered/);
});

test('Lisbon is told, finds it however it is spelt, gives it to an officer and notes on it', async () => {
  await says(lisbon, ['notifications', '--all'], id);
  expect(await says(lisbon, ['inbox', '--find', 'convoi Sebha'], id)).toContain('Convois du jeudi');
  expect(await lisbon('inbox', '--filter', 'country=LY', '--filter', 'unread=yes')).toContain(id);
  expect(await lisbon('show', id, '--why', 'Operação Deserto')).toContain('TLP:AMBER');
  await lisbon('alert', 'assign', id, 'lisboa-2');
  expect(await lisbon('alert', 'note', id, 'Falar com Sines.')).toContain('Falar com Sines.');
  await lisbon('alert', 'reply', id, '--type', 'sighting', '--text', 'Visto em Sines', '--place', 'Sines');
  expect(await says(agadez, ['show', id], 'Visto em Sines')).toContain('sighting');
});

test('a second alert from Dakar is proposed as the same network, and Lisbon confirms it by its reasons', async () => {
  const other = await draftIn('other.json', {
    title: { language: 'pt', text: 'Colunas noturnas' },
    summary: { language: 'pt', text: 'Pick-up brancas saem de Agadez à quinta-feira.' },
    network: {
      label: 'Hilux Blanc',
      aliases: [],
      structure: 'cells',
      roles: [],
      nationalities: [],
      languages: [],
      knownLinks: [],
    },
  });
  second = idIn(await dakar('alert', 'post', other));
  const similar = await says(lisbon, ['alert', 'similar', second], id);
  expect(similar).toContain('same telephone +22796123456');
  const network = uuidIn(similar);
  expect(await lisbon('network', 'confirm', network, '--name', 'Hilux', id, second)).toContain('confirmed by lisboa');
  expect(await lisbon('network', 'list')).toContain('Hilux');
});

const OF_KIND = ['--kind', 'risk-assessment'];
test('Lisbon evaluates the risk on both, and Agadez reads what it rests on', async () => {
  const sample = JSON.parse(await readFile('examples/risk-assessments/night-convoys.json', 'utf8'));
  sample.judgements[0].citations = [
    { author: UNITS.ne, alert: id },
    { author: UNITS.sn, alert: second },
  ];
  const named = { ...sample, handling: { ...sample.handling, namedUnits: [UNITS.ne] } };
  const file = join(home, 'assessment.json');
  await writeFile(file, JSON.stringify({ ...named, handling: { ...named.handling, tlp: 'CLEAR' } }));
  await expect(lisbon('bulletin', 'post', file, ...OF_KIND)).rejects.toThrow(
    /judgements\[0\]\.citations\[0\].*TLP:AMBER/,
  );
  await writeFile(file, JSON.stringify(named));
  const posted = idIn(await lisbon('bulletin', 'post', file, ...OF_KIND));
  expect(await says(agadez, ['bulletin', 'show', posted, ...OF_KIND], 'RESTS ON')).toMatch(
    new RegExp(`${id}\\s+ne/police-agadez\\s+valid`),
  );
  await agadez(
    'bulletin',
    'reply',
    posted,
    ...OF_KIND,
    '--type',
    'addition',
    '--text',
    'Depuis mardi',
    '--language',
    'fr',
  );
  expect(await says(lisbon, ['bulletin', 'show', posted, ...OF_KIND], 'addition')).toContain('Depuis mardi');
  expect(await agadez('bulletin', 'list', ...OF_KIND, '--find', 'dispersals')).toContain(posted);
  expect(await lisbon('retention')).toMatch(/risk-assessment\s+information\s+365 days/);
  await lisbon('bulletin', 'recall', posted, ...OF_KIND, '--reason', 'Not as it was thought');
  expect(await says(agadez, ['bulletin', 'show', posted, ...OF_KIND], 'RECALLED')).toContain('Not as it was thought');
});

test('it leaves as STIX with a reason, and a feed comes in with a line for each thing', async () => {
  const file = join(home, 'alert.stix.json');
  await lisbon('export', id, '--format', 'stix', '--output', file, '--why', 'Europol');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ type: 'bundle' });
  expect(await dakar('import', file, '--dry-run')).toMatch(/stix: \d+ of \d+ things taken, 1 draft/);
});

test('Agadez extends it, Lisbon asks to pass it on, Agadez grants it, Dakar reads whose it is', async () => {
  const alert = JSON.parse(await readFile(join(home, 'whole.json'), 'utf8'));
  const longer = await draftIn('longer.json', { ...alert, validUntil: '2027-06-30T23:59:59Z' });
  const replaced = await agadez(
    'alert',
    'replace',
    id,
    longer,
    '--as',
    'extended',
    '--note',
    'Jusqu’à l’été',
    '--language',
    'fr',
  );
  const extended = idIn(replaced);
  const changed = (await says(lisbon, ['show', extended, '--language', 'pt'], 'Jusqu’à l’été')).replace(/\s+/g, ' ');
  expect(changed).toContain(`prolonga ${id}`);
  expect(changed).toMatch(/Válido até .* → 30 de junho de 2027/);
  expect(changed).toMatch(/TLP:AMBER · H\d: .* · PAP:/);
  const asked = idIn(await lisbon('share', 'ask', extended, '--to', UNITS.sn!, '--reason', 'Mesmo grupo'));
  await says(agadez, ['share', 'list'], asked);
  await agadez('share', 'grant', asked, '--days', '5');
  await says(lisbon, ['share', 'list'], 'granted');
  const passed = idIn(await lisbon('share', 'send', asked));
  expect(await says(dakar, ['show', passed], UNITS.ne!)).toContain('Passed on by pt/police-lisboa');
  await agadez('bulletin', 'recall', extended, '--reason', 'Indicateur faux', '--language', 'fr');
  await says(dakar, ['show', passed], 'RECALLED');
  await says(agadez, ['show', extended], /sn\/police-dakar\s+erased/);
});

test('what is due is shown, and the audit log is whole', async () => {
  expect(await lisbon('retention')).toContain('investigation');
  expect(await auditor('audit', '--action', 'alert-exported')).toContain('Europol');
  expect(await auditor('audit', '--action', 'alert-searched')).toContain('convoi Sebha');
  expect(await auditor('audit', 'verify')).toContain(UNITS.pt);
});
