import { z } from 'zod';

/** What a unit is, which policy decides by. */
export const UnitFunction = z.enum([
  'specialised-police',
  'prosecution',
  'central-authority',
  'liaison-office',
  'observatory',
  'victim-protection',
]);
export type UnitFunction = z.infer<typeof UnitFunction>;

/** Whom a national coordination structure brings together (Rabat Process, conclusions of the thematic meeting). */
export const InstitutionType = z.enum([
  'national-agency',
  'local-authority',
  'civil-society',
  'religious-organisation',
  'traditional-authority',
  'international-organisation',
  'private-sector',
]);
export type InstitutionType = z.infer<typeof InstitutionType>;
