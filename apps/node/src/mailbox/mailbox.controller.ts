import { randomUUID } from 'node:crypto';
import { Controller, Inject, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager } from 'typeorm';
import { readJson } from '#libs/bounds/json.js';
import { isAhead } from '#libs/bounds/times.js';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import { type Opened, SliceReader } from '#libs/envelope/open.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import { KINDS, type ReadBody } from '#libs/kinds/registry.js';
import { QuarantineRow } from '#libs/store/node-entities.js';
import { sealRecord } from '#libs/store/storage-key.js';
import type { HubMessage } from '#libs/transport/jetstream-server.js';
import { readMailSubject } from '#libs/transport/subjects.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { senderKey } from '#libs/trust/sender.js';
import { AlertIndexService } from '../alert-index/alert-index.service.js';
import { ReplacementsService } from '../alerts/replacements.service.js';
import { CaseMail } from '../cases/case-mail.service.js';
import { CatchUpService } from '../catch-up/catch-up.service.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { Introductions } from '../courier/introductions.js';
import { DirectoryService } from '../directory/directory.service.js';
import { FilesService } from '../files/files.service.js';
import { KeysService } from '../keys/keys.service.js';
import { PolicyService } from '../policy/policy.service.js';
import { RecallsService } from '../recalls/recalls.service.js';
import { RemindersService } from '../reminders/reminders.service.js';
import { RepliesService } from '../replies/replies.service.js';
import { SharingService } from '../sharing/sharing.service.js';
import { Incidents } from '../status/incidents.js';
import { ChannelsIn } from './channels-in.js';
import { ReceiptsService } from './receipts.service.js';

interface Received {
  readonly recipient: UnitAddress;
  readonly opened: Opened;
  readonly wire: Uint8Array;
  readonly files: readonly AttachedFile[];
}

type Reading =
  | { readonly kind: 'opened'; readonly received: Received }
  | { readonly kind: 'quarantine'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string };

const quarantine = (reason: string): Reading => ({ kind: 'quarantine', reason });
const later = (reason: string): Reading => ({ kind: 'later', reason });
const LATER_MS = 1000;

/** What a batch's transaction found about the mail that it stored. */
interface Stored {
  readonly unit: string;
  readonly sender: string;
  readonly message_id: string;
}

/** Takes mail in: verify, open, store, in one transaction a batch. The hub is told only after the commit. */
@Controller()
export class MailboxController {
  private readonly logger = new Logger(MailboxController.name);

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly introductions: Introductions,
    private readonly receipts: ReceiptsService,
    private readonly files: FilesService,
    private readonly incidents: Incidents,
    private readonly policy: PolicyService,
    private readonly catchUp: CatchUpService,
    private readonly recalls: RecallsService,
    private readonly replacements: ReplacementsService,
    private readonly replies: RepliesService,
    private readonly index: AlertIndexService,
    private readonly reminders: RemindersService,
    private readonly sharing: SharingService,
    private readonly cases: CaseMail,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  @EventPattern('mail')
  async takeIn(@Payload() batch: readonly HubMessage[]): Promise<void> {
    const reader = new SliceReader();
    const bodies = new Map<string, ReadBody | 'unknown-kind' | undefined>();
    const received: Received[] = [];
    const refused: { message: HubMessage; reason: string }[] = [];
    for (const message of batch) {
      const reading = await this.read(message, reader, bodies);
      if (reading.kind === 'opened') received.push(reading.received);
      if (reading.kind === 'quarantine') refused.push({ message, reason: reading.reason });
      if (reading.kind === 'later') {
        this.logger.warn(`mail put off: ${reading.reason}`);
        message.putOff(LATER_MS);
      }
    }
    await this.database.transaction(async (manager) => {
      await this.store(manager, received);
      for (const { message, reason } of refused) await this.setAside(manager, message, reason);
    });
    if (received.length > 0) {
      this.receipts.wake();
      this.index.wake(received.length);
      if (received.some((r) => this.cases.isCase(r.opened.header.kind))) this.cases.wake();
    }
    if (received.some((r) => r.files.length > 0)) this.files.wake();
  }

  /** Envelope, then key at its log position, then signature, then capsule and body, then what the kind says. */
  private async read(
    { subject, payload }: HubMessage,
    reader: SliceReader,
    bodies: Map<string, ReadBody | 'unknown-kind' | undefined>,
  ): Promise<Reading> {
    const slice = reader.read(payload);
    if (!slice.ok) return quarantine(slice.refusal.code);
    const { header } = slice.value;
    const address = readMailSubject(subject);
    if (!address || !this.keys.owns(address.recipient)) return quarantine('not-for-this-node');
    if (address.senderMember !== memberOf(header.sender)) return quarantine('sender-is-not-who-published');

    const position = await this.directory.positionFor(header.logPosition);
    if (position === undefined) return later('the directory is not that far yet');
    const key = senderKey(this.directory.state, header.sender, position);
    if (!key.ok) return quarantine(key.refusal.code);

    const checked = reader.verify(slice.value, key.value);
    if (!checked.ok) return quarantine(checked.refusal.code);
    if (isAhead(header.createdAt, Date.now())) return quarantine('made-in-the-future');
    const wrapKey = await this.introductions.toRead(slice.value.introductionId, header.sender, address.recipient);
    if (!wrapKey.ok) {
      return wrapKey.refusal.code === 'introduction-absent'
        ? later(wrapKey.refusal.code)
        : quarantine(wrapKey.refusal.code);
    }
    const opened = reader.open(checked.value, wrapKey.value);
    if (!opened.ok) return quarantine(opened.refusal.code);
    // The commitment makes it one body for every recipient: the kind's schema checks it once a batch.
    const once = hex(opened.value.hash);
    if (!bodies.has(once)) bodies.set(once, readBody(header.kind, opened.value.body, header.sender));
    const body = bodies.get(once);
    if (!body) return quarantine('body-malformed');
    const received = { recipient: address.recipient, opened: opened.value, wire: payload };
    // Kept as it is until this node knows the kind: nothing of it can be shown before.
    if (body === 'unknown-kind') return { kind: 'opened', received: { ...received, files: [] } };
    const { terms } = body.facts;
    if (terms.tlp !== header.handling || terms.urgent !== header.urgent) return quarantine('header-contradicts-body');
    const bar = this.barred(body, header.sender, address.recipient, position);
    if (bar) return quarantine(bar);
    return { kind: 'opened', received: { ...received, files: body.files } };
  }

  /** Why policy, or the author of what is passed on, bars a message from a unit; undefined where neither does. */
  private barred(
    { facts: { terms }, passedOn }: ReadBody,
    sender: UnitAddress,
    recipient: UnitAddress,
    position: number,
  ): string | undefined {
    const unit = this.directory.state.units.get(recipient);
    if (!unit) return 'policy-forbids: the unit is not registered';
    const receive = this.policy.engine.unitMay('receive', unit, terms, position);
    if (!receive.allowed) return `policy-forbids: ${receive.reason}`;
    if (!passedOn) return undefined;
    const ofAuthor = { ...terms, sender: passedOn.author };
    const onward = this.policy.engine.unitMay('share-onward', unit, ofAuthor, position, true);
    return (
      this.sharing.faultOf(passedOn, sender, recipient) ??
      (onward.allowed ? undefined : `policy-forbids: ${onward.reason}`)
    );
  }

  private async store(manager: EntityManager, received: readonly Received[]): Promise<void> {
    if (received.length === 0) return;
    const now = Date.now();
    const records = received.map(({ opened }) => sealRecord(this.config.storageKey, opened.body));
    const column = <T>(of: (r: Received) => T): T[] => received.map(of);
    const stored: Stored[] = await manager.query(
      `INSERT INTO message (unit, sender, message_id, direction, kind, handling, urgent, created_at, stored_at,
         log_position, envelope_hash, sequence, previous, sealed_record_key, sealed_body)
       SELECT u, s, id, 'in', k, h, g, c, $8, l, e, n, p, rk, b
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::bigint[],
         $9::bigint[], $10::bytea[], $11::bigint[], $12::bytea[], $13::bytea[], $14::bytea[])
         AS m(u, s, id, k, h, g, c, l, e, n, p, rk, b)
       ON CONFLICT DO NOTHING RETURNING unit, sender, message_id`,
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
      ],
    );
    const fresh = new Set(stored.map((row) => `${row.unit} ${row.sender} ${row.message_id}`));
    const isFresh = (r: Received) => fresh.has(`${r.recipient} ${r.opened.header.sender} ${r.opened.header.id}`);
    await this.followChannels(manager, received.filter(isFresh));
    const repeated = received.filter((r) => !isFresh(r));
    const different = await this.repeatsThatDiffer(manager, repeated);
    for (const r of repeated.filter((one) => !different.has(one) && one.files.length > 0)) {
      await this.files.lookAgain(manager, r.recipient, r.opened.header);
    }
    for (const r of received.filter(isFresh)) await this.files.want(manager, r.recipient, r.opened.header, r.files);
    // A repeat means that our receipt did not arrive: it is given again. A repeat that differs gets none, and one whose
    // files are still on their way gets it when they are here.
    const whole = [];
    for (const r of received.filter((one) => !different.has(one))) {
      const { sender, id } = r.opened.header;
      if (r.files.length === 0 || (await this.files.allHere(manager, r.recipient, sender, id))) whole.push(r);
    }
    for (const r of received.filter(isFresh)) await this.act(manager, r);
    await this.receipts.owe(
      manager,
      whole.map((r) => ({
        recipient: r.recipient,
        sender: r.opened.header.sender,
        envelopeHash: r.opened.hash,
      })),
    );
  }

  /** What some kinds ask of a node when they come in; done in the transaction that stores them, so once. */
  private async act(manager: EntityManager, { recipient, opened }: Received): Promise<void> {
    const { id, kind, sender, logPosition } = opened.header;
    const content = (): unknown => JSON.parse(Buffer.from(opened.body).toString('utf8'));
    if (kind === 'catch-up') await this.catchUp.answer(manager, recipient, sender, content());
    if (kind === 'alert/reply') await this.replies.take(manager, recipient, sender, id, content());
    if (kind === 'alert/recall') await this.recalls.take(manager, recipient, sender, content());
    if (kind === 'alert/erasure') await this.recalls.confirm(manager, sender, content());
    if (kind === 'alert/reminder') await this.reminders.take(manager, recipient, sender, content());
    if (kind === 'alert/share-request') await this.sharing.asked(manager, recipient, sender, id, content());
    if (kind === 'alert/share-decision') await this.sharing.decided(manager, recipient, sender, content());
    if (this.cases.isCase(kind)) {
      await this.cases.take(manager, recipient, { sender, messageId: id, kind, logPosition }, content());
    }
    if (kind !== 'alert') return;
    const alert = Alert.parse(content());
    await this.replacements.note(manager, recipient, sender, id, alert);
    await this.sharing.received(manager, recipient, sender, id, alert);
    await this.recalls.eraseIfRecalled(manager, recipient, sender, id, alert.passedOn);
  }

  /** Counts how far each channel is without gaps; two messages in one place are an incident. */
  private async followChannels(manager: EntityManager, received: readonly Received[]): Promise<void> {
    if (received.length === 0) return;
    const channels = await ChannelsIn.lock(
      manager,
      received.map((r) => ({ sender: r.opened.header.sender, recipient: r.recipient, sequence: r.opened.sequence })),
    );
    for (const fork of await channels.forks()) {
      await this.incidents.record(
        'channel-forked',
        `${fork.sender} gave place ${fork.sequence} in its channel to ${fork.recipient} to two messages`,
        fork.hashes,
        manager,
      );
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
      await this.incidents.record(
        'message-forked',
        `${header.sender} sent message ${header.id} to ${repeat.recipient} twice with different content`,
        [Buffer.from(repeat.wire), ...(first?.envelope_hash ? [first.envelope_hash] : [])],
        manager,
      );
    }
    return different;
  }

  private async setAside(manager: EntityManager, { subject, payload }: HubMessage, reason: string): Promise<void> {
    this.logger.warn(`mail quarantined: ${reason}`);
    const row = { id: randomUUID(), receivedAt: Date.now(), subject, reason, wire: Buffer.from(payload) };
    await manager.insert(QuarantineRow, row);
  }
}

/** What a body brings that passes its kind's schema; undefined where it does not. */
function readBody(kind: string, body: Uint8Array, sender: UnitAddress): ReadBody | 'unknown-kind' | undefined {
  const known = KINDS[kind];
  return known ? known.read(readJson(body), sender) : 'unknown-kind';
}
