import { z } from 'zod';

/** What an officer may do in a unit. */
export const Role = z.enum([
  'drafter',
  'releaser',
  'liaison-officer',
  'evidence-custodian',
  'auditor',
  'administrator',
]);
export type Role = z.infer<typeof Role>;
