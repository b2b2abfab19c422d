import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A private sources list for sid, with the machine's own mirror and keyring: nothing of the system is changed. */
async function fromDebian(folder: string): Promise<string> {
  const targets = await run('apt-get', ['indextargets', '--format', '$(SITE) $(RELEASE)', 'Created-By: Packages']);
  const mirror = targets
    .split('\n')
    .map((line) => line.split(' '))
    .find(([site, release]) => site && release && !/security|updates|backports/.test(`${site} ${release}`))?.[0];
  if (!mirror) throw new Error('apt knows no mirror');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  const list = join(folder, 'sid.list');
  await writeFile(list, `deb [signed-by=${keyring}] ${mirror} sid main\n`);
  await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
  await mkdir(join(folder, 'archives', 'partial'), { recursive: true });
  const options = [
    ['Dir::Etc::SourceList', list],
    ['Dir::Etc::SourceParts', '-'],
    ['Dir::State::Lists', join(folder, 'lists')],
    ['Dir::Cache', folder],
    ['Dir::Cache::archives', join(folder, 'archives')],
    ['Dir::Cache::pkgcache', ''],
    ['Dir::Cache::srcpkgcache', ''],
    ['APT::Sandbox::User', ''],
    ['Acquire::Languages', 'none'],
    ['Debug::NoLocking', '1'],
  ].flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  await run('apt-get', [...options, 'update'], { cwd: folder });
  await run('apt-get', [...options, 'download', 'nats-server'], { cwd: folder });
  const packageFile = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (!packageFile) throw new Error('the package was not downloaded');
  await run('dpkg-deb', ['-x', join(folder, packageFile), join(folder, 'root')]);
  const binary = ['usr/sbin/nats-server', 'usr/bin/nats-server'].map((p) => join(folder, 'root', p)).find(existsSync);
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
