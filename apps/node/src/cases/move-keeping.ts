import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TOO_MANY_PARTIES } from '#libs/cases/ledger.js';
import { MOST_EVENTS_OF_AN_AUTHOR, MOST_WORDS_OF_AN_AUTHOR } from '#libs/cases/room.js';
import { hex } from '#libs/cose/bytes.js';
import type { CaseRooms } from '#libs/kinds/case-kind.js';
import { contentOf } from '#libs/kinds/case-message.js';
import type { Role } from '#libs/policy/roles.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { inEnglish } from '#libs/words/phrase.js';
import { Problem, problem } from '../http/problem.js';
import { Audit } from '../people/audit/audit.js';
import type { Officer } from '../people/officers/roles.js';
import { Authority } from '../trust/authority/authority.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { CaseStore } from './case-store.js';
import { bytesOf } from './kept-events.js';
import type { OpenCase } from './open-case.js';
import { CaseSending, type Travelling } from './sending.service.js';

/** How a move comes to be made. */
export interface Making {
  /** The officer who asked another one to release it. */
  readonly askedBy?: string | undefined;
  /** Whether it was judged in a draft of its kind’s own. */
  readonly isJudged?: boolean;
  /** What else belongs into its transaction. */
  readonly within?: (manager: EntityManager) => Promise<unknown>;
}

/** Who makes a move, in which role. */
export interface Acting {
  readonly officer: Officer;
  readonly role: Role;
}

/** Keeps a signed move in its case and sends it to the parties. */
@Injectable()
export class MoveKeeping {
  constructor(
    private readonly store: CaseStore,
    private readonly sending: CaseSending,
    private readonly directory: DirectoryService,
    private readonly authority: Authority,
    private readonly audit: Audit,
  ) {}

  /** In the transaction that has locked the case. @throws Problem where the case is full, or it may not be released, or not be sent to all of them */
  async keep(
    manager: EntityManager,
    { officer, role }: Acting,
    open: OpenCase,
    { event, content }: Travelling,
    { askedBy, within }: Making,
  ): Promise<void> {
    const { unit, caseId, kind, ledger, words } = open;
    const before = ledger.view.parties;
    if (ledger.add(event) !== 'added' || !words.has(unit, bytesOf(content))) throw caseFull();
    open.contents.set(hex(event.hash), content);
    if (ledger.view.record.some((one) => one.event === event && one.refusal === TOO_MANY_PARTIES))
      throw new Problem(409, { ...TOO_MANY_PARTIES, remedy: 'Let another party go first; nothing was sent.' });
    const contradiction = kind.contradiction(event, contentOf(content));
    if (contradiction) {
      throw problem(
        422,
        'contradiction',
        `It contradicts itself: ${inEnglish(contradiction)}.`,
        'Mend the one or the other; nothing was sent.',
      );
    }
    const { state, parties } = ledger.view;
    const urgent = kind.summary(state).urgency !== 'normal';
    this.mustRelease(officer, open, { event, content }, askedBy);
    const newcomers = event.case === null ? [] : parties.filter((one) => !before.includes(one) && one !== unit);
    this.mustKnow(newcomers);
    // A unit that was retired meanwhile has no keys to be written to: the case goes on without it.
    const recipients = [...new Set([...before, ...parties])].filter((one) => one !== unit && this.isLive(one));
    const history = ledger.view.record.map((one) => hex(one.event.hash)).filter((name) => name !== hex(event.hash));
    for (const to of newcomers) await this.sending.sendHistory(manager, open, history, to, urgent);
    const { messageId } = await this.sending.send(manager, open, { event, content }, recipients, urgent);
    await this.store.keep(manager, open, [{ event, content, sender: unit, messageId, place: 0 }]);
    await this.store.settle(manager, open);
    await this.audit.add(manager, {
      officer: officer.name,
      unit,
      role,
      action: event.case === null ? 'case-begun' : 'case-moved',
      subject: caseId,
      why: `${open.kindName}/${event.move}${askedBy ? `, asked by ${askedBy}` : ''}`,
    });
    await within?.(manager);
  }

  private mustRelease(officer: Officer, open: OpenCase, { event, content }: Travelling, askedBy?: string) {
    const { parties } = open.ledger.view;
    const { terms } = open.kind.facts({ parties, urgent: false, events: [{ content }] }, open.unit);
    if (open.kind.isCustody(event.move)) return this.authority.mustAllow('open', officer, open.unit, terms);
    const officers = askedBy === undefined || askedBy === officer.name ? 1 : 2;
    const remedy = 'Save it as a draft and ask for its release (“liaison case begin … --ask”); nothing was sent.';
    this.authority.mustRelease(officer, open.unit, terms, officers, remedy);
  }

  /** @throws Problem where the directory does not know one, or only as retired */
  mustKnow(parties: readonly UnitAddress[]): void {
    const unknown = parties.filter((one) => !this.isLive(one));
    if (unknown.length === 0) return;
    throw problem(
      422,
      'unit-unknown',
      `The directory knows no live unit ${unknown.join(', ')}.`,
      'See the units with "liaison units"; nothing was stored.',
    );
  }

  /** What is asked of police is asked by police: other authorities have ways of their own. */
  mustBeBetween({ between }: CaseRooms<unknown>, parties: readonly UnitAddress[]): void {
    const others = parties.filter((one) => !between.includes(this.directory.state.units.get(one)!.function));
    if (others.length === 0) return;
    throw problem(
      422,
      'not-between-such-units',
      `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} none of: ${between.join(', ')}.`,
      'Ask a unit that is, or begin another kind of case; nothing was stored.',
    );
  }

  private isLive(unit: UnitAddress): boolean {
    const known = this.directory.state.units.get(unit);
    return known !== undefined && known.retiredAt === undefined;
  }
}

export const caseFull = () =>
  problem(
    409,
    'case-full',
    `A unit says at most ${MOST_EVENTS_OF_AN_AUTHOR} things of ${MOST_WORDS_OF_AN_AUTHOR / 1024 ** 2} MiB together in one case, and the units of its member twice as much.`,
    'Go on in another case that names this one; give what is long in a file.',
  );
