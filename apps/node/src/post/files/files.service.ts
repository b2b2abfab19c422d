import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, MoreThan, Not } from 'typeorm';
import { newAttachmentName, partsName } from '#libs/envelope/attachment.js';
import type { EnvelopeHeader } from '#libs/envelope/header.js';
import { PART_BYTES } from '#libs/envelope/part-sizes.js';
import type { AttachedFile, UploadedFile } from '#libs/kinds/attached-file.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import { FileGoneRow, FileOutRow, FileRow, type FileState, ON_ITS_WAY } from '#libs/store/post-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Signals } from '../../process/signals.js';
import { PartsFolder, whole } from './parts-folder.js';
import { IN_VAIN, roomOn, UPLOAD_MS } from './room.js';

export const FILE_KEY = 'file key';
/** While a draft names a file, it is noted so often that it waits anew. */
const RENEWED_MS = 3_600_000;

/** A file of a message as it lies here. */
export type FileHeld = Readonly<FileRow>;

/** The files of this node's units: what was uploaded, what came beside which message, and what goes beside which. */
@Injectable()
export class FilesService {
  private readonly folder: PartsFolder;

  constructor(
    private readonly database: DataSource,
    private readonly signals: Signals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    this.folder = new PartsFolder(config.filesFolder);
  }

  /** Calls back when there may be something to carry. */
  whenThereIsMore(callback: () => void): void {
    this.signals.on('files', callback);
  }

  /** The transaction that sent, sent on or wanted files is committed. */
  wake(): void {
    this.signals.wake('files');
  }

  /** The uploaded files that a draft names, with their keys, for the body of the message. */
  async attach(unit: UnitAddress, drafted: readonly UploadedFile[]): Promise<AttachedFile[]> {
    const attached: AttachedFile[] = [];
    for (const [i, { name, caption }] of drafted.entries()) {
      const row = await this.database.getRepository(FileRow).findOneBy({ id: name, unit, messageId: IsNull() });
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
    const going = await this.sendOn(manager, unit, files, messageId);
    if (files.every((file) => going.has(partsName(file)))) return;
    throw problem(409, 'file-unknown', 'A file was erased just now.', 'Upload it again; nothing was sent.');
  }

  /**
   * In the transaction that sends events on: the unit's own files and others' go beside them, under its own name at the
   * hub, as far as the unit has them.
   * @returns what those are called there
   */
  async sendOn(
    manager: EntityManager,
    unit: UnitAddress,
    files: readonly AttachedFile[],
    messageId: string,
  ): Promise<Set<string>> {
    if (files.length === 0) return new Set();
    // First, so that what waited for a message is not removed as it gets one.
    const named = { unit, partsName: In(files.map(partsName)) };
    await manager.update(FileRow, { ...named, waitsSince: Not(IsNull()) }, { waitsSince: null });
    // Locked, so that whoever erases another message with one of them sees that it is still needed.
    const rows = await manager.find(FileRow, {
      where: named,
      lock: { mode: 'pessimistic_read' },
    });
    const going = new Set(rows.map((row) => row.partsName));
    for (const name of going) await manager.insert(FileOutRow, { unit, partsName: name, messageId });
    return going;
  }

  /** The hub may have lost the parts: before a resend it is looked whether it still has those that it had all of. */
  async sendAgain(messageId: string): Promise<void> {
    const sent = { messageId, complete: true };
    const again = await this.database.getRepository(FileOutRow).update(sent, { complete: false });
    if (again.affected) this.wake();
  }

  /** The files of a message that was undone are uploads again, to be attached to another. */
  async takeBack(manager: EntityManager, unit: string, messageId: string): Promise<void> {
    const free = await this.onlyBeside(manager, unit, messageId);
    if (free.length > 0)
      await manager.update(FileRow, { id: In(free.map((row) => row.id)) }, { waitsSince: Date.now() });
  }

  /** In the transaction that takes in what names them: files are to be fetched, whatever else has files of these names. */
  async want(
    manager: EntityManager,
    unit: UnitAddress,
    header: { readonly sender: string; readonly id: string },
    files: readonly AttachedFile[],
  ): Promise<void> {
    if (files.length === 0) return;
    const rows = files.map(({ key, caption: _, ...file }) => ({
      ...file,
      id: newAttachmentName(),
      unit,
      sender: header.sender,
      messageId: header.id,
      partsName: partsName({ ...file, key }),
      sealedKey: sealUnder(this.config.storageKey, FILE_KEY, Buffer.from(key, 'hex')),
    }));
    // Two events of one message may name the same file.
    await manager.createQueryBuilder().insert().into(FileRow).values(rows).orIgnore().execute();
  }

  /** In the transaction that finds a message repeated: its sender put the parts to the hub again. */
  async lookAgain(manager: EntityManager, unit: UnitAddress, header: EnvelopeHeader): Promise<void> {
    const waiting = {
      unit,
      messageId: header.id,
      sender: header.sender,
      state: In(ON_ITS_WAY),
    };
    // One that was given up is asked for anew, and has no more room promised than before.
    const again = { nextAttemptAt: Date.now(), attempts: () => `least(attempts, ${IN_VAIN})` };
    await manager.update(FileRow, { ...waiting, nextAttemptAt: MoreThan(Date.now()) }, again);
  }

  async allHere(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<boolean> {
    return !(await manager.existsBy(FileRow, { unit, messageId, sender, state: Not('here' as const) }));
  }

  /**
   * Erases what came or went beside a message: the rows, which hold the keys, with the transaction; the sealed parts
   * once that has come to its end. What another message has of it stays, by whatever name.
   */
  async erase(manager: EntityManager, unit: string, sender: string, messageId: string): Promise<void> {
    const gone = await manager.findBy(FileRow, { unit, sender, messageId });
    if (sender === unit) gone.push(...(await this.onlyBeside(manager, unit, messageId)));
    if (gone.length === 0) return;
    await manager.delete(FileRow, { id: In(gone.map((row) => row.id)) });
    await manager.insert(
      FileGoneRow,
      gone.map(({ id }) => ({ id })),
    );
    this.wake();
  }

  /** The unit's own uploads that went beside no other message. */
  private async onlyBeside(manager: EntityManager, unit: string, messageId: string): Promise<FileRow[]> {
    const sent = await manager.findBy(FileOutRow, { unit, messageId });
    if (sent.length === 0) return [];
    await manager.delete(FileOutRow, { unit, messageId });
    const partsNames = In(sent.map((row) => row.partsName));
    const uploads = await manager.find(FileRow, {
      where: { unit, messageId: IsNull(), partsName: partsNames },
      lock: { mode: 'pessimistic_write' },
    });
    const needed = new Set(
      (await manager.findBy(FileOutRow, { unit, partsName: partsNames })).map((row) => row.partsName),
    );
    return uploads.filter((row) => !needed.has(row.partsName));
  }

  /** What the units of an officer uploaded under this name. */
  upload = (name: string): Promise<FileRow | null> =>
    this.database.getRepository(FileRow).findOneBy({ id: name, messageId: IsNull() });

  /** Bytes that may still be promised a place here: what is on its way, in and up, has one already, while it goes on. */
  async room(manager: EntityManager = this.database.manager): Promise<number> {
    const [{ promised }]: [{ promised: string }] = await manager.query(
      `SELECT (SELECT coalesce(sum(least(bytes, (parts - received)::bigint * $1)), 0) FROM file
               WHERE state IN ('coming', 'altered', 'no-room') AND received > 0 AND attempts < $2)
            + (SELECT coalesce(sum(bytes - received), 0) FROM upload
               WHERE last_at > CASE WHEN received = 0 THEN $3::bigint ELSE $4::bigint END) AS promised`,
      [PART_BYTES, IN_VAIN, Date.now() - UPLOAD_MS.announced, Date.now() - UPLOAD_MS.begun],
    );
    return Math.max(0, roomOn(await this.folder.disk()) - Number(promised));
  }

  /** Bytes of an officer's uploads that no message has: those that are here whole, and those on their way, as announced. */
  async heldBy(officer: string, manager: EntityManager): Promise<number> {
    const [{ held }]: [{ held: string }] = await manager.query(
      `SELECT (SELECT coalesce(sum(bytes), 0) FROM file WHERE officer = $1 AND waits_since IS NOT NULL)
            + (SELECT coalesce(sum(bytes), 0) FROM upload WHERE officer = $1
               AND last_at > CASE WHEN received = 0 THEN $2::bigint ELSE $3::bigint END) AS held`,
      [officer, Date.now() - UPLOAD_MS.announced, Date.now() - UPLOAD_MS.begun],
    );
    return Number(held);
  }

  /** Removes what was uploaded and has waited for a week: no message has it, and no draft names it. */
  async removeWaiting(now: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `UPDATE file SET waits_since = $1 WHERE waits_since <= $2 AND (unit, id) IN (SELECT unit, unnest(files) FROM draft)`,
        [now, now - RENEWED_MS],
      );
      await manager.query(
        `WITH gone AS (DELETE FROM file WHERE waits_since <= $1 RETURNING id) INSERT INTO file_gone SELECT id FROM gone`,
        [now - UPLOAD_MS.whole],
      );
    });
    this.wake();
  }

  /**
   * The file that a message of the unit describes, whichever message brought it: it is known by key and hash.
   * @throws Problem where it is not here
   */
  async find(unit: string, file: AttachedFile): Promise<FileRow> {
    const rows = await this.database.getRepository(FileRow).findBy({ unit, partsName: partsName(file) });
    const here = rows.find((row) => row.state === 'here');
    if (here) return here;
    if (rows.length > 0 && rows.every((row) => row.state === 'refused')) {
      throw problem(
        409,
        'file-refused',
        'The file that came is not the one that its message describes.',
        'Ask its sender; the evidence is among the incidents.',
      );
    }
    throw problem(409, 'file-on-its-way', 'The file has not arrived whole yet.', 'Try again in a moment.');
  }

  /**
   * The file that a message of the unit describes; undefined where nothing of it is here, where what came was refused, and
   * where it has been asked for in vain for minutes: who announces a file and never sends it holds nothing up.
   * @throws Problem while it is on its way
   */
  async held(unit: string, file: AttachedFile): Promise<FileRow | undefined> {
    const rows = await this.database.getRepository(FileRow).findBy({ unit, partsName: partsName(file) });
    const awaited = rows.some(({ state, attempts }) => state !== 'refused' && (state === 'here' || attempts < IN_VAIN));
    return awaited ? this.find(unit, file) : undefined;
  }

  /** Of these, the hashes whose bytes the unit has. */
  async hashesHere(manager: EntityManager, unit: string, files: readonly AttachedFile[]): Promise<Set<string>> {
    const sha256 = In(files.map((file) => file.sha256));
    const rows = await manager.findBy(FileRow, { unit, sha256, state: 'here' });
    return new Set(rows.map((row) => row.sha256));
  }

  /** How far files have come that messages of the unit describe, in their order. */
  async standing(unit: string, files: readonly AttachedFile[]): Promise<{ name: string; state: FileState }[]> {
    if (files.length === 0) return [];
    const rows = await this.database.getRepository(FileRow).findBy({ unit, partsName: In(files.map(partsName)) });
    return files.map((file) => {
      const states = rows.filter((row) => row.partsName === partsName(file)).map((row) => row.state);
      const state = (['here', 'coming', 'no-room', 'altered', 'refused'] as const).find((one) => states.includes(one));
      return { name: file.name, state: state ?? 'coming' };
    });
  }

  /** The plain content, part by part, each verified as it is read. */
  content(row: FileRow): AsyncGenerator<Uint8Array> {
    return this.folder.content(row, openUnder(this.config.storageKey, FILE_KEY, row.sealedKey));
  }

  /** For what is small enough to be held. */
  whole = (row: FileRow): Promise<Buffer> => whole(this.content(row));
}
