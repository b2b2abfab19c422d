import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '#deploy/local/daemon.js';
import { LocalNetwork } from '#deploy/local/network.js';

const FOUNDING_MS = 120_000;
export const silent = { step: () => undefined, note: () => undefined };

/**
 * The folder of a network that was founded and stopped, to start copies of: founding takes as long as the rest of a
 * start. The first test file of a run that needs it founds it, the others wait for it.
 */
export async function foundedNetwork(): Promise<string> {
  const run = process.env.LIAISON_TEST_RUN!;
  const [founded, unfinished] = [join(run, 'founded'), join(run, 'founding')];
  while (!existsSync(founded)) {
    const mine = await mkdir(unfinished).then(
      () => true,
      () => false,
    );
    if (mine) await found(unfinished, founded);
    else await until('a network is founded', async () => !existsSync(unfinished), FOUNDING_MS);
  }
  return founded;
}

async function found(unfinished: string, founded: string): Promise<void> {
  try {
    if (existsSync(founded)) return;
    const folder = join(unfinished, 'network');
    const nodeArguments = ['--role', 'api,post,index,clock'];
    const network = await LocalNetwork.start({ folder, progress: silent, firstPort: 30_000, nodeArguments });
    await network.stop();
    await rename(folder, founded);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
