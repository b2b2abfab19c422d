import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { utf8 } from '#libs/cose/bytes.js';
import { type MessageReference } from '#libs/envelope/id.js';
import { referenceOf, referenceTo } from '#libs/envelope/reference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import type { Alert, PassedOn } from '#libs/kinds/alert/schema.js';
import {
  contentHash,
  grantFault,
  type PassedOnClaim,
  passedOnClaim,
  ShareDecision,
  ShareRequest,
  signGrant,
} from '#libs/kinds/alert/sharing.js';
import { SharedAlertRow, ShareRequestRow } from '#libs/store/bulletins-entities.js';
import { MessageRow, OutboxRecipientRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { keyOfUnit } from '#libs/trust/sender.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { NotificationsService } from '../../people/notifications/notifications.service.js';
import { type Officer, type Role } from '../../people/officers/roles.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { Authority } from '../../trust/authority/authority.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { ReadingService, type Which } from '../reading/reading.service.js';
import { MOST_UNDECIDED, ShareRequests } from './share-requests.js';

const DAY_MS = 86_400_000;
const ASKING: readonly Role[] = ['drafter', 'releaser'];
type Text = ShareRequest['reason'];

/** Passing an alert on: asked of its author, granted by its author's signature, never wider than granted. */
@Injectable()
export class SharingService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly authority: Authority,
    private readonly keys: KeysService,
    private readonly reading: ReadingService,
    private readonly policy: PolicyService,
    private readonly outbox: Outbox,
    private readonly index: BulletinIndex,
    private readonly notifications: NotificationsService,
    private readonly audit: Audit,
    private readonly stored: StoredMessages,
    private readonly requests: ShareRequests,
    arrivals: Arrivals,
  ) {
    arrivals.on('alert/share-request', { take: (manager, arrived) => this.asked(manager, arrived) });
    arrivals.on('alert/share-decision', { take: (manager, arrived) => this.decided(manager, arrived) });
  }

  /** Asks the author of an alert that one of the officer's units received. @returns the request's id */
  async ask(officer: Officer, which: Which, recipients: readonly UnitAddress[], reason: Text): Promise<string> {
    const { row, role, bulletin } = await this.reading.whole(officer, 'alert', which, 'open', ['releaser']);
    if (row.direction !== 'in' || bulletin.body.passedOn) {
      throw problem(
        409,
        'not-from-its-author',
        'Only what came from its author is passed on.',
        'Ask its author to send it.',
      );
    }
    for (const unit of recipients) this.mustKnow(unit);
    const id = ulid();
    const body = ShareRequest.parse({ alert: row.messageId, recipients, reason });
    const [requester, author] = [row.unit as UnitAddress, row.sender as UnitAddress];
    await this.database.transaction(async (manager) => {
      await this.requests.note(manager, requester, id, { ...body, author, requester });
      await this.send(manager, requester, id, 'alert/share-request', body, author, 'it is the alert’s author');
      const line = {
        officer: officer.name,
        unit: requester,
        role,
        subject: referenceOf(row),
        why: `to ${recipients.join(', ')}: ${reason.text}`,
      };
      await this.audit.add(manager, { ...line, action: 'share-asked' });
    });
    this.outbox.wake();
    return id;
  }

  /** At the author, in the transaction that stores the request. */
  private async asked(
    manager: EntityManager,
    { unit: author, sender: requester, messageId: id, body: request }: Arrived<ShareRequest>,
  ): Promise<void> {
    const own = { unit: author, sender: author, messageId: request.alert, kind: 'alert', direction: 'out' as const };
    // Who was never sent it has learnt its id elsewhere.
    const wasSent = { messageId: request.alert, recipient: requester };
    if (!(await manager.existsBy(MessageRow, own)) || !(await manager.existsBy(OutboxRecipientRow, wasSent))) return;
    if ((await this.requests.undecidedOf(manager, author, requester)) >= MOST_UNDECIDED) return;
    await this.requests.note(manager, author, id, { ...request, author, requester });
    await this.notifications.tell(manager, { unit: author, type: 'share-asked', subject: id });
  }

  /** Asks a second officer of the author to grant it, for so many days at most. */
  async askGrant(officer: Officer, request: MessageReference, days: number): Promise<void> {
    const row = await this.requests.find(officer, request, 'author');
    if (row.decidedAt !== null) throw decidedAlready();
    await this.askRelease(officer, row, days, `grant it to ${row.requester} for ${days} days`);
  }

  /** Asks a second officer of the requester to pass it on. */
  async askPassOn(officer: Officer, request: MessageReference): Promise<void> {
    const row = await this.requests.find(officer, request, 'requester');
    if (!row.grant) throw notGranted();
    await this.askRelease(officer, row, null, `pass it on to ${row.recipients.join(', ')}`);
  }

  private async askRelease(officer: Officer, row: ShareRequestRow, days: number | null, why: string): Promise<void> {
    const { unit, requester, id } = row;
    const role = this.authority.mustHold(officer, unit as UnitAddress, ASKING);
    await this.database.transaction(async (manager) => {
      const asked = { releaseAskedBy: officer.name, releaseAskedDays: days };
      await manager.update(ShareRequestRow, { unit, requester, id }, asked);
      const subject = referenceTo({ id: row.alert, sender: row.author });
      await this.audit.add(manager, { officer: officer.name, unit, role, action: 'release-asked', subject, why });
      await this.notifications.tell(manager, { unit, type: 'share-release-asked', subject: id });
    });
  }

  /**
   * In the transaction that grants it, or passes it on: what was asked of a second officer is done with that.
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

  /** The author's officer grants it for so many days, or refuses. */
  async decide(officer: Officer, request: MessageReference, days: number | null, reason?: Text): Promise<void> {
    const row = await this.requests.find(officer, request, 'author');
    const author = row.author as UnitAddress;
    const role = this.authority.mustHold(officer, author, ['releaser']);
    // What is erased can still be refused.
    const alert = days === null ? undefined : await this.ownAlert(author, row.alert);
    const grant =
      days === null || !alert
        ? null
        : signGrant(
            {
              author,
              alert: row.alert,
              content: contentHash(alert),
              requester: row.requester as UnitAddress,
              recipients: row.recipients as UnitAddress[],
              until: Date.now() + days * DAY_MS,
            },
            this.keys.signingKey(author),
          );
    const body = ShareDecision.parse({
      request: row.id,
      alert: row.alert,
      grant: grant && Buffer.from(grant).toString('base64'),
      ...(reason && { reason }),
    });
    await this.database.transaction(async (manager) => {
      const askedBy = days === null || !alert ? undefined : await this.release(manager, officer, row, alert, days);
      const decided = await manager.query(
        'UPDATE share_request SET decided_at = $3, "grant" = $4 WHERE unit = $1 AND id = $2 AND requester = $5 AND decided_at IS NULL RETURNING 1',
        [author, row.id, Date.now(), grant && Buffer.from(grant), row.requester],
      );
      if (decided[1] === 0) throw decidedAlready();
      await this.send(manager, author, ulid(), 'alert/share-decision', body, row.requester as UnitAddress, 'it asked');
      const done = `${grant ? 'granted' : 'refused'} to ${row.requester}${byTwo(askedBy)}`;
      const why = `${done}${reason ? `: ${reason.text}` : ''}`;
      await this.audit.add(manager, {
        officer: officer.name,
        unit: author,
        role,
        action: 'share-decided',
        subject: referenceTo({ id: row.alert, sender: row.author }),
        why,
      });
    });
    this.outbox.wake();
  }

  /** At the requester, in the transaction that stores the decision. */
  private async decided(
    manager: EntityManager,
    { unit: requester, sender: author, body: { request, grant } }: Arrived<ShareDecision>,
  ): Promise<void> {
    const decided = await manager.update(
      ShareRequestRow,
      { unit: requester, requester, id: request, author },
      { decidedAt: Date.now(), grant: grant === null ? null : Buffer.from(grant, 'base64') },
    );
    if (decided.affected) {
      await this.notifications.tell(manager, { unit: requester, type: 'share-decided', subject: request });
    }
  }

  /** Passes the alert on to whom the author granted it, under its own label. @returns the new message's id */
  async passOn(officer: Officer, request: MessageReference): Promise<{ id: string; recipients: string[] }> {
    const row = await this.requests.find(officer, request, 'requester');
    const unit = row.requester as UnitAddress;
    const role = this.authority.mustHold(officer, unit, ['releaser']);
    const { bulletin } = await this.reading.whole(officer, 'alert', { id: row.alert, sender: row.author, unit });
    if (!row.grant) throw notGranted();
    const shared: Alert = {
      ...bulletin.body,
      files: [],
      passedOn: {
        author: row.author as UnitAddress,
        alert: row.alert as PassedOn['alert'],
        grant: row.grant.toString('base64'),
      },
    };
    const { terms } = bulletin.facts;
    for (const recipient of row.recipients as UnitAddress[]) {
      const fault = this.faultOf(passedOnClaim(shared)!, unit, recipient);
      if (fault)
        throw problem(409, fault, `The grant does not hold any more (${fault}).`, 'Ask the author for another.');
      this.mustBeAllowed(recipient, terms);
    }
    const messageId = ulid();
    await this.database.transaction(async (manager) => {
      const askedBy = await this.release(manager, officer, row, shared);
      const message = {
        sender: unit,
        messageId,
        kind: 'alert',
        handling: shared.handling.tlp,
        urgent: shared.urgent,
        body: utf8(JSON.stringify(shared)),
        postedHash: null,
      };
      const reason = `${row.author} granted that ${unit} passes it on`;
      await this.outbox.put(
        manager,
        message,
        row.recipients.map((one) => ({ unit: one, reason })),
      );
      await this.audit.add(manager, {
        officer: officer.name,
        unit,
        role,
        action: 'alert-shared',
        subject: referenceTo({ id: row.alert, sender: row.author }),
        why: `as ${messageId} to ${row.recipients.join(', ')}${byTwo(askedBy)}`,
      });
    });
    this.outbox.wake();
    this.index.wake();
    return { id: messageId, recipients: row.recipients };
  }

  /** Why an alert that claims to be passed on is not to be believed; undefined where it is. */
  faultOf = (claim: PassedOnClaim, sender: UnitAddress, recipient: UnitAddress): string | undefined =>
    grantFault(claim, sender, recipient, Date.now(), this.keyOf);

  /** In the transaction that stores a passed-on alert: what its author recalls goes, too. */
  async received(
    manager: EntityManager,
    unit: string,
    sender: string,
    messageId: string,
    { author, alert }: Pick<PassedOn, 'author' | 'alert'>,
  ): Promise<void> {
    await manager.insert(SharedAlertRow, { unit, sender, messageId, author, alert });
  }

  private keyOf = (author: UnitAddress, keyId: Uint8Array): Uint8Array | undefined =>
    keyOfUnit(this.directory.state, author, keyId);

  private async ownAlert(author: UnitAddress, id: string): Promise<Alert> {
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ unit: author, sender: author, messageId: id, kind: 'alert', direction: 'out' });
    const alert = row && this.stored.read('alert', row);
    if (alert) return alert;
    throw problem(409, 'bulletin-erased', 'The alert’s content is erased here.', 'Refuse the request.');
  }

  private mustKnow(unit: UnitAddress): void {
    if (this.directory.state.units.has(unit)) return;
    throw problem(422, 'unit-unknown', `The directory knows no unit ${unit}.`, 'See "liaison units".');
  }

  private mustBeAllowed(recipient: UnitAddress, terms: Parameters<PolicyService['mayReceive']>[1]): void {
    this.mustKnow(recipient);
    const unit = this.directory.state.units.get(recipient)!;
    const onward = this.policy.engine.unitMay('share-onward', unit, terms, this.directory.state.size, true);
    const decision = onward.allowed ? this.policy.mayReceive(recipient, terms) : onward;
    if (decision.allowed) return;
    throw problem(
      403,
      'policy-forbids',
      `The policy in force does not let ${recipient} have it: ${decision.reason}.`,
      'Ask for others.',
    );
  }

  private send(
    manager: EntityManager,
    sender: UnitAddress,
    messageId: string,
    kind: string,
    body: object,
    to: UnitAddress,
    reason: string,
  ) {
    const message = notice(sender, kind, body, {
      handling: 'AMBER',
      urgent: false,
      messageId,
    });
    return this.outbox.put(manager, message, [{ unit: to, reason }]);
  }
}

const byTwo = (askedBy: string | undefined): string => (askedBy ? `, asked by ${askedBy}` : '');

const decidedAlready = () => problem(409, 'decided-already', 'It is decided already.', 'See "liaison share list".');

const notGranted = () =>
  problem(409, 'not-granted', 'Its author has not granted it.', 'See "liaison share list"; call the author.');
