import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Between two requests; a browser opens another connection at no cost that anybody sees. */
const IDLE_MS = 15_000;
/** In so long something of an answer has to be taken. */
const STALLED_MS = 30_000;
const LOOK_MS = 5000;

/** Of a connection: how many requests are under way, since when none is, and what of the answers has gone, since when. */
interface Standing {
  requests: number;
  restsSince: number;
  gone: number;
  goneSince: number;
}

/**
 * There are so many connections and no more: who asked once and then sends what is no request, or does not read what it
 * asked for, keeps none by that. What is slow and goes on is not cut. Node.js itself ends those on which no header comes.
 */
export function endIdleConnections(server: FastifyInstance): void {
  const connections = new Map<Socket, Standing>();
  server.server.on(server.initialConfig.https ? 'secureConnection' : 'connection', (socket: Socket) => {
    const now = Date.now();
    connections.set(socket, { requests: 0, restsSince: now, gone: 0, goneSince: now });
    socket.once('close', () => connections.delete(socket));
  });
  server.addHook('onRequest', async ({ raw: { socket } }) => {
    const standing = connections.get(socket);
    if (standing) standing.requests++;
  });
  server.addHook('onResponse', async ({ raw: { socket } }) => {
    const standing = connections.get(socket);
    if (standing && --standing.requests === 0) standing.restsSince = Date.now();
  });
  const looking = setInterval(() => {
    for (const [socket, standing] of connections) if (isOver(socket, standing, Date.now())) socket.destroy();
  }, LOOK_MS).unref();
  server.addHook('onClose', async () => clearInterval(looking));
}

function isOver(socket: Socket, standing: Standing, now: number): boolean {
  if (standing.requests === 0 && now - standing.restsSince > IDLE_MS) return true;
  const gone = socket.bytesWritten - socket.writableLength;
  if (gone !== standing.gone || socket.writableLength === 0) Object.assign(standing, { gone, goneSince: now });
  return now - standing.goneSince > STALLED_MS;
}
