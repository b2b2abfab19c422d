import { setImmediate as turn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { bulletinKind, isBulletin } from '#libs/kinds/bulletin-kinds.js';
import type { CatchUp } from '#libs/kinds/catch-up/catch-up.js';
import { decideFor } from '#libs/policy/audience.js';
import { type CatchUpQuestionRow, RecallRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { Outbox } from '../../post/courier/outbox.js';
import { StoredMessages } from '../../post/stored-messages.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';

/** So many of its newest bulletins an author looks through for one question. */
const LOOKED_THROUGH = 1000;
/** From one answer to a unit to the next. */
const ANSWERS_APART_MS = 60_000;
const IDLE_MS = 1000;
const APART_MS = 50;

/**
 * Answers units that ask for what is still valid: apart from the mail that brings the questions, as one answer takes as
 * long as a thousand messages, and once for all that a unit asked meanwhile.
 */
@Injectable()
export class CatchUpAnswers implements Worker {
  private readonly logger = new Logger(CatchUpAnswers.name);
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: APART_MS },
    () => this.answerNext(),
    this.logger,
    'questions wait',
  );

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly policy: PolicyService,
    private readonly outbox: Outbox,
    private readonly stored: StoredMessages,
    arrivals: Arrivals,
  ) {
    arrivals.on('catch-up', { take: (manager, arrived) => this.asked(manager, arrived) });
  }

  start(): void {
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** Notes a question, in the transaction that stores it. */
  private async asked(manager: EntityManager, { unit, sender, body }: Arrived<CatchUp>): Promise<void> {
    await manager.query(
      `INSERT INTO catch_up_question (author, asker, kinds, answer_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (author, asker) DO UPDATE SET kinds = excluded.kinds,
         answer_at = greatest(excluded.answer_at, catch_up_question.answered_at + $5)`,
      [unit, sender, body.kinds, Date.now(), ANSWERS_APART_MS],
    );
  }

  /** @returns whether there may be another */
  private async answerNext(): Promise<boolean> {
    const answered = await this.database.transaction(async (manager) => {
      const [question]: Pick<CatchUpQuestionRow, 'author' | 'asker' | 'kinds'>[] = await manager.query(
        `SELECT author, asker, kinds FROM catch_up_question WHERE answer_at <= $1
         ORDER BY answer_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [Date.now()],
      );
      if (!question) return false;
      const { author, asker, kinds } = question;
      await this.answer(manager, author as UnitAddress, asker as UnitAddress, kinds);
      await manager.query(
        'UPDATE catch_up_question SET answer_at = NULL, answered_at = $3 WHERE author = $1 AND asker = $2',
        [author, asker, Date.now()],
      );
      return true;
    });
    if (answered) this.outbox.wake();
    return answered;
  }

  /** Adds the asker to the recipients of what its author published, is still valid, and would go to it if it were published now. */
  private async answer(
    manager: EntityManager,
    author: UnitAddress,
    asker: UnitAddress,
    kinds: readonly string[],
  ): Promise<void> {
    const unit = this.directory.state.units.get(asker);
    const offered = kinds.filter(isBulletin).filter((kind) => bulletinKind(kind).sentLate);
    if (!unit || offered.length === 0) return;
    const chosen: { id: string }[] = await this.stored
      .query('m', manager)
      .select('m.messageId', 'id')
      .where("m.unit = :author AND m.direction = 'out' AND m.kind IN (:...offered)", { author, offered })
      .andWhere(
        'NOT EXISTS (SELECT 1 FROM recall r WHERE r.unit = m.unit AND r.sender = m.unit AND r.message_id = m.message_id AND r.kind = m.kind)',
      )
      .orderBy('m.storedAt', 'DESC')
      .limit(LOOKED_THROUGH)
      .getRawMany();
    for (const { id: messageId } of chosen) {
      await turn();
      const [row] = await this.stored.all({ unit: author, sender: author, messageId, direction: 'out' }, manager);
      const bulletin = row ? this.stored.bulletin(row) : 'gone';
      if (typeof bulletin === 'string' || bulletin.summary.validUntil <= Date.now()) continue;
      // What it passes on under a grant goes to whom its author granted it, and to nobody else.
      if (bulletin.kind.passedOn?.(bulletin.body)) continue;
      const decision = decideFor(this.directory.state, this.policy.engine, unit, bulletin.facts);
      if (!decision.receives) continue;
      await this.outbox.hold(manager, messageId);
      if (await manager.existsBy(RecallRow, { unit: author, sender: author, messageId, kind: bulletin.name })) continue;
      const reason = `it asked for what is still valid: ${decision.reason}`;
      await this.outbox.sendLate(manager, messageId, asker, reason);
    }
  }
}
