import { Injectable } from '@nestjs/common';
import type { MessageReference } from '#libs/envelope/id.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { contentHash, ShareDecision, signGrant } from '#libs/kinds/alert/sharing.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import type { Officer } from '../../people/officers/roles.js';
import { notice, Outbox } from '../../post/courier/outbox.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { ShareReleases } from './share-releases.js';
import { LABELLED, ShareRequests } from './share-requests.js';

const DAY_MS = 86_400_000;

/** An author’s decisions whether its alerts may be passed on: granted by its signature, or refused. */
@Injectable()
export class ShareDecisions {
  constructor(
    private readonly stored: StoredMessages,
    private readonly keys: KeysService,
    private readonly requests: ShareRequests,
    private readonly releases: ShareReleases,
    private readonly outbox: Outbox,
  ) {}

  /** Asks a second officer of the author to grant it, for so many days at most. */
  async askGrant(officer: Officer, request: MessageReference, days: number): Promise<void> {
    const row = await this.requests.find(officer, request, 'author');
    if (row.decidedAt !== null) throw decidedAlready();
    await this.releases.ask(officer, row, days, `grant it to ${row.requester} for ${days} days`);
  }

  /** The author's officer grants it for so many days, or refuses. */
  async decide(
    officer: Officer,
    request: MessageReference,
    days: number | null,
    reason?: ShareDecision['reason'],
  ): Promise<void> {
    const row = await this.requests.find(officer, request, 'author');
    const author = row.author as UnitAddress;
    const role = this.releases.mustHold(officer, row);
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
    await this.releases.act(officer, row, {
      role,
      action: 'share-decided',
      released: days === null || !alert ? undefined : { alert, days },
      within: async (manager) => {
        const decided = await manager.query(
          'UPDATE share_request SET decided_at = $3, "grant" = $4 WHERE unit = $1 AND id = $2 AND requester = $5 AND decided_at IS NULL RETURNING 1',
          [author, row.id, Date.now(), grant && Buffer.from(grant), row.requester],
        );
        if (decided[1] === 0) throw decidedAlready();
        const decision = notice(author, 'alert/share-decision', body, LABELLED);
        await this.outbox.put(manager, decision, [{ unit: row.requester, reason: 'it asked' }]);
      },
      why: (asked) => `${grant ? 'granted' : 'refused'} to ${row.requester}${asked}${reason ? `: ${reason.text}` : ''}`,
    });
    this.outbox.wake();
  }

  private async ownAlert(author: UnitAddress, id: string): Promise<Alert> {
    const row = await this.outbox.sent({ unit: author, sender: author, messageId: id, kind: 'alert' });
    const alert = row && this.stored.read('alert', row);
    if (alert) return alert;
    throw problem(409, 'bulletin-erased', 'The alert’s content is erased here.', 'Refuse the request.');
  }
}

const decidedAlready = () => problem(409, 'decided-already', 'It is decided already.', 'See "liaison share list".');
