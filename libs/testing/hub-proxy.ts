import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';

/** Where the hub's certificate files are, and its port. */
export interface ProxiedHub {
  readonly port: number;
  readonly caFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/**
 * Stands between one node and the hub, with the hub's own certificate, and swallows what the node publishes on chosen
 * subjects: the cut between two steps that a test needs to be at an exact place.
 */
export class HubProxy {
  private readonly sockets = new Set<TLSSocket>();
  private swallows: (subject: string) => boolean = () => false;
  /** How many publishes were swallowed. */
  swallowed = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async listen(hub: ProxiedHub): Promise<HubProxy> {
    const server = createServer({ cert: readFileSync(hub.certificateFile), key: readFileSync(hub.keyFile) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new HubProxy(server, (server.address() as AddressInfo).port);
    server.on('secureConnection', (client) => proxy.join(client, hub));
    server.on('tlsClientError', () => undefined);
    return proxy;
  }

  /** From now on publishes on matching subjects vanish. */
  swallow(matches: (subject: string) => boolean): void {
    this.swallows = matches;
  }

  passAll(): void {
    this.swallows = () => false;
  }

  /** Cuts every connection now; new ones are let through. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: TLSSocket, { port, caFile }: ProxiedHub): void {
    const hub = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: readFileSync(caFile) });
    for (const socket of [client, hub]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        hub.destroy();
      });
    }
    hub.pipe(client);
    let held = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      for (;;) {
        const command = firstCommand(held);
        if (!command) return;
        const bytes = held.subarray(0, command.length);
        held = held.subarray(command.length);
        if (command.subject !== undefined && this.swallows(command.subject)) this.swallowed++;
        else hub.write(bytes);
      }
    });
  }
}

/** The first whole command of the NATS client protocol: its length, and the subject if it publishes. */
function firstCommand(bytes: Buffer): { length: number; subject?: string } | undefined {
  const end = bytes.indexOf('\r\n');
  if (end < 0) return undefined;
  const words = bytes.toString('latin1', 0, end).split(/\s+/);
  const verb = words[0]?.toUpperCase();
  if (verb !== 'PUB' && verb !== 'HPUB') return { length: end + 2 };
  const length = end + 2 + Number(words.at(-1)) + 2;
  return bytes.length < length ? undefined : { length, subject: words[1]! };
}
