import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MOST_EVENTS_OF_AN_AUTHOR } from '#libs/cases/ledger.js';
import { hex } from '#libs/cose/bytes.js';
import type { CaseRooms } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import type { Role } from '#libs/policy/roles.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Problem, problem } from '../http/problem.js';
import { CUSTODY, type Officer, RELEASING } from '../people/officers/roles.js';
import { Authority } from '../trust/authority/authority.js';
import { CaseStore } from './case-store.js';
import { caseFull, type Making, MoveKeeping } from './move-keeping.js';
import { MoveWriting, type Said } from './move-writing.js';
import { CaseSending } from './sending.service.js';

/** What officers do in cases: checked, signed by their unit, kept and sent in one transaction. */
@Injectable()
export class MovesService {
  constructor(
    private readonly database: DataSource,
    private readonly store: CaseStore,
    private readonly sending: CaseSending,
    private readonly authority: Authority,
    private readonly writing: MoveWriting,
    private readonly keeping: MoveKeeping,
  ) {}

  /** Begins a case. @returns its id */
  async begin(officer: Officer, unit: UnitAddress, kindName: string, said: Said, making: Making = {}): Promise<string> {
    const kind = CASE_KINDS[kindName];
    const form = kind?.beginnings[said.move];
    if (!kind || !form)
      throw problem(404, 'kind-unknown', `No case of "${kindName}" begins with "${said.move}".`, 'See the API.');
    const role = this.authority.mustHold(officer, unit, RELEASING);
    mustNotNeedDraft(kind, said.move, making);
    const { terms, content } = await this.writing.prepared(officer, unit, form, said);
    const event = this.writing.signed(unit, kindName, said.move, terms, content, {});
    const begun = kind.engine.begin(event);
    if (!begun.ok) throw new Problem(409, begun.refusal);
    this.keeping.mustKnow(begun.value.parties);
    this.keeping.mustBeBetween(kind, begun.value.parties);
    const caseId = hex(event.hash);
    await this.database.transaction(async (manager) => {
      const open = await this.store.lock(manager, unit, caseId, kindName);
      await this.keeping.keep(manager, { officer, role }, open, { event, content }, making);
    });
    this.sending.wake();
    return caseId;
  }

  /** Goes on with one. @returns the name of the event */
  async make(officer: Officer, unit: UnitAddress, caseId: string, said: Said, making: Making = {}): Promise<string> {
    this.authority.mustHold(officer, unit, CUSTODY);
    const known = await this.store.open(unit, caseId);
    const form = known?.kind.moves[said.move];
    if (!known || known.ledger.view.state === undefined) throw caseUnknown();
    if (!form)
      throw problem(
        404,
        'move-unknown',
        `There is no move "${said.move}".`,
        'See the moves that are open in the case.',
      );
    const role = this.authority.mustHold(officer, unit, wantedFor(known.kind, said.move));
    mustNotNeedDraft(known.kind, said.move, making);
    const { terms, content } = await this.writing.prepared(officer, unit, form, said, caseId);
    const name = await this.database.transaction(async (manager) => {
      const open = await this.store.lock(manager, unit, caseId, known.kindName);
      const at = Date.now();
      const fault = open.kind.fault(open.ledger.view.state, said.move, terms, { author: unit, at });
      if (fault) throw new Problem(409, { ...fault, remedy: `${fault.remedy} Nothing was sent.` });
      const { ledger } = open;
      if (ledger.nextSequence(unit) > MOST_EVENTS_OF_AN_AUTHOR) throw caseFull();
      const event = this.writing.signed(unit, open.kindName, said.move, terms, content, {
        case: Buffer.from(caseId, 'hex'),
        parents: ledger.parentsOf(unit),
        sequence: ledger.nextSequence(unit),
        at,
      });
      await this.keeping.keep(manager, { officer, role }, open, { event, content }, making);
      return hex(event.hash);
    });
    this.sending.wake();
    return name;
  }
}

export const caseUnknown = () =>
  problem(404, 'case-unknown', 'None of your units has this case.', 'See "liaison case list".');

/** What the law requires of a request is judged in its draft, where its kind has one: there is no way round it. */
function mustNotNeedDraft(kind: CaseRooms<unknown>, move: string, { isJudged }: Making): void {
  if (isJudged || !kind.isDrafted(move)) return;
  throw problem(
    409,
    'draft-needed',
    `"${move}" is written as a draft, which says what is missing.`,
    'Save it under request-drafts and release it there; nothing was sent.',
  );
}

const wantedFor = (kind: CaseRooms<unknown>, move: string): readonly Role[] =>
  kind.isCustody(move) ? CUSTODY : RELEASING;
