import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPackage } from './debian.js';
import { cacheFolder } from './folders.js';
import { run, tryRun } from './run.js';

/** Atomic batches need 2.12. */
const OLDEST: readonly [number, number] = [2, 12];
const RELEASE = 'v2.12.1';

export interface NatsServerProgram {
  readonly path: string;
  readonly version: string;
  /** Where it came from, for people. */
  readonly source: string;
}

/**
 * A nats-server new enough: NATS_SERVER, then PATH, then the cache, then Debian's package where there is apt, then the
 * project's own release archive, checked against its published SHA256SUMS.
 * @throws Error that says what was tried and what to do
 */
export async function findNatsServer(report: (line: string) => void): Promise<NatsServerProgram> {
  const cached = join(cacheFolder, 'nats-server', 'nats-server');
  const named = process.env.NATS_SERVER;
  if (named) {
    const program = await usable(named, 'NATS_SERVER');
    if (program) return program;
    throw new Error(`NATS_SERVER names ${named}, which is no nats-server of 2.12 or newer. Correct or unset it.`);
  }
  const found = (await usable('nats-server', 'PATH')) ?? (await usable(cached, 'the cache'));
  if (found) return found;

  const tried: string[] = [];
  for (const [source, fetchInto] of [
    ['Debian’s package', fromDebian],
    ['the project’s release', fromRelease],
  ] as const) {
    report(`fetching nats-server from ${source}`);
    const folder = await mkdtemp(join(tmpdir(), 'liaison-nats-'));
    try {
      const binary = await fetchInto(folder);
      await mkdir(join(cached, '..'), { recursive: true });
      await writeFile(`${cached}.new`, await readFile(binary));
      await chmod(`${cached}.new`, 0o755);
      await rename(`${cached}.new`, cached);
      const program = await usable(cached, source);
      if (program) return program;
      tried.push(`${source}: older than 2.12`);
    } catch (error) {
      tried.push(`${source}: ${error instanceof Error ? error.message.split('\n')[0] : 'failed'}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(
    `No nats-server of 2.12 or newer could be had.\n${tried.map((line) => `  ${line}`).join('\n')}\n` +
      'Install one from https://github.com/nats-io/nats-server/releases and set NATS_SERVER to its path.',
  );
}

async function usable(path: string, source: string): Promise<NatsServerProgram | undefined> {
  const output = await tryRun(path, ['--version']);
  const version = output && /v(\d+)\.(\d+)\.(\d+)/.exec(output);
  if (!version) return undefined;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const newEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return newEnough ? { path, version: version[0].slice(1), source } : undefined;
}

async function fromDebian(folder: string): Promise<string> {
  const root = await debianPackage(folder, 'nats-server', 'sid');
  const binary = ['usr/sbin/nats-server', 'usr/bin/nats-server'].map((path) => join(root, path)).find(existsSync);
  if (!binary) throw new Error('the package holds no nats-server');
  return binary;
}

async function fromRelease(folder: string): Promise<string> {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  const machine = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  if (!system || !machine) throw new Error(`no release for ${process.platform} ${process.arch}`);
  const base = `https://github.com/nats-io/nats-server/releases/download/${RELEASE}`;
  const name = `nats-server-${RELEASE}-${system}-${machine}`;
  const archive = `${name}.tar.gz`;
  const [sums, bytes] = await Promise.all([download(`${base}/SHA256SUMS`), download(`${base}/${archive}`)]);
  const line = sums
    .toString('utf8')
    .split('\n')
    .find((one) => one.trim().endsWith(archive));
  if (line?.split(/\s+/)[0] !== createHash('sha256').update(bytes).digest('hex')) throw new Error('checksum differs');
  await writeFile(join(folder, archive), bytes);
  await run('tar', ['-xzf', archive], { cwd: folder });
  return join(folder, name, system === 'windows' ? 'nats-server.exe' : 'nats-server');
}

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  return Buffer.from(await answer.arrayBuffer());
}
