import { expect, test } from '@jest/globals';
import { touches } from './area.js';
import { countryAt, placesAt } from './country-at.js';

test.each([
  ['Agadez', 16.97, 7.99, 'NE'],
  ['Lisbon', 38.74, -9.15, 'PT'],
  ['Ténéré, far from all', 18.5, 11.2, 'NE'],
  ['Sabhā', 27.04, 14.43, 'LY'],
  ['Kidal', 18.44, 1.41, 'ML'],
  ['Praia', 14.93, -23.51, 'CV'],
  ['the Atlantic off Lisbon', 38.5, -11.5, undefined],
  ['the Atlantic between Nouadhibou and El Hierro', 24.5, -17.8, undefined],
  ['the Sicilian channel', 35.5, 12, undefined],
  ['the Gulf of Guinea, where what has no coordinates ends up', 0, 0, undefined],
])('%s', (_, latitude, longitude, country) => {
  expect(countryAt(latitude, longitude)).toBe(country);
});

test('whoever points at the sea means no town ashore, and whoever points at a country none beyond its border', () => {
  expect(placesAt(38.5, -10.3, 5)).toEqual([]);
  // Gaya in Niger lies on the river; Malanville is across it, and is nearer to this spot in Niger than many a town of Niger is.
  const around = placesAt(12.4, 3.2, 50);
  expect(around.length).toBeGreaterThan(0);
  expect(around.filter((one) => one.country !== 'NE' && one.crossingTo !== 'NE')).toEqual([]);
  expect(placesAt(38.71, -9.14, 1)).toMatchObject([{ country: 'PT' }]);
});

test('a point that is nobody’s lies in no country and no region, on no border, and in the area that is drawn around it', () => {
  const [atSea, ashore] = [{ coordinates: { latitude: 24.5, longitude: -17.8 } }, { country: 'ES' }];
  expect(touches({ type: 'country', country: 'MR' }, [atSea])).toBe(false);
  expect(touches({ type: 'region', region: 'north-africa' }, [atSea])).toBe(false);
  expect(touches({ type: 'border', countries: ['MR', 'ES'] }, [atSea, ashore])).toBe(false);
  const corners: [number, number][] = [
    [-1_900_000, 2_300_000],
    [-1_700_000, 2_300_000],
    [-1_700_000, 2_600_000],
    [-1_900_000, 2_600_000],
  ];
  expect(touches({ type: 'polygon', name: 'Canary route', corners }, [atSea])).toBe(true);
});
