import { readFile } from 'node:fs/promises';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { alertFacts } from '#libs/kinds/alert/facts.js';
import { AlertDraft } from '#libs/kinds/alert/schema.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { audienceOf } from '#libs/policy/audience.js';
import { DEFAULT_POLICY } from '#libs/policy/default-policy.js';
import { PolicyEngine } from '#libs/policy/engine.js';
import { readPolicy, textsOf } from '#libs/policy/rules.js';
import { membersIn, rabatNetwork } from '#libs/testing/rabat-network.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { timed } from './stopwatch.js';

export interface PolicyCost {
  readonly units: number;
  /** Microseconds: Cedar asked with its policies parsed before; the engine's first answer, and one that it remembers. */
  readonly bareUs: number;
  readonly uncachedUs: number;
  readonly cachedUs: number;
  /** Milliseconds: the audience of an alert that the engine has never seen, and of one that it has. */
  readonly audienceFirstMs: number;
  readonly audienceAgainMs: number;
}

/** What decisions cost in the whole network. */
export async function policyCost(): Promise<PolicyCost> {
  const rows = membersIn(await readFile('examples/directory/members.csv', 'utf8'));
  const { log } = rabatNetwork(rows, Date.now());
  const draft = AlertDraft.parse(JSON.parse(await readFile('examples/sahel-route.json', 'utf8')));
  const bulletin = alertFacts(draft, 'ne/police' as UnitAddress);
  const unit = log.state.units.get('pt/police' as UnitAddress)!;
  const engine = new PolicyEngine(() => log.state);
  let n = 0;
  /** Differs in what policies look at, so that no answer is remembered. */
  const unseen = () => ({ ...bulletin, terms: { ...bulletin.terms, topics: [...bulletin.terms.topics, `t-${n++}`] } });

  cedar.preparsePolicySet('bare', { staticPolicies: textsOf(expectAccepted(readPolicy(DEFAULT_POLICY, 'network'))) });
  const call = bareCall();
  // Each once unmeasured: what comes first warms Cedar for the others.
  await timed(() => engine.unitMay('receive', unit, unseen().terms));
  const bareUs = await timed(() => cedar.statefulIsAuthorized(call));
  const uncachedUs = await timed(() => engine.unitMay('receive', unit, unseen().terms));
  const cachedUs = await timed(() => engine.unitMay('receive', unit, bulletin.terms));
  const audienceFirstMs = (await timed(() => audienceOf(log.state, engine, unseen()))) / 1000;
  const audienceAgainMs = (await timed(() => audienceOf(log.state, engine, bulletin))) / 1000;
  return { units: log.state.units.size, bareUs, uncachedUs, cachedUs, audienceFirstMs, audienceAgainMs };
}

/** The same question as the engine asks, of Cedar itself. */
function bareCall(): cedar.StatefulAuthorizationCall {
  const unit = (id: string) => ({
    uid: { type: 'Liaison::Unit', id },
    attrs: { member: id.slice(0, 2), function: 'specialised-police', languages: ['fr'] },
    parents: [{ type: 'Liaison::Member', id: id.slice(0, 2) }],
  });
  const message = {
    uid: { type: 'Liaison::Message', id: 'this' },
    attrs: {
      kind: 'alert',
      shape: 'bulletin',
      sender: { __entity: { type: 'Liaison::Unit', id: 'ne/police' } },
      tlp: 'AMBER',
      handlingCode: 'H2',
      pap: 'AMBER',
      topics: ['desert-route'],
      countries: ['LY', 'NE'],
      urgent: true,
      namesPerson: false,
      namesVictim: false,
      namesMinor: false,
    },
    parents: [],
  };
  return {
    principal: { type: 'Liaison::Unit', id: 'pt/police' },
    action: { type: 'Liaison::Action', id: 'receive' },
    resource: message.uid,
    context: { named: false, party: false, ownMember: false },
    preparsedPolicySetId: 'bare',
    entities: [unit('pt/police'), unit('ne/police'), message],
  };
}
