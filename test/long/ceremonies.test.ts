import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addOfficer } from '#apps/node/src/people/officers/add-officer.js';
import { Daemon } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { HubFolder } from '#deploy/local/hub.js';
import { LocalNetwork } from '#deploy/local/network.js';
import { freePort } from '#deploy/local/ports.js';
import { hex } from '#libs/cose/bytes.js';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';

/**
 * The ceremonies of docs/operator.md, step by step, each on a machine of its own: a folder that holds nothing but what was
 * made there or carried there.
 */
let parent: string;
let network: LocalNetwork;
let node: Daemon | undefined;
const silent = { step: () => undefined, note: () => undefined };
const CLI = resolve('dist/programs/liaison.js');

beforeAll(async () => {
  parent = await temporaryFolder('ceremonies');
  network = await LocalNetwork.start({
    folder: join(parent, 'network'),
    progress: silent,
    firstPort: 30_300,
    bare: true,
  });
  for (const machine of ['committee-1', 'committee-2', 'committee-3', 'niger', 'niger-node', 'newcomer', 'stick']) {
    await mkdir(join(parent, machine));
  }
  await writeFile(join(parent, 'stick', 'ceremony.json'), JSON.stringify(await network.hubFolder.ceremonyCredential()));
  await cp(network.hubFolder.caFile, join(parent, 'stick', 'ca.pem'));
});
afterAll(async () => {
  await node?.stop();
  await network?.stop();
  await rm(parent, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
/** Runs the CLI on one machine. */
const on = (machine: string, words: string[], environment: Record<string, string> = {}): Promise<Ran> =>
  new Promise((done) => {
    const env = { PATH: process.env.PATH, LIAISON_SESSION: join(parent, machine, 'session.json'), ...environment };
    const child = execFile(process.execPath, [CLI, ...words], { cwd: join(parent, machine), env }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
    child.stdin!.end(environment.ANSWER ?? '');
  });
/** The same, where it has to work. */
async function does(machine: string, words: string[], environment?: Record<string, string>): Promise<string> {
  const { code, out, err } = await on(machine, words, environment);
  if (code !== 0) throw new Error(`liaison ${words.join(' ')} ended with ${code}:\n${err}`);
  return out;
}
/** Carries files from one machine to another, by the stick. */
async function carry(from: string, to: string, ...files: string[]): Promise<void> {
  for (const file of files) await cp(join(parent, from, file), join(parent, to, file));
}

const hubWords = () => [
  '--hub',
  `tls://127.0.0.1:${network.hubPort}`,
  '--ca',
  '../stick/ca.pem',
  '--credential',
  '../stick/ceremony.json',
];
/** The newest log on a machine that draws from it. */
async function freshLog(machine: string): Promise<void> {
  await rm(join(parent, machine, 'log.json'), { force: true });
  await does(machine, ['log', 'save', '--output', 'log.json', ...hubWords()]);
}
/** The committee's two signers sign a draft that the first has made, each at home. */
async function committeeSigns(file: string): Promise<void> {
  await does('committee-1', ['statement', 'sign', file, '--key', 'key.json', '--yes'], PASSPHRASE);
  await carry('committee-1', 'committee-2', file);
  await does('committee-2', ['statement', 'sign', file, '--key', 'key.json', '--yes']);
}
const fingerprintIn = (text: string): string => /((?:[0-9a-f]{4} ){7}[0-9a-f]{4})/.exec(text)![1]!;
const PASSPHRASE = { LIAISON_PASSPHRASE: 'a camel crosses at night' };

test('a network is founded: three signers, two of whom decide', async () => {
  for (const [machine, environment] of [
    ['committee-1', PASSPHRASE],
    ['committee-2', {}],
    ['committee-3', {}],
  ] as const) {
    await does(machine, ['key', 'new', 'key.json'], environment);
    await does(machine, ['key', 'card', 'key.json', '--name', machine, '--output', `${machine}.json`]);
    await carry(machine, 'committee-1', `${machine}.json`).catch(() => undefined);
  }
  const secret = await readFile(join(parent, 'committee-1', 'key.json'), 'utf8');
  expect(JSON.parse(secret)).not.toHaveProperty('seed');
  const signers = ['1', '2', '3'].flatMap((n) => ['--signer', `committee-${n}.json`]);
  const said = await does('committee-1', [
    ...[
      'statement',
      'found',
      '--name',
      'A network',
      '--log-origin',
      'liaison.local/log',
      '--log-key',
      hex(network.logKey!),
    ],
    ...[...signers, '--threshold', '2', '--output', 'genesis.json'],
  ]);
  expect(said).toContain('Found the network "A network" with a Steering Committee of 3, 2 of whom decide');

  // Each signs a copy at home; the copies are put together.
  for (const machine of ['committee-2', 'committee-3']) await carry('committee-1', machine, 'genesis.json');
  await does('committee-1', ['statement', 'sign', 'genesis.json', '--key', 'key.json', '--yes'], PASSPHRASE);
  for (const machine of ['committee-2', 'committee-3']) {
    await does(machine, ['statement', 'sign', 'genesis.json', '--key', 'key.json', '--yes']);
    await cp(join(parent, machine, 'genesis.json'), join(parent, 'committee-1', `genesis-${machine}.json`));
  }
  const early = await on('committee-1', ['statement', 'hand-in', 'genesis.json', ...hubWords()]);
  expect([early.code, early.err]).toEqual([3, expect.stringContaining('1 of the Steering Committee signed; 3 must.')]);
  const copies = ['genesis.json', 'genesis-committee-2.json', 'genesis-committee-3.json'];
  await does('committee-1', ['statement', 'merge', ...copies, '--output', 'founded.json']);
  expect(await does('committee-1', ['statement', 'hand-in', 'founded.json', ...hubWords()])).toContain(
    'At position 1: Found',
  );
});

test('a hub that is not there, or that does not let the credential in, is said at once', async () => {
  const words = ['log', 'save', '--output', 'none.json'];
  const absent = hubWords().map((word) => (word.startsWith('tls:') ? 'tls://127.0.0.1:1' : word));
  const away = await on('committee-1', [...words, ...absent]);
  expect([away.code, away.err]).toEqual([5, expect.stringContaining('The hub does not answer at tls://127.0.0.1:1')]);
  const another = new HubFolder(join(parent, 'another-hub'));
  await another.make();
  await writeFile(join(parent, 'stick', 'another.json'), JSON.stringify(await another.ceremonyCredential()));
  const withAnothers = hubWords().map((word) => word.replace('ceremony.json', 'another.json'));
  const out = await on('committee-1', [...words, ...withAnothers]);
  expect([out.code, out.err]).toEqual([3, expect.stringContaining('The hub does not let this credential in')]);
});

test('a wrong passphrase signs nothing', async () => {
  const before = await readFile(join(parent, 'committee-1', 'genesis.json'), 'utf8');
  const words = ['statement', 'sign', 'genesis.json', '--key', 'key.json', '--yes'];
  expect(await on('committee-1', words, { LIAISON_PASSPHRASE: 'guessed' })).toMatchObject({
    code: 3,
    err: expect.stringContaining('not the passphrase'),
  });
  expect(await readFile(join(parent, 'committee-1', 'genesis.json'), 'utf8')).toBe(before);
});

test('a member is admitted after its fingerprint was heard, and not after another was', async () => {
  await does('niger', ['key', 'new', 'key.json']);
  const readAloud = fingerprintIn(
    await does('niger', ['key', 'card', 'key.json', '--name', 'Niger', '--member', 'ne', '--output', 'ne.json']),
  );
  await carry('niger', 'committee-1', 'ne.json');
  await freshLog('committee-1');
  const words = ['statement', 'admit', 'ne.json', '--log', 'log.json', '--output', 'admit.json', '--fingerprint'];
  const misheard = await on('committee-1', [...words, readAloud.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))]);
  expect([misheard.code, misheard.err]).toEqual([3, expect.stringContaining('may have been exchanged on its way')]);
  expect(await does('committee-1', [...words, readAloud])).toContain(`Admit Niger (ne) with the key ${readAloud}.`);
  await committeeSigns('admit.json');
  expect(await does('committee-2', ['statement', 'show', 'admit.json', '--log', '../committee-1/log.json'])).toContain(
    'Nothing is missing',
  );
  await does('committee-2', ['statement', 'hand-in', 'admit.json', ...hubWords()]);
});

test('the committee adopts a policy, which is read before it is signed; one that would lock it out is not drafted', async () => {
  await freshLog('committee-1');
  const words = [
    'statement',
    'policy',
    'policy.cedar',
    '--title',
    'First policy',
    '--log',
    'log.json',
    '--output',
    'policy.json',
  ];
  await writeFile(
    join(parent, 'committee-1', 'policy.cedar'),
    '@id("a") @reason("b") permit (principal is Liaison::Unit, action, resource);',
  );
  expect(await on('committee-1', words)).toMatchObject({
    code: 3,
    err: expect.stringContaining('could never adopt another one'),
  });
  await writeFile(join(parent, 'committee-1', 'policy.cedar'), DEFAULT_POLICY);
  expect(await does('committee-1', words)).toContain('permits  P0');
  await committeeSigns('policy.json');
  await does('committee-2', ['statement', 'hand-in', 'policy.json', ...hubWords()]);
});

const UNIT = 'ne/police-agadez=specialised-police:fr,ha:Specialised police unit, Agadez';

test('a node is enrolled with one trip of the stick, and joins', async () => {
  await freshLog('niger');
  await carry('niger', 'niger-node', 'log.json');
  await does('niger-node', [
    ...[
      'node',
      'prepare',
      '--node',
      'ne/main',
      '--unit',
      UNIT,
      '--unit',
      'ne/liaison=liaison-office:fr:Liaison office',
    ],
    ...['--secrets', 'secrets.json', '--log', 'log.json', '--output', 'enrol.json'],
  ]);
  const early = await on('niger-node', ['statement', 'hand-in', 'enrol.json', ...hubWords()]);
  expect([early.code, early.err]).toEqual([3, expect.stringContaining("not signed by ne's key")]);
  await carry('niger-node', 'niger', 'enrol.json');
  await does('niger', ['statement', 'sign', 'enrol.json', '--key', 'key.json', '--yes']);
  const said = await does('niger', [
    'statement',
    'hand-in',
    'enrol.json',
    '--output',
    'credential.json',
    ...hubWords(),
  ]);
  expect(said).toContain('Register ne/liaison');
  await carry('niger', 'niger-node', 'credential.json');
  await does('niger-node', ['node', 'complete', '--secrets', 'secrets.json', '--credential', 'credential.json']);
  await startNode();
  const { out } = await on('niger-node', ['status']);
  expect(out).toMatch(/Directory {3}entry \d+ · 1 witnesses/);
});

let port = 0;
async function startNode(): Promise<void> {
  const machine = join(parent, 'niger-node');
  await network.postgres.ensureDatabase('liaison_ne');
  const database = network.postgres.url('liaison_ne');
  const roles = [
    ['ne/police-agadez', ['drafter', 'releaser']],
    ['ne/liaison', ['liaison-officer']],
  ] as const;
  await addOfficer(database, { name: 'agadez', password: 'a long password', displayName: 'Officer in Agadez', roles });
  port = await freePort('node', 31_150, new Set(), () => undefined);
  const log = JSON.parse(await does('niger-node', ['log', 'show', 'log.json', '--json']));
  node = new Daemon({
    name: 'node',
    module: true,
    program: resolve('dist/programs/node.js'),
    env: {
      LIAISON_NODE: 'ne/main',
      LIAISON_NETWORK: log.network,
      LIAISON_DATABASE_URL: database,
      LIAISON_HUB_URL: `tls://127.0.0.1:${network.hubPort}`,
      LIAISON_HUB_CA: network.hubFolder.caFile,
      LIAISON_SECRETS: join(machine, 'secrets.json'),
      LIAISON_FILES: machine,
      LIAISON_HTTP_PORT: String(port),
      LIAISON_SECOND_FACTOR: 'offered',
    },
    logFile: join(dirname(machine), 'node.log'),
  });
  await node.start();
  await does('niger-node', ['sign-in', '--node', `http://127.0.0.1:${port}`, '--name', 'agadez'], {
    ANSWER: 'a long password\n',
  });
}

test('a unit’s key is rotated: the node signs with the new one from when the log has it', async () => {
  await rm(join(parent, 'niger-node', 'log.json'));
  await does('niger-node', ['log', 'save', '--output', 'log.json']);
  await does('niger-node', [
    ...['node', 'rotate-key', '--unit', 'ne/police-agadez', '--secrets', 'secrets.json'],
    ...['--log', 'log.json', '--output', 'rotate.json'],
  ]);
  await carry('niger-node', 'niger', 'rotate.json');
  await does('niger', ['statement', 'sign', 'rotate.json', '--key', 'key.json', '--yes']);
  await carry('niger', 'niger-node', 'rotate.json');
  expect(await does('niger-node', ['statement', 'hand-in', 'rotate.json'])).toMatch(
    /At position \d+: Replace the signing key[\s\S]*proved to be entry/,
  );
  await node!.stop();
  await node!.start();
  const { out } = await on('niger-node', ['status']);
  expect(out).toMatch(/Directory {3}entry/);
});

/** What the committee says through the hub, drafted by the first signer. */
async function committeeSays(words: string[], file: string): Promise<string> {
  await freshLog('committee-1');
  await does('committee-1', ['statement', ...words, '--log', 'log.json', '--output', file]);
  await committeeSigns(file);
  return does('committee-2', ['statement', 'hand-in', file, ...hubWords()]);
}

test('a member replaces its key as a precaution: both sign', async () => {
  await does('niger', ['key', 'new', 'second-key.json']);
  await does('niger', [
    'key',
    'card',
    'second-key.json',
    '--name',
    'Niger',
    '--member',
    'ne',
    '--output',
    'second.json',
  ]);
  await freshLog('niger');
  await does('niger', ['statement', 'rotate', 'second.json', '--log', 'log.json', '--output', 'second-rotate.json']);
  await does('niger', ['statement', 'sign', 'second-rotate.json', '--key', 'second-key.json', '--yes']);
  const early = await on('niger', ['statement', 'hand-in', 'second-rotate.json', ...hubWords()]);
  expect(early.err).toContain("not signed by ne's key");
  await does('niger', ['statement', 'sign', 'second-rotate.json', '--key', 'key.json', '--yes']);
  await does('niger', ['statement', 'hand-in', 'second-rotate.json', ...hubWords()]);
});

test('a member’s stolen key is recovered: the new one was heard, and signs too', async () => {
  await does('niger', ['key', 'new', 'new-key.json']);
  const heard = fingerprintIn(
    await does('niger', ['key', 'card', 'new-key.json', '--name', 'Niger', '--member', 'ne', '--output', 'new.json']),
  );
  await carry('niger', 'committee-1', 'new.json');
  await freshLog('committee-1');
  await does('committee-1', [
    ...['statement', 'recover', 'new.json', '--fingerprint', heard, '--reason', 'The stick was stolen.'],
    ...['--log', 'log.json', '--output', 'recover.json'],
  ]);
  await committeeSigns('recover.json');
  await carry('committee-2', 'niger', 'recover.json');
  const early = await on('niger', ['statement', 'hand-in', 'recover.json', ...hubWords()]);
  expect(early.err).toContain('The new key that it names has not signed it.');
  await does('niger', ['statement', 'sign', 'recover.json', '--key', 'new-key.json', '--yes']);
  await does('niger', ['statement', 'hand-in', 'recover.json', ...hubWords()]);
});

test('the committee changes: the newcomer decides with the others, who left decides no more', async () => {
  await does('newcomer', ['key', 'new', 'key.json']);
  await does('newcomer', ['key', 'card', 'key.json', '--name', 'newcomer', '--output', 'newcomer.json']);
  await carry('newcomer', 'committee-1', 'newcomer.json');
  const signers = ['--signer', 'committee-1.json', '--signer', 'newcomer.json'];
  expect(await committeeSays(['committee', ...signers, '--threshold', '2'], 'change.json')).toContain(
    'Change the Steering Committee to 2 signers',
  );
  await freshLog('committee-1');
  await does('committee-1', [
    'statement',
    'suspend',
    'ne',
    '--reason',
    'A drill.',
    '--log',
    'log.json',
    '--output',
    'suspend.json',
  ]);
  await committeeSigns('suspend.json');
  const refused = await on('committee-2', ['statement', 'hand-in', 'suspend.json', ...hubWords()]);
  expect(refused.err).toContain('1 of the Steering Committee signed; 2 must.');
  await carry('committee-2', 'newcomer', 'suspend.json');
  await does('newcomer', ['statement', 'sign', 'suspend.json', '--key', 'key.json', '--yes']);
  await does('newcomer', ['statement', 'hand-in', 'suspend.json', ...hubWords()]);
  await freshLog('newcomer');
  expect(await does('newcomer', ['log', 'show', 'log.json'])).toMatch(/ne +Niger +suspended/);
});

test('files are short, and no secret ever left the machine that made it', async () => {
  for (const file of ['admit.json', 'recover.json', 'suspend.json']) {
    expect((await readFile(join(parent, 'committee-1', file), 'utf8')).length).toBeLessThan(2500);
  }
  const secrets = JSON.parse(await readFile(join(parent, 'niger-node', 'secrets.json'), 'utf8'));
  const seeds = [secrets.storageKey, secrets.witnessSeed, secrets.recordSeed, secrets.units[0].signingSeed];
  const carried = await Promise.all(
    ['enrol.json', 'rotate.json', 'credential.json'].map((file) =>
      readFile(join(parent, 'niger', file), 'utf8').catch(() => ''),
    ),
  );
  for (const seed of seeds) expect(carried.join().includes(seed)).toBe(false);
});
