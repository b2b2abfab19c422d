import type { BulletinName } from '#libs/kinds/bulletin-kinds.js';

/** Where each kind of bulletin is in the API. */
export const PATHS: Readonly<Record<BulletinName, string>> = { alert: 'alerts', 'risk-assessment': 'assessments' };
