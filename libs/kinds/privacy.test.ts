import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { privacyWarnings } from './privacy.js';

const inSummary = (text: string) =>
  privacyWarnings({ summary: { language: 'fr', text } }).map((one) => [one.looksLike, one.found]);

test.each([
  ['a telephone', 'Le passeur répond au +227 96 12 34 56 la nuit.', 'telephone', '+227 96 12 34 56'],
  ['a mail address', 'Écrire à passeur@exemple.example.', 'mail', 'passeur@exemple.example'],
  ['a document number', 'Passeport AB1234567 utilisé deux fois.', 'document-number', 'AB1234567'],
  ['a person in French', 'La victime, Mme Aïssata Exemple, a été entendue.', 'person', 'Mme Aïssata Exemple'],
  ['a person in Portuguese', 'O condutor chamado Moussa Exemplo fugiu.', 'person', 'chamado Moussa Exemplo'],
  ['a person in Arabic', 'السائق المسمى موسى هرب ليلا.', 'person', 'المسمى موسى هرب'],
])('%s in free text is warned of', (_what, text, looksLike, found) => {
  expect(inSummary(text)).toEqual([[looksLike, found]]);
});

test('places, routes, ages and prices are not', () => {
  expect(inSummary('Convois de nuit entre Agadez et Sabhā, 12 pick-ups, 350 000 FCFA, le 24 novembre 2026.')).toEqual(
    [],
  );
});

test('indicators have their own fields and are not looked through', () => {
  expect(privacyWarnings({ indicators: [{ type: 'telephone', value: '+22796123456' }] })).toEqual([]);
});

test('the examples hold nothing to warn of, and a half-written alert is no error', () => {
  for (const file of readdirSync('examples').filter((name) => name.endsWith('.json'))) {
    expect([file, privacyWarnings(JSON.parse(readFileSync(`examples/${file}`, 'utf8')))]).toEqual([file, []]);
  }
  expect(privacyWarnings({ title: null, routes: [null, { points: 3 }] })).toEqual([]);
});
