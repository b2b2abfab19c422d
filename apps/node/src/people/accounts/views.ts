import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';
import { Role } from '../officers/roles.js';

export const AccountName = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9.-]{1,59}$/, 'lower-case letters, digits, dots and hyphens, such as "a.maiga"');
/** @param least roles in each unit, and units: who works nowhere yet has a name that others cannot have, and a password that its giver knows */
const rolesIn = (least: 0 | 1) =>
  z
    .array(z.strictObject({ unit: UnitAddress, roles: z.array(Role).min(least).max(Role.options.length) }))
    .min(least)
    .max(50);
export const AddAccount = z.strictObject({
  name: AccountName,
  displayName: z.string().trim().min(1).max(200),
  units: rolesIn(1),
});
export const ChangeAccount = AddAccount.omit({ name: true }).extend({ units: rolesIn(0) });
export const AccountView = z.object({
  name: z.string(),
  displayName: z.string(),
  units: z.array(z.object({ unit: z.string(), roles: z.array(Role) })),
  passkeys: z.int(),
  oneTimeCode: z.boolean(),
  sessions: z.int(),
  activeAt: z.iso.datetime().nullable(),
});
export const AccountList = z.object({ accounts: z.array(AccountView), units: z.array(z.string()) });
/** Read out once, to be changed for a passkey; it is not shown again. */
export const FirstPassword = z.object({ password: z.string() });
