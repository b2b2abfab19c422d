import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Answer } from './routes.js';

/** What is known of a bulletin of any kind beside what it says. */
export type Bulletin = Omit<Answer<'/api/v1/bulletins/alert/{id}'>, 'body'>;

type OfAlerts = '/api/v1/bulletins/alert';
type DraftsOfAlerts = '/api/v1/bulletin-drafts/alert';

/** Where a kind of bulletin is in the API. Every kind has the same routes: they are typed as one's. */
export const bulletinsAt = <Rest extends string>(kind: BulletinName, rest: Rest) =>
  `/api/v1/bulletins/${kind}${rest}` as `${OfAlerts}${Rest}`;
/** Where those in the writing are. */
export const draftsAt = <Rest extends string>(kind: BulletinName, rest: Rest) =>
  `/api/v1/bulletin-drafts/${kind}${rest}` as `${DraftsOfAlerts}${Rest}`;
