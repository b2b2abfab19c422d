import { type ComponentType, lazy } from 'react';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import type { Shown } from './shown.js';

/** Kinds that are written in a form of their own; all others by their schema. */
export const WRITERS: Partial<Readonly<Record<BulletinName, ComponentType>>> = {
  'risk-assessment': lazy(() => import('../assessments/AssessmentForm.js')),
};

/** Kinds that are read on a page of their own making; all others by their blocks. */
export const READERS: Partial<Readonly<Record<BulletinName, ComponentType<Shown>>>> = {
  'risk-assessment': lazy(() => import('../assessments/Judged.js')),
};
