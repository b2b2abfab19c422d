import { z } from 'zod';
import { ROLES } from '#libs/policy/roles.js';

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** A signed-in officer with the roles held in each unit. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly units: ReadonlyMap<string, readonly Role[]>;
}

/*
 * Who may do what in a unit. Routes say it of their callers, services ask it in the unit that is concerned; of several
 * roles that an officer holds, the first of the list is the one that the audit log names.
 */

/** A unit's mail. An administrator keeps the node running and reads nothing by that. */
export const READING: readonly Role[] = ['drafter', 'releaser', 'liaison-officer', 'evidence-custodian', 'auditor'];
export const WRITING: readonly Role[] = ['drafter', 'releaser'];
export const RELEASING: readonly Role[] = ['releaser'];
/** Notes and assignments among colleagues; an auditor looks on. */
export const WORKING: readonly Role[] = READING.filter((role) => role !== 'auditor');
export const ANALYSING: readonly Role[] = ['releaser', 'drafter', 'liaison-officer'];
export const ATTACHING: readonly Role[] = ['drafter', 'releaser', 'evidence-custodian'];
/** Moves that hand evidence on. */
export const CUSTODY: readonly Role[] = ['releaser', 'evidence-custodian'];
export const HOLDING: readonly Role[] = ['releaser', 'liaison-officer', 'evidence-custodian'];
export const WEEDING: readonly Role[] = ['administrator', 'liaison-officer', 'releaser'];
export const SEEING_RETENTION: readonly Role[] = [...READING, 'administrator'];
/** What the unit's office says in the directory; a unit's subscription is its releaser's, too. */
export const SPEAKING: readonly Role[] = ['liaison-officer'];
export const SUBSCRIBING: readonly Role[] = ['liaison-officer', 'releaser'];
/** Statements that were signed elsewhere. */
export const HANDING_IN: readonly Role[] = ['liaison-officer', 'releaser', 'administrator'];
export const AUDITING: readonly Role[] = ['auditor'];
export const ADMINISTERING: readonly Role[] = ['administrator'];

/** The units in which the officer holds one of these roles. */
export const unitsIn = (officer: Officer, wanted: readonly Role[]): string[] =>
  [...officer.units.keys()].filter((unit) => roleIn(officer, unit, wanted));

/** The first of `wanted` that the officer holds in the unit; undefined where none. */
export const roleIn = (officer: Officer, unit: string, wanted: readonly Role[]): Role | undefined =>
  wanted.find((role) => officer.units.get(unit)?.includes(role));
