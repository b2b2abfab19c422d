import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { OfficerRoleRow, OfficerRow } from '#libs/store/people-entities.js';
import { Attempts } from '../sign-in/attempts.service.js';
import { passwordFits } from './passwords.js';
import { type Officer, READING, Role, roleIn } from './roles.js';

/** Accounts: who the officers are, what they may do, and whether a password is theirs. */
@Injectable()
export class OfficersService {
  constructor(
    private readonly database: DataSource,
    private readonly attempts: Attempts,
  ) {}

  /** Whose name and password these are. An unknown name and a wrong password get the same work done, and the same answer. */
  known = (name: string, password: string, address: string): Promise<Outcome<OfficerRow>> =>
    this.attempts.password(name, address, async () => {
      const row = await this.byName(name);
      if ((await passwordFits(password, row?.passwordHash)) && row) return accept(row);
      return refuse(
        'sign-in-wrong',
        'Name or password is wrong.',
        'Try again, or ask your administrator for a new password.',
      );
    });

  /** Whether a password alone is not enough for them. */
  async hasSecondFactor(id: string): Promise<boolean> {
    const [row] = await this.database.query(
      `SELECT EXISTS (SELECT 1 FROM passkey WHERE officer_id = $1)
           OR EXISTS (SELECT 1 FROM code_secret WHERE officer_id = $1 AND confirmed) AS has`,
      [id],
    );
    return row.has;
  }

  byName = (name: string): Promise<OfficerRow | null> => this.database.getRepository(OfficerRow).findOneBy({ name });
  rowOf = (id: string): Promise<OfficerRow | null> => this.database.getRepository(OfficerRow).findOneBy({ id });
  async byId(id: string): Promise<Officer | undefined> {
    const row = await this.rowOf(id);
    return row ? this.officerOf(row) : undefined;
  }

  /** Whether an officer of this name holds one of the roles in the unit. */
  async worksFor(name: string, unit: string, wanted: readonly Role[]): Promise<boolean> {
    const row = await this.database.getRepository(OfficerRow).findOneBy({ name });
    return row !== null && roleIn(await this.officerOf(row), unit, wanted) !== undefined;
  }

  /** The officers who read a unit's mail, with their roles in it, by name. */
  async inUnit(unit: string): Promise<{ name: string; displayName: string; roles: Role[] }[]> {
    const rows: { name: string; display_name: string; roles: string[] }[] = await this.database.query(
      `SELECT o.name, o.display_name, array_agg(r.role ORDER BY r.role) AS roles
       FROM officer o JOIN officer_role r ON r.officer_id = o.id WHERE r.unit = $1
       GROUP BY o.id HAVING bool_or(r.role = ANY($2)) ORDER BY o.name`,
      [unit, READING],
    );
    return rows.map((row) => ({
      name: row.name,
      displayName: row.display_name,
      roles: row.roles.map((role) => Role.parse(role)),
    }));
  }

  async officerOf(row: OfficerRow): Promise<Officer> {
    const roles = await this.database.getRepository(OfficerRoleRow).findBy({ officerId: row.id });
    const units = new Map<string, Role[]>();
    for (const { unit, role } of roles) units.set(unit, [...(units.get(unit) ?? []), Role.parse(role)]);
    return { id: row.id, name: row.name, displayName: row.displayName, units };
  }
}
