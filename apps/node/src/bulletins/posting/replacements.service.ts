import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinSummary } from '#libs/kinds/bulletin-kind.js';
import { differences } from '#libs/kinds/difference.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import { RecallRow, ReplacementRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { inEnglish, phrase } from '#libs/words/phrase.js';
import { problem } from '../../http/problem.js';
import { Outbox } from '../../post/courier/outbox.js';
import { type StoredMessage, StoredMessages } from '../../post/stored-messages.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

const HAS_THE_EARLIER = phrase('it has the one that this one replaces');

/** Bulletins that take an earlier one's place: amended, extended, superseded. */
@Injectable()
export class ReplacementsService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: PolicyService,
    private readonly stored: StoredMessages,
    private readonly outbox: Outbox,
  ) {}

  /** @throws Problem where what it replaces is not its author's latest word of this kind */
  async mustBeLatest(author: UnitAddress, { name, body, summary }: Bulletin): Promise<void> {
    if (!summary.replaces) return;
    const { id, as } = summary.replaces;
    const row = await this.outbox.sent({ unit: author, sender: author, messageId: id, kind: name });
    const earlier = row && this.stored.read(name, row);
    if (!earlier) {
      throw problem(404, 'bulletin-unknown', `${author} has posted no ${id}.`, 'Only its author replaces it.');
    }
    const known = await this.database
      .getRepository(ReplacementRow)
      .findOneBy({ unit: author, sender: author, bulletin: id });
    if (known) {
      throw problem(
        409,
        'replaced-already',
        `That one was ${known.as} already, by ${known.replacedBy}.`,
        `Change ${known.replacedBy} instead; nothing was sent.`,
      );
    }
    if (
      await this.database.getRepository(RecallRow).existsBy({ unit: author, sender: author, messageId: id, kind: name })
    ) {
      throw problem(409, 'bulletin-recalled', 'That one was recalled.', 'Post a new one.');
    }
    const more = differences(earlier, body).filter(({ field }) => field !== 'validUntil');
    if (as === 'extended' && more.length > 0) {
      throw problem(
        409,
        'more-than-extended',
        `More than its validity would change: ${more.map((change) => change.field).join(', ')}.`,
        'Amend it instead.',
      );
    }
  }

  /** Who has the earlier one receives the later one too, where policy still permits it. */
  async withEarlierRecipients(
    { facts, summary }: Bulletin,
    audience: readonly AudienceDecision[],
  ): Promise<AudienceDecision[]> {
    if (!summary.replaces) return [...audience];
    const had = new Set(await this.outbox.recipientsOf(summary.replaces.id));
    return audience.map((decided) => {
      if (decided.receives || !had.has(decided.unit)) return decided;
      const decision = this.policy.mayReceive(decided.unit, facts.terms);
      if (!decision.allowed) return decided;
      return {
        ...decided,
        receives: true,
        rules: decision.rules,
        reason: `${inEnglish(HAS_THE_EARLIER)}, and ${decision.reason}`,
        because: [HAS_THE_EARLIER, ...decision.because],
      };
    });
  }

  /** What a reader of the earlier one has to know; null where this unit does not have that one, or it was erased. */
  async changes(row: StoredMessage, { name, body, summary }: Bulletin) {
    if (!summary.replaces) return null;
    const where = { unit: row.unit, sender: row.sender, messageId: summary.replaces.id, kind: name };
    const earlierRow = await this.stored.find(where);
    const earlier = earlierRow && this.stored.read(name, earlierRow);
    if (!earlier) return null;
    return differences(earlier, body).map(({ field, before, after }) => ({
      field,
      before: before ?? null,
      after: after ?? null,
    }));
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
  async of(rows: readonly StoredMessage[]): Promise<(row: StoredMessage) => ReplacementRow | undefined> {
    const where = { unit: In(rows.map((row) => row.unit)), bulletin: In(rows.map((row) => row.messageId)) };
    const found = await this.database.getRepository(ReplacementRow).findBy(where);
    const name = (unit: string, sender: string, bulletin: string) => `${unit} ${sender} ${bulletin}`;
    const byBulletin = new Map(found.map((one) => [name(one.unit, one.sender, one.bulletin), one]));
    return (row) => byBulletin.get(name(row.unit, row.sender, row.messageId));
  }
}
