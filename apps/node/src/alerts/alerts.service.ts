import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, QueryFailedError } from 'typeorm';
import { ulid } from 'ulid';
import type { z } from 'zod';
import { equalBytes, hex, utf8 } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { MAX_BODY_BYTES } from '#libs/envelope/limits.js';
import { differences } from '#libs/kinds/alert/difference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { Alert, type AlertDraft } from '#libs/kinds/alert/schema.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import { MessageRow, OutboxRecipientRow, OutboxRow, RecallRow, ReplacementRow } from '#libs/store/node-entities.js';
import { lookupHash, openRecord } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import { Audit } from '../audit/audit.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { CourierService } from '../courier/courier.service.js';
import { putInOutbox } from '../courier/outbox.js';
import { DirectoryService } from '../directory/directory.service.js';
import { FilesService } from '../files/files.service.js';
import { Problem, problem } from '../http/problem.js';
import { KeysService } from '../keys/keys.service.js';
import { type Officer, READING, roleIn } from '../officers/roles.js';
import { PolicyService } from '../policy/policy.service.js';
import { RecallsService } from '../recalls/recalls.service.js';
import { RepliesService, type ReplyContent } from '../replies/replies.service.js';
import { ReplacementsService } from './replacements.service.js';
import type { AlertList, AlertSummary, AlertView, ListQuery, PostAlertRequest, PostedView } from './views.js';

const KIND = 'alert';

/** How an alert comes to be released. */
export interface Release {
  /** The officer who asked another one to release it. */
  readonly askedBy?: string | undefined;
  readonly notBefore?: number | undefined;
  /** What else belongs into the transaction that puts it into the outbox. */
  readonly within?: (manager: EntityManager) => Promise<unknown>;
}

const iso = (ms: number): string => new Date(ms).toISOString();

@Injectable()
export class AlertsService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly courier: CourierService,
    private readonly files: FilesService,
    private readonly policy: PolicyService,
    private readonly audit: Audit,
    private readonly recalls: RecallsService,
    private readonly replacements: ReplacementsService,
    private readonly replies: RepliesService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Posts an alert: the message, its audit entry and its outbox rows in one transaction. */
  async post(
    officer: Officer,
    request: z.infer<typeof PostAlertRequest>,
    release: Release = {},
  ): Promise<z.infer<typeof PostedView>> {
    const { unit, again } = request;
    const role = this.mustHold(officer, unit, ['releaser']);
    this.mustBeBelieved(unit);
    const alert = Alert.parse({ ...request.alert, files: await this.files.attach(unit, request.alert.files) });
    await this.replacements.mustBeLatest(unit, alert, this.open);
    const audience = await this.replacements.withEarlierRecipients(alert, unit, await this.audience(unit, alert));
    const askedBy = release.askedBy === officer.name ? undefined : release.askedBy;
    this.mustRelease(officer, unit, alert, askedBy === undefined ? 1 : 2);
    const recipients = audience.filter((decision) => decision.receives);
    if (recipients.length === 0) {
      throw problem(409, 'no-recipient', 'No unit would receive this alert.', 'Look at the audience with its reasons.');
    }
    const body = utf8(JSON.stringify(alert));
    if (body.length > MAX_BODY_BYTES) {
      throw problem(
        413,
        'too-large',
        `The alert is ${body.length} bytes, at most ${MAX_BODY_BYTES}.`,
        'Put large parts into files.',
      );
    }
    const id = ulid();
    const now = Date.now();
    const postedHash = again ? null : lookupHash(this.config.storageKey, 'posted', utf8(unit), utf8(contentOf(alert)));
    try {
      await this.database.transaction(async (manager) => {
        const message = {
          sender: unit,
          messageId: id,
          kind: KIND,
          handling: alert.handling.tlp,
          urgent: alert.urgent,
          logPosition: this.directory.state.size,
          body,
          postedHash,
          notBefore: release.notBefore,
        };
        await putInOutbox(manager, this.config.storageKey, message, recipients);
        if (!(await this.replacements.note(manager, unit, unit, id, alert))) {
          throw problem(
            409,
            'replaced-already',
            'A colleague has replaced that alert just now.',
            'Look at theirs first; nothing was sent.',
          );
        }
        await this.files.send(manager, unit, alert.files, id);
        await this.audit.add(manager, {
          officer: officer.name,
          unit,
          role,
          action: 'alert-posted',
          subject: id,
          why: askedBy && `asked by ${askedBy}`,
        });
        await release.within?.(manager);
      });
    } catch (error) {
      const existing =
        isPostedTwice(error) && (await this.database.getRepository(MessageRow).findOneBy({ postedHash: postedHash! }));
      if (!existing) throw error;
      throw new Problem(
        409,
        {
          code: 'already-posted',
          message: `${unit} has posted exactly this before, as ${existing.messageId}.`,
          remedy: 'Nothing was sent. To post it once more on purpose, say "again".',
        },
        { existing: existing.messageId },
      );
    }
    this.courier.wake();
    this.files.wake();
    return { id, postedAt: iso(now), audience };
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

  /** Takes back what was released and is not sealed yet: nobody has it. */
  async undo(officer: Officer, id: string): Promise<void> {
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ messageId: id, direction: 'out', kind: KIND });
    const role = row && this.mustHold(officer, row.unit as UnitAddress, ['releaser']);
    if (!row || !role)
      throw problem(404, 'alert-unknown', 'None of your units has posted this.', 'See "liaison inbox --sent".');
    await this.database.transaction(async (manager) => {
      const taken: [unknown[], number] = await manager.query(
        'DELETE FROM outbox WHERE message_id = $1 AND sealed IS NULL AND published_at IS NULL RETURNING 1',
        [id],
      );
      if (taken[1] === 0) {
        throw problem(
          409,
          'too-late',
          'It is on its way: it can no longer be undone.',
          'Recall it: "liaison alert recall".',
        );
      }
      await manager.delete(OutboxRecipientRow, { messageId: id });
      await this.files.takeBack(manager, id);
      await manager.delete(MessageRow, { messageId: id, unit: row.unit });
      await manager.delete(ReplacementRow, { replacedBy: id, unit: row.unit });
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: 'alert-undone',
        subject: id,
      });
    });
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

  private mustRelease(officer: Officer, unit: UnitAddress, alert: Alert, officers: number): void {
    const { terms } = alertFacts(alert, unit);
    const alone = this.policy.officerMay('release', officer, unit, terms, officers);
    if (!alone.allowed && officers < 2 && this.policy.officerMay('release', officer, unit, terms, 2).allowed) {
      throw problem(
        409,
        'second-officer-needed',
        `The policy in force asks for a second officer to release this: ${alone.reason}.`,
        'Save it as a draft and ask for its release: "liaison alert post" does both.',
      );
    }
    this.policy.mustAllow('release', officer, unit, terms, officers);
  }

  /** Every unit with whether it would receive the alert and why; refuses units that the directory does not know. */
  async audience(sender: UnitAddress, alert: Omit<AlertDraft, 'files'>): Promise<AudienceDecision[]> {
    const known = this.directory.state.units;
    if (!known.has(sender)) {
      throw problem(
        409,
        'unit-not-registered',
        `${sender} is not in the directory yet.`,
        'Ask your liaison office to register it.',
      );
    }
    const unknown = alert.handling.namedUnits.filter((unit) => !known.has(unit));
    if (unknown.length > 0) {
      throw new Problem(
        422,
        {
          code: 'unit-unknown',
          message: `The directory knows no unit ${unknown.join(', ')}.`,
          remedy: 'See the units with "liaison units"; nothing was stored.',
        },
        {
          faults: unknown.map((unit) => ({
            field: 'handling.namedUnits',
            expected: `a unit of the directory, not ${unit}`,
          })),
        },
      );
    }
    return this.policy.audience(alertFacts(alert, sender));
  }

  /** A page of an officer's alerts, newest first. */
  async list(officer: Officer, query: z.infer<typeof ListQuery>): Promise<z.infer<typeof AlertList>> {
    const units = query.unit ? [query.unit] : [...officer.units.keys()];
    for (const unit of units) this.mustHold(officer, unit as UnitAddress, READING);
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

  private termsOf = (row: MessageRow, alert: Alert) => alertFacts(alert, row.sender as UnitAddress).terms;
  private mayOpen = (officer: Officer, row: MessageRow, alert: Alert) =>
    this.policy.officerMay('open', officer, row.unit, this.termsOf(row, alert));

  /** Null where it was recalled: key and body are gone. */
  private open = (row: MessageRow): Alert | null =>
    row.sealedBody.length === 0
      ? null
      : Alert.parse(JSON.parse(Buffer.from(openRecord(this.config.storageKey, row)).toString('utf8')));

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

  /** Nobody would open what the unit signs with a key that the directory does not have, or has no more. */
  private mustBeBelieved(unit: UnitAddress): void {
    const { state } = this.directory;
    const known = state.units.get(unit);
    const live = known && signingKeyAt(known, state.size);
    if (live && equalBytes(live, this.keys.signingKey(unit).publicKey)) return;
    throw problem(
      409,
      'unit-key-not-live',
      `The key that this node signs with is not ${unit}'s key in the directory: revoked, rotated, or not registered yet.`,
      'Nothing was sent. Ask your administrator to give the node the unit’s new key.',
    );
  }

  private mustHold(officer: Officer, unit: UnitAddress, roles: Parameters<typeof roleIn>[2]) {
    const role = roleIn(officer, unit, roles);
    if (role && this.keys.owns(unit)) return role;
    throw problem(
      403,
      'role-missing',
      `You do not hold the role ${roles.join(' or ')} in ${unit}.`,
      'Ask the administrator of your node, or name one of your own units.',
    );
  }
}

/** How far an alert has come with one recipient, by that recipient's own signed word from "delivered" on. */
function stateOf(row: OutboxRecipientRow, outbox: OutboxRow | null, progress: 'opened' | 'acted-on' | undefined) {
  if (row.erasedAt !== null) return 'erased';
  if (progress) return progress;
  if (row.deliveredAt !== null) return 'delivered';
  return outbox?.publishedAt ? 'sent' : 'queued';
}

/** What makes two postings the same: all that was written, without the fresh keys of its files. */
const contentOf = (alert: Alert): string =>
  JSON.stringify({
    ...alert,
    files: alert.files.map(({ sha256, fileName, caption }) => ({ sha256, fileName, caption })),
  });

const isPostedTwice = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  'constraint' in error.driverError &&
  error.driverError.constraint === 'message_posted_once';
