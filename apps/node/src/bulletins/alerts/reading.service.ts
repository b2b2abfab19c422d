import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { referenceTo } from '#libs/envelope/reference.js';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import type { OfficerAction } from '#libs/policy/engine.js';
import { MessageRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { type Officer, READING, type Role, roleIn } from '../../people/officers/roles.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { isErased } from './stored-alert.js';

/** An alert that an officer may read, with the role in which they do. */
export interface ReadAlert {
  readonly row: MessageRow;
  readonly role: Role;
  /** Null where it is erased, or cannot be read. */
  readonly alert: Alert | null;
}

/** Which alert is meant: by its id, and where that is known by whose it is and which unit's copy. */
export interface Which {
  readonly id: string;
  readonly sender?: string | undefined;
  readonly unit?: string;
  readonly direction?: 'in' | 'out';
}

/**
 * An id is its sender's choice: where several have used one, none of theirs is taken for another's.
 * @throws Problem that names each by its sender
 */
export function mustBeOneSenders(id: string, rows: readonly Pick<MessageRow, 'sender'>[]): void {
  const senders = [...new Set(rows.map(({ sender }) => sender))];
  if (senders.length <= 1) return;
  throw problem(
    409,
    'id-ambiguous',
    `${senders.length} units have sent something under this id.`,
    `Say whose you mean: ${senders.map((sender) => referenceTo({ id, sender })).join(' or ')}.`,
  );
}

/** The one way from an alert's id to what an officer may do with it. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: PolicyService,
    private readonly stored: StoredMessages,
  ) {}

  /** @throws Problem where no unit of the officer has it, or the policy in force does not let them */
  async read(officer: Officer, which: Which, action: OfficerAction = 'open', wanted = READING): Promise<ReadAlert> {
    const { row, role } = await this.theOne(officer, which, wanted);
    const alert = this.stored.read('alert', row);
    if (alert) this.policy.mustAllow(action, officer, row.unit, alertFacts(alert, row.sender as UnitAddress).terms);
    return { row, role, alert };
  }

  /** The same for what needs the alert's content. @throws Problem where it is erased or cannot be read */
  async readWhole(officer: Officer, which: Which, action: OfficerAction = 'open', wanted = READING) {
    const { alert, ...read } = await this.read(officer, which, action, wanted);
    if (alert) return { ...read, alert };
    if (!isErased(read.row)) {
      throw problem(409, 'alert-unreadable', 'This alert cannot be read here.', 'Ask its author to send it anew.');
    }
    throw problem(409, 'alert-erased', 'This alert’s content is erased here.', '"liaison show" says why.');
  }

  private async theOne(officer: Officer, { id, sender, unit, direction }: Which, wanted: readonly Role[]) {
    const rows = await this.database.getRepository(MessageRow).findBy({
      messageId: id,
      kind: 'alert',
      ...(sender && { sender }),
      ...(unit && { unit }),
      ...(direction && { direction }),
    });
    const found = rows.flatMap((row) => {
      const role = roleIn(officer, row.unit, wanted);
      return role ? [{ row, role }] : [];
    });
    mustBeOneSenders(
      id,
      found.map(({ row }) => row),
    );
    if (found[0]) return found[0];
    throw problem(404, 'alert-unknown', 'None of your units has an alert with this id.', 'See "liaison inbox".');
  }
}
