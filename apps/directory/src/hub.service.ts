import { setTimeout as delay } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { connectToHub } from '#libs/transport/connection.js';
import { ensureConsumers, ensureStreams } from '#libs/transport/streams.js';
import { DIRECTORY } from '#libs/transport/subjects.js';
import { memberOf } from '#libs/trust/address.js';
import { isSuspended } from '#libs/trust/directory.js';
import { AccountsService } from './accounts.service.js';
import type { DirectoryConfig } from './config.js';
import { LogService } from './log.service.js';
import { ShelfService } from './shelf.service.js';
import { CONFIG } from './tokens.js';

const RETRY_MS = 1000;

/** Keeps the hub as the log says it should be: streams, each node's consumers, and its account. */
@Injectable()
export class HubService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(HubService.name);
  private connection: NatsConnection | undefined;
  private preparing: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    private readonly log: LogService,
    private readonly accounts: AccountsService,
    private readonly shelf: ShelfService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { hub, secrets } = this.config;
    this.connection = await connectToHub(hub, secrets.credential, 'directory-hub', '_INBOX_directory_hub');
    this.shelf.answerOn(this.connection);
    await this.prepare();
    void this.prepareAgainAfterReconnect(this.connection);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection?.close();
  }

  /**
   * Makes what is missing, one call after another; on a hub that came back with an empty disk that is everything. It is as the log says
   * when it begins: whoever asks before waits for the same.
   */
  prepare(): Promise<void> {
    this.waiting ??= this.preparing.then(() => {
      this.waiting = undefined;
      return this.prepareNow();
    });
    this.preparing = this.waiting.catch(() => undefined);
    return this.waiting;
  }

  private async prepareNow(): Promise<void> {
    const manager = await jetstreamManager(this.connection!);
    const { nodes, units, members, size } = this.log.directory;
    await ensureStreams(manager, [...members.keys()], [...units.keys()]);
    for (const node of nodes.values()) {
      const barred = node.retiredAt !== undefined || isSuspended(members.get(memberOf(node.name))!, size);
      const own = [...units.values()].filter((unit) => unit.node === node.name && unit.retiredAt === undefined);
      await ensureConsumers(manager, node.name, barred ? [] : own.map((unit) => unit.address));
    }
    await this.accounts.tellOfAll();
  }

  announce(checkpoint: string): void {
    this.connection?.publish(DIRECTORY.pushed, checkpoint);
  }

  private async prepareAgainAfterReconnect(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'reconnect') await this.prepareUntilDone(connection);
    }
  }

  private async prepareUntilDone(connection: NatsConnection): Promise<void> {
    while (!connection.isClosed()) {
      try {
        await this.prepare();
        this.logger.log('hub reached again, streams and consumers are in place');
        return;
      } catch (error) {
        this.logger.error(`hub not prepared: ${error instanceof Error ? error.message : 'unknown'}`);
        await delay(RETRY_MS);
      }
    }
  }
}
