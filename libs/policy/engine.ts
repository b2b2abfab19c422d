import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { MemberCode, UnitAddress } from '#libs/trust/address.js';
import { memberOf } from '#libs/trust/address.js';
import { type DirectoryState, type LogPosition, policyAt, type Unit } from '#libs/trust/directory.js';
import { inEnglish, type Phrase, phrase } from '#libs/words/phrase.js';
import { concerns, mentionsIn } from './mentions.js';
import { type PolicyRule, readPolicy, textsOf } from './rules.js';

/** What of a message policies decide by. Each kind tells it from its own content. */
export interface MessageTerms {
  readonly kind: string;
  readonly shape: 'bulletin' | 'case';
  readonly sender: UnitAddress;
  readonly tlp: 'RED' | 'AMBER+STRICT' | 'AMBER' | 'GREEN' | 'CLEAR';
  readonly handlingCode: 'H0' | 'H1' | 'H2' | 'H3';
  readonly pap: 'RED' | 'AMBER' | 'GREEN' | 'CLEAR';
  readonly topics: readonly string[];
  /** ISO 3166-1 alpha-2 */
  readonly countries: readonly string[];
  readonly urgent: boolean;
  readonly namesPerson: boolean;
  readonly namesVictim: boolean;
  readonly namesMinor: boolean;
  readonly namedUnits: readonly UnitAddress[];
  /** The units of the case; empty for a bulletin. */
  readonly parties: readonly UnitAddress[];
}

/** A decision with what led to it: the rules' ids, and in words. */
export interface Decision {
  readonly allowed: boolean;
  readonly rules: readonly string[];
  /** In English, each rule's reason with its id, or why none decided. */
  readonly reason: string;
  /** The same without ids, for a side that says it in its reader's language. */
  readonly because: readonly Phrase[];
}

/** A denial that no rule made. */
export const denied = (why: Phrase): Decision => ({
  allowed: false,
  rules: [],
  reason: inEnglish(why),
  because: [why],
});

/** What an officer does with a message in their unit. */
export type OfficerAction = 'open' | 'draft' | 'export' | 'release' | 'reuse';

export interface OfficerTerms {
  readonly name: string;
  readonly unit: UnitAddress;
  readonly roles: readonly string[];
}

/** A policy in force, ready to be asked. */
interface Prepared {
  readonly id: string;
  readonly rules: ReadonlyMap<string, PolicyRule>;
  readonly mentions: ReadonlySet<string>;
  readonly decided: Map<string, Decision>;
  /** Why nothing is permitted under it. */
  readonly broken?: Phrase;
}

/** What of the directory is looked at when something is decided. */
export type PolicyState = Readonly<Pick<DirectoryState, 'size' | 'units' | 'networkPolicies' | 'nationalPolicies'>>;

const MOST_DECISIONS = 20_000;
let policySets = 0;

/**
 * Evaluates network policy and, on top of it, the national policies of the members concerned, as they stood at a log
 * position. Everything that goes wrong denies: no policy yet, one that does not type-check, a rule that fails on the
 * way (Cedar itself would only leave such a rule out).
 */
export class PolicyEngine {
  private readonly prepared = new Map<string, Prepared>();

  /** @param stateOf the directory that is trusted now; earlier policies are in it too */
  constructor(private readonly stateOf: () => PolicyState) {}

  /** Whether a unit may do this with a message. @param position the log position whose policies decide */
  unitMay(
    action: 'receive' | 'respond' | 'share-onward',
    unit: Unit,
    message: MessageTerms,
    position: LogPosition = this.stateOf().size,
    granted = false,
  ): Decision {
    const context = {
      named: message.namedUnits.includes(unit.address),
      party: message.parties.includes(unit.address),
      ownMember: memberOf(unit.address) === memberOf(message.sender),
      ...(action === 'share-onward' && { granted }),
    };
    const policy = this.at(action, position, [memberOf(message.sender), memberOf(unit.address)]);
    const facts: Record<string, unknown> = {
      principal: unit.address,
      'principal.member': memberOf(unit.address),
      'principal.function': unit.function,
      'principal.languages': unit.languages,
      ...Object.fromEntries(Object.entries(context).map(([name, value]) => [`context.${name}`, value])),
    };
    const seen = policy.mentions.has('context') ? facts : [...policy.mentions].map((name) => facts[name]);
    return this.decide(policy, `${JSON.stringify(seen)}${this.keyOf(message)}`, () => ({
      principal: uid('Unit', unit.address),
      action: uid('Action', action),
      resource: MESSAGE,
      context,
      entities: [unitEntity(unit), this.senderEntity(message), messageEntity(message)],
    }));
  }

  /**
   * Whether an officer may do this with a message in their unit.
   * @param officers how many have said yes, for a release
   * @param consented whether who gave it consents to its use elsewhere, for a reuse
   */
  officerMay(
    action: OfficerAction,
    officer: OfficerTerms,
    message: MessageTerms,
    officers = 1,
    consented = false,
  ): Decision {
    const policy = this.at(action, this.stateOf().size, [memberOf(message.sender), memberOf(officer.unit)]);
    const context = { ...(action === 'release' && { officers }), ...(action === 'reuse' && { consented }) };
    return this.decide(policy, `${JSON.stringify([officer, context])}${this.keyOf(message)}`, () => ({
      principal: uid('Officer', officer.name),
      action: uid('Action', action),
      resource: MESSAGE,
      context,
      entities: [officerEntity(officer), this.senderEntity(message), messageEntity(message)],
    }));
  }

  /** Whether a unit may subscribe to a kind. */
  maySubscribe(unit: Unit, kind: string): Decision {
    const policy = this.at('subscribe', this.stateOf().size, [memberOf(unit.address)]);
    return this.decide(policy, JSON.stringify([unit.address, unit.function, unit.languages, kind]), () => ({
      principal: uid('Unit', unit.address),
      action: uid('Action', 'subscribe'),
      resource: uid('Kind', kind),
      context: {},
      entities: [unitEntity(unit)],
    }));
  }

  private decide(
    policy: Prepared,
    key: string,
    call: () => Omit<cedar.StatefulAuthorizationCall, 'preparsedPolicySetId'>,
  ): Decision {
    if (policy.broken) return denied(policy.broken);
    const known = policy.decided.get(key);
    if (known) return known;
    const answer = cedar.statefulIsAuthorized({ ...call(), preparsedPolicySetId: policy.id });
    const decision = this.inWords(policy, answer);
    if (policy.decided.size >= MOST_DECISIONS) policy.decided.clear();
    policy.decided.set(key, decision);
    return decision;
  }

  private inWords(policy: Prepared, answer: cedar.AuthorizationAnswer): Decision {
    if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) {
      return denied(phrase('a rule of the policy in force fails on it'));
    }
    const { decision, diagnostics } = answer.response;
    const rules = [...diagnostics.reason].sort();
    if (rules.length === 0) return denied(phrase('no rule of the policy in force permits it'));
    const because = rules.map((id) => phrase(policy.rules.get(id)?.reason ?? 'a rule'));
    return {
      allowed: decision === 'allow',
      rules,
      reason: because.map((why, i) => `${inEnglish(why)} (${rules[i]})`).join('; '),
      because,
    };
  }

  /** What the network's policy at a position and the national ones of these members say of an action, prepared once. */
  private at(action: string, position: LogPosition, members: readonly MemberCode[]): Prepared {
    const state = this.stateOf();
    const network = policyAt(state.networkPolicies, position);
    const national = [...new Set(members)].sort().flatMap((member) => {
      const version = policyAt(state.nationalPolicies.get(member) ?? [], position);
      return version ? [{ member, version }] : [];
    });
    const name = [
      action,
      network?.from ?? 0,
      ...national.map(({ member, version }) => `${member}${version.from}`),
    ].join(' ');
    const known = this.prepared.get(name);
    if (known) return known;
    const prepared = prepare(
      action,
      network?.text,
      national.map(({ member, version }) => ({ member, text: version.text })),
    );
    this.prepared.set(name, prepared);
    return prepared;
  }

  /** A message as a part of a key, with what may change of its sender. */
  private keyOf(message: MessageTerms): string {
    const sender = this.stateOf().units.get(message.sender);
    return `${termsKeyOf(message)}${sender?.function} ${sender?.languages.join()}`;
  }

  private senderEntity(message: MessageTerms): cedar.EntityJson {
    const sender = this.stateOf().units.get(message.sender);
    return sender ? unitEntity(sender) : { uid: uid('Unit', message.sender), attrs: {}, parents: [] };
  }
}

function prepare(
  action: string,
  network: string | undefined,
  national: readonly { member: string; text: string }[],
): Prepared {
  const rules: PolicyRule[] = [];
  const broken = (reason: Phrase): Prepared => ({
    id: '',
    rules: new Map(),
    mentions: new Set(),
    decided: new Map(),
    broken: reason,
  });
  if (network === undefined) return broken(phrase('no network policy has been adopted yet'));
  const read = readPolicy(network, 'network');
  if (!read.ok)
    return broken(phrase('the network policy in force cannot be used ({{code}})', { code: read.refusal.code }));
  rules.push(...read.value);
  for (const { member, text } of national) {
    const own = readPolicy(text, 'national');
    if (!own.ok)
      return broken(phrase('the policy of {{member}} cannot be used ({{code}})', { member, code: own.refusal.code }));
    rules.push(...own.value.map((rule) => ({ ...rule, id: `${member}:${rule.id}` })));
  }
  const id = `policy ${++policySets}`;
  const relevant = rules.filter((rule) => concerns(rule, action));
  const parsed = cedar.preparsePolicySet(id, { staticPolicies: textsOf(relevant) });
  if (parsed.type === 'failure') return broken(phrase('the policy in force cannot be used'));
  return {
    id,
    rules: new Map(relevant.map((rule) => [rule.id, rule])),
    mentions: mentionsIn(relevant),
    decided: new Map(),
  };
}

/** A message's terms as a part of a key, written once for a whole audience. */
const messageKeys = new WeakMap<MessageTerms, string>();

function termsKeyOf(message: MessageTerms): string {
  const known = messageKeys.get(message);
  if (known !== undefined) return known;
  const key = JSON.stringify(message);
  messageKeys.set(message, key);
  return key;
}

const uid = (type: 'Unit' | 'Officer' | 'Member' | 'Kind' | 'Message' | 'Action', id: string) => ({
  type: `Liaison::${type}`,
  id,
});
const MESSAGE = uid('Message', 'this');

function unitEntity({ address, function: unitFunction, languages }: Unit): cedar.EntityJson {
  const member = memberOf(address);
  return {
    uid: uid('Unit', address),
    attrs: { member, function: unitFunction, languages: [...languages] },
    parents: [uid('Member', member)],
  };
}

const officerEntity = ({ name, unit, roles }: OfficerTerms): cedar.EntityJson => ({
  uid: uid('Officer', name),
  attrs: { unit: { __entity: uid('Unit', unit) }, roles: [...roles] },
  parents: [uid('Unit', unit)],
});

/** The kind of bulletin that a notice is about: `alert` of `alert/reply`. Any other message is about itself. */
const aboutOf = (kind: string): string => kind.split('/', 1)[0]!;

function messageEntity(message: MessageTerms): cedar.EntityJson {
  const { namedUnits: _, parties: __, sender, topics, countries, ...plain } = message;
  return {
    uid: MESSAGE,
    attrs: {
      ...plain,
      about: aboutOf(plain.kind),
      topics: [...topics],
      countries: [...countries],
      sender: { __entity: uid('Unit', sender) },
    },
    parents: [],
  };
}
