import type { JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { connectToHub, nodeJetstream } from '#libs/transport/connection.js';
import { consumerName, inboxPrefix, STREAM } from '#libs/transport/subjects.js';
import { CONFIG, type NodeConfig } from './config.js';
import type { Standing } from './reading-mark.js';
import type { Worker } from './roles.js';

/** A process's one connection to the hub: made at start, kept for good, however often the hub goes away. */
@Injectable()
export class HubLink implements Worker, OnApplicationShutdown {
  private readonly logger = new Logger(HubLink.name);
  private connected: Promise<NatsConnection> | undefined;
  private reached = false;
  private client: JetStreamClient | undefined;
  private readonly onReach: (() => void)[] = [];

  constructor(@Inject(CONFIG) private readonly config: NodeConfig) {}

  start(): void {
    void this.watch();
  }

  /** Resolves when the hub was reached for the first time. */
  connection(): Promise<NatsConnection> {
    const { hub, credential, node } = this.config;
    this.connected ??= connectToHub(hub, credential, node, inboxPrefix(node));
    return this.connected;
  }

  get reachable(): boolean {
    return this.reached;
  }

  async jetstream(): Promise<JetStreamClient> {
    this.client ??= nodeJetstream(await this.connection());
    return this.client;
  }

  /** How far this node has read its units' mailboxes, of mail and of receipts, as the hub says. */
  async standings(): Promise<Standing[]> {
    const client = await this.jetstream();
    const infos = await Promise.all(
      [STREAM.mail, STREAM.receipts].map(async (stream) =>
        (await client.consumers.get(stream, consumerName(this.config.node))).info(true),
      ),
    );
    return infos.map(({ delivered, ack_floor, num_ack_pending, num_pending }) => ({
      delivered: delivered.stream_seq,
      acknowledged: ack_floor.stream_seq,
      unacknowledged: num_ack_pending,
      pending: num_pending,
    }));
  }

  /** Calls back now if the hub is reached, and each time that it is reached again. */
  whenReached(callback: () => void): void {
    this.onReach.push(callback);
    if (this.reached) callback();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.reached) await (await this.connection()).close();
  }

  private async watch(): Promise<void> {
    const connection = await this.connection();
    this.setReached(true);
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.setReached(false);
      if (status.type === 'reconnect') this.setReached(true);
    }
  }

  private setReached(reached: boolean): void {
    if (this.reached === reached) return;
    this.reached = reached;
    this.logger.log(reached ? 'hub reached' : 'hub lost');
    if (reached) for (const callback of this.onReach) callback();
  }
}
