import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { base64, sha256, utf8 } from '#libs/cose/bytes.js';
import type { MemberCode, UnitAddress } from '#libs/trust/address.js';
import { memberOf } from '#libs/trust/address.js';
import {
  type DirectoryState,
  type LogPosition,
  type PolicyVersion,
  policyAt,
  type Unit,
} from '#libs/trust/directory.js';
import { inEnglish, type Phrase, phrase } from '#libs/words/phrase.js';
import { Kept } from './kept.js';
import { type Prepared, preparedFor } from './prepared.js';

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

/** What decides together about one question. */
interface InForce {
  /** Which policies these are, as a part of a key. */
  readonly name: string;
  readonly policies: readonly { readonly of: string; readonly prepared: Prepared & { ok: true } }[];
  /** What of principal and context their rules about the action look at. */
  readonly mentions: ReadonlySet<string>;
  /** Why nothing is permitted under them. */
  readonly broken?: Phrase;
}

/** What of the directory is looked at when something is decided. */
export type PolicyState = Readonly<Pick<DirectoryState, 'size' | 'units' | 'networkPolicies' | 'nationalPolicies'>>;

/** Characters of what was decided, with its key. */
const MOST_REMEMBERED = 4 * 1024 * 1024;
/** What an entry takes beside them. */
const AN_ENTRY = 200;

/** How many of each one's newest policies are asked: a message may name any position, and each policy that is asked has to be kept ready. */
const POLICIES_ASKED = 8;
/** How many are made ready before they are asked. */
const MOST_AHEAD = 64;

/**
 * Evaluates network policy and, on top of it, the national policies of the members concerned, as they stood at a log
 * position. Everything that goes wrong denies: no policy yet, one that does not type-check, a rule that fails on the
 * way (Cedar itself would only leave such a rule out).
 */
export class PolicyEngine {
  private readonly decided = new Kept<Decision>(MOST_REMEMBERED);

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
    const inForce = this.at(action, position, [memberOf(message.sender), memberOf(unit.address)]);
    const facts: Record<string, unknown> = {
      principal: unit.address,
      'principal.member': memberOf(unit.address),
      'principal.function': unit.function,
      'principal.languages': unit.languages,
      ...Object.fromEntries(Object.entries(context).map(([name, value]) => [`context.${name}`, value])),
    };
    const seen = inForce.mentions.has('context') ? facts : [...inForce.mentions].map((name) => facts[name]);
    return this.decide(inForce, `${JSON.stringify(seen)}${this.keyOf(message)}`, () => ({
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
    const inForce = this.at(action, this.stateOf().size, [memberOf(message.sender), memberOf(officer.unit)]);
    const context = { ...(action === 'release' && { officers }), ...(action === 'reuse' && { consented }) };
    return this.decide(inForce, `${JSON.stringify([officer, context])}${this.keyOf(message)}`, () => ({
      principal: uid('Officer', officer.name),
      action: uid('Action', action),
      resource: MESSAGE,
      context,
      entities: [officerEntity(officer), this.senderEntity(message), messageEntity(message)],
    }));
  }

  /** Whether a unit may subscribe to a kind. */
  maySubscribe(unit: Unit, kind: string): Decision {
    const inForce = this.at('subscribe', this.stateOf().size, [memberOf(unit.address)]);
    return this.decide(inForce, JSON.stringify([unit.address, unit.function, unit.languages, kind]), () => ({
      principal: uid('Unit', unit.address),
      action: uid('Action', 'subscribe'),
      resource: uid('Kind', kind),
      context: {},
      entities: [unitEntity(unit)],
    }));
  }

  /** Makes ready what the newest mail is decided by, a policy a step, so that its caller lets other work in between. */
  *makingReady(): Generator<void> {
    const { networkPolicies, nationalPolicies } = this.stateOf();
    const asked = [
      ...networkPolicies.slice(-1).map((version) => ({ layer: 'network' as const, version })),
      ...[...nationalPolicies.values()].flatMap((versions) =>
        versions.slice(-POLICIES_ASKED).map((version) => ({ layer: 'national' as const, version })),
      ),
    ];
    const newest = asked.sort((a, b) => b.version.from - a.version.from).slice(0, MOST_AHEAD);
    for (const { layer, version } of newest) {
      preparedFor(layer, version.text);
      yield;
    }
  }

  private decide(
    inForce: InForce,
    question: string,
    call: () => Omit<cedar.StatefulAuthorizationCall, 'preparsedPolicySetId'>,
  ): Decision {
    if (inForce.broken) return denied(inForce.broken);
    const key = `${inForce.name} ${question}`;
    const known = this.decided.get(key);
    if (known) return known;
    const asked = call();
    const decision = inWords(
      inForce,
      inForce.policies.map(({ prepared }) =>
        cedar.statefulIsAuthorized({ ...asked, preparsedPolicySetId: prepared.slot }),
      ),
    );
    this.decided.set(key, decision, AN_ENTRY + key.length + 2 * decision.reason.length);
    return decision;
  }

  /** What the network's policy at a position and the national ones of these members say of an action. */
  private at(action: string, position: LogPosition, members: readonly MemberCode[]): InForce {
    const state = this.stateOf();
    const broken = (why: Phrase): InForce => ({ name: '', policies: [], mentions: new Set(), broken: why });
    const network = versionAsked(state.networkPolicies, position);
    if (!network) return broken(phrase('no network policy has been adopted yet'));
    const prepared = preparedFor('network', network.text);
    if (!prepared.ok) {
      return broken(phrase('the network policy in force cannot be used ({{code}})', { code: prepared.refusal.code }));
    }
    const policies = [{ of: '', prepared }];
    const name = [action, network.from];
    for (const member of [...new Set(members)].sort()) {
      const version = versionAsked(state.nationalPolicies.get(member) ?? [], position);
      if (!version) continue;
      const own = preparedFor('national', version.text);
      if (!own.ok) {
        return broken(phrase('the policy of {{member}} cannot be used ({{code}})', { member, code: own.refusal.code }));
      }
      policies.push({ of: `${member}:`, prepared: own });
      name.push(`${member}${version.from}`);
    }
    const mentions =
      policies.length === 1
        ? prepared.mentions(action)
        : new Set(policies.flatMap(({ prepared }) => [...prepared.mentions(action)]));
    return { name: name.join(' '), policies, mentions };
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

/** The policy in force at a position; of one that lies behind the newest few, the oldest of these. */
function versionAsked(versions: readonly PolicyVersion[], position: LogPosition): PolicyVersion | undefined {
  const version = policyAt(versions, position);
  const oldest = versions.at(-POLICIES_ASKED);
  return version && oldest && version.from < oldest.from ? oldest : version;
}

/** The first answer is the network's; a national policy only forbids, so that what it forbids comes on top. */
function inWords({ policies }: InForce, answers: readonly cedar.AuthorizationAnswer[]): Decision {
  const found: { id: string; reason: string; forbids: boolean }[] = [];
  for (const [i, answer] of answers.entries()) {
    if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) {
      return denied(phrase('a rule of the policy in force fails on it'));
    }
    const { of, prepared } = policies[i]!;
    const forbids = answer.response.decision === 'deny';
    for (const id of answer.response.diagnostics.reason) {
      found.push({ id: `${of}${id}`, reason: prepared.rules.get(id)?.reason ?? 'a rule', forbids });
    }
  }
  const allowed = !found.some(({ forbids }) => forbids);
  const deciding = found.filter(({ forbids }) => forbids !== allowed).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (deciding.length === 0) return denied(phrase('no rule of the policy in force permits it'));
  const because = deciding.map(({ reason }) => phrase(reason));
  return {
    allowed,
    rules: deciding.map(({ id }) => id),
    reason: because.map((why, i) => `${inEnglish(why)} (${deciding[i]!.id})`).join('; '),
    because,
  };
}

/** A message's terms as a part of a key, hashed once for a whole audience: they may name hundreds of units. */
const messageKeys = new WeakMap<MessageTerms, string>();

function termsKeyOf(message: MessageTerms): string {
  const known = messageKeys.get(message);
  if (known !== undefined) return known;
  const key = base64(sha256(utf8(JSON.stringify(message))));
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
