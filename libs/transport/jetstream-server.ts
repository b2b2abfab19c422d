import { setTimeout as delay } from 'node:timers/promises';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { BaseRpcContext, type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { firstWithin } from '#libs/bounds/first-within.js';
import { nodeJetstream } from './connection.js';

/**
 * A message out of a mailbox. It is acknowledged when the handler of its batch has resolved. None is held back by itself: the hub
 * gives out only so many that are not acknowledged, and whoever could make that many wait would stop the mailbox.
 */
export interface HubMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** A durable consumer whose messages go to the handlers of `@EventPattern(pattern)`, many at a time. */
export interface Mailbox {
  readonly pattern: string;
  readonly stream: string;
  readonly consumer: string;
  /** At most so many messages a batch, which the handler commits in one transaction. */
  readonly batch: number;
}

const RETRY_MS = 500;
/** From one batch's start to the next: under load more go into one transaction, at rest nothing waits. */
const APART_MS = 50;
/** Of messages that wait here for their batch, and of a batch: the hub gives out more once these are worked off. */
const WAITING_BYTES = 8 * 1024 * 1024;
/** So often the hub is told that what was handed out is still in hand: well within the consumers' `ack_wait`. */
const IN_HAND_MS = 3000;

/**
 * Nest transport strategy over JetStream's durable pull consumers. A handler is an ordinary `@EventPattern` method that
 * gets an array of `HubMessage`s; when it resolves (its transaction is committed) they are acknowledged, when it
 * throws they come again.
 */
export class JetStreamServer extends Server implements CustomTransportStrategy {
  private closing = false;
  private readonly open = new Set<ConsumerMessages>();
  private readonly loops: Promise<void>[] = [];

  constructor(
    private readonly connection: () => Promise<NatsConnection>,
    private readonly mailboxes: readonly Mailbox[],
  ) {
    super();
  }

  listen(callback: () => void): void {
    for (const mailbox of this.mailboxes) this.loops.push(this.follow(mailbox));
    callback();
  }

  /** Waits until the batches in hand are committed and acknowledged. */
  async close(): Promise<void> {
    this.closing = true;
    for (const messages of this.open) messages.stop();
    await Promise.all(this.loops);
  }

  /** Mailboxes report through the hub link's own status. */
  on(): void {}

  unwrap<T>(): T {
    return this.connection as T;
  }

  /** Reads one mailbox for as long as the server runs, through lost connections and hubs without the consumer yet. */
  private async follow(mailbox: Mailbox): Promise<void> {
    while (!this.closing) {
      try {
        const consumer = await nodeJetstream(await this.connection()).consumers.get(mailbox.stream, mailbox.consumer);
        const messages = await consumer.consume({ max_messages: mailbox.batch, idle_heartbeat: 2000 });
        this.open.add(messages);
        // Asked to end while it was still being opened.
        if (this.closing) messages.stop();
        await this.drain(mailbox, messages).finally(() => this.open.delete(messages));
      } catch (error) {
        this.logger.debug?.(`mailbox ${mailbox.pattern}: ${error instanceof Error ? error.message : 'not readable'}`);
      }
      if (!this.closing) await delay(RETRY_MS);
    }
  }

  /** Hands on what has arrived, as one batch, while the next one gathers. */
  private async drain(mailbox: Mailbox, messages: ConsumerMessages): Promise<void> {
    let waiting: JsMsg[] = [];
    let waitingBytes = 0;
    let handling: Promise<void> | undefined;
    // A batch may take its time. What waits behind it is not to come twice for that, which would take more time still.
    const inHand = new Set<JsMsg>();
    const working = setInterval(() => {
      for (const message of inHand) message.working();
    }, IN_HAND_MS);
    const next = () => {
      if (handling || waiting.length === 0 || this.closing) return;
      const began = Date.now();
      const batch = firstWithin(waiting.slice(0, mailbox.batch), bytesOf, WAITING_BYTES);
      waiting = waiting.slice(batch.length);
      waitingBytes -= batch.reduce((sum, message) => sum + bytesOf(message), 0);
      handling = this.handle(mailbox.pattern, batch)
        .then(() => {
          const early = began + APART_MS - Date.now();
          return waiting.length < mailbox.batch && early > 0 ? delay(early) : undefined;
        })
        .finally(() => {
          for (const message of batch) inHand.delete(message);
          handling = undefined;
          next();
        });
    };
    // A wiped hub has lost the consumer: stop, so that `follow` looks for it anew.
    (async () => {
      for await (const status of messages.status()) {
        if (status.type === 'consumer_not_found' || status.type === 'stream_not_found') messages.stop();
        if (status.type === 'consumer_deleted' || status.type === 'no_responders') messages.stop();
      }
    })().catch(() => messages.stop());
    try {
      for await (const message of messages) {
        inHand.add(message);
        waiting.push(message);
        waitingBytes += bytesOf(message);
        next();
        while (handling && waitingBytes > WAITING_BYTES) await handling;
      }
      await handling;
    } finally {
      clearInterval(working);
    }
  }

  private async handle(pattern: string, batch: readonly JsMsg[]): Promise<void> {
    const handed: HubMessage[] = batch.map(({ subject, data }) => ({ subject, payload: data }));
    try {
      const handler = this.messageHandlers.get(pattern);
      if (!handler) throw new Error(`no handler for ${pattern}`);
      const result = this.transformToObservable(await handler(handed, new BaseRpcContext([pattern])));
      await lastValueFrom(result, { defaultValue: undefined });
      for (const message of batch) message.ack();
    } catch {
      // The handler's own error is logged by Nest; nothing was committed, so the hub brings the batch again.
      for (const message of batch) message.nak(RETRY_MS);
    }
  }
}

const bytesOf = ({ data }: JsMsg): number => data.length;
