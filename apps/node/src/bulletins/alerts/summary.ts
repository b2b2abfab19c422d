import type { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import type { Alert } from '#libs/kinds/alert/schema.js';
import type { AlertIndexRow } from '#libs/store/bulletins-entities.js';
import type { MessageRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { isErased } from './stored-alert.js';
import type { AlertLine, AlertSummary } from './views.js';

/** What is known of an alert beside itself. */
export interface Standing {
  readonly recalled: boolean;
  readonly replacedBy: string | null;
  /** Null while it was not indexed yet, and where it was erased. */
  readonly index: Pick<AlertIndexRow, 'assignedTo'> | null;
}

/** A line of a list. @param alert null where it was recalled or weeded, and where it cannot be read */
export function summaryOf(row: MessageRow, alert: Alert | null, standing: Standing): z.infer<typeof AlertSummary> {
  return {
    id: row.messageId,
    unit: row.unit as UnitAddress,
    sender: row.sender as UnitAddress,
    title: alert?.title.text ?? '',
    recalled: standing.recalled,
    weeded: isErased(row) && !standing.recalled,
    unreadable: alert === null && !isErased(row),
    replacedBy: standing.replacedBy,
    expired: alert !== null && Date.parse(alert.validUntil) <= Date.now(),
    tlp: row.handling,
    urgent: row.urgent,
    assignedTo: standing.index?.assignedTo ?? null,
    createdAt: iso(row.createdAt),
    storedAt: iso(row.storedAt),
  };
}

/** Where an alert's routes lead, and until when it holds. */
export const pathOf = ({ validUntil, routes }: Alert): z.infer<typeof AlertLine>['path'] => ({
  validUntil,
  routes: routes.map(({ points }) =>
    points.map(({ place, country, coordinates, from, until }) => ({
      place,
      country: country ?? null,
      latitude: coordinates?.latitude ?? null,
      longitude: coordinates?.longitude ?? null,
      from: from ?? null,
      until: until ?? null,
    })),
  ),
});
