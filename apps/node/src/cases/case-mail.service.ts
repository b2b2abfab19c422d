import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readEvent, type SignedEvent } from '#libs/cases/event.js';
import { vouchedFor } from '#libs/cases/vouched.js';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { CASE_TLP, type CaseHistory, type CaseMessage } from '#libs/kinds/case-message.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { isSuspended, signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import type { News } from '../people/notifications/notifications.service.js';
import { Arrivals, type Arrived } from '../post/arrivals.js';
import { mayAnswer, notice, Outbox } from '../post/courier/outbox.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { Incidents } from '../trust/incidents/incidents.js';
import { CaseStore } from './case-store.js';
import { isWhatWasSigned, type OpenCase, type PlacedEvent } from './open-case.js';
import { onceInAWhile } from './questions.js';
import { CaseSending } from './sending.service.js';

/** What a message brings that is not its authors' is no accident: after so many the rest of it is not read. */
const MOST_ALTERED = 5;
/** A party is told what it lacks, and asked for what it knows, while fewer messages than these wait for its receipt. */
const MOST_ANSWERS_WAITING = 100;

/** What came in a message and is not what its author signed. */
interface Altered {
  readonly wire: Uint8Array;
  readonly detail: string;
}

/** Takes in what other parties do in cases: each event verified by itself, whoever brought it. */
@Injectable()
export class CaseMail {
  constructor(
    private readonly store: CaseStore,
    private readonly sending: CaseSending,
    private readonly directory: DirectoryService,
    private readonly incidents: Incidents,
    private readonly outbox: Outbox,
    arrivals: Arrivals,
  ) {
    const committed = () => this.sending.wake();
    arrivals.on('case-history', { take: (manager, arrived) => this.answer(manager, arrived), committed });
    for (const kind of Object.keys(CASE_KINDS)) {
      arrivals.on<string>(kind, {
        take: (manager, arrived) => this.take(manager, arrived),
        wantsFiles: true,
        committed,
      });
    }
  }

  private async take(manager: EntityManager, from: Arrived<CaseMessage>): Promise<void> {
    const { unit, body: message } = from;
    if (await this.store.takeKnown(manager, from)) return;
    const open = await this.store.lock(manager, unit, message.case, from.kind);
    const before = open.ledger.view;
    const verified = await this.verified(manager, from);
    const believed = await this.store.note(manager, open, from, await this.believed(manager, from, open, verified));
    const fresh = await this.store.add(manager, open, believed);
    const others = fresh.filter((name) => open.ledger.event(name) && open.ledger.event(name)!.author !== unit);
    await this.welcome(manager, open, before.parties, others);
    await this.askForMissing(
      manager,
      open,
      from.sender,
      believed.map(({ event }) => event),
    );
    const news: News[] =
      others.length === 0
        ? []
        : [
            {
              unit,
              type: before.state === undefined ? 'case-received' : 'case-moved',
              kind: open.kindName,
              subject: open.caseId,
            },
          ];
    await this.store.settle(manager, open, news);
  }

  /** Another party lacks events: it gets those that it may have. */
  private async answer(
    manager: EntityManager,
    { unit, sender: asker, body: { case: caseId, wanted } }: Arrived<CaseHistory>,
  ): Promise<void> {
    const open = await this.store.open(unit, caseId, manager);
    if (!open?.ledger.view.parties.includes(asker)) return;
    if (!(await mayAnswer(manager, unit, asker, MOST_ANSWERS_WAITING))) return;
    const known = [...new Set(wanted)].filter((name) => open.ledger.event(name) !== undefined);
    const telling = await onceInAWhile(manager, { unit, caseId, party: asker }, 'told', known);
    await this.sending.sendHistory(manager, open, telling, asker, false);
  }

  /** What is not its author's, or was altered on the way, is evidence; the rest of the message counts. */
  private async verified(manager: EntityManager, from: Arrived<CaseMessage>): Promise<PlacedEvent[]> {
    const placed: PlacedEvent[] = [];
    const altered: Altered[] = [];
    const reworded: Altered[] = [];
    const { sender, messageId } = from;
    for (const [place, { event: wire, content, files }] of from.body.events.entries()) {
      if (altered.length + reworded.length >= MOST_ALTERED) break;
      const read = readEvent(wire, (author, id, position) => this.keyOf(author, id, position, from.logPosition));
      if (!read.ok) {
        altered.push({ wire, detail: `${sender} sent an event that is not its author’s: ${read.refusal.code}` });
        continue;
      }
      const event = read.value;
      const right = content === null || isWhatWasSigned(event, content);
      if (!right) {
        reworded.push({ wire, detail: `${sender} sent other words with an event of ${event.author} than were signed` });
      }
      const said = right ? { content, files } : { content: null, files: [] };
      placed.push({ event, ...said, sender, messageId, place });
    }
    await this.note(manager, from, 'case-event-altered', altered);
    await this.note(manager, from, 'case-content-altered', reworded);
    return placed;
  }

  /** One incident a message, whatever it is full of: each takes its time in the transaction that others' mail is in, too. */
  private async note(manager: EntityManager, from: Arrived<CaseMessage>, type: string, found: readonly Altered[]) {
    const [first, ...more] = found;
    if (!first) return;
    const detail = more.length === 0 ? first.detail : `${first.detail}, and ${more.length} more in the same message`;
    const evidence = found.map(({ wire }) => Buffer.from(wire));
    await this.incidents.record({ type, by: memberOf(from.sender), unit: from.unit, detail, evidence }, manager);
  }

  /**
   * The author's key at the position that it relied on. One that was revoked since then still counts in what others have
   * built on.
   */
  private keyOf(author: UnitAddress, id: Uint8Array, position: number, known: number): Uint8Array | undefined {
    if (position > known) return undefined;
    const unit = this.directory.state.units.get(author);
    const key = unit && signingKeyAt(unit, position);
    return key && equalBytes(keyId(key), id) ? key : undefined;
  }

  /** Leaves out what a thief of a revoked key may have written since, whoever carries it: it is evidence. */
  private async believed(
    manager: EntityManager,
    from: Pick<Arrived, 'sender'>,
    { unit, ledger }: OpenCase,
    placed: readonly PlacedEvent[],
  ): Promise<PlacedEvent[]> {
    const known = placed.filter(({ event }) => ledger.event(hex(event.hash)) !== undefined);
    const fresh = placed.filter((one) => !known.includes(one));
    const vouched = vouchedFor(
      fresh.map(({ event }) => event),
      ledger.missing,
      (event) => this.isBarred(event),
    );
    const barred = fresh.map(({ event }) => event).filter((event) => !vouched.has(event));
    // One of each author, however many there are.
    for (const event of new Map(barred.map((one) => [one.author, one])).values()) {
      const detail = `${from.sender} brought an event of ${event.author}, which is no longer believed`;
      const evidence = [Buffer.from(event.wire)];
      await this.incidents.recordOnce(
        { type: 'case-event-late', by: memberOf(from.sender), unit, detail, evidence },
        manager,
      );
    }
    return placed.filter((one) => known.includes(one) || vouched.has(one.event));
  }

  private isBarred({ author, logPosition }: SignedEvent): boolean {
    const { state } = this.directory;
    const unit = state.units.get(author);
    const key = unit && signingKeyAt(unit, logPosition);
    const member = state.members.get(memberOf(author));
    const suspended = member === undefined || isSuspended(member, state.size);
    return suspended || !key || revocationOf(state, author, keyId(key)) !== undefined;
  }

  /** Who came in at another party's word lacks what this unit said without that party's knowledge. */
  private async welcome(
    manager: EntityManager,
    open: OpenCase,
    before: readonly UnitAddress[],
    fresh: readonly string[],
  ): Promise<void> {
    const { parties, record } = open.ledger.view;
    const newcomers = parties.filter((one) => !before.includes(one) && one !== open.unit);
    if (before.length === 0 || newcomers.length === 0) return;
    const theyHave = open.ledger.before(fresh);
    const own = record.map(({ event }) => event).filter((event) => event.author === open.unit);
    const lacking = own.map((event) => hex(event.hash)).filter((name) => !theyHave.has(name));
    for (const to of newcomers) await this.sending.sendHistory(manager, open, lacking, to, false);
  }

  /** Asks who brought events for what is missing before these alone: what another names is no word of its. */
  private async askForMissing(
    manager: EntityManager,
    { unit, caseId, ledger, places }: OpenCase,
    asked: UnitAddress,
    brought: readonly SignedEvent[],
  ): Promise<void> {
    const earlier = [...places.keys()].filter((name) => places.get(name)!.sender === asked);
    const missing = ledger.missingBefore([...brought, ...ledger.waitingOnes(earlier)]);
    if (missing.length === 0 || !(await mayAnswer(manager, unit, asked, MOST_ANSWERS_WAITING))) return;
    // Before the first event is here, few others are kept.
    const lacking = [...new Set([...(ledger.isBegun ? [] : [caseId]), ...missing])];
    const wanted = await onceInAWhile(manager, { unit, caseId, party: asked }, 'asked', lacking);
    if (wanted.length === 0) return;
    const question = notice(
      unit,
      'case-history',
      { case: caseId, asked, wanted },
      {
        handling: CASE_TLP,
        urgent: false,
      },
    );
    const recipients = [{ unit: asked, reason: 'it knows of events that are missing here' }];
    await this.outbox.put(manager, question, recipients);
  }
}
