import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { equalBytes } from '#libs/cose/bytes.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import { sealRecord } from '#libs/store/storage-key.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Incidents } from '../../trust/incidents/incidents.js';
import { Arrivals } from '../arrivals.js';
import { FilesService } from '../files/files.service.js';
import { inStep } from '../one-culprit.js';
import { ChannelsIn } from './channels-in.js';
import type { Received } from './mail.js';
import { ReceiptsService } from './receipts.service.js';

/** What a batch's transaction found about the mail that it stored. */
interface Stored {
  readonly unit: string;
  readonly sender: string;
  readonly message_id: string;
  readonly envelope_hash: Buffer;
}

/** Stores what was opened: once, with its place in its channel, what its kind asks of a node, and the receipt that is owed. */
@Injectable()
export class MailStore {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly files: FilesService,
    private readonly incidents: Incidents,
    private readonly arrivals: Arrivals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** In the transaction that takes the batch. @throws FailedStep where one of them cannot be stored */
  async store(manager: EntityManager, received: readonly Received[]): Promise<void> {
    if (received.length === 0) return;
    const now = Date.now();
    const records = received.map(({ opened }) => sealRecord(this.config.storageKey, opened.body));
    const column = <T>(of: (r: Received) => T): T[] => received.map(of);
    const stored: Stored[] = await manager.query(
      `INSERT INTO message (unit, sender, message_id, direction, kind, handling, urgent, created_at, stored_at,
         log_position, envelope_hash, sequence, previous, sealed_record_key, sealed_body, admitted)
       SELECT u, s, id, 'in', k, h, g, c, $8, l, e, n, p, rk, b, a
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::bigint[],
         $9::bigint[], $10::bytea[], $11::bigint[], $12::bytea[], $13::bytea[], $14::bytea[], $15::boolean[])
         AS m(u, s, id, k, h, g, c, l, e, n, p, rk, b, a)
       ON CONFLICT DO NOTHING RETURNING unit, sender, message_id, envelope_hash`,
      [
        column((r) => r.recipient),
        column((r) => r.opened.header.sender),
        column((r) => r.opened.header.id),
        column((r) => r.opened.header.kind),
        column((r) => r.opened.header.handling),
        column((r) => r.opened.header.urgent),
        column((r) => r.opened.header.createdAt),
        now,
        column((r) => r.opened.header.logPosition),
        column((r) => Buffer.from(r.opened.hash)),
        column((r) => r.opened.sequence),
        column((r) => Buffer.from(r.opened.previous)),
        records.map((record) => record.sealedRecordKey),
        records.map((record) => record.sealedBody),
        column((r) => r.admitted !== undefined),
      ],
    );
    // One that stands twice in the batch is fresh once; another of the same id is none of those that were stored.
    const fresh = new Set(
      stored.map((row) =>
        received.find(
          ({ recipient, opened: { header, hash } }) =>
            recipient === row.unit &&
            header.sender === row.sender &&
            header.id === row.message_id &&
            equalBytes(hash, row.envelope_hash),
        ),
      ),
    );
    const isFresh = (r: Received) => fresh.has(r);
    await inStep('channels', () => this.followChannels(manager, received.filter(isFresh)));
    const repeated = received.filter((r) => !isFresh(r));
    const different = await this.repeatsThatDiffer(manager, repeated);
    for (const r of repeated.filter((one) => !different.has(one) && filesOf(one).length > 0)) {
      await this.files.lookAgain(manager, r.recipient, r.opened.header);
    }
    for (const r of received.filter(isFresh)) {
      const wanted = r.admitted ? this.arrivals.filesOf(r.admitted) : [];
      await inStep('files', () => this.files.want(manager, r.recipient, r.opened.header, wanted));
      await inStep(r.opened.header.kind, () => this.act(manager, r));
    }
    // A repeat means that our receipt did not arrive: it is given again. A repeat that differs gets none, and one whose
    // files are still on their way gets it when they are here.
    const whole = [];
    for (const r of received.filter((one) => !different.has(one))) {
      const { sender, id } = r.opened.header;
      if (filesOf(r).length === 0 || (await this.files.allHere(manager, r.recipient, sender, id))) whole.push(r);
    }
    await this.receipts.owe(
      manager,
      whole.map((r) => ({
        recipient: r.recipient,
        sender: r.opened.header.sender,
        envelopeHash: r.opened.hash,
      })),
    );
  }

  /** After that is committed: receipts are given, files fetched, and each kind goes on with what came of it. */
  committed(received: readonly Received[]): void {
    if (received.length === 0) return;
    this.receipts.wake();
    const admitted = received.flatMap((one) => one.admitted ?? []);
    this.arrivals.committed(admitted.map(({ kind }) => kind));
    if (admitted.some(({ files }) => files.length > 0)) this.files.wake();
  }

  private async act(manager: EntityManager, { recipient, opened, admitted }: Received): Promise<void> {
    const { id, sender, logPosition } = opened.header;
    const arrived = { unit: recipient, sender, messageId: id, logPosition };
    if (admitted) await this.arrivals.take(manager, arrived, admitted);
  }

  /** Counts how far each channel is without gaps; two messages in one place are an incident. */
  private async followChannels(manager: EntityManager, received: readonly Received[]): Promise<void> {
    if (received.length === 0) return;
    const channels = await ChannelsIn.lock(
      manager,
      received.map((r) => ({ sender: r.opened.header.sender, recipient: r.recipient, sequence: r.opened.sequence })),
    );
    for (const fork of await channels.forks()) {
      const detail = `${fork.sender} gave place ${fork.sequence} in its channel to ${fork.recipient} to two messages`;
      const found = { type: 'channel-forked', by: memberOf(fork.sender as UnitAddress), detail, evidence: fork.hashes };
      await this.incidents.recordOnce(found, manager);
    }
    await channels.save();
  }

  /** The same message id with other bytes: kept as evidence, never in place of the first. */
  private async repeatsThatDiffer(manager: EntityManager, repeated: readonly Received[]): Promise<Set<Received>> {
    const different = new Set<Received>();
    for (const repeat of repeated) {
      const { header, hash } = repeat.opened;
      const [first]: { envelope_hash: Buffer | null }[] = await manager.query(
        'SELECT envelope_hash FROM message WHERE unit = $1 AND sender = $2 AND message_id = $3',
        [repeat.recipient, header.sender, header.id],
      );
      if (first?.envelope_hash && equalBytes(first.envelope_hash, hash)) continue;
      different.add(repeat);
      const detail = `${header.sender} sent message ${header.id} to ${repeat.recipient} twice with different content`;
      const evidence = [Buffer.from(repeat.wire), ...(first?.envelope_hash ? [first.envelope_hash] : [])];
      const found = { type: 'message-forked', by: memberOf(header.sender), detail, evidence };
      await this.incidents.recordOnce(found, manager);
    }
    return different;
  }
}

const filesOf = ({ admitted }: Received): readonly AttachedFile[] => admitted?.files ?? [];
