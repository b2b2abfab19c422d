import { createServer } from 'node:net';

const TRIES = 200;

/**
 * The wanted port on loopback, or the next free one, which is reported by name.
 * @param taken ports promised to others that do not listen yet
 */
export async function freePort(
  what: string,
  wanted: number,
  taken: Set<number>,
  report: (line: string) => void,
): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port++) {
    if (taken.has(port) || !(await isFree(port))) continue;
    taken.add(port);
    if (port !== wanted) report(`port ${wanted} (${what}) is taken, using ${port}`);
    return port;
  }
  throw new Error(`No port from ${wanted} to ${wanted + TRIES} is free for the ${what}. Stop what listens there.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
