import { type ComponentType, lazy } from 'react';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Shown } from './shown.js';

/** Kinds that are read and written elsewhere: alerts have a place of their own. */
export const HAVE_THEIR_OWN_PLACE: readonly BulletinName[] = ['alert'];

/** Kinds that are written in a form of their own; all others by their schema. */
export const WRITERS: Partial<Readonly<Record<BulletinName, ComponentType>>> = {
  'risk-assessment': lazy(() => import('../assessments/AssessmentForm.js')),
};

/** Kinds that are read on a page of their own making; all others by their blocks. */
export const READERS: Partial<Readonly<Record<BulletinName, ComponentType<Shown>>>> = {
  'risk-assessment': lazy(() => import('../assessments/Judged.js')),
};

/** Where a bulletin is read in the console. @param reference its id, and where it is known whose it is */
export const placeOf = (kind: BulletinName, reference: string): string =>
  HAVE_THEIR_OWN_PLACE.includes(kind) ? `/alerts/${reference}` : `/bulletins/${kind}/${reference}`;

/** Where one in the writing is. */
export const draftPlaceOf = (kind: BulletinName, id: string): string =>
  HAVE_THEIR_OWN_PLACE.includes(kind) ? `/alerts/write/${id}` : `/bulletins/${kind}/write/${id}`;
