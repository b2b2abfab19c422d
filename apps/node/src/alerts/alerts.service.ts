import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { z } from 'zod';
import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { differences } from '#libs/kinds/alert/difference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { Alert, type AlertDraft } from '#libs/kinds/alert/schema.js';
import { MessageRow, OutboxRecipientRow, OutboxRow, RecallRow, ReplacementRow } from '#libs/store/node-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import { Audit } from '../audit/audit.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { DirectoryService } from '../directory/directory.service.js';
import { problem } from '../http/problem.js';
import { KeysService } from '../keys/keys.service.js';
import { mustHold } from '../officers/must-hold.js';
import { type Officer, READING, roleIn } from '../officers/roles.js';
import { PolicyService } from '../policy/policy.service.js';
import { RecallsService } from '../recalls/recalls.service.js';
import { RepliesService, type ReplyContent } from '../replies/replies.service.js';
import { ReplacementsService } from './replacements.service.js';
import { openAlert } from './stored-alert.js';
import type { AlertList, AlertSummary, AlertView, ListQuery } from './views.js';

const KIND = 'alert';
const iso = (ms: number): string => new Date(ms).toISOString();

/** Alerts as officers read them, and answer them. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly policy: PolicyService,
    private readonly audit: Audit,
    private readonly recalls: RecallsService,
    private readonly replies: RepliesService,
    private readonly replacements: ReplacementsService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** A page of an officer's alerts, newest first. */
  async list(officer: Officer, query: z.infer<typeof ListQuery>): Promise<z.infer<typeof AlertList>> {
    const units = query.unit ? [query.unit] : [...officer.units.keys()];
    for (const unit of units) mustHold(this.keys, officer, unit as UnitAddress, READING);
    const [at, id] = query.before?.split('~') ?? [];
    const builder = this.database
      .getRepository(MessageRow)
      .createQueryBuilder('m')
      .where('m.unit IN (:...units) AND m.direction = :box AND m.kind = :kind', { units, box: query.box, kind: KIND })
      .orderBy('m.storedAt', 'DESC')
      .addOrderBy('m.messageId', 'DESC')
      .limit(query.limit + 1);
    if (at && id) builder.andWhere('(m.storedAt, m.messageId) < (:at, :id)', { at: Number(at), id });
    const rows = await builder.getMany();
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const opened = page.map((row) => ({ row, alert: this.open(row) }));
    for (const unit of units) {
      const role = roleIn(officer, unit, READING)!;
      await this.audit.note({ officer: officer.name, unit, role, action: 'alerts-listed', subject: query.box });
    }
    const permitted = opened.filter(({ row, alert }) => !alert || this.mayOpen(officer, row, alert).allowed);
    const recalled = await this.recalledAmong(page);
    const replaced = await this.replacements.of(
      units,
      page.map((row) => row.messageId),
    );
    return {
      alerts: permitted.map(({ row, alert }) =>
        this.summary(row, alert, recalled.has(row.messageId), replaced.get(row.messageId)),
      ),
      next: rows.length > page.length && last ? `${last.storedAt}~${last.messageId}` : null,
    };
  }

  /** One alert with what is known of its trust and delivery. Each look is in the audit log. */
  async show(officer: Officer, id: string, why?: string): Promise<z.infer<typeof AlertView>> {
    const rows = await this.database.getRepository(MessageRow).findBy({ messageId: id, kind: KIND });
    const readable = rows.flatMap((row) => {
      const role = roleIn(officer, row.unit, READING);
      return role ? [{ row, role }] : [];
    });
    const [found] = readable;
    if (!found) {
      throw problem(404, 'alert-unknown', 'None of your units has an alert with this id.', 'See "liaison inbox".');
    }
    const { row, role } = found;
    const alert = this.open(row);
    if (alert) this.policy.mustAllow('open', officer, row.unit, this.termsOf(row, alert));
    const recall = await this.recalls.of(row.unit, row.sender, id);
    const replaced = await this.replacements.of([row.unit], [id]);
    if (alert) await this.replies.opened(row, alert);
    await this.audit.note({ officer: officer.name, unit: row.unit, role, action: 'message-opened', subject: id, why });
    return {
      ...this.summary(row, alert, recall !== null, replaced.get(id)),
      alert,
      changes: alert?.replaces ? await this.changesTo(row, alert) : null,
      recall: recall && { at: iso(recall.at), reason: recall.reason },
      trust: this.trustOf(row),
      replies: (await this.replies.to(row.unit, id)).map(({ at, text, seenAt, place, ...reply }) => ({
        ...reply,
        at: iso(at),
        text: text ?? null,
        seenAt: seenAt ?? null,
        place: place ?? null,
      })),
      delivery: row.direction === 'out' ? await this.deliveryOf(row.unit, id) : [],
    };
  }

  /** Answers an alert that one of the officer's units received; the answer goes to its author alone. */
  async reply(officer: Officer, id: string, content: ReplyContent): Promise<void> {
    const rows = await this.database.getRepository(MessageRow).findBy({ messageId: id, kind: KIND, direction: 'in' });
    const row = rows.find((one) => roleIn(officer, one.unit, ['drafter', 'releaser']));
    const alert = row && this.open(row);
    if (!row || !alert) {
      throw problem(404, 'alert-unknown', 'None of your units has received this alert.', 'See "liaison inbox".');
    }
    const role = roleIn(officer, row.unit, ['drafter', 'releaser'])!;
    const unit = this.directory.state.units.get(row.unit as UnitAddress);
    const decision = unit && this.policy.engine.unitMay('respond', unit, this.termsOf(row, alert));
    if (!decision?.allowed) {
      throw problem(
        403,
        'policy-forbids',
        `The policy in force does not let ${row.unit} answer: ${decision?.reason}.`,
        'Call the author.',
      );
    }
    await this.database.transaction(async (manager) => {
      await this.replies.put(manager, row, alert, content);
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: 'alert-replied',
        subject: id,
        why: content.type,
      });
    });
    this.replies.send();
  }

  /** What was written in an alert that the officer may read, to begin another one from. */
  async template(officer: Officer, id: string): Promise<{ alert: Omit<AlertDraft, 'files' | 'replaces'> }> {
    const { alert } = await this.show(officer, id, 'template for another alert');
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

  private termsOf = (row: MessageRow, alert: Alert) => alertFacts(alert, row.sender as UnitAddress).terms;
  private mayOpen = (officer: Officer, row: MessageRow, alert: Alert) =>
    this.policy.officerMay('open', officer, row.unit, this.termsOf(row, alert));

  private open = (row: MessageRow): Alert | null => openAlert(this.config.storageKey, row);

  private async recalledAmong(rows: readonly MessageRow[]): Promise<Set<string>> {
    const found = await this.database
      .getRepository(RecallRow)
      .findBy({ messageId: In(rows.map((row) => row.messageId)), unit: In(rows.map((row) => row.unit)) });
    return new Set(found.map((row) => row.messageId));
  }

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

  private summary(
    row: MessageRow,
    alert: Alert | null,
    recalled: boolean,
    replacement: ReplacementRow | undefined,
  ): z.infer<typeof AlertSummary> {
    return {
      id: row.messageId,
      unit: row.unit as UnitAddress,
      sender: row.sender as UnitAddress,
      title: alert?.title.text ?? '',
      recalled,
      replacedBy: replacement?.replacedBy ?? null,
      tlp: row.handling,
      urgent: row.urgent,
      createdAt: iso(row.createdAt),
      storedAt: iso(row.storedAt),
    };
  }

  private trustOf(row: MessageRow): z.infer<typeof AlertView>['trust'] {
    const unit = this.directory.state.units.get(row.sender as UnitAddress);
    const key = unit && signingKeyAt(unit, row.logPosition);
    if (!key || !row.envelopeHash) return null;
    const revocation = revocationOf(this.directory.state, row.sender as UnitAddress, keyId(key));
    return {
      signedBy: row.sender as UnitAddress,
      keyId: hex(keyId(key)),
      logPosition: row.logPosition,
      channelSequence: row.sequence,
      envelope: hex(row.envelopeHash),
      // By when it came in here: what a thief signs can bear any date.
      revoked: revocation
        ? { compromisedAt: iso(revocation.compromisedAt), afterwards: row.storedAt >= revocation.compromisedAt }
        : null,
    };
  }

  private async deliveryOf(unit: string, messageId: string): Promise<z.infer<typeof AlertView>['delivery']> {
    const outbox = await this.database.getRepository(OutboxRow).findOneBy({ messageId });
    const rows = await this.database
      .getRepository(OutboxRecipientRow)
      .find({ where: { messageId }, order: { recipient: 'ASC' } });
    const progress = await this.replies.progress(unit, messageId);
    return rows.map((row) => ({
      unit: row.recipient as UnitAddress,
      reason: row.reason,
      state: stateOf(row, outbox, progress.get(row.recipient)?.state),
      progressAt: progress.has(row.recipient) ? iso(progress.get(row.recipient)!.at) : null,
      deliveredAt: row.deliveredAt === null ? null : iso(row.deliveredAt),
      erasedAt: row.erasedAt === null ? null : iso(row.erasedAt),
    }));
  }
}

/** How far an alert has come with one recipient, by that recipient's own signed word from "delivered" on. */
function stateOf(row: OutboxRecipientRow, outbox: OutboxRow | null, progress: 'opened' | 'acted-on' | undefined) {
  if (row.erasedAt !== null) return 'erased';
  if (progress) return progress;
  if (row.deliveredAt !== null) return 'delivered';
  return outbox?.publishedAt ? 'sent' : 'queued';
}
