import type { z } from 'zod';
import type { MessageTerms } from '#libs/policy/engine.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { Handling } from './handling.js';

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
