import { profileOf } from '#libs/correlation/profile.js';
import { Country } from '#libs/geography/country.js';
import type { BulletinKind } from '../bulletin-kind.js';
import { replacementIn } from '../bulletin-replaces.js';
import { Word } from '../searchable.js';
import { ActionAsked, Offence } from './codes.js';
import { EXPORTS } from './exchange/index.js';
import { alertFacts } from './facts.js';
import { Alert, AlertDraft } from './schema.js';
import { passedOnClaim } from './sharing.js';
import { searchable } from './words.js';

export const ALERT: BulletinKind<Alert> = {
  body: Alert,
  draft: AlertDraft,
  facts: alertFacts,
  summary: ({ title, validUntil, replaces }) => ({
    titles: [title],
    validUntil: Date.parse(validUntil),
    replaces: replacementIn(replaces),
  }),
  searchable,
  facets: {
    offence: Offence,
    country: Country,
    topic: Word,
    method: Word,
    transport: Word,
    document: Word,
    action: ActionAsked,
  },
  retention: {
    /** Received, and nobody works with it. */
    information: 180,
    /** In a network that was confirmed, or assigned to an officer. */
    investigation: 1095,
    /** The unit's own: its recipients may answer, and ask what it said. */
    own: 1095,
  },
  recallable: true,
  replies: ['sighting', 'addition', 'contradiction', 'acted-on'],
  sentLate: true,
  profile: profileOf,
  routes: ({ routes }) => routes.map(({ points }) => points),
  exchange: EXPORTS,
  passedOn: passedOnClaim,
};
