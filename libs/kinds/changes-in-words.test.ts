import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { ReaderLanguage } from '#libs/geography/country.js';
import type { BulletinName } from './bulletin-names.js';
import { BULLETIN_WORDS } from './bulletin-words.js';
import { changesInWords } from './changes-in-words.js';
import { differences } from './difference.js';
import { fieldWordsIn } from './voice.js';

const example = (name: string) => JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'));
const said = (kind: BulletinName, language: ReaderLanguage, before: object, after: object): string[] => {
  const changes = differences(before, after).map(({ field, ...sides }) => ({
    field,
    before: sides.before ?? null,
    after: sides.after ?? null,
  }));
  return changesInWords(changes, fieldWordsIn(language, BULLETIN_WORDS[kind][language]), language).map(
    ({ field, before: was, after: is }) => `${field}: ${was} → ${is}`.replaceAll('\u00a0', ' '),
  );
};

test('what changed in an alert is said in the reader’s words, and what its author wrote as it is written', () => {
  const alert = example('sahel-route');
  const later = {
    ...alert,
    title: { ...alert.title, text: 'Convois' },
    actionAsked: 'detect',
    validUntil: '2027-06-30T23:59:59Z',
    routes: [{ ...alert.routes[0], transport: ['car', 'bus'] }, ...alert.routes.slice(1)],
    indicators: [...alert.indicators, { type: 'telephone', value: '+22790000001', country: 'NE', confidence: 'low' }],
  };
  expect(said('alert', 'fr', alert, later)).toEqual([
    `Titre: ${alert.title.text} → Convois`,
    'Itinéraires › 1: pick-up → voiture',
    'Itinéraires › 1: null → autocar',
    'Indicateurs › 3: null → téléphone · +22790000001 · Niger · faible',
    'Demandé: signaler toute observation → détecter',
    'Valable jusqu’au: 31 mars 2027 à 23:59 UTC → 30 juin 2027 à 23:59 UTC',
  ]);
});

test('a field of the words of a kind is named where it is, edition by edition', () => {
  const note = example('practice-notes/hearing-a-witness-by-video');
  const [french, english] = note.editions;
  const later = { ...note, editions: [{ ...french, practice: 'Deux essais.' }, english], countries: ['NE', 'PT'] };
  expect(said('practice-note', 'pt', note, later)).toEqual([
    `Línguas › 1 › Prática: ${french.practice} → Deux essais.`,
    'Países › 2: null → Portugal',
  ]);
});
