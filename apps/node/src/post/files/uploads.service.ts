import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThanOrEqual } from 'typeorm';
import { hex } from '#libs/cose/bytes.js';
import { newAttachmentKey, newAttachmentName, partsName, sealPart } from '#libs/envelope/attachment.js';
import { PART_BYTES, partsOf } from '#libs/envelope/part-sizes.js';
import { FileRow, UploadRow } from '#libs/store/post-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { type Problem, problem } from '../../http/problem.js';
import type { Officer } from '../../people/officers/roles.js';
import { Clock } from '../../process/clock.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { FILE_KEY, FilesService } from './files.service.js';
import { PartsFolder, whole } from './parts-folder.js';
import { isPicture, MAX_PICTURE_BYTES, typeFault, withoutMetadata } from './pictures.js';
import { goesOn, hasRoomFor, UPLOAD_MS } from './room.js';

const SNIFFED_BYTES = 4100;

export interface Described {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Location and device data of a picture stay in it on purpose. */
  readonly keepMetadata: boolean;
}

/** `removed`: a picture's location and device data; `kept`: on purpose; `unknown`: other types may hold some. */
export type Metadata = 'removed' | 'kept' | 'unknown';

export interface Uploaded {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly metadata: Metadata;
}

/** Files on their way in: part by part, sealed as they come, with one part in memory; a cut costs at most one part. */
@Injectable()
export class UploadsService {
  private readonly folder: PartsFolder;

  constructor(
    private readonly database: DataSource,
    private readonly files: FilesService,
    clock: Clock,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    this.folder = new PartsFolder(config.filesFolder);
    clock.on((now) => this.tidy(now));
  }

  async begin(officer: Officer, unit: UnitAddress, described: Described): Promise<UploadRow> {
    const rows = this.database.getRepository(UploadRow);
    const row = rows.create({
      ...described,
      name: newAttachmentName(),
      unit,
      officer: officer.name,
      received: 0,
      sealedKey: sealUnder(this.config.storageKey, FILE_KEY, newAttachmentKey()),
      lastAt: Date.now(),
    });
    // One after the other, so that each counts what the one before was promised.
    await this.database.transaction(async (manager) => {
      await manager.query("SELECT pg_advisory_xact_lock(hashtext('uploads'))");
      const room = await this.files.room(manager);
      if (row.bytes > room) {
        throw problem(
          507,
          'no-room',
          'This node has no room for a file of this size.',
          'Tell whoever runs it; nothing was stored.',
        );
      }
      if (!hasRoomFor(room, await this.files.heldBy(officer.name, manager), row.bytes)) {
        throw problem(
          507,
          'uploads-fill-room',
          'With this file, what you have uploaded and not sent would take up more than half of the room that there is.',
          'Send what is here first. What no message and no draft has for a week is removed.',
        );
      }
      await manager.insert(UploadRow, row);
    });
    return row;
  }

  /** An officer's own upload, to go on with. */
  async find(officer: Officer, name: string): Promise<UploadRow> {
    const row = await this.database.getRepository(UploadRow).findOneBy({ name, officer: officer.name });
    if (row && goesOn(row)) return row;
    throw problem(
      404,
      'upload-unknown',
      'There is no such upload of yours.',
      'Begin it again; one that brings nothing for an hour, or nothing more for a week, is removed.',
    );
  }

  /** Removes the uploads that nothing more has come of, and those that are here whole and nobody has used. */
  private async tidy(now: number): Promise<void> {
    const old = await this.database
      .getRepository(UploadRow)
      .findBy([
        { received: 0, lastAt: LessThanOrEqual(now - UPLOAD_MS.announced) },
        { lastAt: LessThanOrEqual(now - UPLOAD_MS.begun) },
      ]);
    for (const row of old) await this.abandon(row);
    await this.files.removeWaiting(now);
  }

  /**
   * Takes in what comes from `offset` on. What was cut within a part is asked for again.
   * @returns how many bytes are here now, and the file once all are
   */
  async append(
    row: UploadRow,
    offset: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ received: number; file: Uploaded | null }> {
    if (offset !== row.received) {
      throw problem(
        409,
        'upload-elsewhere',
        `The upload stands at ${row.received} bytes, not at ${offset}.`,
        'Go on from there.',
      );
    }
    await this.takeIn(row, content);
    return { received: row.received, file: row.received === row.bytes ? await this.complete(row) : null };
  }

  private async takeIn(row: UploadRow, content: AsyncIterable<Uint8Array>): Promise<void> {
    const key = openUnder(this.config.storageKey, FILE_KEY, row.sealedKey);
    for await (const plain of inParts(content)) {
      const end = row.received + plain.length;
      if (end > row.bytes) {
        throw problem(
          413,
          'more-than-announced',
          `More came than the ${row.bytes} bytes announced.`,
          'Begin it again with its size.',
        );
      }
      const last = end === row.bytes;
      if (!last && plain.length < PART_BYTES) return;
      const part = row.received / PART_BYTES;
      const sealed = sealPart(key, row.name, part, last, plain);
      // Written while no other request goes on with it: what was hashed already is not written over.
      await this.database.transaction(async (manager) => {
        await this.mustStandAt(manager, row);
        await this.folder.write(row.name, part, sealed);
        await manager.update(UploadRow, { name: row.name }, { received: end, lastAt: Date.now() });
      });
      row.received = end;
    }
  }

  /** Locks the upload. @throws Problem where another request went on with it, or its place is gone */
  private async mustStandAt(manager: EntityManager, { name, received }: UploadRow): Promise<void> {
    const now = await manager.findOne(UploadRow, { where: { name }, lock: { mode: 'pessimistic_write' } });
    if (now?.received !== received || !goesOn(now))
      throw problem(409, 'upload-busy', 'Another request goes on with it.', 'Ask where it stands.');
  }

  /** Looks at it and hashes it first, for as long as that takes: nothing of what is whole is written over. */
  private async complete(row: UploadRow): Promise<Uploaded> {
    const key = openUnder(this.config.storageKey, FILE_KEY, row.sealedKey);
    const fault = await this.faultIn(row, key);
    if (fault) {
      await this.abandon(row);
      throw fault;
    }
    if (!isPicture(row.mediaType)) return this.keep(row, row, key, 'unknown');
    return row.keepMetadata ? this.keep(row, row, key, 'kept') : this.keepWithoutMetadata(row, key);
  }

  private async faultIn(row: UploadRow, key: Uint8Array): Promise<Problem | undefined> {
    const fault = await typeFault(await this.firstBytes(row, key), row.mediaType);
    if (fault)
      return problem(
        422,
        'type-contradicts',
        `The file says that it is ${row.mediaType}, and it is ${fault}.`,
        'Attach it as what it is.',
      );
    if (!isPicture(row.mediaType) || row.keepMetadata || row.bytes <= MAX_PICTURE_BYTES) return undefined;
    return problem(
      413,
      'picture-too-large',
      `Location data are taken out of pictures up to ${MAX_PICTURE_BYTES / 1024 ** 2} MiB.`,
      'Make it smaller, or keep its data on purpose.',
    );
  }

  private async keepWithoutMetadata(row: UploadRow, key: Uint8Array): Promise<Uploaded> {
    const clean = await withoutMetadata(() => whole(this.content(row, key)), row.mediaType);
    if (!clean) {
      await this.abandon(row);
      throw problem(
        422,
        'picture-unreadable',
        'The picture cannot be read, or is larger than cameras take.',
        'Save it anew, or attach it as application/octet-stream.',
      );
    }
    const [name, freshKey] = [newAttachmentName(), newAttachmentKey()];
    let part = 0;
    for await (const plain of inParts([clean])) {
      const last = (part + 1) * PART_BYTES >= clean.length;
      await this.folder.write(name, part, sealPart(freshKey, name, part, last, plain));
      part++;
    }
    const sealedKey = sealUnder(this.config.storageKey, FILE_KEY, freshKey);
    try {
      const kept = await this.keep(row, { ...row, name, bytes: clean.length, sealedKey }, freshKey, 'removed');
      await this.folder.remove(row.name);
      return kept;
    } catch (error) {
      await this.folder.remove(name);
      throw error;
    }
  }

  /** @param of the upload, in whose place the file comes @throws Problem where another request finished it */
  private async keep(of: UploadRow, file: UploadRow, key: Uint8Array, metadata: Metadata): Promise<Uploaded> {
    const hash = createHash('sha256');
    for await (const plain of this.content(file, key)) hash.update(plain);
    const sha256 = hash.digest('hex');
    const { name, unit, officer, fileName, mediaType, bytes, sealedKey } = file;
    await this.database.transaction(async (manager) => {
      await this.mustStandAt(manager, of);
      await manager.delete(UploadRow, { name: of.name });
      await manager.insert(FileRow, {
        id: name,
        unit,
        sender: null,
        messageId: null,
        partsName: partsName({ name, key: hex(key), sha256 }),
        name,
        fileName,
        mediaType,
        bytes,
        parts: partsOf(bytes),
        sha256,
        sealedKey,
        state: 'here',
        received: partsOf(bytes),
        officer,
        waitsSince: Date.now(),
      });
    });
    return { name, bytes, sha256, metadata };
  }

  private content({ name, bytes }: UploadRow, key: Uint8Array): AsyncGenerator<Uint8Array> {
    return this.folder.content({ id: name, name, parts: partsOf(bytes) }, key);
  }

  private async firstBytes(row: UploadRow, key: Uint8Array): Promise<Uint8Array> {
    for await (const plain of this.content(row, key)) return plain.subarray(0, SNIFFED_BYTES);
    return new Uint8Array();
  }

  private async abandon({ name }: UploadRow): Promise<void> {
    await this.database.getRepository(UploadRow).delete({ name });
    await this.folder.remove(name);
  }
}

/** Cuts a stream into parts of PART_BYTES; what is left at its end comes last, if there is any. */
async function* inParts(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    held.push(chunk);
    length += chunk.length;
    while (length >= PART_BYTES) {
      const all = Buffer.concat(held);
      yield all.subarray(0, PART_BYTES);
      held = [all.subarray(PART_BYTES)];
      length -= PART_BYTES;
    }
  }
  if (length > 0) yield Buffer.concat(held);
}
