import { z } from 'zod';

/** Who speaks beside members and units. */
const RESERVED: readonly string[] = ['committee', 'log'];

/** A member: ISO 3166-1 alpha-2 in lower case, or a body's short name (`ne`, `ecowas`). */
export const MemberCode = z
  .string()
  .regex(/^[a-z]{2,12}$/, 'a member is a country code or short name in lower case, such as "ne" or "ecowas"')
  .refine((code) => !RESERVED.includes(code), 'not a name that stands for the committee or the log')
  .brand<'MemberCode'>();
export type MemberCode = z.infer<typeof MemberCode>;

/** A unit's address: member/unit (`ne/police-agadez`). */
export const UnitAddress = z
  .string()
  .regex(
    /^[a-z]{2,12}\/[a-z0-9]+(-[a-z0-9]+)*$/,
    'a unit is written member/unit in lower case, such as "ne/police-agadez"',
  )
  .max(64)
  .brand<'UnitAddress'>();
export type UnitAddress = z.infer<typeof UnitAddress>;

/** A node's name: member/node (`ne/main`), in the same form as a unit's address. */
export const NodeName = z
  .string()
  .regex(/^[a-z]{2,12}\/[a-z0-9]+(-[a-z0-9]+)*$/, 'a node is written member/name, such as "ne/main"')
  .max(64)
  .brand<'NodeName'>();
export type NodeName = z.infer<typeof NodeName>;

export const memberOf = (address: UnitAddress | NodeName): MemberCode =>
  address.slice(0, address.indexOf('/')) as MemberCode;
/** The part after the member: `police-agadez`. */
export const localPart = (address: UnitAddress | NodeName): string => address.slice(address.indexOf('/') + 1);
