import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { hex, sha256 } from '#libs/cose/bytes.js';
import { openPart } from '#libs/envelope/attachment.js';
import { partLength } from '#libs/envelope/part-sizes.js';
import { errorName } from '#libs/outcome/error-name.js';
import { FileGoneRow, FileOutRow, FileRow, type FileState, MessageRow, ON_ITS_WAY } from '#libs/store/post-entities.js';
import { openUnder } from '#libs/store/storage-key.js';
import { fetchPart } from '#libs/transport/directory-client.js';
import { publishOnce } from '#libs/transport/publish.js';
import { partSubject } from '#libs/transport/subjects.js';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { alone } from '../../process/alone.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { Incidents } from '../../trust/incidents/incidents.js';
import { ReceiptsService } from '../mailbox/receipts.service.js';
import { FILE_KEY, FilesService } from './files.service.js';
import { PartsFolder } from './parts-folder.js';
import { GIVEN_UP, hasRoomFor, IN_VAIN } from './room.js';

const IDLE_MS = 2000;
const LONGEST_RETRY_MS = 300_000;
/** Parts of one file that are carried before the next file has its turn: a large one keeps no other waiting. */
const A_TURN = 32;
/** Files that are fetched in one go: of each member in turn, those that have waited longest first. */
const AT_ONCE = 200;

/** A file on its way to the hub, and how much of it is there. */
type Going = Pick<FileOutRow, 'unit' | 'partsName' | 'messageId' | 'sent'> & Pick<FileRow, 'id' | 'parts'>;

/** Carries files to and from the hub, part by part, each file by turns and in one process at a time. What is wrong with one stops no other. */
@Injectable()
export class FileCarrier implements Worker {
  private readonly logger = new Logger(FileCarrier.name);
  private readonly folder: PartsFolder;
  private readonly loop = new Wakeable({ idleMs: IDLE_MS, apartMs: 100 }, () => this.move(), this.logger, 'files wait');

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly files: FilesService,
    private readonly receipts: ReceiptsService,
    private readonly incidents: Incidents,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    this.folder = new PartsFolder(config.filesFolder);
  }

  start(): void {
    this.hub.whenReached(() => this.loop.wake());
    this.files.whenThereIsMore(() => this.loop.wake());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** @returns whether there is more to carry at once */
  private async move(): Promise<boolean> {
    await this.removeGone();
    if (!this.hub.reachable) return false;
    const [going, coming] = [await this.going(), await this.coming()];
    let more = coming.length === AT_ONCE;
    for (const one of going) {
      if (!this.hub.reachable) return false;
      if (await alone(this.database, `file ${one.id}`, () => this.publish(one)).catch(this.later)) more = true;
    }
    for (const row of coming) {
      if (!this.hub.reachable) return false;
      if (await alone(this.database, `file ${row.id}`, () => this.fetchOrPutOff(row.id)).catch(this.later)) more = true;
    }
    return more;
  }

  private async removeGone(): Promise<void> {
    const gone = this.database.getRepository(FileGoneRow);
    for (const { id } of await gone.find({ take: AT_ONCE })) {
      await this.folder.remove(id).then(() => gone.delete({ id }), this.later);
    }
  }

  private later = (error: unknown): false => {
    this.logger.warn(`a file waits: ${errorName(error)}`);
    return false;
  };

  /** What is still on its way here goes on when it has come. */
  private going = (): Promise<Going[]> =>
    this.database.query(
      `SELECT DISTINCT ON (o.message_id, o.unit, o.parts_name)
         o.unit, o.parts_name AS "partsName", o.message_id AS "messageId", o.sent, f.id, f.parts
       FROM file_out o JOIN file f ON f.unit = o.unit AND f.parts_name = o.parts_name AND f.state = 'here'
       WHERE NOT o.complete ORDER BY o.message_id, o.unit, o.parts_name`,
    );

  private async coming(): Promise<FileRow[]> {
    const next: { id: string }[] = await this.database.query(
      `SELECT id FROM (
         SELECT id, next_attempt_at,
           row_number() OVER (PARTITION BY split_part(sender, '/', 1) ORDER BY next_attempt_at) AS turn
         FROM file WHERE state IN ('coming', 'altered', 'no-room') AND next_attempt_at <= $1) AS due
       ORDER BY turn, next_attempt_at LIMIT $2`,
      [Date.now(), AT_ONCE],
    );
    const rows = await this.database.getRepository(FileRow).findBy({ id: In(next.map(({ id }) => id)) });
    const place = new Map(next.map(({ id }, i) => [id, i]));
    return rows.sort((a, b) => place.get(a.id)! - place.get(b.id)!);
  }

  /** As it stands now: another process may have carried it on meanwhile. @returns whether there is more */
  private async fetchOrPutOff(id: string): Promise<boolean> {
    const row = await this.database.getRepository(FileRow).findOneBy({ id, state: In(ON_ITS_WAY) });
    if (!row) return false;
    return this.fetch(row).catch((error) => this.putOff(row, row.received, row.state).then(() => this.later(error)));
  }

  /** A turn on the way out. @returns whether there is more */
  private async publish(file: Going): Promise<boolean> {
    const { id: _, parts, sent, ...row } = file;
    const out = this.database.getRepository(FileOutRow);
    if (sent === parts) {
      const complete = await this.hubHas(file);
      await out.update({ ...row, sent }, complete ? { complete } : { sent: 0 });
      return !complete;
    }
    const end = Math.min(sent + A_TURN, parts);
    for (let part = sent; part < end; part++) await this.put(file, part);
    await out.update({ ...row, sent }, { sent: end, complete: end === parts });
    return end < parts;
  }

  /** Of a file that went whole: the hub lets go of what is oldest, and loses what is newest where it is set back. */
  private async hubHas(file: Going): Promise<boolean> {
    const isFirstMissing = await this.put(file, 0);
    const isLastMissing = await this.put(file, file.parts - 1);
    return !isFirstMissing && !isLastMissing;
  }

  /** @returns whether the hub did not have it yet */
  private async put({ id, unit, partsName }: Going, part: number): Promise<boolean> {
    const payload = await this.folder.read(id, part);
    if (!payload) throw new Error('a part of an outgoing file is gone');
    const subject = partSubject(memberOf(UnitAddress.parse(unit)), partsName, part);
    return publishOnce(await this.hub.jetstream(), { subject, payload });
  }

  /** A turn on the way in: parts that are missing, each checked as it comes. @returns whether there is more */
  private async fetch(row: FileRow): Promise<boolean> {
    const key = openUnder(this.config.storageKey, FILE_KEY, row.sealedKey);
    const member = memberOf(UnitAddress.parse(row.sender));
    const end = Math.min(row.received + A_TURN, row.parts);
    for (let part = row.received; part < end; part++) {
      const sealed = await fetchPart(await this.hub.connection(), { sender: member, name: row.partsName, part });
      if (!sealed) return this.putOff(row, part, row.state);
      if (part === row.received && (part === 0 || row.attempts >= IN_VAIN) && !(await this.hasRoom(row)))
        return this.putOff(row, part, 'no-room');
      const opened = openPart(key, row.name, part, part === row.parts - 1, sealed);
      if (!opened.ok) return this.putOff(row, part, 'altered', sealed);
      if (opened.value.length !== partLength(row.bytes, part)) return this.refuse(row, 'size', sha256(sealed));
      await this.folder.write(row.id, part, sealed);
    }
    if (end < row.parts) {
      await this.settle(row, { received: end, state: 'coming', attempts: 0, nextAttemptAt: Date.now() });
      return true;
    }
    const found = await this.hashOf(row);
    if (!found) return this.putOff(row, 0, row.state);
    if (hex(found) !== row.sha256) return this.refuse(row, 'SHA-256', found);
    await this.ended(row);
    return false;
  }

  /** Asked for when a file's first part is there, or one that it was waited for in vain: what goes on has its room. */
  private async hasRoom({ id, sender, bytes }: FileRow): Promise<boolean> {
    const [{ held }]: [{ held: string }] = await this.database.query(
      "SELECT coalesce(sum(bytes), 0) AS held FROM file WHERE sender LIKE $1 AND state <> 'refused' AND received > 0 AND id <> $2",
      [`${memberOf(UnitAddress.parse(sender))}/%`, id],
    );
    return hasRoomFor(await this.files.room(), Number(held), bytes);
  }

  /** Once, when all of it is here. Undefined where what lies on disk does not open any more. */
  private async hashOf(row: FileRow): Promise<Uint8Array | undefined> {
    const hash = createHash('sha256');
    try {
      for await (const plain of this.files.content(row)) hash.update(plain);
    } catch {
      return undefined;
    }
    return hash.digest();
  }

  /**
   * It is asked for again later, the longer it brings nothing the later: the sender may be slow, and a part that does
   * not open is put right when a hub that altered it is mended.
   * @param received how many parts are here
   */
  private async putOff(row: FileRow, received: number, state: FileState, altered?: Uint8Array): Promise<false> {
    const attempts = received > row.received ? 0 : Math.min(row.attempts + 1, GIVEN_UP);
    const pause = Math.min(IDLE_MS * 2 ** attempts, LONGEST_RETRY_MS);
    const nextAttemptAt = attempts === GIVEN_UP ? Number.MAX_SAFE_INTEGER : Date.now() + pause;
    await this.settle(row, { received, state, attempts, nextAttemptAt }, async (manager) => {
      if (!altered || row.state === 'altered') return;
      const detail = `a part of a file that ${row.sender} sent to ${row.unit} beside ${row.messageId} does not open`;
      const by = memberOf(row.sender as UnitAddress);
      const found = { type: 'file-altered', by, detail, evidence: [Buffer.from(sha256(altered))] };
      await this.incidents.record(found, manager);
    });
    return false;
  }

  /** What only its sender can have made wrong is set aside for good, and the message stays without a receipt. */
  private async refuse(row: FileRow, what: 'size' | 'SHA-256', found: Uint8Array): Promise<false> {
    await this.settle(row, { state: 'refused' }, async (manager) => {
      const { unit, sender, messageId } = row;
      const message = await manager.findOneBy(MessageRow, { unit, sender: sender!, messageId: messageId! });
      const detail = `a file that ${sender} sent to ${unit} beside ${messageId} has another ${what} than the message says`;
      const hashes = [message?.envelopeHash, Buffer.from(row.sha256, 'hex'), Buffer.from(found)];
      const evidence = hashes.filter((hash) => hash != null);
      const by = memberOf(sender as UnitAddress);
      await this.incidents.record({ type: 'file-refused', by, detail, evidence }, manager);
    });
    await this.folder.remove(row.id);
    return false;
  }

  /** With its last file a message is whole, and its receipt is owed. */
  private async ended(row: FileRow): Promise<void> {
    await this.settle(row, { received: row.parts, state: 'here' }, async (manager) => {
      const [unit, sender, messageId] = [row.unit, row.sender!, row.messageId!];
      const message = await manager.findOneBy(MessageRow, { unit, messageId, sender });
      if (!message?.envelopeHash || !(await this.files.allHere(manager, unit, sender, messageId))) return;
      const owed = {
        recipient: UnitAddress.parse(unit),
        sender: UnitAddress.parse(sender),
        envelopeHash: message.envelopeHash,
      };
      await this.receipts.owe(manager, [owed]);
    });
    this.receipts.wake();
  }

  /** Notes how a file stands now, with what belongs into that transaction; one that was erased meanwhile is gone here, too. */
  private async settle(
    { id }: FileRow,
    change: Partial<FileRow>,
    within?: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    const known = await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(FileRow, { id, state: In(ON_ITS_WAY) }, change);
      if (affected) await within?.(manager);
      return affected;
    });
    if (!known) await this.folder.remove(id);
  }
}
