import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SignIn } from '#deploy/local/network.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { MESSAGE_WORDS } from '#libs/words/messages/index.js';
import { TestNetwork, UNITS } from './support/journey.js';
import { type Succeeding, says, succeeding, terminal } from './support/terminal.js';

/** Every kind of bulletin through every command that there is for bulletins: a kind that comes is in it by its index line and its example. */
let net: TestNetwork;
let home: string;
let agadez: Succeeding;
let lisbon: Succeeding;
/** The commands that were given, of those that `liaison bulletin --help` lists. */
const given = new Set<string>();
/** What an example cites. */
const CITED = '01M8ABCDE00000000000000000';
let cited: string;

const idIn = (said: string): string => /\b01[0-9A-HJKMNP-TV-Z]{24}\b/.exec(said)![0];
const exampleOf = async (kind: string, citing = CITED): Promise<Record<string, unknown>> => {
  const name = JSON.parse(await readFile('examples/kinds/bulletins.json', 'utf8'))[kind];
  const { files: _, ...example } = JSON.parse(
    (await readFile(`examples/${name}.json`, 'utf8')).replaceAll(CITED, citing),
  );
  return example;
};
const inOneLine = (said: string): string => said.replace(/\s+/g, ' ');
const at = (member: string, signIn: SignIn): Promise<Succeeding> =>
  succeeding(terminal(join(home, `${signIn.name}.json`)), net.network.nodeUrl(member), signIn);

beforeAll(async () => {
  net = await TestNetwork.start('everyKind');
  home = await mkdtemp(join(tmpdir(), 'liaison-kinds-'));
  agadez = await at('ne', net.network.signIn('ne'));
  lisbon = await at('pt', net.network.signIn('pt'));
  const kinds = BULLETIN_NAMES.flatMap((kind) => ['--kind', kind]);
  await lisbon('subscribe', UNITS.pt!, ...kinds, '--sign');
  await says(agadez, ['units'], new RegExp(`${UNITS.pt}.*${BULLETIN_NAMES.join(' ')}`));
  const file = join(home, 'cited.json');
  await writeFile(
    file,
    JSON.stringify({ ...(await exampleOf(BULLETIN_NAMES[0])), validUntil: '2027-12-31T23:59:59Z' }),
  );
  cited = idIn(await agadez('bulletin', 'post', file));
});
afterAll(async () => {
  await net?.stop();
  await rm(home, { recursive: true, force: true });
});

describe.each(BULLETIN_NAMES)('%s', (kind) => {
  let example: Record<string, unknown>;
  let id: string;
  const words = (command: string, ...rest: string[]): string[] => {
    given.add(command);
    return ['bulletin', command, ...rest, '--kind', kind];
  };
  const fileWith = async (change: object): Promise<string> => {
    const file = join(home, `${kind}.json`);
    await writeFile(file, JSON.stringify({ ...example, ...change }));
    return file;
  };

  test('says who would get it, goes to them, and is found', async () => {
    example = await exampleOf(kind, cited);
    const file = await fileWith({});
    expect(await agadez(...words('audience', file))).toMatch(new RegExp(`${UNITS.pt}\\s+receives`));
    expect(await agadez('audience', file, '--kind', kind)).toContain('Nothing has been sent');
    expect(await agadez(...words('post', file, '--dry-run'))).toContain('Nothing has been sent');
    const posted = await agadez(...words('post', file));
    id = idIn(posted);
    expect(posted).toContain(`liaison show ${id}`);
    await says(lisbon, ['inbox', '--kind', kind], id);
    expect(await agadez(...words('list', '--sent'))).toContain(id);
    expect(await agadez('inbox', '--kind', kind)).not.toContain(id);
    expect(await lisbon(...words('list', '--filter', 'unread=yes'))).toContain(id);
  });

  test('reminds who has not opened it; whoever reads it sees what may be done with it, and until when', async () => {
    await says(agadez, ['show', id, '--kind', kind], new RegExp(`${UNITS.pt}\\s+delivered`));
    expect(await agadez(...words('remind', id))).toMatch(/Reminded \d+ units?\./);
    const { tlp, code, pap } = example.handling as { tlp: string; code: 'H0' | 'H1' | 'H2' | 'H3'; pap: string };
    const shown = inOneLine(await lisbon(...words('show', id, '--language', 'fr', '--why', 'Turno')));
    const french = MESSAGE_WORDS.fr;
    for (const said of [`TLP:${tlp} · ${code} : ${french[`code.${code}`]} · PAP:${pap}`, 'Signed by ne/police-agadez'])
      expect(inOneLine(shown).replaceAll('\u00a0', ' ')).toContain(said);
    expect(shown).toMatch(
      new RegExp(`${french['field.sender']} ${UNITS.ne}, .*${french['field.validUntil']} 20\\d\\d-`),
    );
    const author = await says(agadez, ['show', id, '--kind', kind], new RegExp(`${UNITS.pt}\\s+opened\\s+20\\d\\d-`));
    expect(author).toContain('RECEIVES BECAUSE');
  });

  test('is given to an officer, noted on, and answered with when and where', async () => {
    expect(await lisbon(...words('assign', id, 'lisboa-2'))).toContain('lisboa-2 deals with it now');
    expect(await lisbon('inbox', '--kind', kind, '--filter', 'assigned=lisboa-2')).toContain(id);
    expect(await lisbon(...words('assign', id))).toContain('Nobody deals with it now');
    expect(await lisbon(...words('note', id))).toContain('No notes');
    expect(await lisbon(...words('note', id, 'Falar com Sines.'))).toContain('Falar com Sines.');
    const [type] = bulletinKind(kind).replies;
    const reply = ['--type', type!, '--text', 'Visto em Sines', '--language', 'pt', '--place', 'Sines'];
    await expect(lisbon(...words('reply', id, ...reply, '--seen', 'yesterday'))).rejects.toThrow(/2026-12-01T06:00Z/);
    await lisbon(...words('reply', id, ...reply, '--seen', '2026-11-20T06:00Z'));
    const shown = inOneLine(await says(agadez, words('show', id), 'Visto em Sines'));
    expect(shown).toMatch(new RegExp(`${type} from ${UNITS.pt}, .*\\(seen 2026-11-20 \\d\\d:00, Sines\\)`));
  });

  test('is replaced, and says in the reader’s words what changed; then it is taken back', async () => {
    const longer = await fileWith({ validUntil: '2028-06-30T23:59:59Z' });
    const how = ['--as', 'extended', '--note', 'Mais tempo', '--language', 'pt'];
    const replacing = idIn(await agadez(...words('replace', id, longer, ...how)));
    const shown = inOneLine(await says(lisbon, ['show', replacing, '--kind', kind, '--language', 'pt'], 'Mais tempo'));
    const portuguese = MESSAGE_WORDS.pt;
    expect(shown).toContain(`${portuguese['code.extended']} ${id}: Mais tempo`);
    expect(shown).toMatch(new RegExp(`${portuguese['field.validUntil']} .* → 30 de junho de 2028`));
    expect(shown).not.toContain('validUntil');
    expect(await lisbon('show', id, '--kind', kind)).toContain(`REPLACED by ${replacing}`);
    await agadez(...words('recall', replacing, '--reason', 'Errado', '--language', 'pt'));
    expect(await says(lisbon, ['show', replacing, '--kind', kind], 'RECALLED')).toContain('Errado');
    await says(agadez, ['show', replacing, '--kind', kind], new RegExp(`${UNITS.pt}\\s+erased`));
  });
});

test('no command for bulletins was left out', async () => {
  const listed = [...(await agadez('bulletin', '--help')).matchAll(/^ {2}([a-z]+) .*(?:<|\[options\])/gm)];
  expect([...given].sort()).toEqual(
    listed
      .map(([, command]) => command)
      .filter((command) => command !== 'help')
      .sort(),
  );
});
