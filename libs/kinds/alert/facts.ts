import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { AlertDraft } from './schema.js';

/** What policies and subscriptions decide by, told from an alert's own content. */
export function alertFacts(alert: Omit<AlertDraft, 'files'>, sender: UnitAddress): BulletinFacts {
  const { handling, routes, topics, urgent } = alert;
  return {
    terms: {
      kind: 'alert',
      shape: 'bulletin',
      sender,
      tlp: handling.tlp,
      handlingCode: handling.code,
      pap: handling.pap,
      topics,
      countries: [...new Set(routes.flatMap((route) => route.points.flatMap((point) => point.country ?? [])))].sort(),
      urgent,
      // The schema has no field for a person: those at risk are a group, minors an age band.
      namesPerson: false,
      namesVictim: false,
      namesMinor: false,
      namedUnits: handling.namedUnits,
      parties: [],
    },
    routes: routes.map((route) => route.points),
    languages: [...new Set([alert.title.language, alert.summary.language])],
  };
}
