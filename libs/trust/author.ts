import { z } from 'zod';
import { MemberCode, memberOf, UnitAddress } from './address.js';

/** Who speaks in a statement: the Steering Committee, the log itself, a member, or a unit. */
export const Author = z.union([z.literal(['committee', 'log']), MemberCode, UnitAddress]);
export type Author = z.infer<typeof Author>;

/** The member for whom an author speaks; undefined for the Steering Committee and the log. */
export const memberSpeaking = (author: Author): MemberCode | undefined =>
  author === 'committee' || author === 'log'
    ? undefined
    : author.includes('/')
      ? memberOf(author as UnitAddress)
      : (author as MemberCode);
