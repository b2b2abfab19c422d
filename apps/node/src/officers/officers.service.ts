import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { OfficerRoleRow, OfficerRow, SignInFailureRow } from '#libs/store/node-entities.js';
import { lookupHash } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { passwordFits } from './passwords.js';
import { type Officer, READING, Role, roleIn } from './roles.js';

/** After so many failures in a row, each further try waits. */
const FREE_TRIES = 5;
const WINDOW_MS = 15 * 60 * 1000;

/** Accounts: who the officers are, what they may do, and whether a password is theirs. */
@Injectable()
export class OfficersService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** For a tool that signs in with each request and keeps no session; undefined where the password does not fit, or is not enough. */
  async byPassword(name: string, password: string, address: string): Promise<Officer | undefined> {
    const known = await this.known(name, password, address);
    return known.ok && !(await this.hasSecondFactor(known.value.id)) ? this.officerOf(known.value) : undefined;
  }

  /**
   * Whose name and password these are. An unknown name, a wrong password and a right one while too many failures lie
   * behind get the same work done, and the first two the same answer.
   */
  async known(name: string, password: string, address: string): Promise<Outcome<OfficerRow>> {
    const sources = this.sources(name, address);
    if (await this.mustWait(sources)) {
      return refuse('sign-in-wait', 'Too many sign-ins failed.', 'Wait fifteen minutes and try again.');
    }
    const row = await this.database.getRepository(OfficerRow).findOneBy({ name });
    if ((await passwordFits(password, row?.passwordHash)) && row) return accept(row);
    await this.countFailure(sources);
    return refuse(
      'sign-in-wrong',
      'Name or password is wrong.',
      'Try again, or ask your administrator for a new password.',
    );
  }

  /** That a second factor was wrong counts as a wrong password does. */
  failed = (name: string, address: string): Promise<void> => this.countFailure(this.sources(name, address));

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

  private sources = (name: string, address: string): Buffer[] => [
    this.sourceOf('name', name),
    this.sourceOf('address', address),
  ];
  /** By which failures are counted. */
  sourceOf = (kind: 'name' | 'address', value: string): Buffer =>
    lookupHash(this.config.storageKey, `sign-in ${kind}`, utf8(value));

  /** An address is shared by an office, so it gets ten times the tries of a name. */
  private async mustWait(sources: readonly Buffer[]): Promise<boolean> {
    const rows = await this.database.getRepository(SignInFailureRow).findBy({ sourceHash: In([...sources]) });
    return rows.some((row) => {
      const tries = row.sourceHash.equals(sources[0]!) ? FREE_TRIES : 10 * FREE_TRIES;
      return row.failures >= tries && row.lastAt > Date.now() - WINDOW_MS;
    });
  }

  private async countFailure(sources: readonly Buffer[]): Promise<void> {
    const now = Date.now();
    await this.database.query(
      `INSERT INTO sign_in_failure AS f (source_hash, failures, last_at) SELECT h, 1, $2 FROM unnest($1::bytea[]) AS s(h)
       ON CONFLICT (source_hash) DO UPDATE SET
         failures = CASE WHEN f.last_at > $3 THEN f.failures + 1 ELSE 1 END, last_at = $2`,
      [sources, now, now - WINDOW_MS],
    );
  }
}
