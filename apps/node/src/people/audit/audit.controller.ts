import { Controller } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { RowNumber } from '#libs/bounds/numbers.js';
import { DateTime } from '#libs/bounds/times.js';
import { AuditRow } from '#libs/store/people-entities.js';
import { problem } from '../../http/problem.js';
import { Get, InQuery } from '../../http/route.js';
import { AUDITING, type Officer, unitsIn } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { Audit } from './audit.js';

/** Where a page ended: of lines of one millisecond, by place and unit. */
const Place = z
  .string()
  .regex(/^\d{1,16}~\d{1,16}~([a-z]{2,12}\/[a-z0-9-]{1,61})?$/, 'where a page ended, as its "next" says');

export const AuditQuery = z.strictObject({
  unit: z.string().max(64).optional(),
  officer: z.string().max(100).optional(),
  action: z.string().max(40).optional(),
  since: DateTime.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.union([RowNumber, Place]).optional(),
});
const Line = z.object({
  position: z.int(),
  at: z.iso.datetime(),
  officer: z.string(),
  unit: z.string(),
  role: z.string(),
  action: z.string(),
  subject: z.string(),
  why: z.string(),
});
export const AuditList = z.object({ lines: z.array(Line), next: z.string().nullable() });

export const VerifyQuery = z.strictObject({
  /** An end of a unit's log that was written down before: unit, position and hash. */
  unit: z.string().max(64).optional(),
  position: z.coerce.number().int().positive().optional(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export const VerdictList = z.object({
  logs: z.array(
    z.object({
      unit: z.string(),
      head: z.object({ position: z.int(), hash: z.string() }),
      fault: z.object({ position: z.int(), what: z.string() }).nullable(),
    }),
  ),
});

/** For auditors: what officers of their units did, and whether the record of it is whole. Reading it is recorded, too. */
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: Audit,
    private readonly database: DataSource,
  ) {}

  @Get('', {
    summary: 'What officers of your units did, newest first',
    by: AUDITING,
    query: AuditQuery,
    answer: AuditList,
  })
  async list(
    @CurrentOfficer() officer: Officer,
    @InQuery() { unit, officer: name, action, since, limit, before }: z.infer<typeof AuditQuery>,
  ): Promise<z.infer<typeof AuditList>> {
    const units = auditedBy(officer);
    if (unit !== undefined && !units.includes(unit)) throw notAuditor();
    const builder = this.database
      .getRepository(AuditRow)
      .createQueryBuilder('a')
      .where('a.unit IN (:...units)', { units: unit === undefined ? units : [unit] })
      .orderBy('a.at', 'DESC')
      .addOrderBy('a.position', 'DESC')
      .addOrderBy('a.unit', 'DESC')
      .limit(limit + 1);
    if (name !== undefined) builder.andWhere('a.officer = :name', { name });
    if (action !== undefined) builder.andWhere('a.action = :action', { action });
    if (since !== undefined) builder.andWhere('a.at >= :since', { since: Date.parse(since) });
    const [at, position, of] = before?.split('~') ?? [];
    if (position === undefined && at !== undefined) builder.andWhere('a.at < :at', { at: Number(at) });
    if (position !== undefined)
      builder.andWhere('(a.at, a.position, a.unit) < (:at, :position, :of)', {
        at: Number(at),
        position: Number(position),
        of,
      });
    const rows = await builder.getMany();
    const page = rows.slice(0, limit);
    await this.audit.note({
      officer: officer.name,
      unit: unit ?? '',
      role: 'auditor',
      action: 'audit-read',
      subject: `${page.length} lines`,
    });
    return {
      lines: page.map(({ hash: _, at, subject, ...row }) => ({
        ...row,
        subject: this.audit.opened(subject),
        at: new Date(at).toISOString(),
      })),
      next: rows.length > page.length ? placeOf(page.at(-1)!) : null,
    };
  }

  @Get('verification', {
    summary: 'Whether the audit logs of your units are whole',
    by: AUDITING,
    query: VerifyQuery,
    answer: VerdictList,
  })
  async verify(
    @CurrentOfficer() officer: Officer,
    @InQuery() { unit, position, hash }: z.infer<typeof VerifyQuery>,
  ): Promise<z.infer<typeof VerdictList>> {
    const units = auditedBy(officer);
    if (unit !== undefined && !units.includes(unit)) throw notAuditor();
    const known = position !== undefined && hash !== undefined ? { position, hash } : undefined;
    const logs = [];
    for (const one of unit === undefined ? units : [unit]) logs.push(await this.audit.verify(one, known));
    const line = { officer: officer.name, unit: unit ?? '', role: 'auditor', subject: 'verification' };
    await this.audit.noteListing({ ...line, action: 'audit-read' });
    return { logs };
  }
}

const placeOf = ({ at, position, unit }: AuditRow): string => `${at}~${position}~${unit}`;

/** The units whose auditor the officer is, and with them what concerns no one unit. */
const auditedBy = (officer: Officer): string[] => ['', ...unitsIn(officer, AUDITING)];

const notAuditor = () =>
  problem(
    403,
    'role-missing',
    'You are not an auditor there.',
    'Ask the administrator of your node for the role "auditor".',
  );
