import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan, MoreThan } from 'typeorm';
import { sha256, utf8 } from '#libs/cose/bytes.js';
import type { OfficerRow } from '#libs/store/people-entities.js';
import { SessionRow } from '#libs/store/people-entities.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Audit } from '../audit/audit.js';
import { OfficersService } from '../officers/officers.service.js';
import type { Officer } from '../officers/roles.js';
import { Attempts } from './attempts.service.js';

/** Where a sign-in comes from. */
export interface Origin {
  readonly use: SessionRow['use'];
  readonly device: string;
  readonly address: string;
}
export interface Session {
  readonly id: string;
  readonly use: SessionRow['use'];
  readonly method: SessionRow['method'];
  readonly device: string;
  readonly address: string;
  readonly begunAt: number;
  readonly activeAt: number;
  readonly expiresAt: number;
  /** By its officer, or because nobody did anything in it for too long. */
  readonly locked: boolean;
}
export interface Opened {
  readonly token: string;
  readonly officer: Officer;
  readonly session: Session;
}

/** The sessions of officers. The token is the officer's; the database has only its hash. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: Audit,
    private readonly officers: OfficersService,
    private readonly attempts: Attempts,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** A session for an officer who has shown who they are. */
  async open(known: OfficerRow, method: SessionRow['method'], { use, device, address }: Origin): Promise<Opened> {
    const token = randomBytes(32).toString('base64url');
    const now = Date.now();
    const row = {
      tokenHash: tokenHash(token),
      id: randomUUID(),
      officerId: known.id,
      expiresAt: now + this.config.sessionMs,
      use,
      method,
      device: device.slice(0, 300),
      address,
      begunAt: now,
      activeAt: now,
      locked: false,
    };
    await this.database.transaction(async (manager) => {
      await this.attempts.tidy(manager, now);
      await manager.delete(SessionRow, { expiresAt: LessThan(now) });
      await manager.insert(SessionRow, row);
      await this.note(manager, known.name, 'signed-in', known.id);
    });
    return { token, officer: await this.officers.officerOf(known), session: this.sessionOf(row) };
  }

  /** The session whose token this is, with its officer; undefined where it is unknown or over. */
  async of(token: string): Promise<{ officer: Officer; session: Session } | undefined> {
    const row = await this.database.getRepository(SessionRow).findOneBy({ tokenHash: tokenHash(token) });
    if (!row || row.expiresAt <= Date.now()) return undefined;
    const officer = await this.officers.byId(row.officerId);
    return officer && { officer, session: this.sessionOf(row) };
  }

  /** Whether somebody may still work in it. */
  async isOpen(token: string): Promise<boolean> {
    const found = await this.of(token);
    return found !== undefined && !found.session.locked;
  }

  async end(token: string): Promise<void> {
    await this.database.getRepository(SessionRow).delete({ tokenHash: tokenHash(token) });
  }

  async lock(token: string): Promise<void> {
    await this.database.getRepository(SessionRow).update({ tokenHash: tokenHash(token) }, { locked: true });
  }

  async unlock(token: string): Promise<void> {
    const change = { locked: false, activeAt: Date.now() };
    await this.database.getRepository(SessionRow).update({ tokenHash: tokenHash(token) }, change);
  }

  /** Its officer has shown a second factor in it: it is one that was opened with both. */
  async strengthen(token: string, method: 'passkey' | 'password-and-code'): Promise<void> {
    const weak = { tokenHash: tokenHash(token), method: 'password' as const };
    await this.database.getRepository(SessionRow).update(weak, { method });
  }

  /** That a person does something in it. One that is locked stays so. */
  async touch(token: string): Promise<void> {
    const mayBe = { tokenHash: tokenHash(token), locked: false, activeAt: MoreThan(Date.now() - this.config.lockMs) };
    await this.database.getRepository(SessionRow).update(mayBe, { activeAt: Date.now() });
  }

  /** An officer's sessions, the latest first. */
  async list(officerId: string): Promise<Session[]> {
    const rows = await this.database
      .getRepository(SessionRow)
      .find({ where: { officerId, expiresAt: MoreThan(Date.now()) }, order: { activeAt: 'DESC' } });
    return rows.map((row) => this.sessionOf(row));
  }

  /** @returns whether there was such a session of the officer */
  async endOne(officer: Officer, id: string): Promise<boolean> {
    const { affected } = await this.database.getRepository(SessionRow).delete({ id, officerId: officer.id });
    if (affected) await this.note(this.database.manager, officer.name, 'session-ended', id);
    return Boolean(affected);
  }

  private sessionOf(row: SessionRow): Session {
    const idle = row.use === 'console' && row.activeAt <= Date.now() - this.config.lockMs;
    return { ...row, locked: row.locked || idle };
  }

  private note = (manager: EntityManager, officer: string, action: 'signed-in' | 'session-ended', subject: string) =>
    this.audit.add(manager, { officer, unit: '', role: '', action, subject });
}

const tokenHash = (token: string): Buffer => Buffer.from(sha256(utf8(token)));
