import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { hex, utf8 } from '#libs/cose/bytes.js';
import type { BulletinAct } from '#libs/kinds/bulletin-acts.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { AuditRow } from '#libs/store/people-entities.js';
import { lookupHash, openUnder, sealUnder } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import type { Officer } from '../officers/roles.js';

export type AuditAction =
  | `${BulletinName}-${BulletinAct}`
  | 'alert-imported'
  | 'signed-in'
  | 'session-ended'
  | 'sign-in-changed'
  | 'officer-added'
  | 'officer-changed'
  | 'officer-reset'
  | 'officer-sessions-ended'
  | 'draft-opened'
  | 'draft-saved'
  | 'draft-discarded'
  | 'release-asked'
  | 'alerts-compared'
  | 'notes-read'
  | 'retention-changed'
  | 'share-asked'
  | 'share-decided'
  | 'alert-shared'
  | 'network-opened'
  | 'network-confirmed'
  | 'network-split'
  | 'network-merged'
  | 'network-named'
  | 'network-rejected'
  | 'network-exported'
  | 'message-opened'
  | 'evidence-opened'
  | 'file-opened'
  | 'statement-handed-in'
  | 'statement-signed'
  | 'contacts-searched'
  | 'catch-up-asked'
  | 'case-drafted'
  | 'case-begun'
  | 'case-moved'
  | 'case-opened'
  | 'cases-listed'
  | 'cases-searched'
  | 'case-exported'
  | 'case-held'
  | 'case-hold-ended'
  | 'case-weeded'
  | 'audit-read';

/** What changed in how an officer signs in. */
export type SignInChange = 'passkey-added' | 'passkey-removed' | 'code-added' | 'code-removed';

/** One line of a unit's audit log (LED 2016/680 Art. 25): who did what, to what, under which role, and why. */
export interface AuditLine {
  readonly officer: string;
  /** Whose log it is in; empty for what concerns no one unit. */
  readonly unit: string;
  readonly role: string;
  readonly action: AuditAction;
  /** The id of what it was done to, or sealed words; never content. */
  readonly subject: string;
  /** The justification that the officer gave. */
  readonly why?: string | undefined;
}

/** Where a unit's audit log ends: to be written down, so that nobody can cut it short later. */
export interface AuditHead {
  readonly position: number;
  readonly hash: string;
}

export interface AuditVerdict {
  readonly unit: string;
  readonly head: AuditHead;
  /** The first line that is not as it was written, or does not follow the one before; null where all do. */
  readonly fault: { readonly position: number; readonly what: string } | null;
}

/** Any number that no other advisory lock of the node uses. */
const AUDIT_LOCK = 0x6c61;
const PAGE = 5000;
const ONE_LOOK_MS = 10 * 60_000;
const PURPOSE = 'audit subject';
const SEALED = 'sealed:';

/**
 * The units' audit logs. Each line's hash covers the line before it and is made with a key that is not in the database:
 * whoever has only the database can neither alter a line nor take one out unseen.
 */
@Injectable()
export class Audit {
  /** Lists that were looked at lately, in memory alone: after a restart each is noted again. */
  private readonly looks = new Map<string, number>();

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Appends a line to its unit's log, in the caller's transaction. */
  async add(manager: EntityManager, line: AuditLine): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [AUDIT_LOCK, line.unit]);
    const last = await manager.findOne(AuditRow, { where: { unit: line.unit }, order: { position: 'DESC' } });
    const row = { ...line, why: line.why ?? '', position: (last?.position ?? 0) + 1, at: Date.now() };
    await manager.insert(AuditRow, { ...row, hash: this.hash(last?.hash, row) });
  }

  /** That an officer signs in by other means from now on, in the log of every unit that they work for. */
  async addSignInChange(manager: EntityManager, officer: Officer, subject: SignInChange): Promise<void> {
    // In one order: two that change at once do not wait for each other.
    for (const unit of officer.units.size > 0 ? [...officer.units.keys()].sort() : [''])
      await this.add(manager, { officer: officer.name, unit, role: '', action: 'sign-in-changed', subject });
  }

  /** Appends a line by itself: for a look, which changes nothing else. */
  note = (line: AuditLine): Promise<void> => this.database.transaction((manager) => this.add(manager, line));

  /**
   * The same for a list that a screen asks for anew by itself: what was noted word for word a little while ago is one look still. A line
   * for each time would bury what an auditor looks for.
   */
  noteListing = async (line: AuditLine, now = Date.now()): Promise<void> => {
    const look = JSON.stringify(line);
    const before = this.looks.get(look);
    if (before !== undefined && now - before < ONE_LOOK_MS) return;
    for (const [one, at] of this.looks) if (now - at >= ONE_LOOK_MS) this.looks.delete(one);
    await this.note(line);
    this.looks.set(look, now);
  };

  /** Goes through a unit's whole log. @param known an end of it that somebody wrote down before */
  async verify(unit: string, known?: AuditHead): Promise<AuditVerdict> {
    let head: AuditHead = { position: 0, hash: '' };
    let last: AuditRow | undefined;
    const wrong = (position: number, what: string) => ({ unit, head, fault: { position, what } });
    for (;;) {
      const rows: AuditRow[] = await this.database
        .getRepository(AuditRow)
        .createQueryBuilder('a')
        .where('a.unit = :unit AND a.position > :after', { unit, after: last?.position ?? 0 })
        .orderBy('a.position')
        .limit(PAGE)
        .getMany();
      for (const row of rows) {
        const position = (last?.position ?? 0) + 1;
        if (row.position !== position) return wrong(position, 'this line was taken out');
        if (!row.hash.equals(this.hash(last?.hash, row))) return wrong(position, 'this line is not as it was written');
        if (known?.position === position && known.hash !== hex(row.hash)) {
          return wrong(position, 'the log up to here is not the one that was written down');
        }
        last = row;
        head = { position, hash: hex(row.hash) };
      }
      if (rows.length < PAGE) break;
    }
    return known && known.position > head.position
      ? wrong(head.position + 1, `the log was cut short: it had ${known.position} lines`)
      : { unit, head, fault: null };
  }

  /** The lines of a unit's log on something done to any of these, oldest first. */
  linesAbout = (unit: string, action: AuditAction, subjects: readonly string[]): Promise<AuditRow[]> =>
    this.database
      .getRepository(AuditRow)
      .find({ where: { unit, action, subject: In([...subjects]) }, order: { position: 'ASC' } });

  /** What was searched for may be somebody's number: only an auditor reads it, through the node. */
  sealed = (words: string): string =>
    `${SEALED}${sealUnder(this.config.storageKey, PURPOSE, utf8(words)).toString('base64')}`;
  opened = (subject: string): string =>
    subject.startsWith(SEALED)
      ? Buffer.from(
          openUnder(this.config.storageKey, PURPOSE, Buffer.from(subject.slice(SEALED.length), 'base64')),
        ).toString('utf8')
      : subject;

  private hash(previous: Buffer | undefined, row: Omit<AuditRow, 'hash'>): Buffer {
    const fields = [row.position, row.at, row.officer, row.unit, row.role, row.action, row.subject, row.why];
    return lookupHash(this.config.storageKey, 'audit', previous ?? Buffer.alloc(32), utf8(JSON.stringify(fields)));
  }
}
