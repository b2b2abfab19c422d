import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { differences } from '#libs/kinds/alert/difference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import type { BulletinSummary } from '#libs/kinds/bulletin-kind.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import { RecallRow, ReplacementRow } from '#libs/store/bulletins-entities.js';
import { MessageRow, OutboxRecipientRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { inEnglish, phrase } from '#libs/words/phrase.js';
import { problem } from '../../http/problem.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

const HAS_THE_EARLIER = phrase('it has the alert that this one replaces');

/** Alerts that take an earlier one's place: amended, extended, superseded. */
@Injectable()
export class ReplacementsService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: PolicyService,
    private readonly stored: StoredMessages,
  ) {}

  /** @throws Problem where the alert that it replaces is not its author's latest word */
  async mustBeLatest(author: UnitAddress, later: Pick<Alert, 'replaces'> & Partial<Alert>): Promise<void> {
    if (!later.replaces) return;
    const { alert, as } = later.replaces;
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ unit: author, sender: author, messageId: alert, kind: 'alert', direction: 'out' });
    const earlier = row && this.stored.read('alert', row);
    if (!earlier) {
      throw problem(
        404,
        'bulletin-unknown',
        `${author} has posted no alert ${alert}.`,
        'Only its author replaces an alert.',
      );
    }
    const known = await this.database
      .getRepository(ReplacementRow)
      .findOneBy({ unit: author, sender: author, bulletin: alert });
    if (known) {
      throw problem(
        409,
        'replaced-already',
        `That alert was ${known.as} already, by ${known.replacedBy}.`,
        `Change ${known.replacedBy} instead; nothing was sent.`,
      );
    }
    if (
      await this.database
        .getRepository(RecallRow)
        .existsBy({ unit: author, sender: author, messageId: alert, kind: 'alert' })
    ) {
      throw problem(409, 'alert-recalled', 'That alert was recalled.', 'Post a new one.');
    }
    const more = differences(earlier, later).filter(({ field }) => field !== 'validUntil');
    if (as === 'extended' && more.length > 0) {
      throw problem(
        409,
        'more-than-extended',
        `More than its validity would change: ${more.map((one) => one.field).join(', ')}.`,
        'Amend it instead.',
      );
    }
  }

  /** Who has the earlier alert receives the later one too, where policy still permits it. */
  async withEarlierRecipients(
    alert: Alert,
    author: UnitAddress,
    audience: readonly AudienceDecision[],
  ): Promise<AudienceDecision[]> {
    if (!alert.replaces) return [...audience];
    const rows = await this.database.getRepository(OutboxRecipientRow).findBy({ messageId: alert.replaces.alert });
    const had = new Set(rows.map((row) => row.recipient));
    const { terms } = alertFacts(alert, author);
    return audience.map((one) => {
      if (one.receives || !had.has(one.unit)) return one;
      const decision = this.policy.mayReceive(one.unit, terms);
      if (!decision.allowed) return one;
      return {
        ...one,
        receives: true,
        rules: decision.rules,
        reason: `${inEnglish(HAS_THE_EARLIER)}, and ${decision.reason}`,
        because: [HAS_THE_EARLIER, ...decision.because],
      };
    });
  }

  /**
   * In the transaction that posts or stores the later bulletin.
   * @returns whether it took the earlier one's place: the first to come does
   */
  async note(
    manager: EntityManager,
    unit: string,
    sender: string,
    laterId: string,
    replaces: BulletinSummary['replaces'],
  ): Promise<boolean> {
    if (!replaces) return true;
    const noted: unknown[] = await manager.query(
      `INSERT INTO replacement (unit, sender, bulletin, replaced_by, "as", replaced_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [unit, sender, replaces.id, laterId, replaces.as, Date.now()],
    );
    return noted.length > 0;
  }

  /** What took the place of a unit's bulletin, by its author's own word; undefined where nothing did. */
  async of(rows: readonly MessageRow[]): Promise<(row: MessageRow) => ReplacementRow | undefined> {
    const where = { unit: In(rows.map((row) => row.unit)), bulletin: In(rows.map((row) => row.messageId)) };
    const found = await this.database.getRepository(ReplacementRow).findBy(where);
    const name = (unit: string, sender: string, bulletin: string) => `${unit} ${sender} ${bulletin}`;
    const byBulletin = new Map(found.map((one) => [name(one.unit, one.sender, one.bulletin), one]));
    return (row) => byBulletin.get(name(row.unit, row.sender, row.messageId));
  }
}
