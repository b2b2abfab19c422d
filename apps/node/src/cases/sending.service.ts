import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { MOST_VALUES, valuesIn } from '#libs/bounds/json.js';
import type { SignedEvent } from '#libs/cases/event.js';
import { base64, hex } from '#libs/cose/bytes.js';
import { MAX_BODY_BYTES } from '#libs/envelope/limits.js';
import { type AttachedFile, MOST_FILES } from '#libs/kinds/attached-file.js';
import { CASE_TLP, CaseMessage, contentOf, eachOnce, filesIn, MOST_EVENTS } from '#libs/kinds/case-message.js';
import { CaseMessageRow } from '#libs/store/cases-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../http/problem.js';
import { messageBody, Outbox } from '../post/courier/outbox.js';
import { FilesService } from '../post/files/files.service.js';
import { PolicyService } from '../trust/policy/policy.service.js';
import { CaseStore } from './case-store.js';
import type { OpenCase } from './open-case.js';

/** An event on its way, with as much of its content as goes with it. */
export interface Travelling {
  readonly event: SignedEvent;
  readonly content: string | null;
}

/** Room for the envelope's own words in a message of events. */
const HISTORY_BYTES = MAX_BODY_BYTES - 32 * 1024;

/** Carries events of cases to their parties: to each what it may read. */
@Injectable()
export class CaseSending {
  constructor(
    private readonly outbox: Outbox,
    private readonly files: FilesService,
    private readonly policy: PolicyService,
    private readonly store: CaseStore,
  ) {}

  wake(): void {
    this.outbox.wake();
    this.files.wake();
  }

  /**
   * Puts a new event of the unit's own into the outbox, for each recipient with its content or without.
   * @returns the message in which the unit keeps it
   */
  async send(
    manager: EntityManager,
    open: OpenCase,
    one: Travelling,
    recipients: readonly UnitAddress[],
    urgent: boolean,
  ): Promise<{ messageId: string }> {
    if (!fitsMessage(one)) {
      const most = Math.floor(HISTORY_BYTES / 1024);
      throw problem(413, 'too-large', `The move says more than ${most} KiB.`, 'Put large parts into files.');
    }
    const readers = recipients.filter((unit) => this.mayRead(open, unit, one));
    const others = recipients.filter((unit) => !readers.includes(unit));
    for (const unit of others) this.mustReceive(open, unit, urgent);
    const { messageId, files } = await this.put(manager, open, [one], readers, urgent);
    if (others.length > 0) await this.put(manager, open, [{ ...one, content: null }], others, urgent);
    await this.files.send(manager, open.unit, files, messageId);
    return { messageId };
  }

  /** Sends a unit events that it lacks, with their contents where it may read them, in as many messages as they need. */
  async sendHistory(
    manager: EntityManager,
    open: OpenCase,
    names: readonly string[],
    to: UnitAddress,
    urgent: boolean,
  ): Promise<void> {
    const events = names.map((name) => open.ledger.event(name)).filter((event) => event !== undefined);
    await this.store.readWords(manager, open, names);
    const travelling = events.map((event) => {
      const whole = { event, content: open.contents.get(hex(event.hash)) ?? null };
      // What only its author could put into a message, nobody can pass on: the event goes without it.
      return fitsMessage(whole) && this.mayRead(open, to, whole) ? whole : { event, content: null };
    });
    for (const batch of inMessages(travelling)) {
      const { messageId, files } = await this.put(manager, open, batch, [to], urgent);
      await this.files.sendOn(manager, open.unit, files, messageId);
    }
  }

  /** By the kind's rule who reads what moves say, and by the policies in force for what this one says. */
  private mayRead(open: OpenCase, unit: UnitAddress, one: Travelling): boolean {
    const { state } = open.ledger.view;
    if (state === undefined) return false;
    // A party that has just been let go reads why.
    const reads = open.kind.role(state, unit) === undefined || open.kind.reads(state, unit);
    return reads && this.policy.mayReceive(unit, this.termsOf(open, [one], [unit], false)).allowed;
  }

  private mustReceive(open: OpenCase, unit: UnitAddress, urgent: boolean): void {
    const decision = this.policy.mayReceive(unit, this.termsOf(open, [], [unit], urgent));
    if (decision.allowed) return;
    throw problem(
      403,
      'policy-forbids',
      `The policy in force does not let ${unit} receive this case: ${decision.reason}.`,
      'Ask your liaison office which rule applies, and why. Nothing was sent.',
    );
  }

  private termsOf(open: OpenCase, events: readonly Travelling[], parties: readonly UnitAddress[], urgent: boolean) {
    return open.kind.facts({ parties, urgent, events }, open.unit).terms;
  }

  /** @returns the message, and the files that its contents name */
  private async put(
    manager: EntityManager,
    open: OpenCase,
    events: readonly Travelling[],
    recipients: readonly UnitAddress[],
    urgent: boolean,
  ): Promise<Pick<CaseMessage, 'files'> & { messageId: string }> {
    const messageId = ulid();
    const content = {
      case: open.caseId,
      parties: [...new Set([open.unit, ...recipients, ...open.ledger.view.parties])],
      urgent,
      events: events.map((one) => ({ event: base64(one.event.wire), content: one.content })),
    };
    const { files } = CaseMessage.parse(content);
    await this.outbox.put(
      manager,
      {
        messageId,
        sender: open.unit,
        kind: open.kindName,
        handling: CASE_TLP,
        urgent,
        body: messageBody('move', content),
        postedHash: null,
      },
      recipients.map((unit) => ({ unit, reason: 'it is a party to the case' })),
    );
    const { unit, caseId } = open;
    await manager.insert(CaseMessageRow, { unit, caseId, sender: unit, messageId });
    return { messageId, files };
  }
}

/** What an event takes up in a message, with what it says. */
const bytesIn = ({ event, content }: { event: Pick<SignedEvent, 'wire'>; content: string | null }): number =>
  event.wire.length * 1.4 + Buffer.byteLength(JSON.stringify(content));

/** Whether every party can pass it on with what it says, however many parties the case comes to have. */
export const fitsMessage = (one: Parameters<typeof bytesIn>[0]): boolean => bytesIn(one) <= HISTORY_BYTES;

/** Events in their order, in as many messages as they need: by bytes, by number, by the values in what they say, and by the files that they name. */
export function inMessages<One extends { event: Pick<SignedEvent, 'wire'>; content: string | null }>(
  events: readonly One[],
): One[][] {
  const messages: One[][] = [];
  let batch: One[] = [];
  let bytes = 0;
  let values = 0;
  let files: AttachedFile[] = [];
  for (const one of events) {
    const size = bytesIn(one);
    const held = valuesIn(one.content ?? '');
    const named = filesIn(contentOf(one.content));
    const all = eachOnce([...files, ...named]);
    const isFull =
      bytes + size > HISTORY_BYTES ||
      batch.length === MOST_EVENTS ||
      values + held > MOST_VALUES ||
      all.length > MOST_FILES;
    if (batch.length === 0 || isFull) {
      batch = [];
      messages.push(batch);
      bytes = 0;
      values = 0;
    }
    files = batch.length === 0 ? named : all;
    batch.push(one);
    bytes += size;
    values += held;
  }
  return messages;
}
