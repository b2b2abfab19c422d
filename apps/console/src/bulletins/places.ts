import type { BulletinName } from '#libs/kinds/bulletin-names.js';

/** Kinds that are read and written elsewhere: alerts have a place of their own. */
export const HAVE_THEIR_OWN_PLACE: readonly BulletinName[] = ['alert'];

/** Where a bulletin is read in the console. @param reference its id, and where it is known whose it is */
export const placeOf = (kind: BulletinName, reference: string): string =>
  HAVE_THEIR_OWN_PLACE.includes(kind) ? `/alerts/${reference}` : `/bulletins/${kind}/${reference}`;

/** Where one in the writing is. */
export const draftPlaceOf = (kind: BulletinName, id: string): string =>
  HAVE_THEIR_OWN_PLACE.includes(kind) ? `/alerts/write/${id}` : `/bulletins/${kind}/write/${id}`;
