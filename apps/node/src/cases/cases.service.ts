import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { z } from 'zod';
import type { Placed } from '#libs/cases/ledger.js';
import { fromTerms } from '#libs/cases/terms.js';
import { verificationCode } from '#libs/cases/verification-code.js';
import { revokedSince } from '#libs/cases/verify-keys.js';
import { hex } from '#libs/cose/bytes.js';
import type { Owed } from '#libs/kinds/case-kind.js';
import { contentOf, filesIn, saidIn } from '#libs/kinds/case-message.js';
import { CASE_ENDS } from '#libs/kinds/case-retention.js';
import type { Role } from '#libs/policy/roles.js';
import { CaseRow } from '#libs/store/cases-entities.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { isSuspended } from '#libs/trust/directory.js';
import { fold } from '#libs/words/fold.js';
import { Audit } from '../people/audit/audit.js';
import { type Officer, READING, roleIn, unitsIn } from '../people/officers/roles.js';
import { FilesService } from '../post/files/files.service.js';
import { Authority } from '../trust/authority/authority.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { CaseStore } from './case-store.js';
import { caseUnknown } from './moves.service.js';
import { absenceOf, type OpenCase, readEvents } from './open-case.js';
import type { CaseLine, CaseList, CaseListQuery, CaseView, OwedView, TimelineView } from './views.js';

/** A case that an officer may read, with the role in which they do. */
export interface ReadCase {
  readonly open: OpenCase;
  readonly row: CaseRow;
  readonly role: Role;
}

const READ_AT_ONCE = 200;
/** Cases that one request opens to look for a word in them; the next page goes on from there. */
const MOST_OPENED = 100;

/** Cases as officers find and read them. */
@Injectable()
export class CasesService {
  constructor(
    private readonly database: DataSource,
    private readonly store: CaseStore,
    private readonly directory: DirectoryService,
    private readonly authority: Authority,
    private readonly files: FilesService,
    private readonly audit: Audit,
  ) {}

  /** A page of cases, what is due first at the top. Each search is in the audit log with its words, sealed. */
  async list(officer: Officer, query: z.infer<typeof CaseListQuery>): Promise<z.infer<typeof CaseList>> {
    const units = this.unitsOf(officer, query.unit);
    const from = Number(query.after ?? 0) || 0;
    const { q } = query;
    if (q) await this.noteLook(officer, units, 'cases-searched', this.audit.sealed(q));
    const cases: z.infer<typeof CaseLine>[] = [];
    let looked = 0;
    let opened = 0;
    let next: string | null = null;
    for await (const row of this.chosen(units, query, from)) {
      if (cases.length === query.limit || opened === MOST_OPENED) {
        next = String(from + looked);
        break;
      }
      looked++;
      const line = this.line(row);
      if (!line || !isWanted(line, query)) continue;
      if (q && !isOnLine(line, q)) {
        // What cases say lies sealed: what is looked for is looked for here.
        opened++;
        const says = await this.says(officer, row, q);
        await turn();
        if (!says) continue;
      }
      cases.push(line);
    }
    if (!q) await this.noteLook(officer, units, 'cases-listed', String(cases.length));
    return { cases, next };
  }

  /** One case, whole. Each look is in the audit log. */
  async show(officer: Officer, id: string, unit?: UnitAddress, why?: string): Promise<z.infer<typeof CaseView>> {
    const { open, row, role } = await this.read(officer, id, unit);
    await this.audit.note({ officer: officer.name, unit: open.unit, role, action: 'case-opened', subject: id, why });
    const { state, parties, forks, record } = open.ledger.view;
    const hold = await this.store.holdOf(open.unit, id);
    return {
      ...this.line(row)!,
      endedAt: row.endedAt === null ? null : iso(row.endedAt),
      erasedAt: row.erasedAt === null ? null : iso(row.erasedAt),
      hold: hold && { officer: hold.officer, why: hold.why, at: iso(hold.at) },
      parties: [...parties],
      state: open.kind.view(state) as z.infer<typeof CaseView>['state'],
      blocks: open.kind.blocks(state, readEvents(open)),
      documents: open.kind.documents,
      moves: open.kind.open(state, open.unit).map((move) => openMove(open, move)),
      timeline: await Promise.all(record.map((placed) => this.timelineOf(open, placed))),
      forked: forks.map((fork) => fork.author),
      missing: new Set([...open.ledger.missing, ...open.unreadable]).size,
      unreachable: this.unreachable(parties),
      delivery: await this.deliveryOf(open),
    };
  }

  /** @throws Problem where no unit of the officer has it, or the policy in force does not let them */
  async read(officer: Officer, id: string, unit?: UnitAddress, wanted: readonly Role[] = READING): Promise<ReadCase> {
    const rows = await this.database.getRepository(CaseRow).findBy({ caseId: id, ...(unit && { unit }) });
    for (const row of rows) {
      const role = roleIn(officer, row.unit, wanted);
      const open = role && row.status !== null ? await this.store.read(row.unit, id) : undefined;
      if (!role || !open) continue;
      this.authority.mustAllow('open', officer, row.unit, this.termsOf(open));
      return { open, row, role };
    }
    throw caseUnknown();
  }

  /** The same, for what leaves the node. @throws Problem where the policy in force does not let it */
  async readToExport(officer: Officer, id: string): Promise<ReadCase> {
    const read = await this.read(officer, id);
    this.authority.mustAllow('export', officer, read.open.unit, this.termsOf(read.open));
    return read;
  }

  /** What policy decides by for a whole case: the request's own terms. */
  termsOf(open: OpenCase) {
    const { record, parties } = open.ledger.view;
    const events = record.map(({ event }) => ({ content: open.contents.get(hex(event.hash)) ?? null }));
    return open.kind.facts({ parties, urgent: false, events }, open.unit).terms;
  }

  private async timelineOf(open: OpenCase, { event, refusal }: Placed): Promise<z.infer<typeof TimelineView>> {
    const name = hex(event.hash);
    const text = open.contents.get(name) ?? null;
    const absent = absenceOf(open, event);
    const form = open.kind.beginnings[event.move] ?? open.kind.moves[event.move];
    const content = readable(contentOf(text));
    const revocation = revokedSince([this.directory.state], event.author, event.logPosition);
    // When it came in is this node's own word; the date in it is that of whoever held the key.
    const storedAt = open.storedAt.get(name) ?? event.at;
    return {
      hash: name,
      move: event.move,
      law: form?.law ?? null,
      author: event.author,
      at: iso(event.at),
      storedAt: iso(storedAt),
      logPosition: event.logPosition,
      terms: fromTerms(event.terms) as z.infer<typeof TimelineView>['terms'],
      content: content as z.infer<typeof TimelineView>['content'],
      withheld: absent === 'withheld',
      erased: absent === 'erased',
      files: await this.files.standing(open.unit, filesIn(contentOf(text))),
      contradiction: open.kind.contradiction(event, content) ?? null,
      void: refusal ?? null,
      keyRevoked: revocation !== undefined && revocation.compromisedAt <= storedAt,
      verificationCode: verificationCode(event.hash),
    };
  }

  /** Read as they are asked for: how many there are is not this unit's to say alone. */
  private async *chosen(
    units: readonly string[],
    { kind, waitsFor, open, sort }: z.infer<typeof CaseListQuery>,
    from: number,
  ): AsyncGenerator<CaseRow> {
    const builder: SelectQueryBuilder<CaseRow> = this.database
      .getRepository(CaseRow)
      .createQueryBuilder('c')
      .where('c.unit IN (:...units) AND c.status IS NOT NULL', { units });
    if (kind) builder.andWhere('c.kind = :kind', { kind });
    if (waitsFor === 'us') builder.andWhere('c.unit = ANY(c.waitsFor)');
    if (waitsFor === 'them') builder.andWhere("c.waitsFor <> '{}' AND NOT c.unit = ANY(c.waitsFor)");
    if (open !== undefined)
      builder.andWhere(`c.status ${open === 'true' ? 'NOT IN' : 'IN'} (:...ends)`, { ends: CASE_ENDS });
    if (sort === 'due') builder.orderBy('c.nextDueAt', 'ASC', 'NULLS LAST');
    builder.addOrderBy('c.changedAt', 'DESC').addOrderBy('c.caseId').addOrderBy('c.unit').limit(READ_AT_ONCE);
    for (let read = READ_AT_ONCE; read === READ_AT_ONCE; from += READ_AT_ONCE) {
      const rows = await builder.offset(from).getMany();
      yield* rows;
      read = rows.length;
    }
  }

  /** Whether somebody said this in a case that the officer may open. */
  private async says(officer: Officer, row: CaseRow, q: string): Promise<boolean> {
    const open = await this.store.read(row.unit, row.caseId);
    if (!open) return false;
    const said = [...open.contents.values()].flatMap((text) => saidIn(contentOf(text)));
    return holds(said, q) && this.authority.may('open', officer, row.unit, this.termsOf(open)).allowed;
  }

  /** A search is an act of its own each time. */
  private async noteLook(
    officer: Officer,
    units: readonly string[],
    action: 'cases-listed' | 'cases-searched',
    subject: string,
  ): Promise<void> {
    const note = action === 'cases-searched' ? this.audit.note : this.audit.noteListing;
    for (const unit of units)
      await note({ officer: officer.name, unit, role: roleIn(officer, unit, READING)!, action, subject });
  }

  private line(row: CaseRow): z.infer<typeof CaseLine> | undefined {
    const summary = this.store.summaryOf(row);
    if (!summary || row.status === null) return undefined;
    const { owed, ...rest } = summary;
    return {
      ...rest,
      id: row.caseId,
      unit: row.unit as UnitAddress,
      kind: row.kind as z.infer<typeof CaseLine>['kind'],
      status: row.status,
      changedAt: iso(row.changedAt),
      owed: owed.map(owedView),
    };
  }

  private unitsOf(officer: Officer, unit?: UnitAddress): string[] {
    const units = unit ? [unit] : unitsIn(officer, READING);
    for (const one of units) this.authority.mustHold(officer, one as UnitAddress, READING);
    return units;
  }

  private unreachable(parties: readonly UnitAddress[]) {
    const { state } = this.directory;
    return parties.flatMap((unit) => {
      const member = state.members.get(memberOf(unit));
      if (member && isSuspended(member, state.size)) {
        return [
          {
            unit,
            why: `${member.name} is suspended from the network: what you write is kept, and goes when it is reinstated`,
          },
        ];
      }
      return state.units.get(unit)?.retiredAt === undefined
        ? []
        : [{ unit, why: 'the unit is retired: ask its member who does its work now' }];
    });
  }

  private async deliveryOf(open: OpenCase): Promise<z.infer<typeof CaseView>['delivery']> {
    const rows: { hash: Buffer; unit: UnitAddress; published: boolean; delivered: boolean }[] =
      await this.database.query(
        `SELECT e.hash, r.recipient AS unit, o.published_at IS NOT NULL AS published, r.delivered_at IS NOT NULL AS delivered
         FROM case_event e LEFT JOIN outbox o USING (message_id) JOIN outbox_recipient r USING (message_id)
         WHERE e.unit = $1 AND e.case_id = $2 AND e.sender = $1`,
        [open.unit, open.caseId],
      );
    return rows.map(({ hash, unit, published, delivered }) => ({
      event: hex(hash),
      unit,
      state: delivered ? 'delivered' : published ? 'sent' : 'queued',
    }));
  }
}

export const owedView = ({ since, dueAt, soonAt: _, ...one }: Owed): z.infer<typeof OwedView> => ({
  ...one,
  since: iso(since),
  dueAt: iso(dueAt),
  overdue: dueAt < Date.now(),
});

function openMove({ kind, ledger }: OpenCase, move: string): z.infer<typeof CaseView>['moves'][number] {
  const { given, terms, choices } = kind.start(ledger.view.state, move);
  type Open = z.infer<typeof CaseView>['moves'][number];
  return {
    move,
    law: kind.moves[move]!.law,
    given: given as Open['given'],
    terms: terms as Open['terms'],
    choices: choices as Open['choices'],
  };
}

const isWanted = (line: z.infer<typeof CaseLine>, { role, named }: z.infer<typeof CaseListQuery>): boolean =>
  (!role || line.role === role) &&
  (!named || line.id.startsWith(named) || line.reference === named || line.theirReference === named);

const isOnLine = ({ id, reference, theirReference, requesting, requested }: z.infer<typeof CaseLine>, q: string) =>
  holds([id, reference, theirReference ?? '', requesting, requested], q);

function holds(texts: readonly string[], q: string): boolean {
  const wanted = fold(q);
  return texts.some((text) => fold(text).includes(wanted));
}

/** Without the salt, and without the keys of files: those are the node's. */
function readable(content: unknown): unknown {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const isFile = 'sha256' in value && 'key' in value && 'parts' in value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !(isFile && name === 'key'))
        .map(([name, one]) => [name, walk(one)]),
    );
  };
  if (typeof content !== 'object' || content === null) return null;
  const { salt: _, ...rest } = content as Record<string, unknown>;
  return walk(rest);
}

const iso = (at: number): string => new Date(at).toISOString();
