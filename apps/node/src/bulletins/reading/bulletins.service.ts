import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { iso } from '#libs/bounds/times.js';
import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { referenceOf } from '#libs/envelope/reference.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { differences } from '#libs/kinds/difference.js';
import { MessageRow, OutboxRecipientRow, OutboxRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import type { Officer } from '../../people/officers/roles.js';
import { FilesService } from '../../post/files/files.service.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { CitationsService } from '../posting/citations.service.js';
import { ReplacementsService } from '../posting/replacements.service.js';
import { Recalled } from '../recalls/recalled.js';
import { RepliesService, type ReplyContent } from '../replies/replies.service.js';
import { ReadingService, type Which } from './reading.service.js';
import { summaryOf } from './summary.js';
import type { BulletinView } from './views.js';

const CLOCKS_AGREE_MS = 120_000;

/** Bulletins as officers read them, and answer them. */
@Injectable()
export class BulletinsService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly reading: ReadingService,
    private readonly audit: Audit,
    private readonly recalled: Recalled,
    private readonly replies: RepliesService,
    private readonly replacements: ReplacementsService,
    private readonly citations: CitationsService,
    private readonly index: BulletinIndex,
    private readonly files: FilesService,
    private readonly stored: StoredMessages,
  ) {}

  /** One with what is known of it beside what it says. Each look is in the audit log, and its author is told of the first. */
  async show(officer: Officer, kind: BulletinName, which: Which, why?: string): Promise<BulletinView> {
    const { row, role, bulletin } = await this.reading.read(officer, kind, which);
    const id = row.messageId;
    const recall = await this.recalled.of(row);
    const index = await this.index.find(row.unit, row.sender, id);
    const replacementOf = await this.replacements.of([row]);
    if (bulletin) await this.replies.opened(row, bulletin);
    await this.audit.note({
      officer: officer.name,
      unit: row.unit,
      role,
      action: 'message-opened',
      subject: referenceOf(row),
      why,
    });
    const over = bulletin !== null && bulletin.summary.validUntil <= Date.now();
    return {
      ...summaryOf(row, bulletin, {
        recalled: recall !== null,
        replacedBy: replacementOf(row)?.replacedBy ?? null,
        index,
      }),
      body: bulletin?.body ?? null,
      files: await this.files.standing(row.unit, bulletin?.body.files ?? []),
      changes: bulletin && (await this.changesTo(row, bulletin)),
      sources: bulletin ? await this.citations.standing(row.unit, bulletin) : [],
      recall: recall && { at: iso(recall.at), reason: recall.reason },
      trust: this.trustOf(row),
      replies: (await this.replies.to(row.unit, row.sender, id)).map(({ at, text, seenAt, place, ...reply }) => ({
        ...reply,
        at: iso(at),
        text: text ?? null,
        seenAt: seenAt ?? null,
        place: place ?? null,
      })),
      delivery: row.direction === 'out' ? await this.deliveryOf(row.unit, id, over) : [],
    };
  }

  /** Answers a bulletin that one of the officer's units received; the answer goes to its author alone. */
  async reply(officer: Officer, kind: BulletinName, which: Which, content: ReplyContent): Promise<void> {
    const received = { ...which, direction: 'in' as const };
    const { row, role, bulletin } = await this.reading.whole(officer, kind, received, 'open', ['drafter', 'releaser']);
    const unit = this.directory.state.units.get(row.unit as UnitAddress);
    const decision = unit && this.policy.engine.unitMay('respond', unit, bulletin.facts.terms);
    if (!decision?.allowed) {
      throw problem(
        403,
        'policy-forbids',
        `The policy in force does not let ${row.unit} answer: ${decision?.reason}.`,
        'Call the author.',
      );
    }
    await this.database.transaction(async (manager) => {
      await this.replies.put(manager, row, bulletin, content);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-replied`,
        subject: referenceOf(row),
        why: content.type,
      });
    });
    this.replies.send();
  }

  /** What was written in one that the officer may read, to begin another one from. */
  async template(officer: Officer, kind: BulletinName, which: Which): Promise<Record<string, unknown>> {
    const { body } = await this.show(officer, kind, which, 'template for another');
    if (!body)
      throw problem(409, 'bulletin-erased', 'It was recalled, and its content is erased.', 'Begin from another.');
    const { files: _, replaces: __, ...content } = body as unknown as Record<string, unknown>;
    return content;
  }

  /** What a reader of the earlier one has to know; null where this unit does not have that one, or it was erased. */
  private async changesTo(row: MessageRow, { name, body, summary }: Bulletin) {
    if (!summary.replaces) return null;
    const where = { unit: row.unit, sender: row.sender, messageId: summary.replaces.id, kind: name };
    const earlierRow = await this.database.getRepository(MessageRow).findOneBy(where);
    const earlier = earlierRow && this.stored.read(name, earlierRow);
    if (!earlier) return null;
    return differences(earlier, body).map(({ field, before, after }) => ({
      field,
      before: before ?? null,
      after: after ?? null,
    }));
  }

  private trustOf(row: MessageRow): BulletinView['trust'] {
    const unit = this.directory.state.units.get(row.sender as UnitAddress);
    const key = unit && signingKeyAt(unit, row.logPosition);
    if (!key || !row.envelopeHash) return null;
    // Behind says nothing: it may have been on its way for so long. Ahead of its own arrival it cannot have been written.
    const ahead = row.createdAt - row.storedAt;
    const revocation = revocationOf(this.directory.state, row.sender as UnitAddress, keyId(key));
    return {
      signedBy: row.sender as UnitAddress,
      keyId: hex(keyId(key)),
      logPosition: row.logPosition,
      channelSequence: row.sequence,
      envelope: hex(row.envelopeHash),
      clockAheadMinutes: ahead > CLOCKS_AGREE_MS ? Math.round(ahead / 60_000) : null,
      // By when it came in here: what a thief signs can bear any date.
      revoked: revocation
        ? { compromisedAt: iso(revocation.compromisedAt), afterwards: row.storedAt >= revocation.compromisedAt }
        : null,
    };
  }

  private async deliveryOf(unit: string, messageId: string, over: boolean): Promise<BulletinView['delivery']> {
    const outbox = await this.database.getRepository(OutboxRow).findOneBy({ messageId });
    const rows = await this.database
      .getRepository(OutboxRecipientRow)
      .find({ where: { messageId }, order: { recipient: 'ASC' } });
    const progress = await this.replies.progress(unit, unit, messageId);
    return rows.map((row) => ({
      unit: row.recipient as UnitAddress,
      reason: row.reason,
      state: stateOf(row, outbox, progress.get(row.recipient)?.state, over),
      progressAt: progress.has(row.recipient) ? iso(progress.get(row.recipient)!.at) : null,
      deliveredAt: row.deliveredAt === null ? null : iso(row.deliveredAt),
      erasedAt: row.erasedAt === null ? null : iso(row.erasedAt),
    }));
  }
}

/** How far a bulletin has come with one recipient, by that recipient's own signed word from "delivered" on. */
function stateOf(
  row: OutboxRecipientRow,
  outbox: OutboxRow | null,
  progress: 'opened' | 'acted-on' | undefined,
  over: boolean,
) {
  if (row.erasedAt !== null) return 'erased';
  if (progress) return progress;
  if (row.deliveredAt !== null) return 'delivered';
  // Over before this recipient had it: it is not sent any more.
  if (over && outbox?.done) return 'lapsed';
  return outbox?.publishedAt ? 'sent' : 'queued';
}
