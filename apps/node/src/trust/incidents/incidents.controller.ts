import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import type { Role } from '#libs/policy/roles.js';
import { IncidentRow } from '#libs/store/trust-entities.js';
import { problem } from '../../http/problem.js';
import { Get } from '../../http/route.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING, roleIn, unitsIn } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';

/** More than all members' shares of what they cause by mail and in cases. */
const MOST_LISTED = 5000;

const IncidentView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  type: z.string(),
  detail: z.string(),
  more: z.number(),
});
export const IncidentList = z.object({ incidents: z.array(IncidentView) });
/** Evidence against the directory is a file to check with "liaison verify"; other evidence is the bytes as they came. */
export const EvidenceView = z.object({ type: z.string(), detail: z.string(), evidence: z.array(z.string()) });

/** What only a dishonest hub, directory or sender can cause, newest first, with the evidence kept. */
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
  ) {}

  /** For everybody who works here, administrators too: who looks after the node has to see that something is wrong. */
  @Get('', { summary: 'Incidents, newest first', by: 'officers', answer: IncidentList })
  async list(): Promise<z.infer<typeof IncidentList>> {
    const rows = await this.database.getRepository(IncidentRow).find({
      select: { id: true, at: true, type: true, detail: true, more: true },
      order: { at: 'DESC' },
      take: MOST_LISTED,
    });
    return {
      incidents: rows.map(({ id, at, type, detail, more }) => ({ id, at: iso(at), type, detail, more })),
    };
  }

  @Get(':id', { summary: 'One incident with its evidence', by: READING, answer: EvidenceView })
  async show(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<z.infer<typeof EvidenceView>> {
    const row = await this.database.getRepository(IncidentRow).findOneBy({ id });
    if (!row) throw problem(404, 'incident-unknown', 'There is no such incident.', 'See "liaison incidents".');
    const { unit, role } = this.mustRead(officer, row);
    await this.audit.note({ officer: officer.name, unit, role, action: 'evidence-opened', subject: id });
    const isText = row.type === 'log-forked';
    return {
      type: row.type,
      detail: row.detail,
      evidence: row.evidence.map((one) => one.toString(isText ? 'utf8' : 'base64')),
    };
  }

  /** Evidence out of a unit's mail is read by who reads that mail; other evidence by whoever reads any. */
  private mustRead(officer: Officer, row: IncidentRow): { unit: string; role: Role } {
    const unit = unitsIn(officer, READING).find((one) => row.unit === null || one === row.unit);
    if (unit !== undefined) return { unit, role: roleIn(officer, unit, READING)! };
    throw problem(
      403,
      'role-missing',
      'Evidence is read by officers who read the mail that it was in.',
      'Ask an officer of that unit.',
    );
  }
}
