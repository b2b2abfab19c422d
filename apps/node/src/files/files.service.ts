import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { openPart } from '#libs/envelope/attachment.js';
import type { EnvelopeHeader } from '#libs/envelope/header.js';
import type { AttachedFile, UploadedFile } from '#libs/kinds/attached-file.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import { FileForwardRow } from '#libs/store/case-entities.js';
import { FileRow, MessageRow } from '#libs/store/node-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { fetchPart } from '#libs/transport/directory-client.js';
import { publishOnce } from '#libs/transport/publish.js';
import { partSubject } from '#libs/transport/subjects.js';
import { MemberCode, memberOf, UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { Wakeable } from '../courier/wakeable.js';
import { Problem } from '../http/problem.js';
import { HubLink } from '../hub/hub-link.js';
import { ReceiptsService } from '../mailbox/receipts.service.js';
import { PartsFolder } from './parts-folder.js';

export const FILE_KEY = 'file key';
const IDLE_MS = 2000;

/** Files beside messages: cut and sealed as they come in, carried to and from the hub part by part. */
@Injectable()
export class FilesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(FilesService.name);
  private readonly folder: PartsFolder;
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: 100 },
    () => this.move(),
    (error) => this.logger.warn(`files wait: ${error instanceof Error ? error.message : 'unknown'}`),
  );

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly receipts: ReceiptsService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    this.folder = new PartsFolder(config.filesFolder);
  }

  onApplicationBootstrap(): void {
    this.hub.whenReached(() => this.wake());
    this.loop.start();
  }

  onApplicationShutdown = (): Promise<void> => this.loop.stop();
  wake = (): void => this.loop.wake();

  /** Erases what came beside a message: the rows, which hold the keys, with the transaction; the sealed parts behind it. */
  async erase(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    const gone = await manager.findBy(FileRow, { unit, sender, messageId });
    await manager.delete(FileRow, { unit, sender, messageId });
    for (const { name } of gone) await this.folder.remove(unit, name);
  }

  /** The files of a message that was undone are uploads again, to be attached to another. */
  async takeBack(manager: EntityManager, messageId: string): Promise<void> {
    await manager.update(FileRow, { messageId, direction: 'out' }, { messageId: null });
  }

  /** The uploaded files that a draft names, with their keys, for the body of the alert. */
  async attach(unit: UnitAddress, drafted: readonly UploadedFile[]): Promise<AttachedFile[]> {
    const attached: AttachedFile[] = [];
    for (const [i, { name, caption }] of drafted.entries()) {
      const row = await this.database.getRepository(FileRow).findOneBy({ unit, name, direction: 'out' });
      if (!row) {
        throw new Problem(
          422,
          { code: 'file-unknown', message: 'A file was not uploaded to this node.', remedy: 'Upload it first.' },
          { faults: [fieldFault(`files[${i}].name`, phrase('the name of a file that this unit uploaded'))] },
        );
      }
      const { fileName, mediaType, bytes, parts, sha256 } = row;
      const key = Buffer.from(openUnder(this.config.storageKey, FILE_KEY, row.sealedKey)).toString('hex');
      attached.push({ name, fileName, mediaType, bytes, parts, sha256, key, ...(caption && { caption }) });
    }
    return attached;
  }

  /** In the transaction that posts the message: its files are to go. */
  async send(
    manager: EntityManager,
    unit: UnitAddress,
    files: readonly AttachedFile[],
    messageId: string,
  ): Promise<void> {
    for (const { name } of files) await manager.update(FileRow, { unit, name }, { messageId, complete: false });
  }

  /** In the transaction that sends them on: files that the unit has go beside another message, under its own name at the hub. */
  async forward(manager: EntityManager, unit: UnitAddress, names: readonly string[], messageId: string): Promise<void> {
    for (const name of names) await manager.insert(FileForwardRow, { unit, name, messageId });
  }

  /** The hub may have lost the parts: before a resend they go once more; what it still has it keeps. */
  async sendAgain(messageId: string): Promise<void> {
    const changed = await this.database
      .getRepository(FileRow)
      .update({ messageId, direction: 'out' }, { complete: false });
    const forwarded = await this.database.getRepository(FileForwardRow).update({ messageId }, { complete: false });
    if (changed.affected || forwarded.affected) this.wake();
  }

  /** In the transaction that stores the message: its files are to be fetched. */
  async want(
    manager: EntityManager,
    unit: UnitAddress,
    header: EnvelopeHeader,
    files: readonly AttachedFile[],
  ): Promise<void> {
    for (const { name, fileName, mediaType, bytes, parts, sha256, key } of files) {
      await manager
        .createQueryBuilder()
        .insert()
        .into(FileRow)
        .values({
          unit,
          name,
          direction: 'in',
          senderMember: memberOf(header.sender),
          fileName,
          mediaType,
          bytes,
          parts,
          sha256,
          sealedKey: sealUnder(this.config.storageKey, FILE_KEY, Buffer.from(key, 'hex')),
          messageId: header.id,
          sender: header.sender,
        })
        .orIgnore()
        .execute();
    }
  }

  async allHere(manager: EntityManager, unit: UnitAddress, header: EnvelopeHeader): Promise<boolean> {
    const missing = { unit, messageId: header.id, sender: header.sender, direction: 'in', complete: false } as const;
    return (await manager.countBy(FileRow, missing)) === 0;
  }

  find = (name: string): Promise<FileRow[]> => this.database.getRepository(FileRow).findBy({ name });

  /** The plain content, part by part, each verified as it is read. */
  async *content(row: FileRow): AsyncGenerator<Uint8Array> {
    const key = openUnder(this.config.storageKey, FILE_KEY, row.sealedKey);
    for (let part = 0; part < row.parts; part++) {
      const sealed = await this.folder.read(row.unit, row.name, part);
      const opened = sealed && openPart(key, row.name, part, part === row.parts - 1, sealed);
      if (!opened?.ok) throw new Error('a stored part does not open');
      yield opened.value;
    }
  }

  /** For what is small enough to be held. */
  async whole(row: FileRow): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const plain of this.content(row)) chunks.push(plain);
    return Buffer.concat(chunks);
  }

  private async move(): Promise<boolean> {
    if (!this.hub.reachable) return false;
    const rows = this.database.getRepository(FileRow);
    for (const row of await rows.findBy({ direction: 'out', complete: false })) {
      if (row.messageId === null) continue;
      await this.publish(row, row.senderMember);
      await rows.update({ unit: row.unit, name: row.name }, { complete: true });
    }
    const forwards = this.database.getRepository(FileForwardRow);
    for (const forward of await forwards.findBy({ complete: false })) {
      const row = await rows.findOneBy({ unit: forward.unit, name: forward.name });
      // What is still on its way here goes on when it has come.
      if (!row || (row.direction === 'in' && !row.complete)) continue;
      await this.publish(row, memberOf(UnitAddress.parse(row.unit)));
      await forwards.update({ unit: row.unit, name: row.name, messageId: forward.messageId }, { complete: true });
    }
    for (const row of await rows.findBy({ direction: 'in', complete: false })) {
      if (await this.fetch(row)) await this.ended(row);
    }
    return false;
  }

  /** @param member whose parts they are at the hub */
  private async publish(row: FileRow, member: string): Promise<void> {
    const js = await this.hub.jetstream();
    for (let part = 0; part < row.parts; part++) {
      const payload = await this.folder.read(row.unit, row.name, part);
      if (!payload) throw new Error('a part of an outgoing file is gone');
      await publishOnce(js, { subject: partSubject(MemberCode.parse(member), row.name, part), payload });
    }
  }

  /** Fetches what is missing, part by part, so that a cut costs one part. @returns whether all of it is here and right */
  private async fetch(row: FileRow): Promise<boolean> {
    const key = openUnder(this.config.storageKey, FILE_KEY, row.sealedKey);
    const hash = createHash('sha256');
    for (let part = 0; part < row.parts; part++) {
      const last = part === row.parts - 1;
      let sealed = await this.folder.read(row.unit, row.name, part);
      if (!sealed) {
        const request = { sender: row.senderMember, name: row.name, part };
        sealed = await fetchPart(await this.hub.connection(), request);
        if (!sealed) return false;
        if (openPart(key, row.name, part, last, sealed).ok) await this.folder.write(row.unit, row.name, part, sealed);
      }
      const opened = openPart(key, row.name, part, last, sealed);
      if (!opened.ok) {
        this.logger.warn('a part at the hub was altered');
        return false;
      }
      hash.update(opened.value);
    }
    return hash.digest('hex') === row.sha256;
  }

  /** With its last file a message is whole, and its receipt is owed. */
  private async ended(row: FileRow): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.update(FileRow, { unit: row.unit, name: row.name }, { complete: true });
      const { unit, messageId, sender } = row;
      const missing = await manager.countBy(FileRow, {
        unit,
        messageId: messageId!,
        sender: sender!,
        direction: 'in',
        complete: false,
      });
      const message = await manager.findOneBy(MessageRow, { unit, messageId: messageId!, sender: sender! });
      if (missing > 0 || !message?.envelopeHash) return;
      const owed = {
        recipient: UnitAddress.parse(unit),
        sender: UnitAddress.parse(sender),
        envelopeHash: message.envelopeHash,
      };
      await this.receipts.owe(manager, [owed]);
    });
    this.receipts.wake();
  }
}
