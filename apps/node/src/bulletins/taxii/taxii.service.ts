import { Injectable } from '@nestjs/common';
import { iso } from '#libs/bounds/times.js';
import { stixObjects } from '#libs/kinds/alert/exchange/stix-export.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING, roleIn, unitsIn } from '../../people/officers/roles.js';
import { Authority } from '../../trust/authority/authority.js';
import { exportedOf } from '../exchange/exports.service.js';
import { InboxService, type Place } from '../reading/inbox.service.js';

/** An object of the collection, with when it came in here. */
export interface CollectedObject {
  readonly object: Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly addedAt: number;
  /** Where a page begins that begins with it. */
  readonly place: ObjectPlace;
}

/** One object of one alert's. */
export interface ObjectPlace extends Omit<Place, 'unit'> {
  /** How many of the alert's objects stand before it. */
  readonly at: number;
}

/** A unit's valid alerts as objects of a TAXII collection: only what policy lets the officer export. */
@Injectable()
export class TaxiiService {
  constructor(
    private readonly inbox: InboxService,
    private readonly authority: Authority,
    private readonly audit: Audit,
  ) {}

  unitsOf = (officer: Officer): string[] => unitsIn(officer, READING).sort();

  /**
   * In the order in which they came in (TAXII 2.1 §3.4), made as they are asked for. Each look is an export, and in the
   * audit log. What several alerts have in common, as their author, comes once.
   * @param after milliseconds since 1970-01-01T00:00Z
   */
  async *objects(officer: Officer, unit: string, after: number, from?: ObjectPlace): AsyncGenerator<CollectedObject> {
    const role = roleIn(officer, unit, READING)!;
    await this.audit.note({ officer: officer.name, unit, role, action: 'alert-exported', subject: 'TAXII collection' });
    const since = iso(after + 1);
    const valid = { unit: unit as UnitAddress, box: 'all', state: 'valid', since } as const;
    const given = new Set<string>();
    for await (const { row, bulletin } of this.inbox.each(officer, 'alert', valid, from && { ...from, unit })) {
      if (!bulletin || !this.authority.may('export', officer, unit, bulletin.facts.terms).allowed) continue;
      const { storedAt, messageId, sender } = row;
      const first = messageId === from?.messageId && sender === from.sender ? from.at : 0;
      for (const [at, object] of stixObjects(exportedOf({ row, bulletin })).entries()) {
        if (at < first || given.has(object.id)) continue;
        given.add(object.id);
        yield { object: object as never, addedAt: storedAt, place: { storedAt, messageId, sender, at } };
      }
    }
  }
}
