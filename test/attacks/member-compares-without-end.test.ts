import { expect, test } from '@jest/globals';
import { compare } from '#libs/correlation/compare.js';
import { profileOf } from '#libs/correlation/profile.js';
import { Alert } from '#libs/kinds/alert/schema.js';

/**
 * An alert that comes in is compared with up to a hundred others. A member writes a hundred that hold as many names and
 * places as an alert may, sixty kilobytes each: the next one is not to stop the node.
 */
const LETTERS = 'abcdefghijklmnoprstuvz';
let state = 1;
const random = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  return state % below;
};
const word = (): string => Array.from({ length: 7 }, () => LETTERS[random(LETTERS.length)]).join('');
const name = (): string => Array.from({ length: 25 }, word).join(' ').slice(0, 199);
const text = { language: 'fr', text: 'Essai' };
const longest = () =>
  profileOf(
    Alert.parse({
      title: text,
      summary: text,
      offence: 'smuggling',
      network: { label: name(), aliases: Array.from({ length: 50 }, name), structure: 'unknown' },
      routes: Array.from({ length: 10 }, () => ({
        points: Array.from({ length: 40 }, () => ({
          role: 'transit',
          place: 'Ici',
          coordinates: { latitude: random(90), longitude: random(180), precision: 'exact' },
        })),
      })),
      indicators: [{ type: 'telephone', value: '+22796123456', confidence: 'high' }],
      evaluation: { source: 'A', information: '1' },
      handling: { tlp: 'GREEN', code: 'H0', pap: 'GREEN' },
      risk: { likelihood: 'low', impact: 'low' },
      actionAsked: 'for-information',
      validUntil: '2027-01-01T00:00:00Z',
    }),
  );

test('an alert of as many names and places as it may have is compared with a hundred others like it within a second', () => {
  const [one, ...others] = Array.from({ length: 101 }, longest);
  const { user } = process.cpuUsage();
  for (const other of others) compare(one!, other, { alerts: 1000, having: () => 100 });
  // It took seventy-five seconds.
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(1000);
});
