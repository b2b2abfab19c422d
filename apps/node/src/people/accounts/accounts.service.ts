import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { CodeSecretRow, OfficerRoleRow, OfficerRow, PasskeyRow, SessionRow } from '#libs/store/people-entities.js';
import { problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Audit, type AuditAction } from '../audit/audit.js';
import { hashPassword, newPassword } from '../officers/passwords.js';
import { ADMINISTERING, type Officer, Role, unitsIn } from '../officers/roles.js';
import { Attempts } from '../sign-in/attempts.service.js';
import type { AccountList } from './views.js';

interface UnitRoles {
  readonly unit: string;
  readonly roles: readonly Role[];
}

/** What was done to an officer. */
interface Done {
  readonly action: AuditAction;
  readonly subject: string;
  /** The units that the officer worked for. */
  readonly before: readonly string[];
  /** The roles that the officer has from now on, where they were given anew. */
  readonly after?: readonly UnitRoles[];
}

/**
 * Officers' accounts. An administrator gives roles in the units that they administer and in no other, alters an officer
 * only where they administer every unit that the officer works for, and gives themselves nothing.
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    private readonly attempts: Attempts,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async list(officer: Officer): Promise<z.infer<typeof AccountList>> {
    const units = this.unitsOf(officer);
    const rows: {
      name: string;
      display_name: string;
      roles: { unit: string; role: string }[] | null;
      passkeys: string;
      code: boolean;
      sessions: string;
      active_at: string | null;
    }[] = await this.database.query(
      `SELECT o.name, o.display_name,
              (SELECT json_agg(json_build_object('unit', r.unit, 'role', r.role) ORDER BY r.unit, r.role) FROM officer_role r WHERE r.officer_id = o.id) AS roles,
              (SELECT count(*) FROM passkey p WHERE p.officer_id = o.id) AS passkeys,
              EXISTS (SELECT 1 FROM code_secret c WHERE c.officer_id = o.id AND c.confirmed) AS code,
              (SELECT count(*) FROM session s WHERE s.officer_id = o.id AND s.expires_at > $2) AS sessions,
              (SELECT max(s.active_at) FROM session s WHERE s.officer_id = o.id) AS active_at
       FROM officer o
       WHERE EXISTS (SELECT 1 FROM officer_role r WHERE r.officer_id = o.id AND r.unit = ANY($1))
          OR NOT EXISTS (SELECT 1 FROM officer_role r WHERE r.officer_id = o.id)
       ORDER BY o.name`,
      [units, Date.now()],
    );
    return {
      units,
      accounts: rows.map((row) => ({
        name: row.name,
        displayName: row.display_name,
        units: [...new Set(row.roles?.map(({ unit }) => unit))].map((unit) => ({
          unit,
          roles: row.roles!.filter((one) => one.unit === unit).map(({ role }) => Role.parse(role)),
        })),
        passkeys: Number(row.passkeys),
        oneTimeCode: row.code,
        sessions: Number(row.sessions),
        activeAt: row.active_at === null ? null : new Date(Number(row.active_at)).toISOString(),
      })),
    };
  }

  /** @returns the first password */
  async add(officer: Officer, name: string, displayName: string, units: readonly UnitRoles[]): Promise<string> {
    this.mustBeTheirsToGive(officer, units);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (manager) => {
      const id = randomUUID();
      const row = { id, name, displayName, passwordHash };
      await manager.createQueryBuilder().insert().into(OfficerRow).values(row).orIgnore().execute();
      // Two may add the same name at once: whose row stands has the name.
      if (!(await manager.existsBy(OfficerRow, { id }))) {
        throw problem(409, 'officer-there', `There is an officer "${name}" already.`, 'Choose another name.');
      }
      await this.giveRoles(manager, id, units);
      await this.note(manager, officer, { action: 'officer-added', subject: name, before: [], after: units });
    });
    return password;
  }

  async change(officer: Officer, name: string, displayName: string, units: readonly UnitRoles[]): Promise<void> {
    mustNotBeOneself(officer, name);
    this.mustBeTheirsToGive(officer, units);
    await this.database.transaction(async (manager) => {
      const row = await this.find(manager, officer, name);
      await manager.update(OfficerRow, { id: row.id }, { displayName });
      const before = await unitsOfOfficer(manager, row.id);
      await this.giveRoles(manager, row.id, units);
      // What is open was opened under other roles.
      await manager.delete(SessionRow, { officerId: row.id });
      await this.note(manager, officer, { action: 'officer-changed', subject: name, before, after: units });
    });
  }

  async reset(officer: Officer, name: string): Promise<string> {
    mustNotBeOneself(officer, name);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (manager) => {
      const { id } = await this.find(manager, officer, name);
      await manager.update(OfficerRow, { id }, { passwordHash });
      for (const entity of [PasskeyRow, CodeSecretRow, SessionRow]) await manager.delete(entity, { officerId: id });
      await this.attempts.forget(manager, name);
      const before = await unitsOfOfficer(manager, id);
      await this.note(manager, officer, { action: 'officer-reset', subject: name, before });
    });
    return password;
  }

  async endSessions(officer: Officer, name: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { id } = await this.find(manager, officer, name);
      await manager.delete(SessionRow, { officerId: id });
      const before = await unitsOfOfficer(manager, id);
      await this.note(manager, officer, { action: 'officer-sessions-ended', subject: name, before });
    });
  }

  /** These and no others. */
  private async giveRoles(manager: EntityManager, id: string, units: readonly UnitRoles[]) {
    await manager.delete(OfficerRoleRow, { officerId: id });
    const rows = units.flatMap(({ unit, roles }) => roles.map((role) => ({ officerId: id, unit, role })));
    if (rows.length === 0) return;
    await manager.createQueryBuilder().insert().into(OfficerRoleRow).values(rows).orIgnore().execute();
  }

  /** Locked until the transaction ends: nobody gives the officer a role in another unit meanwhile. */
  private async find(manager: EntityManager, officer: Officer, name: string): Promise<OfficerRow> {
    const row = await manager.findOne(OfficerRow, { where: { name }, lock: { mode: 'pessimistic_write' } });
    const roles = row ? await manager.findBy(OfficerRoleRow, { officerId: row.id }) : [];
    const own = this.unitsOf(officer);
    const others = roles.filter(({ unit }) => !own.includes(unit));
    // One without any role belongs to no unit: only who administers them all may give it one.
    const administered =
      roles.length > 0 ? others.length === 0 : this.config.units.every((unit) => own.includes(unit.address));
    if (row && administered) return row;
    if (row && others.length < roles.length) {
      throw problem(
        403,
        'officer-of-other-units',
        `"${name}" also works for units that you do not administer.`,
        'Ask an administrator of all their units, or give them a second account for yours.',
      );
    }
    if (row && roles.length === 0) {
      throw problem(
        403,
        'officer-of-no-unit',
        `"${name}" works for no unit, and nothing is open to such an account.`,
        'Ask an administrator of every unit of the node, or add another account.',
      );
    }
    throw problem(404, 'officer-unknown', `No officer of your units is called "${name}".`, 'See the list of accounts.');
  }

  private unitsOf(officer: Officer): string[] {
    const units = unitsIn(officer, ADMINISTERING).filter((unit) =>
      this.config.units.some(({ address }) => address === unit),
    );
    if (units.length > 0) return units;
    throw problem(403, 'role-missing', 'You administer no unit of this node.', 'Ask the administrator of your node.');
  }

  private mustBeTheirsToGive(officer: Officer, units: readonly UnitRoles[]): void {
    const own = this.unitsOf(officer);
    const other = units.find(({ unit }) => !own.includes(unit));
    if (other) {
      throw problem(403, 'role-missing', `You do not administer ${other.unit}.`, 'Give roles in your own units.');
    }
    const given = new Set(units.flatMap(({ roles }) => roles));
    if (!given.has('administrator') || given.size === 1) return;
    throw problem(
      422,
      'administrator-reads',
      'Who administers accounts neither reads nor releases: no account has both.',
      'Give the other roles to an account of its own.',
    );
  }

  /** In the log of every unit that it concerns; of one who works for none, in those of all that may give a role. */
  private async note(manager: EntityManager, officer: Officer, { action, subject, before, after }: Done) {
    const concerned = new Set([...before, ...(after ?? []).map(({ unit }) => unit)]);
    // In one order: two that change at once do not wait for each other.
    for (const unit of [...(concerned.size > 0 ? concerned : this.unitsOf(officer))].sort()) {
      const given = after?.filter((one) => one.unit === unit).flatMap(({ roles }) => roles);
      const why = given && (given.join(', ') || 'no role');
      await this.audit.add(manager, { officer: officer.name, unit, role: 'administrator', action, subject, why });
    }
  }
}

const unitsOfOfficer = async (manager: EntityManager, officerId: string): Promise<string[]> =>
  (await manager.findBy(OfficerRoleRow, { officerId })).map(({ unit }) => unit);

/** A session of an administrator's that somebody else has got hold of gains nothing that outlasts it. */
function mustNotBeOneself(officer: Officer, name: string): void {
  if (officer.name !== name) return;
  throw problem(403, 'own-account', 'Nobody alters their own account.', 'Ask another administrator of your units.');
}
