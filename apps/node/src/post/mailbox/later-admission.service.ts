import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { MessageId } from '#libs/envelope/id.js';
import { KNOWN_KINDS } from '#libs/kinds/registry.js';
import { MessageRow } from '#libs/store/post-entities.js';
import { ERASED } from '#libs/store/storage-key.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { Incidents } from '../../trust/incidents/incidents.js';
import { Arrivals } from '../arrivals.js';
import { FilesService } from '../files/files.service.js';
import { comesAgain, failedStep } from '../one-culprit.js';
import { StoredMessages } from '../stored-messages.js';
import { Admission } from './admission.service.js';

const AT_ONCE = 100;
/** All are there from the start: it runs again for what a database that was away kept it from. */
const PACE = { idleMs: 60_000, apartMs: 0 };

/** Admits, as soon as a version runs that knows their kind, the messages that came before: as if they came now. */
@Injectable()
export class LaterAdmission implements Worker {
  private readonly logger = new Logger(LaterAdmission.name);
  private readonly loop = new Wakeable(PACE, () => this.admitSome(), this.logger, 'earlier messages wait');

  constructor(
    private readonly database: DataSource,
    private readonly admission: Admission,
    private readonly stored: StoredMessages,
    private readonly arrivals: Arrivals,
    private readonly files: FilesService,
    private readonly incidents: Incidents,
  ) {}

  start(): void {
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** @returns whether there may be more */
  private async admitSome(): Promise<boolean> {
    const rows = await this.database.getRepository(MessageRow).find({
      where: { admitted: false, kind: In(KNOWN_KINDS) },
      order: { storedAt: 'ASC' },
      take: AT_ONCE,
    });
    for (const row of rows) await this.admitOrRefuse(row);
    if (rows.length === 0) return false;
    this.arrivals.committed(rows.map((row) => row.kind));
    this.files.wake();
    return true;
  }

  private async admitOrRefuse(row: MessageRow): Promise<void> {
    const refused = await this.database
      .transaction((manager) => this.admit(manager, row))
      .catch((error: unknown) => {
        if (comesAgain(error)) throw error;
        return `not-taken: ${failedStep(error, 'admitting')}`;
      });
    if (refused === undefined) return;
    const { unit, sender, messageId, kind } = row;
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(
        MessageRow,
        { unit, sender, messageId, admitted: false },
        { admitted: true, ...ERASED },
      );
      if (!affected) return;
      const detail = `${sender} sent ${messageId} (${kind}), which may not be shown: ${refused}`;
      const found = { type: 'message-not-admitted', by: memberOf(sender as UnitAddress), detail, evidence: [] };
      await this.incidents.record(found, manager);
    });
  }

  /** @returns why it may not be shown; undefined where it was admitted */
  private async admit(manager: EntityManager, row: MessageRow): Promise<string | undefined> {
    const { unit, sender: from, messageId, handling, urgent, logPosition } = row;
    // Another process may have begun with the same.
    const where = { unit, sender: from, messageId, admitted: false };
    if (!(await manager.findOne(MessageRow, { where, lock: { mode: 'pessimistic_write' } }))) return undefined;
    const [recipient, sender] = [unit, from] as [UnitAddress, UnitAddress];
    const id = MessageId.parse(messageId);
    const admitted = this.stored.openAny(row);
    if (typeof admitted === 'string') return admitted === 'erased' ? admitted : 'body-malformed';
    const labelled = { sender, recipient, handling, urgent, position: logPosition };
    const fault = this.admission.faultOf(admitted, labelled);
    if (fault) return fault;
    await manager.update(MessageRow, { unit: recipient, sender, messageId: id }, { admitted: true });
    await this.files.want(manager, recipient, { sender, id }, this.arrivals.filesOf(admitted));
    await this.arrivals.take(manager, { unit: recipient, sender, messageId: id, logPosition }, admitted);
    return undefined;
  }
}
