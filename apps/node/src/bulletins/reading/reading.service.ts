import { Injectable } from '@nestjs/common';
import { referenceTo } from '#libs/envelope/reference.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Bodies } from '#libs/kinds/registry.js';
import type { OfficerAction } from '#libs/policy/engine.js';
import type { Role } from '#libs/policy/roles.js';
import { problem } from '../../http/problem.js';
import { type Officer, READING, roleIn } from '../../people/officers/roles.js';
import { type StoredMessage, StoredMessages } from '../../post/stored-messages.js';
import { Authority } from '../../trust/authority/authority.js';
import { isErased } from './erased.js';

/** A bulletin that an officer may read, with the role in which they do. */
export interface ReadBulletin<Name extends BulletinName = BulletinName> {
  readonly row: StoredMessage;
  readonly role: Role;
  /** Null where it is erased, or cannot be read. */
  readonly bulletin: (Bulletin & { readonly body: Bodies[Name] }) | null;
}
/** The same of one that has its content. */
export interface WholeBulletin<Name extends BulletinName = BulletinName> extends ReadBulletin<Name> {
  readonly bulletin: NonNullable<ReadBulletin<Name>['bulletin']>;
}

/** Which bulletin is meant: by its id, and where that is known by whose it is and which unit's copy. */
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
export function mustBeOneSenders(id: string, rows: readonly Pick<StoredMessage, 'sender'>[]): void {
  const senders = [...new Set(rows.map(({ sender }) => sender))];
  if (senders.length <= 1) return;
  throw problem(
    409,
    'id-ambiguous',
    `${senders.length} units have sent something under this id.`,
    `Say whose you mean: ${senders.map((sender) => referenceTo({ id, sender })).join(' or ')}.`,
  );
}

/** The one way from a bulletin's id to what an officer may do with it. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly authority: Authority,
    private readonly stored: StoredMessages,
  ) {}

  /** @throws Problem where no unit of the officer has it, or the policy in force does not let them */
  async read<Name extends BulletinName>(
    officer: Officer,
    kind: Name,
    which: Which,
    action: OfficerAction = 'open',
    wanted = READING,
  ): Promise<ReadBulletin<Name>> {
    const { row, role } = await this.theOne(officer, kind, which, wanted);
    const opened = this.stored.bulletin(row);
    const bulletin = typeof opened === 'string' ? null : opened;
    if (bulletin) this.authority.mustAllow(action, officer, row.unit, bulletin.facts.terms);
    return { row, role, bulletin: bulletin as ReadBulletin<Name>['bulletin'] };
  }

  /** The same for what needs its content. @throws Problem where it is erased or cannot be read */
  async whole<Name extends BulletinName>(
    officer: Officer,
    kind: Name,
    which: Which,
    action: OfficerAction = 'open',
    wanted = READING,
  ): Promise<WholeBulletin<Name>> {
    const { bulletin, ...read } = await this.read(officer, kind, which, action, wanted);
    if (bulletin) return { ...read, bulletin };
    if (!isErased(read.row)) {
      throw problem(409, 'bulletin-unreadable', 'This cannot be read here.', 'Ask its author to send it anew.');
    }
    throw problem(409, 'bulletin-erased', 'Its content is erased here.', 'Show it: it says why.');
  }

  private async theOne(
    officer: Officer,
    kind: BulletinName,
    { id, sender, unit, direction }: Which,
    wanted: readonly Role[],
  ) {
    const rows = await this.stored.all({
      messageId: id,
      kind,
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
    throw problem(
      404,
      'bulletin-unknown',
      'None of your units has this.',
      `List what your units have: "liaison bulletin list --kind ${kind}".`,
    );
  }
}
