import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { until } from '#deploy/local/daemon.js';
import { newSigningKey, type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { HostileDirectory } from '../support/hostile-directory.js';
import { post, replayed, TestNetwork, UNITS, untilHeld } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';

/** A directory that is not witnessed for so long counts as stale; short enough to wait for. */
const STALE_HOURS = 4 / 3600;
const EVERYONE = ['ne', 'pt', 'sn'];

let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let dakar: NodeApi;
let operator: NatsConnection;
let hostile: HostileDirectory;
/** The log as the honest service left it, and what Niger could truly say next: three times something else. */
let honest: Uint8Array[];
let nigerSays: [Uint8Array, Uint8Array, Uint8Array];

beforeAll(async () => {
  net = await TestNetwork.start('directory', {
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2', LIAISON_STALE_HOURS: String(STALE_HOURS) },
  });
  [agadez, lisbon, dakar] = await net.officers();
  const { id } = await post(agadez, 'ne', 'Before anything went wrong');
  await untilHeld(lisbon, id);
  honest = await until('everybody has said all that they say by themselves, and all have seen it', quietLog);
  const secrets = (await net.network.hubFolder.secrets()) as unknown as { logSeed: string };
  const memberFile = await readFile(join(net.folder, 'network', 'members', 'ne', 'member.json'), 'utf8');
  const niger = keyOf(JSON.parse(memberFile).seed);
  nigerSays = ['One', 'Two', 'Three'].map((name) => rename(name, niger)) as typeof nigerSays;
  await net.network.directory.stop();
  operator = await net.network.hubOperator();
  hostile = new HostileDirectory(operator, keyOf(secrets.logSeed));
});
afterAll(async () => {
  await operator?.close();
  await net?.stop();
});

/** The log, once every unit has its keys of all epochs ahead and every node trusts all of it. */
async function quietLog(): Promise<Uint8Array[] | undefined> {
  const { entries, state } = await net.log();
  const units = [...state.units.values()];
  const positions = await Promise.all(
    [agadez, lisbon, dakar].map(async (officer) => (await statusOf(officer)).position),
  );
  const quiet = units.every((unit) => unit.epochKeys.size === 5) && positions.every((one) => one === entries.length);
  return quiet ? entries : undefined;
}

const keyOf = (seed: string): SigningKey => signingKeyFromSeed(Buffer.from(seed, 'hex'));

/** A true statement of Niger's that would follow the honest log. */
function rename(name: string, key: SigningKey): Uint8Array {
  const body = StatementBody.parse({ type: 'unit-changed', unit: 'ne/police-agadez', name });
  return signStatement(draftStatement(replayed(honest), body, Date.now()), [key]);
}

interface Directory {
  position: number;
  waiting: number;
  following: boolean;
  stale: boolean;
  trouble: { code: string; message: string; remedy: string } | null;
}
/** Waits until a node says this of the directory to its officers. */
const says = (officer: NodeApi, what: string, so: (directory: Directory) => boolean) =>
  until(what, async () => {
    const directory = await statusOf(officer);
    return so(directory) ? directory : undefined;
  });
const statusOf = async (officer: NodeApi) => (await officer.get<{ directory: Directory }>('/status')).directory;
const saysTrouble = (officer: NodeApi, code: string) => says(officer, code, ({ trouble }) => trouble?.code === code);

test('nonsense: the node keeps what it verified, says so, and mail goes on', async () => {
  await hostile.babble(EVERYONE, '<html>');
  const directory = await saysTrouble(lisbon, 'directory-nonsense');
  expect(directory).toMatchObject({ position: honest.length, following: true });
  const { id } = await post(agadez, 'ne', 'While the directory talks nonsense');
  await untilHeld(lisbon, id);
});

test('a checkpoint that another key signed is not believed', async () => {
  await hostile.show(EVERYONE, [...honest, nigerSays[0]], undefined, newSigningKey());
  expect(await saysTrouble(lisbon, 'checkpoint-unsigned')).toMatchObject({ position: honest.length, following: true });
});

test('a rollback and entries held back are seen, and not followed', async () => {
  await hostile.show(EVERYONE, honest.slice(0, 5));
  await saysTrouble(lisbon, 'checkpoint-stale');
  await hostile.show(EVERYONE, [...honest, nigerSays[0]], honest.length);
  expect(await saysTrouble(lisbon, 'entries-missing')).toMatchObject({ position: honest.length, following: true });
});

test('a directory that stands still is seen to be stale: first contact waits, known units are written to, reading goes on', async () => {
  await hostile.babble(EVERYONE, '<html>');
  await says(agadez, 'Niger knows that the directory is stale', ({ stale }) => stale);
  const { id, audience } = await post(agadez, 'ne', 'To those known');
  expect(audience.filter((one) => one.receives).map((one) => one.unit)).toEqual([UNITS.pt, UNITS.sn]);
  await untilHeld(lisbon, id);
  await says(lisbon, 'Portugal knows that the directory is stale', ({ stale }) => stale);
  const refused = await post(lisbon, 'pt', 'To strangers').catch((error) => error);
  expect(refused).toMatchObject({ code: 'no-recipient' });
});

test('what is shown to one member only waits for its witnesses, and nothing is decided by it', async () => {
  await hostile.show(['ne', 'sn'], honest);
  await hostile.show(['pt'], [...honest, nigerSays[0]]);
  const directory = await says(lisbon, 'one entry waits', ({ waiting }) => waiting === 1);
  expect(directory).toMatchObject({ position: honest.length, following: true });
  const { units } = await lisbon.get<{ units: { unit: string; name: string }[] }>('/units');
  expect(units.find((one) => one.unit === 'ne/police-agadez')?.name).not.toBe('One');
  await saysTrouble(dakar, 'directory-behind');
});

test('shown two logs, two members find out from each other: both stop to follow, and mail goes on', async () => {
  await hostile.show(['ne', 'sn'], [...honest, nigerSays[1]]);
  for (const officer of [lisbon, dakar]) {
    const directory = await saysTrouble(officer, 'log-forked');
    expect(directory).toMatchObject({ position: honest.length, following: false });
    expect(directory.trouble?.remedy).toContain('Steering Committee');
  }
  const { id } = await post(agadez, 'ne', 'Mail goes on with the keys known');
  await untilHeld(lisbon, id);
});

test('the evidence convinces somebody who has only the file; with one letter changed it does not', async () => {
  const { incidents } = await lisbon.get<{ incidents: { id: string; type: string }[] }>('/incidents');
  const forks = incidents.filter((one) => one.type === 'log-forked');
  expect(forks).toHaveLength(1);
  const { evidence } = await lisbon.get<{ evidence: string[] }>(`/incidents/${forks[0]!.id}`);
  const file = join(net.folder, 'evidence.json');
  await writeFile(file, evidence[0]!);
  expect(liaison('verify', file)).toContain('PROVED');
  const altered = JSON.parse(evidence[0]!);
  altered.older = altered.older.replace(
    /^(.*\n\d+\n)(.)/,
    (_all: string, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'),
  );
  await writeFile(file, JSON.stringify(altered));
  expect(() => liaison('verify', file)).toThrow(/not signed by the log/);
});

test('a node that stopped to follow stays so when it is started again', async () => {
  await net.network.nodes.get('pt')!.stop();
  await net.network.startNode('pt');
  expect(await statusOf(await net.officer('pt'))).toMatchObject({
    following: false,
    position: honest.length,
    trouble: { code: 'log-forked' },
  });
});

const liaison = (...words: string[]): string =>
  execFileSync(process.execPath, ['dist/programs/liaison.js', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
    env: { PATH: process.env.PATH },
  });
