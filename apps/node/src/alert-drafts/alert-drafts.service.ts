import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { z } from 'zod';
import { type PrivacyWarning, privacyWarnings } from '#libs/kinds/alert/privacy.js';
import { AlertDraft } from '#libs/kinds/alert/schema.js';
import { type FieldFault, fieldFaults } from '#libs/outcome/field-faults.js';
import { AlertDraftRow } from '#libs/store/node-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { PostingService } from '../alerts/posting.service.js';
import { alertBody } from '../alerts/stored-alert.js';
import type { PostedView } from '../alerts/views.js';
import { Audit } from '../audit/audit.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { Problem, problem } from '../http/problem.js';
import { KeysService } from '../keys/keys.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { mustHold } from '../officers/must-hold.js';
import { type Officer, type Role, roleIn } from '../officers/roles.js';

const PURPOSE = 'alert draft';
const WRITING: readonly Role[] = ['drafter', 'releaser'];

export interface WrittenDraft {
  readonly id: string;
  readonly unit: string;
  readonly version: number;
  readonly savedAt: number;
  readonly savedBy: string;
  readonly releaseAskedBy: string | null;
  readonly alert: Record<string, unknown>;
  /** What is wrong or still missing; empty when it can be released. */
  readonly faults: readonly FieldFault[];
  /** What looks as if it told of one person. */
  readonly warnings: readonly PrivacyWarning[];
}

/** Alerts in the writing: kept on the node as they are typed, judged each time, released by one officer or two. */
@Injectable()
export class AlertDraftsService {
  constructor(
    private readonly database: DataSource,
    private readonly posting: PostingService,
    private readonly keys: KeysService,
    private readonly audit: Audit,
    private readonly notifications: NotificationsService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async create(officer: Officer, unit: UnitAddress, alert: Record<string, unknown>): Promise<WrittenDraft> {
    const [draft] = await this.createAll(officer, unit, [alert]);
    return draft!;
  }

  /** All of them, or none. */
  async createAll(
    officer: Officer,
    unit: UnitAddress,
    alerts: readonly Readonly<Record<string, unknown>>[],
  ): Promise<WrittenDraft[]> {
    const role = this.mustWrite(officer, unit);
    const rows = alerts.map((alert) => ({
      id: randomUUID(),
      unit,
      officer: officer.name,
      version: 1,
      releaseAskedBy: null,
      ...this.sealed(alert),
    }));
    await this.database.transaction(async (manager) => {
      for (const row of rows) {
        await manager.insert(AlertDraftRow, row);
        await this.audit.add(manager, { officer: officer.name, unit, role, action: 'alert-drafted', subject: row.id });
      }
    });
    return rows.map((row) => this.open(row));
  }

  /** Saves over the version that the officer began from; where another has saved since, nothing of either is lost. */
  async save(officer: Officer, id: string, version: number, alert: Record<string, unknown>): Promise<WrittenDraft> {
    const row = await this.find(officer, id);
    const sealed = this.sealed(alert);
    const saved = await this.database
      .getRepository(AlertDraftRow)
      .update({ id, version }, { ...sealed, officer: officer.name, version: version + 1, releaseAskedBy: null });
    if (saved.affected === 1) {
      return this.open({ ...row, ...sealed, officer: officer.name, version: version + 1, releaseAskedBy: null });
    }
    const now = await this.find(officer, id);
    throw problem(
      409,
      'draft-changed',
      `${now.officer} has saved version ${now.version} of this draft since you began from version ${version}.`,
      'Nothing was overwritten. Fetch the newest, put your change into it, and save again; or save yours as a new draft.',
    );
  }

  async list(officer: Officer): Promise<WrittenDraft[]> {
    const units = [...officer.units.keys()].filter((unit) => roleIn(officer, unit, WRITING));
    const rows = await this.database
      .getRepository(AlertDraftRow)
      .find({ where: { unit: In(units) }, order: { savedAt: 'DESC' }, take: 200 });
    return rows.map((row) => this.open(row));
  }

  show = async (officer: Officer, id: string): Promise<WrittenDraft> => this.open(await this.find(officer, id));

  async discard(officer: Officer, id: string): Promise<void> {
    await this.find(officer, id);
    await this.database.getRepository(AlertDraftRow).delete({ id });
  }

  /** Asks a second officer to release this version. Who changes it takes the question back. */
  async askRelease(officer: Officer, id: string, version: number): Promise<WrittenDraft> {
    const row = await this.find(officer, id);
    this.mustBeComplete(this.open(row));
    const role = this.mustWrite(officer, row.unit as UnitAddress);
    await this.database.transaction(async (manager) => {
      const asked = await manager.update(AlertDraftRow, { id, version }, { releaseAskedBy: officer.name });
      if (asked.affected !== 1) throw changedSince(row);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: 'release-asked',
        subject: id,
      });
      await this.notifications.tell(manager, { unit: row.unit, type: 'release-asked', subject: id });
    });
    return this.open({ ...row, releaseAskedBy: officer.name });
  }

  /** Releases exactly the version that the officer has seen; the draft goes in the transaction that takes the alert. */
  async release(
    officer: Officer,
    id: string,
    version: number,
    notBefore: number | undefined,
  ): Promise<z.infer<typeof PostedView>> {
    const row = await this.find(officer, id);
    if (row.version !== version) throw changedSince(row);
    const alert = this.mustBeComplete(this.open(row));
    return this.posting.post(
      officer,
      { unit: row.unit as UnitAddress, alert, again: false },
      {
        askedBy: row.releaseAskedBy ?? undefined,
        notBefore,
        within: async (manager) => {
          const gone = await manager.delete(AlertDraftRow, { id, version });
          if (gone.affected !== 1) throw changedSince(row);
        },
      },
    );
  }

  /** Whom a release would reach now, and whether it would go through; nothing is sent. */
  async rehearse(officer: Officer, id: string, version: number) {
    const row = await this.find(officer, id);
    if (row.version !== version) throw changedSince(row);
    const request = { unit: row.unit as UnitAddress, alert: this.mustBeComplete(this.open(row)), again: false };
    return this.posting.rehearse(officer, request, { askedBy: row.releaseAskedBy ?? undefined });
  }

  private mustBeComplete(draft: WrittenDraft): AlertDraft {
    const parsed = AlertDraft.safeParse(draft.alert);
    if (parsed.success) return parsed.data;
    throw new Problem(
      422,
      {
        code: 'fields-wrong',
        message: `${draft.faults.length} ${draft.faults.length === 1 ? 'field is' : 'fields are'} missing or not as expected.`,
        remedy: 'Mend the fields named; the draft is kept.',
      },
      { faults: [...draft.faults] },
    );
  }

  private async find(officer: Officer, id: string): Promise<AlertDraftRow> {
    const row = await this.database.getRepository(AlertDraftRow).findOneBy({ id });
    if (row && roleIn(officer, row.unit, WRITING)) return row;
    throw problem(404, 'draft-unknown', 'None of your units has such a draft.', 'See "liaison draft list".');
  }

  private sealed(alert: Record<string, unknown>) {
    const content = alertBody('draft', alert);
    return { savedAt: Date.now(), sealedContent: sealUnder(this.config.storageKey, PURPOSE, content) };
  }

  private open(row: AlertDraftRow): WrittenDraft {
    const content = openUnder(this.config.storageKey, PURPOSE, row.sealedContent);
    const alert = JSON.parse(Buffer.from(content).toString('utf8')) as Record<string, unknown>;
    const parsed = AlertDraft.safeParse(alert);
    return {
      id: row.id,
      unit: row.unit,
      version: row.version,
      savedAt: row.savedAt,
      savedBy: row.officer,
      releaseAskedBy: row.releaseAskedBy,
      alert,
      faults: parsed.success ? [] : fieldFaults(parsed.error),
      warnings: privacyWarnings(alert),
    };
  }

  private mustWrite = (officer: Officer, unit: UnitAddress): Role => mustHold(this.keys, officer, unit, WRITING);
}

const changedSince = (row: AlertDraftRow) =>
  problem(
    409,
    'draft-changed',
    `The draft is at version ${row.version} or beyond by now.`,
    'Read the newest version, then release that.',
  );
