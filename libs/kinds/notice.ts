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
