import { expect, test } from '@jest/globals';
import type { Instrument } from './directory.js';
import { emptyDirectory } from './directory.js';
import { commonTerms, instrumentsBetween } from './instruments.js';

const recorded = (
  office: string,
  id: string,
  change: Partial<Instrument['declarations']> & { partners?: string[] } = {},
) => {
  const { partners = [], ...declared } = change;
  const instrument = {
    office,
    id,
    form: partners.length > 0 ? 'bilateral-agreement' : 'multilateral-treaty',
    titles: [{ language: 'en', text: id }],
    partners,
    reservations: office === 'pt/liaison' && id === 'untoc' ? ['Extradition of nationals.'] : [],
    declarations: { acceptedLanguages: [], others: [], ...declared },
    since: 1,
  };
  return [`${office} ${id}`, instrument as unknown as Instrument] as const;
};

test('two states are bound by the strictest of what both have recorded, and of agreements that name the other', () => {
  const state = emptyDirectory();
  for (const [key, one] of [
    recorded('ne/liaison', 'untoc', { acceptedLanguages: ['fr'] }),
    recorded('pt/liaison', 'untoc', {
      acceptedLanguages: ['pt', 'en', 'fr'],
      times: { acknowledge: 7, decide: 30, execute: 60 },
    }),
    recorded('pt/liaison', 'only-portugals', { acceptedLanguages: ['es'] }),
    recorded('pt/liaison', 'ne-pt', {
      partners: ['ne'],
      acceptedLanguages: ['fr', 'pt'],
      times: { acknowledge: 3, decide: 45, execute: 90 },
    }),
  ]) {
    state.instruments.set(key, one);
  }
  expect(commonTerms(state, 'ne', 'pt')).toEqual({
    instruments: ['untoc', 'ne-pt'],
    acceptedLanguages: ['pt', 'fr'],
    centralAuthority: undefined,
    reservations: ['Extradition of nationals.'],
    times: { acknowledge: 3, decide: 30, execute: 60 },
  });
  expect(commonTerms(state, 'pt', 'ne')).toMatchObject({ acceptedLanguages: ['fr'], times: undefined });
  expect(instrumentsBetween(state, 'ne', 'sn')).toEqual([]);
});
