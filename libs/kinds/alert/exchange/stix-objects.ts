import { v5 } from 'uuid';
import { lookup } from '#libs/bounds/lookup.js';
import type { Tlp } from './labels.js';

/** For ids made from what they name (RFC 9562 §5.5), so that the same alert is the same object in every export. */
const NAMESPACE = 'c6b8a0c1-6d1e-5b0e-9f0a-0f6f4d3f2a11';
export const stixId = (type: string, name: string): string => `${type}--${v5(`${type} ${name}`, NAMESPACE)}`;

/** The property extension that carries an alert whole (STIX 2.1 §7.3). */
export const ALERT_EXTENSION = stixId('extension-definition', 'liaison alert');
export const CODES = 'liaison-codes';

/** A civil day so many days after another one. */
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** STIX 2.1 §4.7: "the time at which this indicator should no longer be considered a valid indicator", the midnight after its last day. */
export const endOf = (lastDay: string): string => `${daysAfter(lastDay, 1)}T00:00:00Z`;

/** The last day of what is valid until a time. */
export const lastDayBefore = (end: string): string =>
  /T00:00(:00(\.0+)?)?(Z|$)/.test(end) ? daysAfter(end.slice(0, 10), -1) : end.slice(0, 10);

/** OASIS's own TLP 2.0 marking definitions: to be used as they are, never defined anew. */
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
const TLP_MARKINGS = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
} as const satisfies Readonly<Record<Tlp, string>>;

/** TLP 1.0, as STIX 2.1 itself defines it (§7.2.1.4). */
const TLP1_MARKINGS: Readonly<Record<string, Tlp>> = lookup({
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'CLEAR',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'GREEN',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'AMBER',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'RED',
});

export const tlpMarking = (tlp: Tlp): { id: string; object: object } => ({
  id: TLP_MARKINGS[tlp],
  object: {
    type: 'marking-definition',
    spec_version: '2.1',
    id: TLP_MARKINGS[tlp],
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${tlp}`,
    extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp.toLowerCase() } },
  },
});

/** The label that a marking's id stands for; undefined for other markings. */
export function tlpOf(markingId: string): Tlp | undefined {
  const found = Object.entries(TLP_MARKINGS).find(([, id]) => id === markingId);
  return (found?.[0] as Tlp | undefined) ?? TLP1_MARKINGS[markingId];
}
