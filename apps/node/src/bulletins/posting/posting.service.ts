import { Inject, Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { ulid } from 'ulid';
import type { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { utf8 } from '#libs/cose/bytes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { lookupHash } from '#libs/store/storage-key.js';
import { Problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import type { Officer } from '../../people/officers/roles.js';
import { messageBody, Outbox } from '../../post/courier/outbox.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import type { PostedView, PostRequest } from '../reading/views.js';
import { BulletinSending } from './bulletin-sending.js';
import { PreparationService, type Release } from './preparation.service.js';

/** A bulletin’s way out of the node. */
@Injectable()
export class PostingService {
  constructor(
    private readonly database: DataSource,
    private readonly preparation: PreparationService,
    private readonly sending: BulletinSending,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
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
    const { role, bulletin, audience, askedBy } = await this.preparation.prepare(officer, kind, request, release);
    const recipients = audience.filter((decision) => decision.receives);
    const id = ulid();
    const now = Date.now();
    const postedHash = again
      ? null
      : lookupHash(this.config.storageKey, 'posted', utf8(unit), utf8(contentOf(bulletin)));
    try {
      await this.database.transaction(async (manager) => {
        await this.sending.send(manager, unit, bulletin, recipients, {
          messageId: id,
          postedHash,
          notBefore: release.notBefore,
        });
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
      const existing = isPostedTwice(error) && (await this.outbox.sent({ postedHash: postedHash! }));
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
    this.sending.wake();
    return { id, postedAt: iso(now), audience };
  }

  /** Everything that posting would check and find, without posting. @throws Problem where posting would */
  async rehearse(officer: Officer, kind: BulletinName, request: PostRequest, release: Release = {}) {
    const { bulletin, audience } = await this.preparation.prepare(officer, kind, request, release);
    messageBody(kind, bulletin.body);
    return { audience };
  }
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
