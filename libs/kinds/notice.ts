import { z } from 'zod';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { MessageTerms } from '#libs/policy/engine.js';
import { bulletinTerms } from './bulletin-terms.js';

type NoticeTerms = Pick<MessageTerms, 'kind' | 'sender' | 'tlp' | 'handlingCode' | 'pap' | 'urgent' | 'namedUnits'>;

/** The facts of a message to the units it names that tells of no place, topic or person of its own. */
export const noticeFacts = ({
  kind,
  sender,
  tlp,
  handlingCode: code,
  pap,
  urgent,
  namedUnits,
}: NoticeTerms): BulletinFacts => ({
  terms: bulletinTerms(kind, sender, {
    handling: { tlp, code, pap, namedUnits: [...namedUnits] },
    topics: [],
    countries: [],
    urgent,
  }),
  routes: [],
  languages: [],
});

/** A kind that brings no files. */
export const NoFiles = z.array(z.never()).max(0).default([]);
/** Why somebody asks or decides, in their own language. */
export const Reason = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/, 'a language tag such as "fr"'),
  text: z.string().trim().min(1).max(2000),
});
export type Reason = z.infer<typeof Reason>;
