import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Options, transformFile } from '@swc/core';
import { Command } from 'commander';
import { createServer } from 'vite';
import { defaultDataFolder } from './folders.js';
import { LocalNetwork } from './network.js';
import { StderrProgress } from './progress.js';
import { run } from './run.js';

const PORT = 5173;
/** An editor writes a file more than once. */
const SETTLED_MS = 100;

/**
 * `npm run dev`: the network of `npm start` with the source watched. What is saved of the programs is compiled and bundled
 * anew, and the nodes start again with it; one member's console is served from its source, so that a change is seen at once.
 */
export async function main(args: readonly string[]): Promise<void> {
  const options = new Command('npm run dev --')
    .description('Run the network of "npm start", and show each change in the source as it is saved.')
    .option('--member <code>', 'whose console is served from the source', 'ne')
    .option('--data <folder>', 'where the network is kept between starts', defaultDataFolder)
    .parse([...args], { from: 'user' })
    .opts<{ member: string; data: string }>();
  const progress = new StderrProgress();
  const network = await LocalNetwork.start({ folder: options.data, progress, examples: true });
  progress.end();
  const console = await serveConsole(network.consoleUrl(options.member));
  const saved = new Set<string>();
  let checking: ChildProcess | undefined;
  const renew = inTurn(async () => {
    const files = [...saved];
    saved.clear();
    if (files.length === 0) return;
    const began = Date.now();
    await Promise.all(files.map(compile));
    await run(process.execPath, ['apps/programs.mjs']);
    const [first, ...others] = [options.member, ...[...network.nodes.keys()].filter((one) => one !== options.member)];
    await restart(network, first!);
    say(`${first}’s node runs ${files.join(', ')} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    await Promise.all(others.map((member) => restart(network, member)));
    if (saved.size === 0) checking = checkTypes();
  });
  // Vite's own watcher: it follows a file that an editor writes anew under its name.
  console.watcher.add(['apps', 'libs'].map((folder) => resolve(folder)));
  console.watcher.on('all', (_, path) => {
    const file = relative('.', path);
    if (!/\.(ts|json)$/.test(file) || /\.test\.ts$/.test(file) || file.startsWith('apps/console/')) return;
    saved.add(file);
    checking?.kill();
    setTimeout(renew, SETTLED_MS);
  });
  const { name, password } = network.signIn(options.member);
  say(`The console, from its source: http://${options.member}.localhost:${PORT}/   ${name} / ${password}`);
  say('Save a file. Ctrl-C stops everything.');
  const stop = async () => {
    checking?.kill();
    await console.close();
    await network.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function restart(network: LocalNetwork, member: string): Promise<void> {
  await network.nodes.get(member)!.stop();
  await network.startNode(member);
}

/** As the compiler does, without its checks: those follow by themselves. */
const COMPILED: Options = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    // Words are JSON.
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
};
async function compile(file: string): Promise<void> {
  if (!(await stat(file).catch(() => undefined))) return;
  const compiled = join('dist', file.replace(/\.ts$/, '.js'));
  await mkdir(dirname(compiled), { recursive: true });
  if (file.endsWith('.json')) await copyFile(file, compiled);
  else await writeFile(compiled, (await transformFile(file, COMPILED)).code);
}

/** What the compiler says of the types, once the change runs: it would take the machine from under it before. */
function checkTypes(): ChildProcess {
  const tsc = ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'dist/types'];
  return spawn(process.execPath, tsc, { stdio: 'inherit' });
}

/** Vite in front of a member's node: the node answers what its API is asked, as to a page of its own. */
async function serveConsole(node: string) {
  const { host, origin, port } = new URL(node);
  const server = await createServer({
    configFile: 'apps/console/vite.config.mjs',
    mode: 'development',
    server: {
      port: PORT,
      strictPort: true,
      host: '127.0.0.1',
      allowedHosts: ['.localhost'],
      proxy: {
        '/api': {
          target: `http://127.0.0.1:${port}`,
          headers: { host },
          configure: (proxy) => proxy.on('proxyReq', (request) => request.setHeader('origin', origin)),
        },
      },
    },
  });
  return server.listen();
}

/** Runs `work` once more after it, however often it is asked for while it runs. */
function inTurn(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const go = async (): Promise<void> => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
    }
    running = false;
  };
  return () => void go();
}
