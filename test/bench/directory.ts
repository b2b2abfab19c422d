import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { LogService } from '#apps/directory/src/log.service.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import type { Progress } from '#deploy/local/network.js';
import { freePort } from '#deploy/local/ports.js';
import { LocalPostgres } from '#deploy/local/postgres.js';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey, signBytes } from '#libs/cose/ed25519.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { replay } from '#libs/replay/replay.js';
import { SignatureWorkers } from '#libs/replay/signature-workers.js';
import { directoryDataSource } from '#libs/store/data-source.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { membersIn } from '#libs/testing/rabat-network.js';
import { restoreSnapshot, snapshotOf } from '#libs/trust/snapshot.js';

const APPENDED = 10_000;
/** Statements handed in side by side, as by so many nodes. */
const SIDE_BY_SIDE = 64;
const BATCH = 500;

export interface DirectoryCost {
  readonly statements: number;
  /** Seconds: the whole log from nothing; its signatures alone, on the same cores; and from a snapshot. */
  readonly replayS: number;
  readonly signaturesS: number;
  readonly snapshotS: number;
  /** A second: appended with an inclusion proof each; single-table inserts of the same bytes, alone and by the batch. */
  readonly appended: number;
  readonly insertedAlone: number;
  readonly insertedByBatch: number;
}

/** A log of `statements` entries: 59 members' police units that change their subscriptions again and again. */
export async function directoryCost(statements: number, progress: Progress): Promise<DirectoryCost> {
  progress.step(`making a log of ${statements.toLocaleString('en')} signed statements`);
  const codes = membersIn(await readFile('examples/directory/members.csv', 'utf8')).map((row) => row.code);
  const log = ExampleLog.withMembers(...codes);
  const entries = await grown(log, statements);

  progress.step('replaying and verifying all of it');
  const began = performance.now();
  const { state, tree } = expectAccepted(await replay(entries));
  const replayS = (performance.now() - began) / 1000;

  progress.step('a quarter of its signatures alone');
  const signaturesS = 4 * (await signaturesAlone(statements / 4));

  progress.step('starting from a snapshot');
  const snapshot = snapshotOf(state);
  const leaves = entries.map(leafHash);
  const restart = performance.now();
  const restored = restoreSnapshot(snapshot);
  const again = new MerkleTree();
  for (const leaf of leaves) again.append(leaf);
  const snapshotS = (performance.now() - restart) / 1000;
  if (restored.size !== statements || hex(again.root()) !== hex(tree.root())) throw new Error('the snapshot differs');

  progress.step(`appending ${APPENDED.toLocaleString('en')} statements with proofs, and inserting the same bytes`);
  return { statements, replayS, signaturesS, snapshotS, ...(await appendRates(entries.slice(0, APPENDED))) };
}

/** Signed in worker threads: a log's statements are many people's work. */
async function grown(log: ExampleLog, statements: number): Promise<Uint8Array[]> {
  const units = [...log.unitKeys].map(([unit, key]) => ({ unit, seed: key.secretKey.slice(0, 32) }));
  const missing = statements - log.entries.length;
  const [half, rest] = [units.slice(0, units.length / 2), units.slice(units.length / 2)];
  const made = await Promise.all(
    [half, rest].map((own, i) => {
      const wanted = Math.floor(missing / 2) + (i === 0 ? missing % 2 : 0);
      const chains = own.map(({ unit }) => log.state.chains.get(unit as never));
      const worker = new Worker(new URL('./grow-worker.js', import.meta.url), {
        workerData: { own, chains, network: log.state.network, wanted },
      });
      return new Promise<Uint8Array[]>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  return [...log.entries, ...made.flat()];
}

/** What verifying so many signatures costs on every core and nothing else. */
async function signaturesAlone(count: number): Promise<number> {
  const key = newSigningKey();
  const message = new Uint8Array(300);
  const signature = signBytes(message, key);
  const workers = new SignatureWorkers();
  const began = performance.now();
  for (let i = 0; i < count; i++) {
    workers.check(message, signature, key.publicKey);
    if (i % 512 === 0) await workers.room();
  }
  await workers.done();
  return (performance.now() - began) / 1000;
}

async function appendRates(entries: readonly Uint8Array[]) {
  const parent = await temporaryFolder('bench');
  const port = await freePort('PostgreSQL', 32_400, new Set(), () => undefined);
  const postgres = await LocalPostgres.start(join(parent, 'postgres'), port, join(parent, 'postgres.log'));
  try {
    await postgres.ensureDatabase('log');
    const database = await directoryDataSource(postgres.url('log')).initialize();
    const secrets = { logOrigin: 'liaison.bench/log', logSeed: hex(newSigningKey().secretKey.subarray(0, 32)) };
    Logger.overrideLogger(false);
    const service = new LogService(database, { secrets } as never);
    await service.onModuleInit();
    const appended = await rate(entries.length, async (i) => {
      const position = expectAccepted(await service.append(entries[i]!));
      expectAccepted(service.inclusion(position - 1, position));
    });
    await database.destroy();

    const pool = new pg.Pool({ connectionString: postgres.url('log'), max: SIDE_BY_SIDE });
    pool.on('error', () => undefined);
    await pool.query('CREATE TABLE alone (position integer PRIMARY KEY, entry bytea NOT NULL)');
    const insertedAlone = await rate(entries.length, (i) =>
      pool.query('INSERT INTO alone VALUES ($1, $2)', [i, entries[i]]),
    );
    await pool.query('CREATE TABLE batched (position integer PRIMARY KEY, entry bytea NOT NULL)');
    const began = performance.now();
    for (let from = 0; from < entries.length; from += BATCH) {
      await pool.query('INSERT INTO batched SELECT $1 + ord, e FROM unnest($2::bytea[]) WITH ORDINALITY AS t(e, ord)', [
        from,
        entries.slice(from, from + BATCH),
      ]);
    }
    const insertedByBatch = entries.length / ((performance.now() - began) / 1000);
    await pool.end();
    return { appended, insertedAlone, insertedByBatch };
  } finally {
    await postgres.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

/** A second, with SIDE_BY_SIDE under way; handed in by number, so that an author's statements keep their order. */
async function rate(count: number, one: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return count / ((performance.now() - began) / 1000);
}
