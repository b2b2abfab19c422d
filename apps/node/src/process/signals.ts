import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type NodeConfig } from './config.js';

/** Work that some process of the node does, and that others bring about. */
export type Work = 'outbox' | 'files' | 'index';
/** What all of them hear of. */
export type Happening = 'notification' | 'directory' | 'keys-erased';

const CHANNEL = 'liaison';
const RECONNECT_MS = 2000;

/**
 * What the processes of a node tell each other, through its database. A signal may be lost with the connection: it makes
 * something happen soon, and what has to happen is in the tables. After a cut every happening is heard once, without a detail.
 */
@Injectable()
export class Signals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Signals.name);
  private readonly heard = new Map<Work | Happening, ((detail: string) => void)[]>();
  private client: pg.Client | undefined;
  private cut = false;
  private stopped = false;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  onApplicationBootstrap = (): Promise<void> => this.listen();

  /** Nothing more is heard while what it would be told to is ending. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  /** @param hears is given the detail; an empty one after a cut, in which anything may have happened */
  on(signal: Work | Happening, hears: (detail: string) => void): void {
    this.heard.set(signal, [...(this.heard.get(signal) ?? []), hears]);
  }

  /** There is work, and its transaction is committed: for this process where it does such, else for those that do. */
  wake(work: Work, pieces = 1): void {
    if (this.heard.has(work)) this.hear(work, String(pieces));
    // Whoever does it looks by itself now and then.
    else void this.send(this.database.manager, work, String(pieces)).catch(() => undefined);
  }

  /** In the caller's transaction: every process hears of it once that is committed. */
  tell = (manager: EntityManager, happening: Happening, detail = ''): Promise<void> =>
    this.send(manager, happening, detail);

  private async send(manager: EntityManager, signal: Work | Happening, detail: string): Promise<void> {
    await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, `${signal} ${detail}`]);
  }

  private hear(signal: Work | Happening, detail: string): void {
    for (const hears of this.heard.get(signal) ?? []) hears(detail);
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({ connectionString: this.config.databaseUrl });
    client.on('error', () => undefined);
    client.on('end', () => {
      this.cut = true;
      setTimeout(() => void this.listen(), RECONNECT_MS).unref();
    });
    client.on('notification', ({ payload = '' }) => {
      const [signal = '', detail = ''] = payload.split(' ');
      this.hear(signal as Happening, detail);
    });
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      if (this.cut) for (const signal of this.heard.keys()) this.hear(signal, '');
      this.cut = false;
    } catch {
      this.logger.warn('signals wait for the database');
    }
  }
}
