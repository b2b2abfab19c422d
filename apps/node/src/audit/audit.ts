import type { EntityManager } from 'typeorm';
import { sha256, utf8 } from '#libs/cose/bytes.js';
import { AuditRow } from '#libs/store/node-entities.js';

/** One line of the audit log (LED 2016/680 Art. 25): who did what, to what, for which unit and under which role. */
export interface AuditLine {
  readonly officer: string;
  readonly unit: string;
  readonly role: string;
  readonly action:
    | 'alert-posted'
    | 'message-opened'
    | 'file-opened'
    | 'signed-in'
    | 'statement-handed-in'
    | 'statement-signed'
    | 'contacts-searched'
    | 'catch-up-asked';
  /** The id of what it was done to; never its content. */
  readonly subject: string;
}

/** Any number that no other advisory lock of the node uses. */
const AUDIT_LOCK = 0x6c61;

/** Appends a line in the caller's transaction; each line's hash covers the line before it. */
export async function audit(manager: EntityManager, line: AuditLine): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
  const last = await manager.findOne(AuditRow, { where: {}, order: { position: 'DESC' } });
  const row = { ...line, position: (last?.position ?? 0) + 1, at: Date.now() };
  await manager.insert(AuditRow, { ...row, hash: auditHash(last?.hash ?? Buffer.alloc(32), row) });
}

export function auditHash(previous: Buffer, row: AuditLine & { position: number; at: number }): Buffer {
  const fields = [row.position, row.at, row.officer, row.unit, row.role, row.action, row.subject];
  return Buffer.from(sha256(previous, utf8(JSON.stringify(fields))));
}
