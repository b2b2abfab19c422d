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

/** A signed-in officer with the roles held in each unit. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly units: ReadonlyMap<string, readonly Role[]>;
}

/** Roles that may read a unit's mail. An administrator keeps the node running and reads nothing by that. */
export const READING: readonly Role[] = ['drafter', 'releaser', 'liaison-officer', 'evidence-custodian', 'auditor'];

/** The units in which the officer holds one of these roles. */
export const unitsIn = (officer: Officer, wanted: readonly Role[]): string[] =>
  [...officer.units.keys()].filter((unit) => roleIn(officer, unit, wanted));

/** The first of `wanted` that the officer holds in the unit; undefined where none. */
export const roleIn = (officer: Officer, unit: string, wanted: readonly Role[]): Role | undefined =>
  wanted.find((role) => officer.units.get(unit)?.includes(role));
