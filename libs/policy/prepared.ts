import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { type Refusal, refuse } from '#libs/outcome/index.js';
import { Kept } from './kept.js';
import { concerns, mentionsIn } from './mentions.js';
import { type Layer, type PolicyRule, readPolicy, textsOf } from './rules.js';

/** One adopted policy, read, checked and parsed by Cedar; or why nothing is permitted under it. */
export type Prepared =
  | {
      readonly ok: true;
      /** What Cedar keeps it by. */
      readonly slot: string;
      /** In the order of the text, as people are told of them. */
      readonly rules: ReadonlyMap<string, Pick<PolicyRule, 'id' | 'effect' | 'reason'>>;
      /** What of principal and context the rules about an action look at. */
      readonly mentions: (action: string) => ReadonlySet<string>;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * How many are kept ready in this process, whichever engine asks. One of 32 kB takes Cedar up to a megabyte, of which it gives nothing back but what
 * another is put in the place of: so there is a fixed number of places.
 */
const MOST_PREPARED = { network: 16, national: 128 };
const kept: Record<Layer, Kept<Prepared>> = {
  network: new Kept(MOST_PREPARED.network),
  national: new Kept(MOST_PREPARED.national),
};
const free: string[] = [];
let slots = 0;

/** The policy of this text, prepared once. */
export function preparedFor(layer: Layer, text: string): Prepared {
  const known = kept[layer].get(text);
  if (known) return known;
  const prepared = prepare(layer, text);
  for (const out of kept[layer].set(text, prepared)) if (out.ok) free.push(out.slot);
  return prepared;
}

function prepare(layer: Layer, text: string): Prepared {
  const read = readPolicy(text, layer);
  if (!read.ok) return read;
  const slot = free.pop() ?? `policy ${++slots}`;
  const parsed = cedar.preparsePolicySet(slot, { staticPolicies: textsOf(read.value) });
  if (parsed.type === 'failure') {
    free.push(slot);
    return refuse('policy-malformed', parsed.errors[0]?.message ?? 'no Cedar policy', 'See docs/policy.md.');
  }
  const rules = new Map(read.value.map(({ id, effect, reason }) => [id, { id, effect, reason }]));
  const mentions = new Map<string, ReadonlySet<string>>();
  const mentionsOf = (action: string): ReadonlySet<string> => {
    const known = mentions.get(action);
    if (known) return known;
    const found = mentionsIn(read.value.filter((rule) => concerns(rule, action)));
    mentions.set(action, found);
    return found;
  };
  return { ok: true, slot, rules, mentions: mentionsOf };
}
