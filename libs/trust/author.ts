import { z } from 'zod';
import { MemberCode, UnitAddress } from './address.js';

/** Who speaks in a statement: the Steering Committee, a member, or a unit. */
export const Author = z.union([z.literal('committee'), MemberCode, UnitAddress]);
export type Author = z.infer<typeof Author>;
