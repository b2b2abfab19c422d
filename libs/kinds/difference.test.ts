import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differences } from './difference.js';

const route = JSON.parse(readFileSync('examples/sahel-route.json', 'utf8'));

test('says which field changed, from what to what', () => {
  const later = { ...route, actionAsked: 'detect', title: { ...route.title, text: 'Autre titre' } };
  expect(differences(route, later)).toEqual([
    { field: 'title.text', before: route.title.text, after: 'Autre titre' },
    { field: 'actionAsked', before: route.actionAsked, after: 'detect' },
  ]);
});

test('says what was put into a list and what was taken out, and nothing of what only moved', () => {
  const indicator = { type: 'telephone', value: '+22790000001', confidence: 'low' };
  expect(differences(route, { ...route, indicators: [indicator, ...route.indicators] })).toEqual([
    { field: 'indicators[0]', before: undefined, after: 'telephone · +22790000001 · low' },
  ]);
  expect(differences(route, { ...route, indicators: [...route.indicators].reverse() })).toEqual([]);
  const [gone, ...rest] = route.indicators;
  expect(differences(route, { ...route, indicators: rest })).toEqual([
    { field: 'indicators[0]', before: expect.stringContaining(gone.value), after: undefined },
  ]);
});

test('finds nothing between an alert and itself, and something between any two that differ', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-e]$/), fc.jsonValue()), fc.jsonValue(), (alert, value) => {
      expect(differences(alert, structuredClone(alert))).toEqual([]);
      const changed = { ...alert, a: { changed: value } };
      const same = JSON.stringify(alert.a) === JSON.stringify(changed.a);
      expect(differences(alert, changed).length > 0).toBe(!same);
    }),
  );
});
