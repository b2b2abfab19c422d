import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Indicator } from '#libs/kinds/alert/indicators.js';
import { Alert } from '#libs/kinds/alert/schema.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { compare, type Rarity } from './compare.js';
import { profileOf } from './profile.js';
import { LINK, WEAKEST } from './weights.js';

const text = (said: string) => ({ language: 'fr', text: said });
const alert = (change: object): Alert =>
  Alert.parse({
    title: text('Essai'),
    offence: 'smuggling',
    summary: text('Essai'),
    topics: [],
    routes: [],
    documents: [],
    lessons: [],
    technology: [],
    indicators: [],
    evaluation: { source: 'B', information: '2' },
    handling: { tlp: 'GREEN', code: 'H1', pap: 'GREEN', namedUnits: [], conditions: [] },
    risk: { likelihood: 'high', impact: 'high', reasons: [] },
    actionAsked: 'report-sightings',
    urgent: false,
    validUntil: '2027-03-31T23:59:59Z',
    files: [],
    ...change,
  });
/** One of forty alerts, of which these two alone have what they have. */
const among40: Rarity = { alerts: 40, having: () => 2 };
/** So common that it weighs nothing by itself. */
const everywhere: Rarity = { alerts: 400, having: () => 400 };
const compared = (a: Alert, b: Alert, rarity = among40) => compare(profileOf(a), profileOf(b), rarity);
const saidOf = (a: Alert, b: Alert) => compared(a, b).reasons.flatMap(({ signal, shared }) => [signal, ...shared]);

const point = (place: string, country: string, latitude: number, longitude: number) => ({
  role: 'transit',
  place,
  country,
  coordinates: { latitude, longitude, precision: 'within-10-km' },
});
const route = (...points: object[]) => [{ points, transport: ['pick-up'], carriers: [] }];
const HABITS = {
  recruitment: ['in-person'],
  concealment: ['night-convoy'],
  control: ['debt'],
  payment: ['hawala'],
  narrative: [],
};
const desert = route(point('Agadez', 'NE', 16.97, 7.99), point('Sabhā', 'LY', 27.04, 14.43));
const atlantic = route(point('Bissau', 'GW', 11.86, -15.6), point('Nouadhibou', 'MR', 20.94, -17.04));

describe('equal strong identifiers link two alerts', () => {
  const identifiers: readonly (readonly [string, Partial<Indicator>])[] = [
    ['telephone', { type: 'telephone', value: '+22791778899' }],
    ['plate', { type: 'plate', country: 'NE', value: '9B 1111' }],
    ['IBAN', { type: 'iban', value: 'PT50000201231234567890154' }],
    ['account', { type: 'account', service: 'telegram', value: 'sahel_7' }],
    ['wallet', { type: 'wallet', value: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' }],
    ['document', { type: 'document-number', country: 'NE', value: '10AB12345' }],
  ];
  test.each(identifiers)('the same %s, and nothing else in common', (_, indicator) => {
    const one = { ...indicator, confidence: 'low' };
    for (const rarity of [among40, everywhere]) {
      const { score, reasons } = compared(alert({ indicators: [one] }), alert({ indicators: [one] }), rarity);
      expect(score).toBeGreaterThanOrEqual(LINK);
      expect(reasons[0]!.signal).toBe('indicator');
    }
  });

  test('whatever speaks against it: routes far apart, and years between one use and the other', () => {
    const phone = { type: 'telephone', value: '+22791778899', confidence: 'high' };
    const a = alert({ indicators: [{ ...phone, validUntil: '2021-06-30' }], routes: desert });
    const b = alert({
      indicators: [{ ...phone, validFrom: '2026-12-01' }],
      routes: atlantic,
    });
    const { score, reasons } = compared(a, b);
    expect(score).toBeGreaterThanOrEqual(LINK);
    expect(reasons.find(({ weight }) => weight < 0)!.shared).toEqual(['routes-far-apart']);
    // By years it weighs next to nothing, and is said all the same.
    expect(reasons.map(({ signal }) => signal)).toContain('indicator');
  });

  test('and one that differs does not', () => {
    const with_ = (value: string) => alert({ indicators: [{ type: 'telephone', value, confidence: 'high' }] });
    expect(compared(with_('+22791778899'), with_('+22791778890')).score).toBeLessThan(WEAKEST);
  });
});

describe('nothing is said that is not so', () => {
  test('of routes, where one has none or names no coordinates', () => {
    const named = [{ points: [{ role: 'transit', place: 'Dakar', country: 'SN' }], transport: [], carriers: [] }];
    for (const [a, b] of [
      [[], []],
      [desert, []],
      [desert, named],
    ])
      expect(saidOf(alert({ routes: a }), alert({ routes: b }))).not.toContain('routes-far-apart');
  });
});

describe('habits alone', () => {
  test('are no link between routes that nowhere come near each other, and are one where they do', () => {
    const [a, b] = [alert({ routes: desert, methods: HABITS }), alert({ routes: atlantic, methods: HABITS })];
    expect(compared(a, b).score).toBeLessThan(WEAKEST);
    expect(saidOf(a, b)).not.toContain('methods');
    expect(compared(a, alert({ routes: desert, methods: HABITS })).score).toBeGreaterThan(LINK);
  });
});

const pairOf = (name: string): [Alert, Alert] => {
  const alerts: object[] = Object.values(JSON.parse(readFileSync(`${SHARED}/cases/exchange/${name}.json`, 'utf8')));
  return alerts.map((one) => Alert.parse({ ...one, files: [] })) as [Alert, Alert];
};
whereSharedIs('pairs that once were judged wrong', () => {
  test('three equal identifiers link, and no route is spoken of', () => {
    const [a, b] = pairOf('correlation-three-equal-identifiers');
    expect(compared(a, b).score).toBeGreaterThanOrEqual(LINK);
    expect(saidOf(a, b)).not.toContain('routes-far-apart');
  });
  test('the same habits 2,000 km apart do not', () => {
    expect(compared(...pairOf('correlation-same-habits-2000km-apart')).score).toBeLessThan(WEAKEST);
  });
});
