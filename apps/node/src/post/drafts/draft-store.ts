import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { uploadsIn } from '#libs/kinds/attached-file.js';
import type { Role } from '#libs/policy/roles.js';
import { DraftRow } from '#libs/store/post-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit, type AuditAction, type AuditLine } from '../../people/audit/audit.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { type Officer, roleIn, unitsIn, WRITING } from '../../people/officers/roles.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Authority } from '../../trust/authority/authority.js';
import { messageBody } from '../courier/outbox.js';

const purpose = (kind: string): string => `${kind} draft`;

export interface KeptDraft {
  readonly id: string;
  readonly unit: UnitAddress;
  readonly version: number;
  readonly savedAt: number;
  readonly savedBy: string;
  readonly releaseAskedBy: string | null;
  readonly content: Record<string, unknown>;
}

/** A draft as lists have it, without what it says. */
export type ListedDraft = Omit<KeptDraft, 'content'>;

/** Messages in the writing, of any kind: kept as they are typed, never overwritten unseen, handed to a second officer. */
@Injectable()
export class DraftStore {
  constructor(
    private readonly database: DataSource,
    private readonly authority: Authority,
    private readonly audit: Audit,
    private readonly notifications: NotificationsService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** All of them, or none. */
  async createAll(
    officer: Officer,
    unit: UnitAddress,
    { kind, action }: { readonly kind: string; readonly action: AuditAction },
    contents: readonly Readonly<Record<string, unknown>>[],
  ): Promise<KeptDraft[]> {
    const role = this.mustWrite(officer, unit);
    const rows = contents.map((content) => ({
      id: randomUUID(),
      kind,
      unit,
      officer: officer.name,
      version: 1,
      releaseAskedBy: null,
      ...this.sealed(kind, content),
    }));
    await this.database.transaction(async (manager) => {
      for (const row of rows) {
        await manager.insert(DraftRow, row);
        await this.audit.add(manager, { officer: officer.name, unit, role, action, subject: row.id });
      }
    });
    return rows.map((row) => this.open(row));
  }

  /** Saves over the version that the officer began from; where another has saved since, nothing of either is lost. */
  async save(
    officer: Officer,
    kind: string,
    id: string,
    version: number,
    content: Record<string, unknown>,
  ): Promise<KeptDraft> {
    const row = await this.row(officer, kind, id);
    const change = { ...this.sealed(kind, content), officer: officer.name, version: version + 1, releaseAskedBy: null };
    const saved = await this.database.getRepository(DraftRow).update({ id, version }, change);
    if (saved.affected === 1) {
      await this.audit.noteListing(lineOf(officer, row, 'draft-saved'));
      return this.open({ ...row, ...change });
    }
    const now = await this.row(officer, kind, id);
    throw problem(
      409,
      'draft-changed',
      `${now.officer} has saved version ${now.version} of this draft since you began from version ${version}.`,
      'Nothing was overwritten. Fetch the newest, put your change into it, and save again; or save yours as a new draft.',
    );
  }

  /**
   * What a list says of each draft of the officer's units, the newest first.
   * @param told of one draft: one at a time is read and opened, as a unit may keep many long ones
   */
  async list<Told>(officer: Officer, kind: string, told: (draft: KeptDraft) => Told): Promise<(ListedDraft & Told)[]> {
    const rows = this.database.getRepository(DraftRow);
    const where = { kind, unit: In(unitsIn(officer, WRITING)) };
    const newest = await rows.find({ select: { id: true }, where, order: { savedAt: 'DESC' }, take: 200 });
    const listed = [];
    for (const { id } of newest) {
      const row = await rows.findOneBy({ id });
      if (!row) continue;
      const { content, ...standing } = this.open(row);
      listed.push({ ...standing, ...told({ content, ...standing }) });
    }
    return listed;
  }

  /** Each look is in the audit log. */
  async find(officer: Officer, kind: string, id: string): Promise<KeptDraft> {
    const row = await this.row(officer, kind, id);
    await this.audit.noteListing(lineOf(officer, row, 'draft-opened'));
    return this.open(row);
  }

  /** In exactly the version that the officer has seen. */
  async findVersion(officer: Officer, kind: string, id: string, version: number): Promise<KeptDraft> {
    const draft = await this.find(officer, kind, id);
    if (draft.version !== version) throw changedSince(draft.version);
    return draft;
  }

  async discard(officer: Officer, kind: string, id: string): Promise<void> {
    const row = await this.row(officer, kind, id);
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.delete(DraftRow, { id });
      if (affected) await this.audit.add(manager, lineOf(officer, row, 'draft-discarded'));
    });
  }

  /** Asks a second officer to release a version. Who changes it takes the question back. */
  async askRelease(officer: Officer, kind: string, draft: KeptDraft, version: number): Promise<KeptDraft> {
    const { id, unit } = draft;
    const role = this.mustWrite(officer, unit);
    await this.database.transaction(async (manager) => {
      const asked = await manager.update(DraftRow, { id, version }, { releaseAskedBy: officer.name });
      if (asked.affected !== 1) throw changedSince(draft.version);
      await this.audit.add(manager, { officer: officer.name, unit, role, action: 'release-asked', subject: id });
      await this.notifications.tell(manager, { unit, type: 'release-asked', kind, subject: id });
    });
    return { ...draft, releaseAskedBy: officer.name };
  }

  /** In the transaction that releases it: the draft goes, in the version that was released. */
  async take(manager: EntityManager, { id, version }: KeptDraft): Promise<void> {
    const gone = await manager.delete(DraftRow, { id, version });
    if (gone.affected !== 1) throw changedSince(version);
  }

  /** A draft of any kind: which version is the newest, and whose. */
  async standing(officer: Officer, id: string): Promise<Pick<KeptDraft, 'version' | 'savedBy'>> {
    const { version, officer: savedBy } = await this.row(officer, undefined, id);
    return { version, savedBy };
  }

  private async row(officer: Officer, kind: string | undefined, id: string): Promise<DraftRow> {
    const row = await this.database.getRepository(DraftRow).findOneBy({ id, ...(kind && { kind }) });
    if (row && roleIn(officer, row.unit, WRITING)) return row;
    throw problem(404, 'draft-unknown', 'None of your units has such a draft.', 'List your drafts.');
  }

  private sealed(kind: string, content: Record<string, unknown>) {
    const body = messageBody('draft', content);
    const sealedContent = sealUnder(this.config.storageKey, purpose(kind), body);
    return { savedAt: Date.now(), sealedContent, files: uploadsIn(content) };
  }

  private open(row: DraftRow): KeptDraft {
    const content = openUnder(this.config.storageKey, purpose(row.kind), row.sealedContent);
    return {
      id: row.id,
      unit: row.unit as UnitAddress,
      version: row.version,
      savedAt: row.savedAt,
      savedBy: row.officer,
      releaseAskedBy: row.releaseAskedBy,
      content: JSON.parse(Buffer.from(content).toString('utf8')),
    };
  }

  private mustWrite = (officer: Officer, unit: UnitAddress): Role => this.authority.mustHold(officer, unit, WRITING);
}

const lineOf = (officer: Officer, { id, unit }: Pick<DraftRow, 'id' | 'unit'>, action: AuditAction): AuditLine => ({
  officer: officer.name,
  unit,
  role: roleIn(officer, unit, WRITING)!,
  action,
  subject: id,
});

const changedSince = (version: number) =>
  problem(
    409,
    'draft-changed',
    `The draft is at version ${version} or beyond by now.`,
    'Read the newest version, then release that.',
  );
