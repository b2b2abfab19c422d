import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, QueryFailedError } from 'typeorm';
import { ulid } from 'ulid';
import type { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { utf8 } from '#libs/cose/bytes.js';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceOf, referenceTo } from '#libs/envelope/reference.js';
import { type Bulletin, bulletinOf } from '#libs/kinds/bulletin.js';
import type { BulletinBody, BulletinDraft } from '#libs/kinds/bulletin-kind.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import { ReplacementRow } from '#libs/store/bulletins-entities.js';
import { MessageRow, OutboxRecipientRow } from '#libs/store/post-entities.js';
import { lookupHash } from '#libs/store/storage-key.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING, unitsIn } from '../../people/officers/roles.js';
import { messageBody, Outbox } from '../../post/courier/outbox.js';
import { FileLimits } from '../../post/files/file-limits.js';
import { FilesService } from '../../post/files/files.service.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Authority } from '../../trust/authority/authority.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import type { PostedView, PostRequest } from '../reading/views.js';
import { CitationsService } from './citations.service.js';
import { ReplacementsService } from './replacements.service.js';

/** How a bulletin comes to be released. */
export interface Release {
  /** The officer who asked another one to release it. */
  readonly askedBy?: string | undefined;
  readonly notBefore?: number | undefined;
  /** What else belongs into the transaction that puts it into the outbox. */
  readonly within?: (manager: EntityManager) => Promise<unknown>;
}

/** A bulletin's way out of the node: who gets it, who may release it, and how it is taken back in time. */
@Injectable()
export class PostingService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly authority: Authority,
    private readonly outbox: Outbox,
    private readonly files: FilesService,
    private readonly policy: PolicyService,
    private readonly limits: FileLimits,
    private readonly audit: Audit,
    private readonly replacements: ReplacementsService,
    private readonly citations: CitationsService,
    private readonly index: BulletinIndex,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Posts it: the message, its audit entry and its outbox rows in one transaction. */
  async post(
    officer: Officer,
    kind: BulletinName,
    request: PostRequest,
    release: Release = {},
  ): Promise<z.infer<typeof PostedView>> {
    const { unit, again } = request;
    const { role, bulletin, audience, askedBy } = await this.prepare(officer, kind, request, release);
    const { body, summary } = bulletin;
    const recipients = audience.filter((decision) => decision.receives);
    const id = ulid();
    const now = Date.now();
    const postedHash = again
      ? null
      : lookupHash(this.config.storageKey, 'posted', utf8(unit), utf8(contentOf(bulletin)));
    try {
      await this.database.transaction(async (manager) => {
        const message = {
          sender: unit,
          messageId: id,
          kind,
          handling: summary.tlp,
          urgent: summary.urgent,
          body: messageBody(kind, body),
          postedHash,
          notBefore: release.notBefore,
        };
        await this.outbox.put(manager, message, recipients);
        if (!(await this.replacements.note(manager, unit, unit, id, summary.replaces))) {
          throw problem(
            409,
            'replaced-already',
            'A colleague has replaced that one just now.',
            'Look at theirs first; nothing was sent.',
          );
        }
        await this.files.send(manager, unit, body.files, id);
        await this.audit.add(manager, {
          officer: officer.name,
          unit,
          role,
          action: `${kind}-posted`,
          subject: referenceTo({ id, sender: unit }),
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
    this.outbox.wake();
    this.files.wake();
    this.index.wake();
    return { id, postedAt: iso(now), audience };
  }

  /** Everything that posting would check and find, without posting. @throws Problem where posting would */
  async rehearse(officer: Officer, kind: BulletinName, request: PostRequest, release: Release = {}) {
    const { bulletin, audience } = await this.prepare(officer, kind, request, release);
    messageBody(kind, bulletin.body);
    return { audience };
  }

  private async prepare(officer: Officer, kind: BulletinName, { unit, body: draft }: PostRequest, release: Release) {
    const role = this.authority.mustHold(officer, unit, ['releaser']);
    this.authority.mustBeBelieved(unit);
    const files = await this.files.attach(unit, draft.files);
    await this.limits.mustBeFree(officer, unit, files);
    const bulletin = bulletinOf(kind, bulletinKind(kind).body.parse({ ...draft, files }), unit);
    mustOutlast(bulletin, release.notBefore);
    await this.replacements.mustBeLatest(unit, bulletin);
    await this.citations.mustHold(unit, bulletin);
    const audience = await this.replacements.withEarlierRecipients(bulletin, await this.reached(unit, bulletin));
    const askedBy = release.askedBy === officer.name ? undefined : release.askedBy;
    const remedy = 'Save it as a draft and ask for its release: a second officer releases it.';
    this.authority.mustRelease(officer, unit, bulletin.facts.terms, askedBy === undefined ? 1 : 2, remedy);
    if (!audience.some((decision) => decision.receives)) {
      throw problem(409, 'no-recipient', 'No unit would receive this.', 'Look at the audience with its reasons.');
    }
    return { role, bulletin, audience, askedBy };
  }

  /** Takes back what was released and is not sealed yet: nobody has it. */
  async undo(officer: Officer, kind: BulletinName, { id, sender }: MessageReference): Promise<void> {
    const units = unitsIn(officer, READING);
    const row = await this.database
      .getRepository(MessageRow)
      .findOneBy({ messageId: id, unit: In(units), direction: 'out', kind, ...(sender && { sender }) });
    if (!row)
      throw problem(404, 'bulletin-unknown', 'None of your units has posted this.', 'See "liaison inbox --sent".');
    const role = this.authority.mustHold(officer, row.unit as UnitAddress, ['releaser']);
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
          'Recall it: "liaison bulletin recall".',
        );
      }
      await manager.delete(OutboxRecipientRow, { messageId: id });
      await this.files.takeBack(manager, row.unit, id);
      await this.index.erase(manager, row.unit, row.sender, id);
      await manager.delete(MessageRow, { messageId: id, unit: row.unit, sender: row.sender });
      await manager.delete(ReplacementRow, { replacedBy: id, unit: row.unit, sender: row.sender });
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-undone`,
        subject: referenceOf(row),
      });
    });
  }

  /** Every unit with whether it would receive a draft and why; its files are not needed for that. */
  audience(kind: BulletinName, sender: UnitAddress, draft: BulletinDraft): Promise<AudienceDecision[]> {
    return this.reached(sender, bulletinOf(kind, { ...draft, files: [] } as BulletinBody, sender));
  }

  /** @throws Problem where it names units that the directory does not know */
  private async reached(sender: UnitAddress, { facts }: Bulletin): Promise<AudienceDecision[]> {
    const known = this.directory.state.units;
    if (!known.has(sender)) {
      throw problem(
        409,
        'unit-not-registered',
        `${sender} is not in the directory yet.`,
        'Ask your liaison office to register it.',
      );
    }
    const unknown = facts.terms.namedUnits.filter((unit) => !known.has(unit));
    if (unknown.length > 0) {
      throw new Problem(
        422,
        {
          code: 'unit-unknown',
          message: `The directory knows no unit ${unknown.join(', ')}.`,
          remedy: 'See the units with "liaison units"; nothing was stored.',
        },
        {
          faults: unknown.map((unit) =>
            fieldFault('handling.namedUnits', phrase('a unit of the directory, not {{unit}}', { unit })),
          ),
        },
      );
    }
    return this.policy.audience(facts);
  }
}

/** @throws Problem where a bulletin would be over before anybody has it */
function mustOutlast({ summary }: Bulletin, notBefore = 0): void {
  if (summary.validUntil > Math.max(Date.now(), notBefore)) return;
  throw new Problem(
    422,
    {
      code: 'over-before-sent',
      message: 'Its validity ends before it would leave the node.',
      remedy: 'Give it a later end, or release it sooner; nothing was sent.',
    },
    { faults: [fieldFault('validUntil', phrase('a time after now, and after the embargo'))] },
  );
}

/** What makes two postings the same: all that was written, without the fresh keys of its files. */
const contentOf = ({ name, body }: Bulletin): string =>
  JSON.stringify({
    name,
    ...body,
    files: body.files.map(({ sha256, fileName, caption }) => ({ sha256, fileName, caption })),
  });

const isPostedTwice = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  'constraint' in error.driverError &&
  error.driverError.constraint === 'message_posted_once';
