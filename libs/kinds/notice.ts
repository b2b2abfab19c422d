import { z } from 'zod';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { MessageTerms } from '#libs/policy/engine.js';

type NoticeTerms = Pick<MessageTerms, 'kind' | 'sender' | 'tlp' | 'handlingCode' | 'pap' | 'urgent' | 'namedUnits'>;

/** The facts of a message to the units it names that tells of no place, topic or person of its own. */
export const noticeFacts = (terms: NoticeTerms): BulletinFacts => ({
  terms: {
    ...terms,
    shape: 'bulletin',
    topics: [],
    countries: [],
    namesPerson: false,
    namesVictim: false,
    namesMinor: false,
    parties: [],
  },
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
