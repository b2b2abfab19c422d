import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { RECEIPT_HASHES, signReceipt } from '#libs/envelope/receipt.js';
import { receiptSubject } from '#libs/transport/subjects.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { HubLink } from '../../process/hub-link.js';
import { Pauses } from '../../process/pauses.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';

interface Owed {
  readonly recipient: UnitAddress;
  readonly sender: UnitAddress;
  readonly envelopeHash: Uint8Array;
}

const CLAIM = 5000;
const IDLE_MS = 1000;
/** Under load one signature covers what came in that time. */
const APART_MS = 500;

/** So long a mailbox that the hub refused is not tried again, twice as long each time. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 600_000;

/** Gives senders the signed word that their envelopes were stored; many envelopes a receipt. */
@Injectable()
export class ReceiptsService implements Worker {
  private readonly logger = new Logger(ReceiptsService.name);
  /** Pairs of recipient and sender. */
  private readonly refused = new Pauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: APART_MS },
    () => this.give(),
    this.logger,
    'receipts wait',
  );

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly keys: KeysService,
    private readonly directory: DirectoryService,
  ) {}

  start(): void {
    this.hub.whenReached(() => this.wake());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  wake = (): void => this.loop.wake();

  /** Notes, in the transaction that stores the mail, that receipts are owed for it. */
  async owe(manager: EntityManager, owed: readonly Owed[]): Promise<void> {
    if (owed.length === 0) return;
    await manager.query(
      `INSERT INTO receipt_due (recipient, sender, envelope_hash)
       SELECT r, s, h FROM unnest($1::text[], $2::text[], $3::bytea[]) AS o(r, s, h) ON CONFLICT DO NOTHING`,
      [owed.map((o) => o.recipient), owed.map((o) => o.sender), owed.map((o) => Buffer.from(o.envelopeHash))],
    );
  }

  /** A receipt that the hub loses is given again when the mail comes again. */
  private async give(): Promise<boolean> {
    if (!this.hub.reachable) return false;
    const waiting = this.refused.names(Date.now());
    const given = await this.database.transaction(async (manager) => {
      const [rows]: [Owed[], number] = await manager.query(
        `DELETE FROM receipt_due WHERE (recipient, sender, envelope_hash) IN
         (SELECT recipient, sender, envelope_hash FROM receipt_due WHERE recipient || ' ' || sender <> ALL($2)
          LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING recipient, sender, envelope_hash AS "envelopeHash"`,
        [CLAIM, waiting],
      );
      const js = await this.hub.jetstream();
      const byPair = new Map<string, typeof rows>();
      for (const row of rows) {
        const pair = `${row.recipient} ${row.sender}`;
        byPair.set(pair, [...(byPair.get(pair) ?? []), row]);
      }
      const refused = await Promise.all([...byPair].map(([pair, due]) => this.publish(js, pair, due)));
      // The hub takes no more for senders who do not read theirs: others' have gone.
      await this.owe(manager, refused.flat());
      return rows.length;
    });
    return given === CLAIM;
  }

  /** @returns what is still owed, since the hub refused it */
  private async publish(js: JetStreamClient, pair: string, due: readonly Owed[]): Promise<readonly Owed[]> {
    const receipts = this.receiptsFor(due);
    const answers = await Promise.allSettled(receipts.map(({ subject, payload }) => js.publish(subject, payload)));
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (!failed) {
      this.refused.forget(pair);
      return [];
    }
    if (!(failed.reason instanceof JetStreamApiError)) throw failed.reason;
    this.refused.add(pair, Date.now());
    return due;
  }

  private receiptsFor(rows: readonly Owed[]) {
    const { recipient, sender } = rows[0]!;
    const receipts = [];
    for (let from = 0; from < rows.length; from += RECEIPT_HASHES) {
      const envelopes = rows.slice(from, from + RECEIPT_HASHES).map((row) => row.envelopeHash);
      const receipt = { recipient, sender, envelopes, at: Date.now(), logPosition: this.directory.state.size };
      receipts.push({
        subject: receiptSubject(sender, recipient),
        payload: signReceipt(receipt, this.keys.signingKey(recipient)),
      });
    }
    return receipts;
  }
}
