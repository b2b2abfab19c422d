import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { AlertDraft } from '#libs/kinds/alert/schema.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { inEnglish } from '#libs/words/phrase.js';
import { audienceOf } from './audience.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { type MessageTerms, PolicyEngine } from './engine.js';
import { concerns, mentionsIn } from './mentions.js';
import { readPolicy } from './rules.js';
import { matchSubscription } from './subscriptions.js';
import { type TriedMessage, tried } from './trial.js';

const route = alertFacts(
  AlertDraft.parse(JSON.parse(readFileSync('examples/sahel-route.json', 'utf8'))),
  'ne/police' as UnitAddress,
);
const terms = (changes: Partial<MessageTerms> = {}): MessageTerms => ({ ...route.terms, ...changes });

let log: ExampleLog;
let engine: PolicyEngine;
beforeEach(() => {
  log = ExampleLog.withMembers('ne', 'pt', 'sn');
  log.register('pt/shelter', 'victim-protection');
  log.register('pt/prosecutor', 'prosecution');
  engine = new PolicyEngine(() => log.state);
  adopt(DEFAULT_POLICY);
  for (const unit of ['ne/police', 'pt/police', 'pt/shelter', 'pt/prosecutor', 'sn/police'])
    log.publishEpochKey(unit, 1);
});
const adopt = (text: string) => log.must({ type: 'network-policy-adopted', title: 'x', text }, log.committee);
const adoptNational = (member: string, text: string) =>
  log.must({ type: 'national-policy-adopted', member, title: 'x', text }, [log.memberKeys.get(member)!]);
const may = (unit: string, message: MessageTerms, position?: number) =>
  engine.unitMay('receive', log.state.units.get(unit as never)!, message, position);
const FORBID_ALL =
  '@id("N1") @reason("we receive nothing now") forbid (principal, action == Liaison::Action::"receive", resource);';

test('what was decided by a sender’s function is decided anew when the sender has another', () => {
  const rule =
    '@id("A") @reason("of police alone") forbid (principal, action == Liaison::Action::"receive", resource) unless { resource.sender.function == "specialised-police" };';
  adopt(`${DEFAULT_POLICY}\n${rule}`);
  expect(may('pt/police', terms())).toMatchObject({ allowed: true });
  const now = log.state.size;
  log.must({ type: 'unit-changed', unit: 'ne/police', function: 'prosecution' }, [log.memberKeys.get('ne')!]);
  expect(may('pt/police', terms(), now).allowed).toBe(false);
});

describe('the default policy', () => {
  test('is itself readable, and every rule is explained', () => {
    const read = readPolicy(DEFAULT_POLICY, 'network');
    const ids = read.ok ? read.value.map((rule) => rule.id) : [];
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: 19 }, (_, i) => `P${i}`)));
  });

  test.each<[string, string, Partial<MessageTerms>, boolean, string]>([
    ['an alert goes to specialised police', 'pt/police', {}, true, 'P1'],
    ['an alert goes to prosecutors', 'pt/prosecutor', {}, true, 'P1'],
    ['an alert does not go to a shelter', 'pt/shelter', {}, false, ''],
    ['TLP:RED does not go to who is not named', 'pt/police', { tlp: 'RED' }, false, 'P4'],
    ['TLP:RED goes to who is named', 'pt/police', { tlp: 'RED', namedUnits: ['pt/police' as UnitAddress] }, true, 'P1'],
    ['a victim’s data does not go to police', 'pt/police', { namesVictim: true }, false, 'P5'],
    ['a minor’s data is in no bulletin', 'pt/police', { namesMinor: true }, false, 'P6'],
    ['a practice note goes to everyone', 'pt/shelter', { kind: 'practice-note' }, true, 'P2'],
    ['a case goes to its parties', 'pt/shelter', { shape: 'case', parties: ['pt/shelter' as UnitAddress] }, true, 'P3'],
    ['a case goes to nobody else', 'pt/police', { shape: 'case', parties: ['pt/shelter' as UnitAddress] }, false, ''],
  ])('%s', (_claim, unit, changes, allowed, rule) => {
    const decision = may(unit, terms(changes));
    expect([decision.allowed, decision.rules.join()]).toEqual([allowed, rule]);
    expect(decision.reason).toContain(rule ? `(${rule})` : 'no rule');
  });

  test('passing on needs the handling’s leave or the originator’s consent', () => {
    const onward = (changes: Partial<MessageTerms>, granted: boolean) =>
      engine.unitMay('share-onward', log.state.units.get('sn/police' as never)!, terms(changes), undefined, granted)
        .allowed;
    expect(onward({ tlp: 'GREEN', handlingCode: 'H0' }, false)).toBe(true);
    expect(onward({ tlp: 'AMBER', handlingCode: 'H2' }, false)).toBe(false);
    expect(onward({ tlp: 'AMBER', handlingCode: 'H2' }, true)).toBe(true);
    expect(onward({ tlp: 'AMBER', namesVictim: true }, true)).toBe(false);
  });

  test('an officer needs a role to read, and a second officer to release what names a person', () => {
    const officer = (roles: string[]) => ({ name: 'a', unit: 'pt/police' as UnitAddress, roles });
    expect(engine.officerMay('open', officer(['administrator']), terms()).allowed).toBe(false);
    expect(engine.officerMay('open', officer(['drafter']), terms()).allowed).toBe(true);
    const person = terms({ namesPerson: true });
    expect(engine.officerMay('release', officer(['releaser']), person, 1)).toMatchObject({
      allowed: false,
      rules: ['P14'],
    });
    expect(engine.officerMay('release', officer(['releaser']), person, 2).allowed).toBe(true);
    expect(engine.officerMay('export', officer(['releaser']), terms({ pap: 'RED' })).allowed).toBe(false);
    const ofCase = terms({ shape: 'case' });
    expect(engine.officerMay('reuse', officer(['releaser']), ofCase)).toMatchObject({ allowed: false, rules: ['P18'] });
    expect(engine.officerMay('reuse', officer(['releaser']), ofCase, 1, true).allowed).toBe(true);
  });
});

describe('policies in force', () => {
  test('nothing is permitted before one is adopted, and each position has its own', () => {
    const before = log.state.networkPolicies[0]!.from - 1;
    expect(may('pt/police', terms(), before)).toMatchObject({
      allowed: false,
      reason: 'no network policy has been adopted yet',
    });
    const strict =
      '@id("P0") @reason("a") permit (principal is Liaison::Committee, action == Liaison::Action::"adopt", resource);';
    const at = log.state.size;
    adopt(strict);
    expect([may('pt/police', terms(), at).allowed, may('pt/police', terms()).allowed]).toEqual([true, false]);
  });

  test('a national policy forbids on top, for what comes from and goes to its member only', () => {
    adoptNational('pt', FORBID_ALL);
    expect(may('pt/police', terms())).toMatchObject({
      allowed: false,
      rules: ['pt:N1'],
      reason: 'we receive nothing now (pt:N1)',
    });
    expect(may('sn/police', terms()).allowed).toBe(true);
    expect(may('sn/police', terms({ sender: 'pt/police' as UnitAddress })).allowed).toBe(false);
  });

  test('a national policy that permits, or does not type-check, bars everything: it was adopted past all checks', () => {
    adoptNational('pt', '@id("X") @reason("y") permit (principal, action, resource);');
    expect(may('pt/shelter', terms())).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('policy-permits'),
    });
    adoptNational('sn', 'nonsense');
    expect(may('sn/police', terms()).allowed).toBe(false);
  });

  test('a rule that fails while it is asked denies, where Cedar would only leave it out', () => {
    const officer = { name: 'a', unit: 'pt/police' as UnitAddress, roles: ['releaser'] };
    const message = terms({ sender: 'pt/police' as UnitAddress });
    expect(engine.officerMay('release', officer, message, 2).allowed).toBe(true);
    adoptNational(
      'pt',
      '@id("a") @reason("b") forbid (principal is Liaison::Officer, action == Liaison::Action::"release", resource) when { context.officers * 9223372036854775807 < 0 };',
    );
    expect(engine.officerMay('release', officer, message, 1).allowed).toBe(true);
    expect(engine.officerMay('release', officer, message, 2)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('fails'),
    });
  });

  test('two units that agree in what the rules look at share one decision; with a rule that names one they do not', () => {
    const rules = (text: string) => {
      const read = readPolicy(text, 'national');
      return read.ok ? mentionsIn(read.value) : undefined;
    };
    expect(rules(FORBID_ALL)).toEqual(new Set());
    const by = (when: string) =>
      `@id("a") @reason("b") forbid (principal is Liaison::Unit, action == Liaison::Action::"receive", resource) when { ${when} };`;
    expect(rules(by('principal.function == "observatory" && !context.named'))).toEqual(
      new Set(['principal.function', 'context.named']),
    );
    expect(rules(by('resource.sender == principal'))).toEqual(new Set(['resource.sender', 'principal']));
    expect(rules(by('principal in Liaison::Member::"pt"'))).toEqual(new Set(['principal']));
    const about = (action: string) =>
      readPolicy(`@id("a") @reason("b") forbid (principal, ${action}, resource);`, 'national');
    const concerned = (action: string) => expectAccepted(about(action)).map((rule) => concerns(rule, 'receive'))[0];
    expect(
      ['action', 'action == Liaison::Action::"receive"', 'action == Liaison::Action::"open"'].map(concerned),
    ).toEqual([true, true, false]);
    expect(concerned('action in [Liaison::Action::"open", Liaison::Action::"receive"]')).toBe(true);
    adoptNational('ne', by('principal == Liaison::Unit::"pt/police"'));
    expect([may('pt/police', terms()).allowed, may('pt/liaison', terms()).allowed]).toEqual([false, true]);
  });
});

describe('a policy is refused before it is signed', () => {
  const commit =
    '@id("P0") @reason("a") permit (principal is Liaison::Committee, action == Liaison::Action::"adopt", resource);';
  test.each([
    ['is no Cedar, and names the line', `${commit}\npermit (principal,;`, 'network', 'policy-malformed', /Line 2/],
    ['does not say why', 'permit (principal, action, resource);', 'network', 'policy-unexplained', /@id/],
    [
      'asks for what is not there',
      `${commit} @id("b") @reason("c") permit (principal is Liaison::Unit, action == Liaison::Action::"receive", resource) when { principal.colour == "red" };`,
      'network',
      'policy-type',
      /colour/,
    ],
    [
      'would lock the committee out',
      '@id("b") @reason("c") permit (principal is Liaison::Unit, action, resource);',
      'network',
      'policy-locks-out',
      /never adopt/,
    ],
    ['permits as a national one', commit, 'national', 'policy-permits', /only forbids/],
    [
      'brings U+0000 in by an escape of Cedar’s',
      String.raw`${commit} @id("b") @reason("a\u{0}b") forbid (principal, action, resource);`,
      'network',
      'policy-malformed',
      /Rule 2 says U\+0000/,
    ],
    ['has one id twice', `${commit} ${commit}`, 'network', 'policy-malformed', /called P0/],
  ] as const)('that %s', (_what, text, layer, code, message) => {
    expect(readPolicy(text, layer)).toMatchObject({
      ok: false,
      refusal: { code, message: expect.stringMatching(message) },
    });
  });
});

describe('a trial', () => {
  const message: TriedMessage = { message: '01', kind: 'alert', sender: 'ne/police', terms: terms() };
  const onMessages = (member: string | null, text: string, messages: TriedMessage[] = [message]) => {
    const { size, units, networkPolicies, nationalPolicies } = log.state;
    const state = { size, units, networkPolicies, nationalPolicies };
    // As it goes into a thread and comes out.
    const trial = structuredClone({ state, draft: { text, member: member as never }, messages });
    return structuredClone(tried(trial));
  };

  test('tells whose right to receive a draft would change, and changes nothing', () => {
    const { changed, changes } = onMessages('pt', FORBID_ALL);
    expect([changed, changes.map((one) => one.unit)]).toEqual([3, ['pt/police', 'pt/liaison', 'pt/prosecutor']]);
    expect(changes[0]).toMatchObject({
      message: '01',
      kind: 'alert',
      sender: 'ne/police',
      before: { allowed: true, rules: ['P1'] },
      after: { allowed: false, rules: ['pt:N1'] },
    });
    expect(may('pt/police', terms()).allowed).toBe(true);
    expect(onMessages(null, DEFAULT_POLICY)).toEqual({ changed: 0, changes: [] });
  });

  test('asks of what came in for its recipient alone, and of a retired unit not at all', () => {
    const recipients = ['pt/liaison', 'sn/police'] as UnitAddress[];
    const changes = () => onMessages('pt', FORBID_ALL, [{ ...message, recipients }]).changes.map((one) => one.unit);
    expect(changes()).toEqual(['pt/liaison']);
    log.must({ type: 'unit-retired', unit: 'pt/liaison' }, [log.memberKey('pt')]);
    expect(changes()).toEqual([]);
  });

  test('counts what it does not tell', () => {
    const { changed, changes } = onMessages('pt', FORBID_ALL, Array(400).fill(message));
    expect([changed, changes.length]).toEqual([1200, 1000]);
  });
});

describe('the audience', () => {
  const of = (unit: string, bulletin = route, stranger?: () => boolean) =>
    audienceOf(log.state, engine, bulletin, stranger).find((one) => one.unit === unit);

  test('gives every unit but the sender, each with its reason', () => {
    log.subscribe('pt/police', 'alert');
    log.subscribe('pt/shelter', 'alert');
    const audience = audienceOf(log.state, engine, route);
    expect(audience).toHaveLength(log.state.units.size - 1);
    expect(of('pt/police')).toMatchObject({
      receives: true,
      rules: ['P1'],
      reason: expect.stringContaining('it subscribes to "alert", and alerts'),
    });
    expect(of('pt/shelter')).toMatchObject({ receives: false, reason: expect.stringContaining('no rule') });
    expect(of('sn/police')).toMatchObject({ receives: false, reason: 'it has not subscribed to anything yet' });
    expect(of('pt/liaison')).toMatchObject({ receives: false });
  });

  test('leaves out a suspended member, a retired unit, and, while the directory is stale, who was never written to', () => {
    log.subscribe('pt/police', 'alert');
    log.subscribe('sn/police', 'alert');
    expect(of('pt/police', route, () => true)).toMatchObject({
      receives: false,
      reason: expect.stringContaining('too stale'),
    });
    log.must({ type: 'member-suspended', member: 'pt', reason: 'x' }, log.committee);
    expect(of('pt/police')).toMatchObject({ receives: false, reason: 'its member is suspended from the network' });
    log.must({ type: 'unit-retired', unit: 'sn/police' }, [log.memberKey('sn')]);
    expect(of('sn/police')).toBeUndefined();
  });

  test('a named unit receives without a subscription, where the policy lets it', () => {
    const bulletin = {
      ...route,
      terms: terms({ tlp: 'RED', namedUnits: ['pt/police', 'pt/shelter'] as UnitAddress[] }),
    };
    expect(of('pt/police', bulletin)).toMatchObject({ receives: true });
    expect(of('pt/shelter', bulletin)).toMatchObject({ receives: false });
    expect(of('sn/police', bulletin)).toMatchObject({ receives: false, rules: ['P4'] });
  });

  test('what is for some functions alone reaches those, and whom it names', () => {
    for (const unit of ['pt/police', 'pt/shelter', 'pt/prosecutor']) log.subscribe(unit, 'practice-note');
    const note = (namedUnits: UnitAddress[] = []) => ({
      ...route,
      terms: terms({ kind: 'practice-note', namedUnits }),
      functions: ['victim-protection', 'prosecution'] as const,
    });
    expect(of('pt/shelter', note())).toMatchObject({ receives: true });
    expect(of('pt/prosecutor', note())).toMatchObject({ receives: true });
    expect(of('pt/police', note())).toMatchObject({
      receives: false,
      reason: 'it is for units of another function',
    });
    expect(of('pt/police', note(['pt/police' as UnitAddress]))).toMatchObject({ receives: true });
  });

  test('no change of cache, order or company changes a decision', () => {
    fc.assert(
      fc.property(
        fc.record({
          tlp: fc.constantFrom<MessageTerms['tlp']>('RED', 'AMBER', 'GREEN'),
          namesVictim: fc.boolean(),
          namesMinor: fc.boolean(),
          shape: fc.constantFrom<MessageTerms['shape']>('bulletin', 'case'),
          namedUnits: fc.subarray([...log.state.units.keys()]),
          parties: fc.subarray([...log.state.units.keys()]),
        }),
        (changes) => {
          const fresh = new PolicyEngine(() => log.state);
          for (const unit of log.state.units.values()) {
            const alone = new PolicyEngine(() => log.state).unitMay('receive', unit, terms(changes));
            expect(fresh.unitMay('receive', unit, terms(changes))).toEqual(alone);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('a subscription', () => {
  const line = {
    kinds: ['alert'],
    topics: [],
    areas: [],
    languages: [],
    urgentOnly: false,
    delivery: 'immediate' as const,
  };
  const message = { ...route.terms, routes: route.routes, languages: route.languages };
  const square = (name: string, west: number, south: number, east: number, north: number) => ({
    type: 'polygon' as const,
    name,
    corners: [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ].map(([x, y]) => [x! * 100_000, y! * 100_000] as [number, number]),
  });

  test.each([
    ['nothing named: everything of the kind', {}, true],
    ['a country on the route', { areas: [{ type: 'country' as const, country: 'LY' }] }, true],
    ['a country off the route', { areas: [{ type: 'country' as const, country: 'PT' }] }, false],
    [
      'a border that the route crosses',
      { areas: [{ type: 'border' as const, countries: ['LY', 'NE'] as [string, string] }] },
      true,
    ],
    [
      'a border that it does not',
      { areas: [{ type: 'border' as const, countries: ['NE', 'ML'] as [string, string] }] },
      false,
    ],
    ['a region', { areas: [{ type: 'region' as const, region: 'west-africa' as const }] }, true],
    ['another region', { areas: [{ type: 'region' as const, region: 'europe' as const }] }, false],
    ['a drawn area with Agadez in it', { areas: [square('Aïr', 7, 16, 9, 18)] }, true],
    ['a drawn area elsewhere', { areas: [square('Gulf', -1, -1, 1, 1)] }, false],
    ['another topic', { topics: ['no-such-topic'] }, false],
    ['another language', { languages: ['pt'] }, false],
  ])('%s', (_what, changes, matches) => {
    const match = matchSubscription([{ ...line, ...changes }], message);
    expect([match.matches, inEnglish(match.reason)]).toEqual([
      matches,
      expect.stringMatching(matches ? /^it subscribes to "alert"/ : /but only/),
    ]);
  });

  test('only urgent ones; and one of several lines is enough', () => {
    const calm = { ...message, urgent: false };
    expect(matchSubscription([{ ...line, urgentOnly: true }], calm).matches).toBe(false);
    expect(matchSubscription([{ ...line, urgentOnly: true }, line], calm).matches).toBe(true);
  });
});
