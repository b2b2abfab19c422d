import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { bulletinTerms } from '../bulletin-terms.js';
import type { AlertDraft } from './schema.js';

/** What policies and subscriptions decide by, told from an alert's own content. */
export function alertFacts(alert: Omit<AlertDraft, 'files'>, sender: UnitAddress): BulletinFacts {
  const { routes } = alert;
  const countries = [
    ...new Set(routes.flatMap((route) => route.points.flatMap((point) => point.country ?? []))),
  ].sort();
  return {
    terms: bulletinTerms('alert', sender, { ...alert, countries }),
    routes: routes.map((route) => route.points),
    languages: [...new Set([alert.title.language, alert.summary.language])],
  };
}
