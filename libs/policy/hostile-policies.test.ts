import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test } from '@jest/globals';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { AlertDraft } from '#libs/kinds/alert/schema.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { audienceOf } from './audience.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { PolicyEngine } from './engine.js';
import { readPolicy } from './rules.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const route = alertFacts(
  AlertDraft.parse(JSON.parse(readFileSync('examples/sahel-route.json', 'utf8'))),
  'ne/police' as UnitAddress,
);
let log: ExampleLog;
let engine: PolicyEngine;
beforeEach(() => {
  log = ExampleLog.withMembers('ne', 'pt', 'sn');
  engine = new PolicyEngine(() => log.state);
  log.must({ type: 'network-policy-adopted', title: 'x', text: DEFAULT_POLICY }, log.committee);
});
const adopt = (member: string, text: string): number => {
  log.must({ type: 'national-policy-adopted', member, title: 'x', text }, [log.memberKeys.get(member)!]);
  return log.state.size;
};
const may = (unit: string, position?: number, terms = route.terms) =>
  engine.unitMay('receive', log.state.units.get(unit as UnitAddress)!, terms, position);
const cpuOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user;
};
const forbid = (id: string, when: string) =>
  `@id("${id}") @reason("because") forbid (principal is Liaison::Unit, action == Liaison::Action::"receive", resource) when { ${when} };`;
const long = (version: number) =>
  Array.from({ length: 150 }, (_, i) => forbid(`v${version}-${i}`, `resource.kind == "k${i}"`)).join('\n');

test('whatever positions a member’s mail names, each of its newest policies is prepared once, whoever it writes to', () => {
  const positions = Array.from({ length: 24 }, (_, version) => adopt('ne', long(version)));
  const read = () => expectAccepted(readPolicy(long(-1), 'national'));
  // Some times unmeasured: what comes first warms Cedar.
  for (let time = 0; time < 8; time++) read();
  const one = cpuOf(read);
  const all = cpuOf(() => {
    for (let again = 0; again < 3; again++) {
      for (const position of positions) {
        for (const unit of ['pt/police', 'sn/police', 'ne/liaison']) may(unit, position);
      }
    }
  });
  expect(all).toBeLessThan(24 * one);
});

test('mail that names a position behind a member’s newest eight policies is judged by the oldest of them', () => {
  const positions = Array.from({ length: 12 }, (_, version) => adopt('ne', forbid(`v${version}`, 'true')));
  const decided = (position: number) => may('pt/police', position).rules;
  expect([positions[0]!, positions[4]!, positions[5]!, positions[11]!].map(decided)).toEqual([
    ['ne:v4'],
    ['ne:v4'],
    ['ne:v5'],
    ['ne:v11'],
  ]);
  expect(may('pt/police', positions[0]! - 1).allowed).toBe(true);
});

test('what is remembered of decisions does not grow with what messages say', () => {
  const named = (n: number) => Array.from({ length: 200 }, (_, i) => `zz/a-unit-of-a-country-${n}-${i}` as UnitAddress);
  may('pt/police');
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 5000; n++) may('pt/police', undefined, { ...route.terms, namedUnits: named(n) });
  collect();
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(20);
});

test('nor with what a policy says of each, whose reasons may be as long as it is', () => {
  adopt('ne', forbid('a', 'true').replace('because', 'x'.repeat(30_000)));
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 3000; n++) {
    const decision = may('pt/police', undefined, { ...route.terms, topics: [`t-${n}`] });
    // As whoever shows it does.
    expect(decision.reason.lastIndexOf('(')).toBe(30_001);
  }
  collect();
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(40);
});

const nested = {
  brackets: `${'('.repeat(200)}resource.urgent${')'.repeat(200)}`,
  alternatives: Array.from({ length: 600 }, () => 'resource.urgent').join('||'),
  sums: `${Array.from({ length: 600 }, () => '1').join('+')} == 2`,
  choices: `${'if resource.urgent then true else '.repeat(600)}true`,
  lists: `${'['.repeat(300)}1${']'.repeat(300)} == [1]`,
  records: `${'{a:'.repeat(300)}1${'}'.repeat(300)} has a`,
  attributes: `resource.sender${'.member'.repeat(600)} == "a"`,
  conditions: `true } ${'when { resource.urgent } '.repeat(900)} unless { false`,
  'brackets behind a comment that ends with a carriage return': `// \r ${'('.repeat(200)}resource.urgent${')'.repeat(200)}`,
};
test.each(Object.entries(nested))(
  'a policy with %s without end bars its own member’s mail, and nobody else’s',
  (_what, when) => {
    adopt('ne', forbid('a', when));
    expect(may('pt/police')).toMatchObject({ allowed: false, reason: expect.stringContaining('policy-too-nested') });
    const ofSenegal = { ...route, terms: { ...route.terms, sender: 'sn/police' as UnitAddress } };
    for (const unit of audienceOf(log.state, engine, ofSenegal)) expect(unit.reason).not.toContain('fails');
    expect(may('pt/police', undefined, ofSenegal.terms).allowed).toBe(true);
  },
);

test('what stands in quotation marks or in a comment counts for nothing, and a list may be long', () => {
  const many = Array.from({ length: 500 }, (_, i) => `"k(${i}"`).join(', ');
  for (const when of [
    `[${many}].contains(resource.kind)`,
    `resource.kind == "\\"${'('.repeat(100)}"`,
    `true // ${'('.repeat(100)}\n`,
  ]) {
    expect(readPolicy(forbid('a', when), 'national')).toMatchObject({ ok: true });
  }
  expect(readPolicy(forbid('a', 'resource.kind == "never closed'), 'national')).toMatchObject({ ok: false });
});
