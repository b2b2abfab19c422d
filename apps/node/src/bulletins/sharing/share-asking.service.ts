import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ulid } from 'ulid';
import { referenceOf } from '#libs/envelope/reference.js';
import { ShareRequest } from '#libs/kinds/alert/sharing.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, RELEASING } from '../../people/officers/roles.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { ReadingService, type Which } from '../reading/reading.service.js';
import { Grants } from './grants.js';
import { LABELLED, ShareRequests } from './share-requests.js';

/** Asking an alert’s author whether it may be passed on. */
@Injectable()
export class ShareAsking {
  constructor(
    private readonly database: DataSource,
    private readonly reading: ReadingService,
    private readonly grants: Grants,
    private readonly requests: ShareRequests,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Asks the author of an alert that one of the officer's units received. @returns the request's id */
  async ask(
    officer: Officer,
    which: Which,
    recipients: readonly UnitAddress[],
    reason: ShareRequest['reason'],
  ): Promise<string> {
    const { row, role, bulletin } = await this.reading.whole(officer, 'alert', which, 'open', RELEASING);
    if (row.direction !== 'in' || bulletin.body.passedOn) {
      throw problem(
        409,
        'not-from-its-author',
        'Only what came from its author is passed on.',
        'Ask its author to send it.',
      );
    }
    for (const unit of recipients) this.grants.mustKnow(unit);
    const id = ulid();
    const body = ShareRequest.parse({ alert: row.messageId, recipients, reason });
    const [requester, author] = [row.unit as UnitAddress, row.sender as UnitAddress];
    await this.database.transaction(async (manager) => {
      await this.requests.note(manager, requester, id, { ...body, author, requester });
      const question = notice(requester, 'alert/share-request', body, { ...LABELLED, messageId: id });
      await this.outbox.put(manager, question, [{ unit: author, reason: 'it is the alert’s author' }]);
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
}
