import { Injectable } from '@nestjs/common';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import type { OfficerAction } from '#libs/policy/engine.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { Officer } from '../people/officers/roles.js';
import { type StoredMessage, StoredMessages } from '../post/stored-messages.js';
import { Authority } from '../trust/authority/authority.js';

/** Alerts by their numbers in the index, as far as an officer may see them. */
@Injectable()
export class AlertsInIndex {
  constructor(
    private readonly stored: StoredMessages,
    private readonly authority: Authority,
  ) {}

  /** By number: the alerts that the officer may open, or export. */
  async of(officer: Officer, numbers: readonly string[], action: OfficerAction) {
    const rows: (StoredMessage & { number: string })[] = await this.stored
      .query('m')
      .innerJoin('bulletin_index', 'i', 'i.unit = m.unit AND i.sender = m.sender AND i.message_id = m.message_id')
      .where('i.number = ANY(:numbers)', { numbers })
      .select(['m.unit', 'm.sender', 'm.messageId', 'm.handling', 'm.sealedRecordKey', 'm.sealedBody'])
      .addSelect('i.number', 'number')
      .getRawAndEntities()
      .then(({ entities, raw }) => entities.map((row, i) => Object.assign(row, { number: String(raw[i].number) })));
    return new Map(
      rows.flatMap((row) => {
        const alert = this.stored.read('alert', row);
        if (!alert || !this.may(action, officer, row, alert)) return [];
        const { messageId: id, sender, handling: tlp } = row;
        return [[row.number, { id, sender: sender as UnitAddress, title: alert.title.text, tlp }] as const];
      }),
    );
  }

  private may = (action: OfficerAction, officer: Officer, row: StoredMessage, alert: Alert): boolean =>
    this.authority.may(action, officer, row.unit, alertFacts(alert, row.sender as UnitAddress).terms).allowed;
}
