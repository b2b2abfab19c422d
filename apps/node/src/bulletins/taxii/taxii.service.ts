import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { stixObjects } from '#libs/kinds/alert/exchange/stix-export.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING, roleIn, unitsIn } from '../../people/officers/roles.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { exportedOf } from '../exchange/exchange.service.js';
import { InboxService } from '../reading/inbox.service.js';

/** An object of the collection, with when it came in here. */
export interface CollectedObject {
  readonly object: Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly addedAt: number;
}

/** So many of the newest valid alerts a collection holds. */
const MOST_ALERTS = 2000;

/** A unit's valid alerts as objects of a TAXII collection: only what policy lets the officer export. */
@Injectable()
export class TaxiiService {
  constructor(
    private readonly inbox: InboxService,
    private readonly policy: PolicyService,
    private readonly audit: Audit,
  ) {}

  unitsOf = (officer: Officer): string[] => unitsIn(officer, READING).sort();

  /** In the order in which they came in (TAXII 2.1 §3.4). Each look is an export, and in the audit log. */
  async objects(officer: Officer, unit: string): Promise<CollectedObject[]> {
    const valid = { unit: unit as UnitAddress, box: 'all', state: 'valid' } as const;
    const found = await this.inbox.find(officer, 'alert', valid, MOST_ALERTS);
    const role = roleIn(officer, unit, READING)!;
    await this.audit.note({ officer: officer.name, unit, role, action: 'alert-exported', subject: 'TAXII collection' });
    const collected = new Map<string, CollectedObject>();
    for (const { row, bulletin } of found.reverse()) {
      if (!bulletin || !this.policy.officerMay('export', officer, unit, bulletin.facts.terms).allowed) continue;
      await turn();
      for (const object of stixObjects(exportedOf({ row, bulletin }))) {
        if (!collected.has(object.id)) collected.set(object.id, { object: object as never, addedAt: row.storedAt });
      }
    }
    return [...collected.values()];
  }
}
