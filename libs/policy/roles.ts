/** What an officer may do in a unit. Plain, so that a browser has the list too: no schema comes with it. */
export const ROLES = [
  'drafter',
  'releaser',
  'liaison-officer',
  'evidence-custodian',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];
