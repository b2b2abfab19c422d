import { expect, test } from '@jest/globals';
import { movedTo, type Place, placeWhere, pointAt } from './route-point.js';

const agadez: Place = { name: 'Agadez', country: 'NE', crossingTo: null, latitude: 16.97, longitude: 7.99 };
const toummo: Place = { name: 'Toummo', country: 'NE', crossingTo: 'LY', latitude: 22.66, longitude: 14.1 };

test('a press in the Atlantic is nobody’s, whatever the route’s other points are', () => {
  const spot = placeWhere(38.5, -11.5, { country: null, places: [] });
  expect(pointAt(spot, 1)).toEqual({
    role: 'transit',
    place: '38.5, -11.5',
    coordinates: { latitude: 38.5, longitude: -11.5, precision: 'within-10-km' },
  });
  // Nor where the node does not answer.
  expect(pointAt(placeWhere(18.5, 11.2, undefined), 1)).not.toHaveProperty('country');
});

test('a press far from every place is in the country that the map has there', () => {
  expect(pointAt(placeWhere(18.5, 11.2, { country: 'NE', places: [] }), 1)).toMatchObject({ country: 'NE' });
});

test('a point that is moved keeps its role and days, and neither country nor crossing of where it was', () => {
  const point = { ...pointAt(toummo, 1), from: '2026-09-01' };
  const atSea = movedTo(point, placeWhere(35.5, 12, { country: null, places: [] }), 1);
  expect(atSea).toEqual({
    role: 'border-crossing',
    place: '35.5, 12',
    from: '2026-09-01',
    coordinates: { latitude: 35.5, longitude: 12, precision: 'within-10-km' },
  });
  expect(movedTo(point, agadez, 1)).not.toHaveProperty('borderCrossing');
});
