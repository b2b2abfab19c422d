import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceOf } from '#libs/envelope/reference.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { ReplacementRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING, RELEASING, unitsIn } from '../../people/officers/roles.js';
import { Outbox } from '../../post/courier/outbox.js';
import { FilesService } from '../../post/files/files.service.js';
import { Authority } from '../../trust/authority/authority.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';

/** Postings that are undone in time. */
@Injectable()
export class UndoingService {
  constructor(
    private readonly database: DataSource,
    private readonly authority: Authority,
    private readonly outbox: Outbox,
    private readonly files: FilesService,
    private readonly index: BulletinIndex,
    private readonly audit: Audit,
  ) {}

  /** Takes back what was released and is not sealed yet: nobody has it. */
  async undo(officer: Officer, kind: BulletinName, { id, sender }: MessageReference): Promise<void> {
    const units = unitsIn(officer, READING);
    const row = await this.outbox.sent({ messageId: id, unit: In(units), kind, ...(sender && { sender }) });
    if (!row)
      throw problem(
        404,
        'bulletin-unknown',
        'None of your units has posted this.',
        'See "liaison bulletin list --sent".',
      );
    const role = this.authority.mustHold(officer, row.unit as UnitAddress, RELEASING);
    await this.database.transaction(async (manager) => {
      if (!(await this.outbox.takeBack(manager, row))) {
        throw problem(
          409,
          'too-late',
          'It is on its way: it can no longer be undone.',
          'Recall it: "liaison bulletin recall".',
        );
      }
      await this.files.takeBack(manager, row.unit, id);
      await this.index.erase(manager, row.unit, row.sender, id);
      await manager.delete(ReplacementRow, { replacedBy: id, unit: row.unit, sender: row.sender });
      await this.audit.add(manager, {
        officer: officer.name,
        unit: row.unit,
        role,
        action: `${kind}-undone`,
        subject: referenceOf(row),
      });
    });
  }
}
