import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import type { ShareRequest } from '#libs/kinds/alert/sharing.js';
import { ShareRequestRow } from '#libs/store/bulletins-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { type Officer, READING, roleIn, unitsIn } from '../../people/officers/roles.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';

/** Of one member, at one author. What is over it is not kept: it can be asked again once some are decided. */
export const MOST_UNDECIDED = 15;
/** What every member together may have undecided, and what was decided last. */
const LISTED = 1000;
const PURPOSE = 'share reason';
/** Questions and decisions name an alert and say nothing of what is in it. */
export const LABELLED = { handling: 'AMBER', urgent: false } as const;

/** A request to pass an alert on, as one of the two units has it. */
export interface ShareRequestView extends Omit<ShareRequestRow, 'sealedReason' | 'grant'> {
  readonly reason: ShareRequest['reason'];
  readonly granted: boolean | null;
}

/** The questions whether an alert may be passed on, as the units of this node asked them or are asked. */
@Injectable()
export class ShareRequests {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** The requests that the officer's units asked, or are asked: those that wait for a decision first. */
  async list(officer: Officer): Promise<ShareRequestView[]> {
    const units = unitsIn(officer, READING);
    const rows = await this.database
      .getRepository(ShareRequestRow)
      .createQueryBuilder('s')
      .where('s.unit = ANY(:units)', { units })
      .orderBy('s.decidedAt', 'DESC', 'NULLS FIRST')
      .addOrderBy('s.askedAt', 'DESC')
      .limit(LISTED)
      .getMany();
    return rows.map(({ sealedReason, grant, ...row }) => ({
      ...row,
      reason: JSON.parse(Buffer.from(openUnder(this.config.storageKey, PURPOSE, sealedReason)).toString('utf8')),
      granted: row.decidedAt === null ? null : grant !== null,
    }));
  }

  /** An id is its requester's choice: where several requests go by it, none is decided in another's place. */
  async find(
    officer: Officer,
    { id, sender: requester }: MessageReference,
    as: 'author' | 'requester',
  ): Promise<ShareRequestRow> {
    const named = { id, ...(requester && { requester }) };
    const rows = await this.database.getRepository(ShareRequestRow).findBy(named);
    const [row, ...others] = rows.filter((each) => each.unit === each[as] && roleIn(officer, each.unit, READING));
    if (!row) {
      throw problem(404, 'share-request-unknown', 'Your units have no such request.', 'See "liaison share list".');
    }
    if (others.length === 0) return row;
    const references = [row, ...others].map((each) => referenceTo({ id, sender: each.requester }));
    throw problem(
      409,
      'share-request-ambiguous',
      `${references.length} requests go by this id.`,
      `Say whose you mean: ${[...new Set(references)].join(' or ')}. Whoever asked several times under one id asks anew.`,
    );
  }

  /** How many of a requester's member an author has not decided. */
  async undecidedOf(manager: EntityManager, author: string, requester: string): Promise<number> {
    const rows: { undecided: string }[] = await manager.query(
      `SELECT count(*) AS undecided FROM share_request
       WHERE unit = $1 AND author = $1 AND decided_at IS NULL AND split_part(requester, '/', 1) = $2`,
      [author, memberOf(requester as UnitAddress)],
    );
    return Number(rows[0]!.undecided);
  }

  /** In the transaction that asks, or stores the question. */
  async note(
    manager: EntityManager,
    unit: string,
    id: string,
    request: ShareRequest & { author: string; requester: string },
  ): Promise<void> {
    const { alert, author, requester, recipients, reason } = request;
    const sealedReason = sealUnder(this.config.storageKey, PURPOSE, utf8(JSON.stringify(reason)));
    await manager.insert(ShareRequestRow, {
      unit,
      id,
      alert,
      author,
      requester,
      recipients,
      sealedReason,
      askedAt: Date.now(),
    });
  }
}
