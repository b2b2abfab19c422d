import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigurationError } from '#libs/config/index.js';
import { logFailedTasks } from '#libs/outcome/failed-tasks.js';
import { JetStreamServer } from '#libs/transport/jetstream-server.js';
import { consumerName, STREAM } from '#libs/transport/subjects.js';
import { endIdleConnections } from './http/connections.js';
import { takeIn } from './http/reading.js';
import { serveConsole } from './http/serve-console.js';
import { nodeModule } from './node.module.js';
import { isSignedIn } from './people/sign-in/session.js';
import { SessionsService } from './people/sign-in/sessions.service.js';
import { type NodeConfig, readConfig } from './process/config.js';
import { HubLink } from './process/hub-link.js';
import { endWithParent } from './process/index-beside.js';
import { RolesUnknown, rolesIn } from './process/roles.js';

/** A body is at most MAX_BODY_BYTES once sealed; as JSON it may be a little longer. Files do not count: they stream. */
const JSON_LIMIT = 1024 * 1024;
/** A part of a file over a poor line takes minutes; what is cut is gone on with. */
const LONGEST_REQUEST_MS = 10 * 60_000;
/** As browsers and terminals are told; who does not keep to it is held to a little more. */
const KEPT_ALIVE_MS = 10_000;
/** A browser opens six. */
const MOST_CONNECTIONS = 2000;

/** Until a request's header is whole. Whoever holds connections and sends nothing is let go soon, so that there is room for others. */
const SLOW = { headersTimeout: 10_000, handshakeTimeout: 10_000, connectionsCheckingInterval: 2000 };

async function main(): Promise<void> {
  const logger = new ConsoleLogger({ json: true, colors: false });
  logFailedTasks(logger);
  const roles = rolesIn(process.argv.slice(2));
  const config = readConfig(process.env, roles ?? ['api', 'post', 'clock']);
  if (roles?.join() === 'index' && process.channel) endWithParent();
  const adapter = new FastifyAdapter({
    // TAXII's addresses end with a slash (TAXII 2.1 §1.6.2).
    routerOptions: { ignoreTrailingSlash: true },
    bodyLimit: JSON_LIMIT,
    requestTimeout: LONGEST_REQUEST_MS,
    keepAliveTimeout: KEPT_ALIVE_MS,
    ...(config.http.tls ? { https: { ...config.http.tls, ...SLOW } } : { http: SLOW }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(nodeModule(config, roles ? 'here' : 'beside'), adapter, {
    logger,
    bodyParser: false,
  });
  await app.register(fastifyCookie as never);
  const sessions = app.get(SessionsService);
  takeIn(adapter.getInstance() as never, (request) => isSignedIn(request, config, sessions));
  adapter.getHttpServer().maxConnections = MOST_CONNECTIONS;
  endConnectionsWithTheNode(adapter);
  endIdleConnections(adapter.getInstance() as never);
  await serveConsole(adapter.getInstance() as never);
  app.setGlobalPrefix('api/v1', { exclude: ['taxii2', 'taxii2/*path'] });
  if (config.roles.includes('post'))
    app.connectMicroservice({ strategy: mailboxes(app, config) }, { inheritAppConfig: false });
  app.enableShutdownHooks();
  // What takes mail in has to be ready before the first of it comes: the directory is loaded by then.
  await app.init();
  await app.startAllMicroservices();
  if (config.roles.includes('api')) await app.listen(config.http.port, config.http.host);
  process.send?.('ready');
}

function mailboxes(app: NestFastifyApplication, { node }: NodeConfig): JetStreamServer {
  const [hub, consumer] = [app.get(HubLink), consumerName(node)];
  return new JetStreamServer(
    () => hub.connection(),
    [
      { pattern: 'mail', stream: STREAM.mail, consumer, batch: 250 },
      { pattern: 'receipt', stream: STREAM.receipts, consumer, batch: 250 },
    ],
  );
}

/** A connection whose answer was under way when the node was told to end is not kept open for a next one. */
function endConnectionsWithTheNode(adapter: FastifyAdapter): void {
  let ending = false;
  const server = adapter.getInstance();
  server.addHook('preClose', async () => {
    ending = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (ending) reply.header('connection', 'close');
  });
}

main().catch((error: unknown) => {
  const said = error instanceof ConfigurationError || error instanceof RolesUnknown;
  console.error(said ? error.message : error);
  process.exit(1);
});
