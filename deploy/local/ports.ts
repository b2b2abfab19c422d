import { createServer, type ListenOptions, type Server } from 'node:net';
import { platform } from 'node:os';

const TRIES = 200;

/**
 * The wanted port on loopback, or the next free one, which is reported by name; kept for this process until it ends.
 * @param taken ports promised to others that do not listen yet
 */
export async function freePort(
  what: string,
  wanted: number,
  taken: Set<number>,
  report: (line: string) => void,
): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port++) {
    if (taken.has(port) || !(await claimed(port)) || !(await isFree(port))) continue;
    taken.add(port);
    if (port !== wanted) report(`port ${wanted} (${what}) is taken, using ${port}`);
    return port;
  }
  throw new Error(`No port from ${wanted} to ${wanted + TRIES} is free for the ${what}. Stop what listens there.`);
}

const claims = new Set<number>();

/**
 * Between a look at a port and its use by the program that is started for it, another network that starts beside would
 * find it free, too. A name in Linux's abstract namespace belongs to one process, and goes with it.
 */
async function claimed(port: number): Promise<boolean> {
  if (claims.has(port) || platform() !== 'linux') return true;
  const claim = await listening({ path: `\0liaison port ${port}` });
  claim?.unref();
  if (claim) claims.add(port);
  return claim !== undefined;
}

async function isFree(port: number): Promise<boolean> {
  const server = await listening({ port, host: '127.0.0.1' });
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  return server !== undefined;
}

/** Undefined where somebody else listens there. */
const listening = (where: ListenOptions): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(where, () => resolve(server));
  });
