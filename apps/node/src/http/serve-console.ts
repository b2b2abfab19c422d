import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the build puts it: package.json, "imports". */
const FOLDER = fileURLToPath(import.meta.resolve('#console'));
const YEAR_S = 365 * 24 * 3600;

/**
 * What the console's pages may do: run the console's own scripts and styles, talk to this node, and nothing else. A
 * string becomes a script only where the console says so (Trusted Types). A PDF is shown from the page's own memory.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  'frame-src blob:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types liaison',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** Serves the console at the node's own address, with the headers that keep a browser to it. */
export async function serveConsole(server: FastifyInstance): Promise<void> {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    else reply.header('content-security-policy', POLICY);
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${YEAR_S}`);
  });
  if (!existsSync(join(FOLDER, 'index.html'))) return;
  await server.register(fastifyStatic, {
    root: FOLDER,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    // Files are named by what is in them, but for those that name the others.
    setHeaders: (reply, path) => {
      const named = path.includes('/assets/');
      reply.header('cache-control', named ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
    },
  });
  // Every address of the console is the one page.
  server.get('/*', (request, reply) => {
    const isPage = request.headers.accept?.includes('text/html') && !/^\/(api|taxii2)\//.test(request.url);
    return isPage ? reply.sendFile('index.html') : reply.callNotFound();
  });
}
