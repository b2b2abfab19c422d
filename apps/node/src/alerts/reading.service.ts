import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import type { OfficerAction } from '#libs/policy/engine.js';
import { MessageRow } from '#libs/store/node-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { problem } from '../http/problem.js';
import { type Officer, READING, type Role, roleIn } from '../officers/roles.js';
import { PolicyService } from '../policy/policy.service.js';
import { isErased, openAlert } from './stored-alert.js';

/** An alert that an officer may read, with the role in which they do. */
export interface ReadAlert {
  readonly row: MessageRow;
  readonly role: Role;
  /** Null where it is erased, or cannot be read. */
  readonly alert: Alert | null;
}

/** The one way from an alert's id to what an officer may do with it. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly database: DataSource,
    private readonly policy: PolicyService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** @throws Problem where no unit of the officer has it, or the policy in force does not let them */
  async read(officer: Officer, id: string, action: OfficerAction = 'open', wanted = READING): Promise<ReadAlert> {
    const rows = await this.database.getRepository(MessageRow).findBy({ messageId: id, kind: 'alert' });
    for (const row of rows) {
      const role = roleIn(officer, row.unit, wanted);
      if (!role) continue;
      const alert = openAlert(this.config.storageKey, row);
      if (alert) this.policy.mustAllow(action, officer, row.unit, alertFacts(alert, row.sender as UnitAddress).terms);
      return { row, role, alert };
    }
    throw problem(404, 'alert-unknown', 'None of your units has an alert with this id.', 'See "liaison inbox".');
  }

  /** The same for what needs the alert's content. @throws Problem where it is erased or cannot be read */
  async readWhole(officer: Officer, id: string, action: OfficerAction = 'open', wanted = READING) {
    const { alert, ...read } = await this.read(officer, id, action, wanted);
    if (alert) return { ...read, alert };
    if (!isErased(read.row)) {
      throw problem(409, 'alert-unreadable', 'This alert cannot be read here.', 'Ask its author to send it anew.');
    }
    throw problem(409, 'alert-erased', 'This alert’s content is erased here.', '"liaison show" says why.');
  }
}
