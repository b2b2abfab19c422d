import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import type { Role } from '#libs/policy/roles.js';
import { ShareRequestRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Audit, type AuditAction } from '../../people/audit/audit.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { type Officer, RELEASING, WRITING } from '../../people/officers/roles.js';
import { Authority } from '../../trust/authority/authority.js';

/** What an officer decides about a request: as its author, or as who passes the alert on. */
export interface ShareAct {
  readonly role: Role;
  readonly action: AuditAction;
  /** What policy judges; undefined where nothing is released. */
  readonly released?: { readonly alert: Alert; readonly days?: number } | undefined;
  /** What else belongs into its transaction. */
  readonly within: (manager: EntityManager) => Promise<unknown>;
  /** For the audit log. @param asked names another officer who asked for it */
  readonly why: (asked: string) => string;
}

/** Requests decided and used by one officer or two, as the policy in force asks. */
@Injectable()
export class ShareReleases {
  constructor(
    private readonly database: DataSource,
    private readonly authority: Authority,
    private readonly notifications: NotificationsService,
    private readonly audit: Audit,
  ) {}

  /** The role in which an officer releases for the request’s unit. @throws Problem */
  mustHold = (officer: Officer, { unit }: ShareRequestRow): Role =>
    this.authority.mustHold(officer, unit as UnitAddress, RELEASING);

  /** Asks a second officer of the unit. @param days for how long it is granted at most */
  async ask(officer: Officer, row: ShareRequestRow, days: number | null, why: string): Promise<void> {
    const { unit, requester, id } = row;
    const role = this.authority.mustHold(officer, unit as UnitAddress, WRITING);
    await this.database.transaction(async (manager) => {
      const asked = { releaseAskedBy: officer.name, releaseAskedDays: days };
      await manager.update(ShareRequestRow, { unit, requester, id }, asked);
      const subject = referenceTo({ id: row.alert, sender: row.author });
      await this.audit.add(manager, { officer: officer.name, unit, role, action: 'release-asked', subject, why });
      await this.notifications.tell(manager, { unit, type: 'share-release-asked', subject: id });
    });
  }

  /** Releases, does what belongs to it and notes it, in one transaction. @throws Problem where the officer may not, or not alone */
  act(officer: Officer, row: ShareRequestRow, { role, action, released, within, why }: ShareAct): Promise<void> {
    return this.database.transaction(async (manager) => {
      const askedBy = released && (await this.release(manager, officer, row, released.alert, released.days));
      await within(manager);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action,
        subject: referenceTo({ id: row.alert, sender: row.author }),
        why: why(askedBy ? `, asked by ${askedBy}` : ''),
      });
    });
  }

  /**
   * What was asked of a second officer is done with that.
   * @returns who asked, where that was another officer
   * @throws Problem where they may not release it, or not without a second officer
   */
  private async release(
    manager: EntityManager,
    officer: Officer,
    { unit, requester, id }: ShareRequestRow,
    alert: Alert,
    days = 0,
  ): Promise<string | undefined> {
    const where = { unit, requester, id };
    const lock = { mode: 'pessimistic_write' } as const;
    const { releaseAskedBy, releaseAskedDays } = await manager.findOneOrFail(ShareRequestRow, { where, lock });
    const isOther = releaseAskedBy !== officer.name && days <= (releaseAskedDays ?? 0);
    const askedBy = isOther ? (releaseAskedBy ?? undefined) : undefined;
    const { terms } = alertFacts(alert, unit as UnitAddress);
    const remedy = 'Ask for it ("liaison share grant" or "send" with --ask); then a second officer does it.';
    this.authority.mustRelease(officer, unit, terms, askedBy === undefined ? 1 : 2, remedy);
    await manager.update(ShareRequestRow, where, { releaseAskedBy: null, releaseAskedDays: null });
    return askedBy;
  }
}
