import { z } from 'zod';
import type { MessageTerms } from '#libs/policy/engine.js';
import { UnitAddress } from '#libs/trust/address.js';
import { HandlingCode, Pap, Tlp } from './handling.js';

/** What recipients may do with a bulletin. */
export const Handling = z.strictObject({
  tlp: Tlp,
  code: HandlingCode,
  pap: Pap,
  /** TLP:RED goes to these units and to no other. */
  namedUnits: z.array(UnitAddress).max(200).default([]),
});

/** What a bulletin is about, in a word that subscriptions ask for. */
export const Topic = z.string().regex(/^[a-z0-9-]{2,40}$/, 'a topic in lower case, such as "sea-crossing"');

/** What of a bulletin's body policy decides by, whatever its kind. */
interface Decisive {
  readonly handling: z.infer<typeof Handling>;
  readonly topics: readonly string[];
  readonly countries: readonly string[];
  readonly urgent?: boolean;
}

/** What policy decides by for a bulletin. No kind of bulletin has a field for a person: those at risk are a group, minors an age band. */
export const bulletinTerms = (
  kind: string,
  sender: UnitAddress,
  { handling: { tlp, code, pap, namedUnits }, topics, countries, urgent = false }: Decisive,
): MessageTerms => ({
  kind,
  shape: 'bulletin',
  sender,
  tlp,
  handlingCode: code,
  pap,
  topics,
  countries,
  urgent,
  namesPerson: false,
  namesVictim: false,
  namesMinor: false,
  namedUnits,
  parties: [],
});
