import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { referenceOf } from '#libs/envelope/reference.js';
import { differences } from '#libs/kinds/alert/difference.js';
import { Alert, type AlertDraft } from '#libs/kinds/alert/schema.js';
import type { BulletinName } from '#libs/kinds/bulletin-kinds.js';
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
import { RecallsService } from '../recalls/recalls.service.js';
import { RepliesService, type ReplyContent } from '../replies/replies.service.js';
import { ReadingService, type Which } from './reading.service.js';
import { ReplacementsService } from './replacements.service.js';
import { summaryOf } from './summary.js';
import type { AlertView } from './views.js';

const KIND = 'alert';
const CLOCKS_AGREE_MS = 120_000;
/** Alerts as officers read them, and answer them. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly reading: ReadingService,
    private readonly audit: Audit,
    private readonly recalls: RecallsService,
    private readonly replies: RepliesService,
    private readonly replacements: ReplacementsService,
    private readonly index: BulletinIndex,
    private readonly files: FilesService,
    private readonly stored: StoredMessages,
  ) {}

  /** One alert with what is known of its trust and delivery. Each look is in the audit log. */
  async show(officer: Officer, which: Which, why?: string): Promise<z.infer<typeof AlertView>> {
    const { row, bulletin, ...shown } = await this.shown(officer, KIND, which, why);
    const alert = bulletin && (bulletin.body as Alert);
    return {
      ...shown,
      alert,
      files: await this.files.standing(row.unit, alert?.files ?? []),
      changes: alert?.replaces ? await this.changesTo(row, alert) : null,
    };
  }

  /** What is known of a bulletin of any kind beside its content. Each look is in the audit log, and its author is told of the first. */
  async shown(officer: Officer, kind: BulletinName, which: Which, why?: string) {
    const { row, role, bulletin } = await this.reading.bulletin(officer, kind, which);
    const id = row.messageId;
    const recall = await this.recalls.of(row);
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
      row,
      bulletin,
      ...summaryOf(row, bulletin, {
        recalled: recall !== null,
        replacedBy: replacementOf(row)?.replacedBy ?? null,
        index,
      }),
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
    const { row, role, bulletin } = await this.reading.wholeBulletin(officer, kind, received, 'open', [
      'drafter',
      'releaser',
    ]);
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

  /** What was written in an alert that the officer may read, to begin another one from. */
  async template(officer: Officer, which: Which): Promise<{ alert: Omit<AlertDraft, 'files' | 'replaces'> }> {
    const { alert } = await this.show(officer, which, 'template for another alert');
    if (!alert)
      throw problem(
        409,
        'alert-recalled',
        'This alert was recalled, and its content is erased.',
        'Begin from another.',
      );
    const { files: _, replaces: __, ...content } = alert;
    return { alert: content };
  }

  private open = (row: MessageRow): Alert | null => this.stored.read('alert', row);

  /** What a reader of the earlier alert has to know; null where this unit does not have that one, or it was erased. */
  private async changesTo(row: MessageRow, later: Alert) {
    const where = { unit: row.unit, sender: row.sender, messageId: later.replaces!.alert, kind: KIND };
    const earlierRow = await this.database.getRepository(MessageRow).findOneBy(where);
    const earlier = earlierRow && this.open(earlierRow);
    if (!earlier) return null;
    return differences(earlier, later).map(({ field, before, after }) => ({
      field,
      before: before ?? null,
      after: after ?? null,
    }));
  }

  private trustOf(row: MessageRow): z.infer<typeof AlertView>['trust'] {
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

  private async deliveryOf(
    unit: string,
    messageId: string,
    over: boolean,
  ): Promise<z.infer<typeof AlertView>['delivery']> {
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
