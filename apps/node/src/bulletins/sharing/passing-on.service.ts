import { Injectable } from '@nestjs/common';
import { ulid } from 'ulid';
import type { MessageReference } from '#libs/envelope/id.js';
import type { Alert, PassedOn } from '#libs/kinds/alert/schema.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import type { Officer } from '../../people/officers/roles.js';
import { messageBody, Outbox } from '../../post/courier/outbox.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { ReadingService } from '../reading/reading.service.js';
import { Grants } from './grants.js';
import { ShareReleases } from './share-releases.js';
import { ShareRequests } from './share-requests.js';

/** Passing an alert on, as far as its author has granted it and never wider. */
@Injectable()
export class PassingOn {
  constructor(
    private readonly reading: ReadingService,
    private readonly requests: ShareRequests,
    private readonly releases: ShareReleases,
    private readonly grants: Grants,
    private readonly outbox: Outbox,
    private readonly index: BulletinIndex,
  ) {}

  /** Asks a second officer of the requester to pass it on. */
  async askPassOn(officer: Officer, request: MessageReference): Promise<void> {
    const row = await this.requests.find(officer, request, 'requester');
    if (!row.grant) throw notGranted();
    await this.releases.ask(officer, row, null, `pass it on to ${row.recipients.join(', ')}`);
  }

  /** Passes the alert on to whom the author granted it, under its own label. @returns the new message's id */
  async passOn(officer: Officer, request: MessageReference): Promise<{ id: string; recipients: string[] }> {
    const row = await this.requests.find(officer, request, 'requester');
    const unit = row.requester as UnitAddress;
    const role = this.releases.mustHold(officer, row);
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
    this.grants.mustHold(shared, bulletin.facts.terms, unit, row.recipients as UnitAddress[]);
    const messageId = ulid();
    const message = {
      sender: unit,
      messageId,
      kind: 'alert',
      handling: shared.handling.tlp,
      urgent: shared.urgent,
      body: messageBody('alert', shared),
      postedHash: null,
    };
    const reason = `${row.author} granted that ${unit} passes it on`;
    await this.releases.act(officer, row, {
      role,
      action: 'alert-shared',
      released: { alert: shared },
      within: (manager) =>
        this.outbox.put(
          manager,
          message,
          row.recipients.map((one) => ({ unit: one, reason })),
        ),
      why: (asked) => `as ${messageId} to ${row.recipients.join(', ')}${asked}`,
    });
    this.outbox.wake();
    this.index.wake();
    return { id: messageId, recipients: row.recipients };
  }
}

const notGranted = () =>
  problem(409, 'not-granted', 'Its author has not granted it.', 'See "liaison share list"; call the author.');
