import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BEGINNINGS } from './beginnings.js';
import { ANSWER_WORKING_DAYS, profileFor, VANISHING, WRITTEN_CONFIRMATION_WORKING_DAYS } from './deadlines.js';
import { FORBIDDEN_GROUNDS, REFUSAL_GROUNDS } from './grounds.js';
import { MEASURE_GROUNDS } from './measures.js';
import { MOVES } from './moves/index.js';

const page = readFileSync('docs/law.md', 'utf8');

test('docs/law.md names every move with whose it is and its article, every type of assistance, every ground and time', () => {
  const rows = [
    ...Object.entries(BEGINNINGS).map(([name, { law }]) => `| \`${name}\` | begins a case | ${law} |`),
    ...Object.entries(MOVES).map(([name, { by, law }]) => `| \`${name}\` | ${by.join(', ')} | ${law} |`),
    ...Object.entries(MEASURE_GROUNDS).map(([type, law]) => `| \`${type}\` | ${law} |`),
    ...(['normal', 'urgent', 'emergency'] as const).map((urgency) => {
      const { acknowledge, decide, execute } = profileFor(urgency);
      return `| ${urgency} | ${acknowledge} | ${decide} | ${execute} |`;
    }),
    ...Object.keys({ ...REFUSAL_GROUNDS, ...FORBIDDEN_GROUNDS }).map((ground) => `\`${ground}\``),
    ...Object.values(FORBIDDEN_GROUNDS).map((law) => law.replace('UNTOC Art. ', '')),
    `Data to preserve are decided on within\n${VANISHING['data-preservation']} days, a freezing or seizure within ${VANISHING.freezing} `,
    `information and consultation ${ANSWER_WORKING_DAYS.information} unless`,
    `status ${ANSWER_WORKING_DAYS.status},`,
    `oral request ${WRITTEN_CONFIRMATION_WORKING_DAYS} `,
  ];
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});
