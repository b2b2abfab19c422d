import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Gap, gapsIn } from './completeness.js';
import { readRequestForm, requestForm } from './form.js';
import { MEASURE_TYPES } from './measures.js';
import { Request, RequestDraft } from './request.js';

const example = (name: string) => JSON.parse(readFileSync(`examples/assistance/${name}.json`, 'utf8')).request;
const bank = example('bank-records');
const fields = (gaps: readonly Gap[], level: Gap['level']) =>
  gaps.filter((gap) => gap.level === level).map((gap) => gap.field);
const gaps = (change: object) => gapsIn({ ...bank, ...change }, ['pt', 'en'], ['untoc']);

describe('the completeness check', () => {
  test.each(['bank-records', 'lost-convoy-written', 'witnesses-by-video'])(
    'finds nothing that %s cannot go without',
    (name) => {
      expect(fields(gapsIn(example(name), ['fr', 'pt'], ['untoc']), 'required')).toEqual([]);
    },
  );

  test.each([
    ['requesting', 'UNTOC Art. 18(15)(a)'],
    ['proceeding', 'UNTOC Art. 18(15)(b)'],
    ['facts', 'UNTOC Art. 18(15)(c)'],
    ['measures', 'UNTOC Art. 18(15)(d)'],
    ['purpose', 'UNTOC Art. 18(15)(f), 18(19)'],
    ['instruments', 'UNTOC Art. 18(7)'],
    ['urgency', 'UNTOC Art. 18(24)'],
  ])('names %s where it is not there, with %s', (field, law) => {
    expect(gaps({ [field]: undefined })).toContainEqual(
      expect.objectContaining({
        field,
        law,
        level: 'required',
        missing: expect.stringMatching(/^(it is not written yet|a summary of the relevant facts)$/),
      }),
    );
  });

  test('asks for no facts where judicial documents are only to be served (Art. 18(15)(c))', () => {
    const service = { number: 1, type: 'service', description: bank.purpose, persons: ['P1'], documents: ['Citation'] };
    const annexes = [{ title: 'Citation', language: 'fr' }];
    expect(fields(gaps({ facts: undefined, measures: [service], annexes }), 'required')).toEqual(['annexes[0].file']);
  });

  test('asks for what will be asked for anyway, and lets it go: birthday, nationality, thin facts, an instrument that is not recorded', () => {
    const [person] = bank.persons;
    const thin = gaps({
      persons: [{ ...person, born: undefined, nationalities: [] }],
      instruments: ['ne-pt'],
      facts: { ...bank.facts, text: 'Il a payé.' },
    });
    expect(fields(thin, 'advised')).toEqual([
      'instruments[0]',
      'facts',
      'persons[0].born',
      'persons[0].nationalities',
      'annexes',
    ]);
    expect(fields(thin, 'required')).toEqual([]);
  });

  test('lets nobody be transferred who has not consented (Art. 18(10)(a))', () => {
    const transfer = {
      number: 1,
      type: 'transfer-of-detained-person',
      description: bank.purpose,
      persons: ['P1'],
      detainedAt: 'Lisboa',
      returnBy: '2027-01-10',
      consents: false,
    };
    expect(gaps({ measures: [transfer] })).toContainEqual(
      expect.objectContaining({ field: 'measures[0].consents', law: 'UNTOC Art. 18(10)(a)', level: 'required' }),
    );
  });

  test('says something of anything that somebody writes, and breaks on nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(bank)), (value, field) => {
        const found = gapsIn(
          typeof value === 'object' && value !== null ? { ...bank, [field]: value } : { [field]: value },
          ['pt'],
          [],
        );
        for (const gap of found) expect([gap.missing, gap.why, gap.law].every((text) => text.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the form for spreadsheet programs', () => {
  test('has a line for everything that each type of assistance asks, and what is written into it comes back', () => {
    const form = requestForm('fr', 'pt', MEASURE_TYPES, { persons: 2, places: 1, accounts: 1, devices: 1 });
    const read = readRequestForm(form);
    expect(read.ok && read.value).toMatchObject({ measures: [] });
    for (const field of ['facts', 'purpose', 'persons[1].name', 'accounts[0].iban', 'proceeding.offences[0].provision'])
      expect(form).toContain(`\n${field};`);
  });

  test('with another delimiter, as programs of other countries write it, says the same', () => {
    const form = requestForm('en', 'en', ['records'], { persons: 1, places: 0, accounts: 0, devices: 0 });
    const filled = form.replace(/^(reference;.*;);$/m, '$1NE-1;').replace(/^(urgency\.level;.*;);$/m, '$1normal;');
    const expected = { reference: 'NE-1', urgency: { level: 'normal' } };
    expect(readRequestForm(filled)).toMatchObject({ ok: true, value: expected });
    expect(readRequestForm(filled.replaceAll(';', '\t').replaceAll('"', ''))).toMatchObject({
      ok: true,
      value: expected,
    });
  });

  test('that is none, or names what there is not, is refused with the line', () => {
    const malformed = { ok: false, refusal: { code: 'form-malformed' } };
    expect(readRequestForm('name;value\n')).toMatchObject(malformed);
    const form = requestForm('en', 'en', ['records'], { persons: 1, places: 0, accounts: 0, devices: 0 });
    const far = form.replace(/^persons\[0\](\.name;.*;);$/m, 'persons[4000000000]$1x;');
    expect(far).not.toBe(form);
    expect(readRequestForm(far)).toMatchObject(malformed);
    fc.assert(fc.property(fc.string(), (text) => void readRequestForm(text)));
  });
});

test('a request as it travels differs from one as it is written in its files alone', () => {
  expect(RequestDraft.safeParse(bank).success).toBe(true);
  expect(Request.safeParse(bank).success).toBe(true);
});
