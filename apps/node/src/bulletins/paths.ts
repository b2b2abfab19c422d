import type { BulletinName } from '#libs/kinds/bulletin-names.js';

/** Where a kind of bulletin is in the API. */
export const bulletinsOf = <Name extends BulletinName>(kind: Name) => `bulletins/${kind}` as const;
/** Where those in the writing are. */
export const draftsOf = <Name extends BulletinName>(kind: Name) => `bulletin-drafts/${kind}` as const;
