import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { referenceOf } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { BulletinIndexRow, BulletinNoteRow } from '#libs/store/bulletins-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { OfficersService } from '../../people/officers/officers.service.js';
import { type Officer, WORKING } from '../../people/officers/roles.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { ReadingService, type Which } from '../reading/reading.service.js';

const PURPOSE = 'note';
/** An auditor looks on; the others work. */

export interface Note {
  readonly id: string;
  readonly officer: string;
  readonly notedAt: number;
  readonly text: string;
}

/** What a unit does with a bulletin among itself: who deals with it, and what they note. None of it leaves the node. */
@Injectable()
export class BulletinWorkService {
  constructor(
    private readonly database: DataSource,
    private readonly reading: ReadingService,
    private readonly index: BulletinIndex,
    private readonly officers: OfficersService,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** @param name an officer of the unit; null for nobody */
  async assign(officer: Officer, kind: BulletinName, which: Which, name: string | null): Promise<void> {
    const { row, role, indexed } = await this.indexed(officer, kind, which);
    if (name !== null && !(await this.officers.worksFor(name, row.unit, WORKING))) {
      throw problem(422, 'officer-unknown', `${row.unit} has no officer of this name.`, 'Name one who works there.');
    }
    await this.database.transaction(async (manager) => {
      await manager.update(BulletinIndexRow, { number: indexed.number }, { assignedTo: name });
      const why = name === null ? 'to nobody' : `to ${name}`;
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-assigned`,
        subject: referenceOf(row),
        why,
      });
    });
  }

  async note(officer: Officer, kind: BulletinName, which: Which, text: string): Promise<Note> {
    const { row, role, indexed } = await this.indexed(officer, kind, which);
    const note = { id: randomUUID(), officer: officer.name, notedAt: Date.now(), text };
    await this.database.transaction(async (manager) => {
      const { text: _, ...fields } = note;
      const sealedText = sealUnder(this.config.storageKey, PURPOSE, utf8(text));
      await manager.insert(BulletinNoteRow, { ...fields, bulletin: indexed.number, sealedText });
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-noted`,
        subject: referenceOf(row),
      });
    });
    return note;
  }

  /** An officer takes back a note of their own. That there was one stays in the audit log. */
  async removeNote(officer: Officer, kind: BulletinName, which: Which, note: string): Promise<void> {
    const { row, role, indexed } = await this.indexed(officer, kind, which);
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.delete(BulletinNoteRow, {
        id: note,
        bulletin: indexed.number,
        officer: officer.name,
      });
      if (affected !== 1) throw problem(404, 'note-unknown', 'You have no such note on it.', 'See its notes.');
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-note-removed`,
        subject: referenceOf(row),
      });
    });
  }

  async notes(officer: Officer, kind: BulletinName, which: Which): Promise<Note[]> {
    const { row, role } = await this.reading.read(officer, kind, which);
    const line = { officer: officer.name, unit: row.unit, role, subject: referenceOf(row) };
    await this.audit.noteListing({ ...line, action: 'notes-read' });
    const indexed = await this.index.find(row.unit, row.sender, row.messageId);
    if (!indexed) return [];
    const notes = await this.database
      .getRepository(BulletinNoteRow)
      .find({ where: { bulletin: indexed.number }, order: { notedAt: 'ASC' } });
    return notes.map(({ sealedText, bulletin: _, ...note }) => ({
      ...note,
      text: Buffer.from(openUnder(this.config.storageKey, PURPOSE, sealedText)).toString('utf8'),
    }));
  }

  private async indexed(officer: Officer, kind: BulletinName, which: Which) {
    const { row, role } = await this.reading.whole(officer, kind, which, 'open', WORKING);
    const indexed = await this.index.find(row.unit, row.sender, row.messageId);
    if (indexed) return { row, role, indexed };
    throw problem(409, 'bulletin-not-ready', 'It is being indexed, or it was recalled.', 'Try again in a moment.');
  }
}
