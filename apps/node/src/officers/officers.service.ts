import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import { sha256, utf8 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { OfficerRoleRow, OfficerRow, SessionRow, SignInFailureRow } from '#libs/store/node-entities.js';
import { lookupHash } from '#libs/store/storage-key.js';
import { Audit } from '../audit/audit.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { passwordFits } from './passwords.js';
import { type Officer, Role, roleIn } from './roles.js';

/** After so many failures in a row, each further try waits. */
const FREE_TRIES = 5;
const WINDOW_MS = 15 * 60 * 1000;

/** Accounts and sessions. The token is the officer's; the database has only its hash. */
@Injectable()
export class OfficersService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /**
   * Signs an officer in. An unknown name, a wrong password and a right one while too many failures lie behind get the
   * same work done, and the first two the same answer.
   */
  async signIn(
    name: string,
    password: string,
    address: string,
  ): Promise<Outcome<{ token: string; officer: Officer; expiresAt: number }>> {
    const known = await this.known(name, password, address);
    if (!known.ok) return known;
    const row = known.value;
    const token = randomBytes(32).toString('base64url');
    const expiresAt = Date.now() + this.config.sessionMs;
    await this.database.transaction(async (manager) => {
      await manager.delete(SignInFailureRow, { sourceHash: this.source('name', name) });
      await manager.delete(SessionRow, { expiresAt: LessThan(Date.now()) });
      await manager.insert(SessionRow, { tokenHash: tokenHash(token), officerId: row.id, expiresAt });
      await this.audit.add(manager, { officer: name, unit: '', role: '', action: 'signed-in', subject: row.id });
    });
    return accept({ token, officer: await this.officerOf(row), expiresAt });
  }

  /** For a tool that signs in with each request and keeps no session; undefined where the password does not fit. */
  async byPassword(name: string, password: string, address: string): Promise<Officer | undefined> {
    const known = await this.known(name, password, address);
    return known.ok ? this.officerOf(known.value) : undefined;
  }

  private async known(name: string, password: string, address: string): Promise<Outcome<OfficerRow>> {
    const sources = [this.source('name', name), this.source('address', address)];
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

  async signOut(token: string): Promise<void> {
    await this.database.getRepository(SessionRow).delete({ tokenHash: tokenHash(token) });
  }

  /** The officer whose session this token is; undefined where it is unknown or over. */
  async bySession(token: string): Promise<Officer | undefined> {
    const session = await this.database.getRepository(SessionRow).findOneBy({ tokenHash: tokenHash(token) });
    if (!session || session.expiresAt <= Date.now()) return undefined;
    const row = await this.database.getRepository(OfficerRow).findOneBy({ id: session.officerId });
    return row ? this.officerOf(row) : undefined;
  }

  /** Whether an officer of this name holds one of the roles in the unit. */
  async worksFor(name: string, unit: string, wanted: readonly Role[]): Promise<boolean> {
    const row = await this.database.getRepository(OfficerRow).findOneBy({ name });
    return row !== null && roleIn(await this.officerOf(row), unit, wanted) !== undefined;
  }

  /** The officers of a unit with their roles in it, by name. */
  async inUnit(unit: string): Promise<{ name: string; displayName: string; roles: Role[] }[]> {
    const rows: { name: string; display_name: string; roles: string[] }[] = await this.database.query(
      `SELECT o.name, o.display_name, array_agg(r.role ORDER BY r.role) AS roles
       FROM officer o JOIN officer_role r ON r.officer_id = o.id WHERE r.unit = $1 GROUP BY o.id ORDER BY o.name`,
      [unit],
    );
    return rows.map((row) => ({
      name: row.name,
      displayName: row.display_name,
      roles: row.roles.map((role) => Role.parse(role)),
    }));
  }

  private async officerOf(row: OfficerRow): Promise<Officer> {
    const roles = await this.database.getRepository(OfficerRoleRow).findBy({ officerId: row.id });
    const units = new Map<string, Role[]>();
    for (const { unit, role } of roles) units.set(unit, [...(units.get(unit) ?? []), Role.parse(role)]);
    return { id: row.id, name: row.name, displayName: row.displayName, units };
  }

  private source = (kind: 'name' | 'address', value: string): Buffer =>
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

const tokenHash = (token: string): Buffer => Buffer.from(sha256(utf8(token)));
