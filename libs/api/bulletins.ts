import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Answer, Body } from './routes.js';

type OfAlerts = '/api/v1/bulletins/alert';
type DraftsOfAlerts = '/api/v1/bulletin-drafts/alert';

/** A bulletin of any kind as it is shown. Every kind has the same routes: they are typed as one's. */
export type ShownBulletin = Answer<`${OfAlerts}/{id}`>;
/** What is known of it beside what it says. */
export type Bulletin = Omit<ShownBulletin, 'body'>;
/** One in a list. */
export type ListedBulletin = Answer<OfAlerts>['bulletins'][number];
/** One as a file says it: what is in it, the node judges. */
export type Written = Body<OfAlerts, 'post'>['body'];
/** An answer to one. */
export type WrittenReply = Body<`${OfAlerts}/{id}/replies`, 'post'>;
/** Some of them for programs or on paper. */
export type ExportAsked = Body<`${OfAlerts}/exports`, 'post'>;
/** Who would receive one, and who not. */
export type Audience = Answer<`${OfAlerts}/audience`, 'post'>;
/** One in the writing, and in a list of these. */
export type BulletinDraft = Answer<`${DraftsOfAlerts}/{id}`>;
export type ListedDraft = Answer<DraftsOfAlerts>['drafts'][number];

/** Where a kind of bulletin is in the API. */
export const bulletinsAt = <Rest extends string>(kind: BulletinName, rest: Rest) =>
  `/api/v1/bulletins/${kind}${rest}` as `${OfAlerts}${Rest}`;
/** Where those in the writing are. */
export const draftsAt = <Rest extends string>(kind: BulletinName, rest: Rest) =>
  `/api/v1/bulletin-drafts/${kind}${rest}` as `${DraftsOfAlerts}${Rest}`;
