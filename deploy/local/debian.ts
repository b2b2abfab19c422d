import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './folders.js';
import { run } from './run.js';

/** Programs that were unpacked into a folder, and the environment in which they find what they need. */
export interface Unpacked {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Debian's packages with all that they need and this machine lacks, unpacked into the cache: nothing of the system is
 * changed, and no root is needed. The second call finds what the first has left.
 * @throws Error where there is no apt, or where it has no such package or no way to its mirror
 */
export async function debianPrograms(name: string, packages: readonly string[]): Promise<Unpacked> {
  const root = join(cacheFolder, name);
  await mkdir(cacheFolder, { recursive: true });
  const release = await lock(`${root}.lock`);
  try {
    if (!existsSync(root)) {
      await inFolderOfItsOwn(async (folder) => {
        const options = await apart(folder);
        await run('apt-get', [...options, 'update'], { cwd: folder });
        await run(
          'apt-get',
          [...options, 'install', '--yes', '--download-only', '--no-install-recommends', ...packages],
          { cwd: folder },
        );
        await unpack(join(folder, 'archives'), join(folder, 'root'));
        await writeFile(join(folder, 'root', FONTS), fontsOf(root));
        await rename(join(folder, 'root'), root);
      });
    }
  } finally {
    release();
  }
  return { root, env: await environment(root) };
}

/** One package alone, of a suite that this machine need not follow, unpacked into a folder. */
export async function debianPackage(folder: string, name: string, suite: string): Promise<string> {
  const targets = await run('apt-get', ['indextargets', '--format', '$(SITE) $(RELEASE)', 'Created-By: Packages']);
  const mirror = targets
    .split('\n')
    .map((line) => line.split(' '))
    .find(([site, release]) => site && release && !/security|updates|backports/.test(`${site} ${release}`))?.[0];
  if (!mirror) throw new Error('apt knows no mirror');
  const list = join(folder, 'one.list');
  await writeFile(list, `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${suite} main\n`);
  const options = [...(await apart(folder)), '-o', `Dir::Etc::SourceList=${list}`, '-o', 'Dir::Etc::SourceParts=-'];
  await run('apt-get', [...options, 'update'], { cwd: folder });
  await run('apt-get', [...options, 'download', name], { cwd: folder });
  return unpack(folder, join(folder, 'root'));
}

const FONTS = 'fonts.conf';

/** The machine's fonts, where it has some, and those that came with the packages. */
const fontsOf = (root: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${root}/usr/share/fonts</dir>
  <cachedir>${root}/var/cache/fontconfig</cachedir>
</fontconfig>
`;

/** What apt is told so that all it writes lies in one folder. */
async function apart(folder: string): Promise<string[]> {
  await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
  await mkdir(join(folder, 'archives', 'partial'), { recursive: true });
  const options = {
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': folder,
    'Dir::Cache::archives': join(folder, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Debug::NoLocking': '1',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

async function unpack(archives: string, root: string): Promise<string> {
  const packageFiles = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  if (packageFiles.length === 0) throw new Error('no package was downloaded');
  for (const name of packageFiles) await run('dpkg-deb', ['-x', join(archives, name), root]);
  return root;
}

async function inFolderOfItsOwn(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(cacheFolder, 'fetching-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Programs first where they were unpacked; libraries wherever a package has put them. */
async function environment(root: string): Promise<Record<string, string>> {
  const libraries = new Set<string>();
  for (const below of ['lib', 'usr/lib'].map((part) => join(root, part)).filter(existsSync)) {
    for (const entry of await readdir(below, { recursive: true, withFileTypes: true })) {
      if (/^lib.*\.so(\.|$)/.test(entry.name)) libraries.add(entry.parentPath);
    }
  }
  return {
    PATH: [join(root, 'usr/bin'), join(root, 'usr/sbin'), process.env.PATH].join(':'),
    LD_LIBRARY_PATH: [...libraries].sort((a, b) => a.length - b.length).join(':'),
    XDG_DATA_DIRS: [join(root, 'usr/share'), process.env.XDG_DATA_DIRS || '/usr/local/share:/usr/share'].join(':'),
    FONTCONFIG_FILE: join(root, FONTS),
  };
}

/** Held by a process of its own, which ends with ours. @returns what lets go of it */
async function lock(file: string): Promise<() => void> {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')]);
  return () => holder.stdin.end();
}
