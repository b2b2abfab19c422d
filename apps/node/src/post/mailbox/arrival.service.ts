import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { comesAgain, failedStep, withoutCulprits } from '../one-culprit.js';
import { refusedAs, type Shared } from './hourly-share.js';
import type { Judged, Mail, Received } from './mail.js';
import { MailReader } from './mail-reader.service.js';
import { MailStore } from './mail-store.service.js';
import { Quarantine, UNDECIDED } from './quarantine.service.js';
import { Shares } from './shares.service.js';
import { LONGEST_WAIT_MS, WaitingRoom } from './waiting-room.service.js';

/** A message that was believed, with whose share it takes up. */
interface Kept extends Shared {
  readonly received: Received;
}

/**
 * Takes packets in. Each is stored, set aside, or put into the waiting room, in one transaction a batch; what fails takes
 * nothing else with it. When `take` resolves nothing of it needs to come again.
 */
@Injectable()
export class Arrival {
  private readonly logger = new Logger(Arrival.name);

  constructor(
    private readonly database: DataSource,
    private readonly reader: MailReader,
    private readonly mails: MailStore,
    private readonly waitingRoom: WaitingRoom,
    private readonly quarantine: Quarantine,
    private readonly shares: Shares,
  ) {}

  /** @throws where it is nobody's fault, such as a database that is gone: the same packets are to come again */
  async take(mails: readonly Mail[]): Promise<void> {
    const judged = (await this.reader.readAll(await this.withinShare(mails))).map(waitedEnough);
    await withoutCulprits(
      judged,
      (some) => this.settle(some),
      (culprit, error) => this.setAside(culprit, error),
    );
  }

  /**
   * Lets go, unread, of what a member sends whose hour's share is taken up, by what was believed or by what was refused: opening
   * costs the more the longer it is. What has waited here was let in before.
   */
  private async withinShare(mails: readonly Mail[]): Promise<readonly Mail[]> {
    const fresh = mails.filter((mail) => mail.waitsSince === undefined);
    const packets = fresh.map((mail) => ({ mail, member: this.shares.memberOf(mail), bytes: mail.payload.length }));
    const { over } = await this.shares.fitting(packets, Date.now());
    if (over.length === 0) return mails;
    await this.shares.noteDropped(
      this.database.manager,
      'hour',
      over.map(({ member }) => member),
    );
    const letGo = new Set(over.map(({ mail }) => mail));
    return mails.filter((mail) => !letGo.has(mail));
  }

  private async setAside({ mail }: Judged, error: unknown): Promise<void> {
    const reason = `not-taken: ${failedStep(error, 'storing')}`;
    try {
      await this.settle([{ mail, reading: { kind: 'quarantine', reason } }]);
    } catch (again) {
      if (comesAgain(again)) throw again;
      // Let go without a receipt: its sender has it still, and what comes behind it has to come in.
      this.logger.error(`mail let go: it could not be set aside (${failedStep(again, 'setting aside')})`);
      await this.waitingRoom.leave(this.database.manager, [mail]);
    }
  }

  private async settle(judged: readonly Judged[]): Promise<void> {
    const opened: Kept[] = [];
    const refused: { mail: Mail; reason: string }[] = [];
    const waiting: Parameters<WaitingRoom['keep']>[1][number][] = [];
    const decided: Mail[] = [];
    for (const { mail, reading } of judged) {
      if (reading.kind === 'later') {
        waiting.push({ mail, waiting: reading });
        continue;
      }
      decided.push(mail);
      if (reading.kind === 'opened')
        opened.push({ member: this.shares.memberOf(mail), bytes: mail.payload.length, received: reading.received });
      else refused.push({ mail, reason: reading.reason });
    }
    const now = Date.now();
    const { fit, over } = await this.shares.fitting(opened, now);
    const received = fit.map((kept) => kept.received);
    await this.database.transaction(async (manager) => {
      await this.mails.store(manager, received);
      await this.shares.noteDropped(
        manager,
        'hour',
        over.map(({ member }) => member),
      );
      await this.quarantine.setAside(manager, refused);
      await this.waitingRoom.keep(manager, waiting);
      await this.waitingRoom.leave(manager, decided);
      const read = refused.map(({ mail }) => ({
        member: this.shares.memberOf(mail),
        bytes: refusedAs(mail.payload.length),
      }));
      await this.shares.count(manager, [...fit, ...read], now);
    });
    this.mails.committed(received);
  }
}

/** What still cannot be decided after that long is set aside; it may come again all the same. */
function waitedEnough(judged: Judged): Judged {
  const { mail, reading } = judged;
  if (reading.kind !== 'later' || mail.waitsSince === undefined) return judged;
  if (Date.now() < mail.waitsSince + LONGEST_WAIT_MS) return judged;
  return { mail, reading: { kind: 'quarantine', reason: `${UNDECIDED}: ${reading.reason}` } };
}
