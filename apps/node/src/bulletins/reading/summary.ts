import type { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { BulletinIndexRow } from '#libs/store/bulletins-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { StoredMessage } from '../../post/stored-messages.js';
import { isErased } from './erased.js';
import type { BulletinLine, BulletinSummary } from './views.js';

/** What is known of a bulletin beside itself. */
export interface Standing {
  readonly recalled: boolean;
  readonly replacedBy: string | null;
  /** Null while it was not indexed yet, and where it was erased. */
  readonly index: Pick<BulletinIndexRow, 'assignedTo'> | null;
}

/** A line of a list. @param bulletin null where it was recalled or weeded, and where it cannot be read */
export function summaryOf(
  row: StoredMessage,
  bulletin: Bulletin | null,
  standing: Standing,
): z.infer<typeof BulletinSummary> {
  return {
    id: row.messageId,
    unit: row.unit as UnitAddress,
    sender: row.sender as UnitAddress,
    title: bulletin?.summary.titles[0].text ?? '',
    titles: [...(bulletin?.summary.titles ?? [])],
    recalled: standing.recalled,
    weeded: isErased(row) && !standing.recalled,
    unreadable: bulletin === null && !isErased(row) && !standing.recalled,
    replacedBy: standing.replacedBy,
    expired: bulletin !== null && bulletin.summary.validUntil <= Date.now(),
    tlp: row.handling,
    urgent: row.urgent,
    assignedTo: standing.index?.assignedTo ?? null,
    createdAt: iso(row.createdAt),
    storedAt: iso(row.storedAt),
  };
}

/** Where a bulletin's routes lead, and until when it holds; null where its kind has none. */
export function pathOf({ kind, body, summary }: Bulletin): z.infer<typeof BulletinLine>['path'] {
  const routes = kind.routes?.(body);
  if (!routes) return null;
  return {
    validUntil: iso(summary.validUntil),
    routes: routes.map((points) =>
      points.map(({ place, country, coordinates, from, until }) => ({
        place,
        country: country ?? null,
        latitude: coordinates?.latitude ?? null,
        longitude: coordinates?.longitude ?? null,
        from: from ?? null,
        until: until ?? null,
      })),
    ),
  };
}
