import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { isText } from '#libs/bounds/text.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { SCHEMA } from './schema.js';

/** One rule of a policy: a Cedar statement with what people call it and why it is there. */
export interface PolicyRule {
  readonly id: string;
  readonly reason: string;
  readonly effect: 'permit' | 'forbid';
  readonly text: string;
  /** The same as Cedar reads it. */
  readonly json: cedar.PolicyJson;
}

/** Whose policy it is: the network's, which permits and forbids; or a member's own, which only forbids. */
export type Layer = 'network' | 'national';

export type PolicyRefusal =
  | 'policy-malformed'
  | 'policy-too-nested'
  | 'policy-unexplained'
  | 'policy-type'
  | 'policy-permits'
  | 'policy-locks-out';

/** Reads a policy's rules and checks each against the schema. What this refuses must not be signed, and permits nothing. */
export function readPolicy(text: string, layer: Layer): Outcome<readonly PolicyRule[], PolicyRefusal> {
  const nested = nestingFault(text);
  if (nested) return nested;
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') return malformed(text, parts.errors);
  if (parts.policy_templates.length > 0) {
    return refuse('policy-malformed', 'A policy here has no templates.', 'Write each rule out.');
  }
  const rules: PolicyRule[] = [];
  // Cedar gives them in an order of its own; people read them in the text's.
  const inOrder = [...parts.policies].sort((a, b) => text.indexOf(a) - text.indexOf(b));
  for (const part of inOrder) {
    const read = cedar.policyToJson(part);
    if (read.type === 'failure') return malformed(part, read.errors);
    const { id, reason } = read.json.annotations ?? {};
    if (!id || !reason) {
      return refuse(
        'policy-unexplained',
        `Rule ${rules.length + 1} has no @id("…") or no @reason("…"), which officers are shown.`,
        'Write both before the rule.',
      );
    }
    // Cedar's own escapes say what the text itself may not.
    if (!isText(id) || !isText(reason)) {
      return refuse(
        'policy-malformed',
        `Rule ${rules.length + 1} says U+0000 in its @id or @reason.`,
        'Write it without.',
      );
    }
    if (rules.some((rule) => rule.id === id)) {
      return refuse('policy-malformed', `Two rules are called ${id}.`, 'Give each its own @id("…").');
    }
    rules.push({ id, reason, effect: read.json.effect, text: part, json: read.json });
  }
  return typeFault(rules) ?? layerFault(rules, layer) ?? accept(rules);
}

/**
 * How deep brackets stand in each other, and how many operators a rule has. Cedar goes down into a rule by a stack of its own without an end to it:
 * some two hundred of either write over its memory, and every later question in this process then fails.
 */
const MOST_BRACKETS = 20;
const MOST_OPERATORS = 150;
/** What is no Cedar to be gone down into comes first: a comment, a text in quotation marks. */
const TOKEN =
  /\/\/[^\n\r]*|"(?:\\.|[^"\\])*("?)|[([{]|[)\]}]|;|&&|\|\||[=!<>]=|[-+*.!<>]|\b(?:if|has|in|is|like|when|unless)\b/g;

/** Looks at the text alone, before Cedar does. */
function nestingFault(text: string): Extract<Outcome<never, PolicyRefusal>, { ok: false }> | undefined {
  let [depth, operators] = [0, 0];
  for (const [token, closed] of text.matchAll(TOKEN)) {
    if (token.startsWith('//')) continue;
    if (token.startsWith('"')) {
      if (!closed) return refuse('policy-malformed', 'A quotation mark is never closed.', 'See docs/policy.md.');
    } else if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    else if (token === ';') operators = 0;
    else operators++;
    if (depth > MOST_BRACKETS || operators > MOST_OPERATORS) {
      return refuse(
        'policy-too-nested',
        `A rule has brackets in more than ${MOST_BRACKETS} others, or more than ${MOST_OPERATORS} operators.`,
        'Write several rules, or a list: ["AMBER", "RED"].contains(resource.tlp).',
      );
    }
  }
  return undefined;
}

/** Cedar's own checker, strict: an attribute that is not there or of another type would make a rule silently not count. */
function typeFault(rules: readonly PolicyRule[]) {
  const checked = cedar.validate({ schema: SCHEMA, policies: { staticPolicies: textsOf(rules) } });
  const errors = checked.type === 'failure' ? checked.errors : checked.validationErrors.map(({ error }) => error);
  const [first] = errors;
  return (
    first &&
    refuse('policy-type', `A rule does not fit the schema: ${first.message}.`, first.help ?? 'See docs/policy.md.')
  );
}

function layerFault(rules: readonly PolicyRule[], layer: Layer) {
  if (layer === 'national') {
    const permit = rules.find((rule) => rule.effect === 'permit');
    return (
      permit &&
      refuse(
        'policy-permits',
        `Rule ${permit.id} permits: a national policy only forbids, on top of the network's.`,
        'Turn it round, or propose it to the Steering Committee.',
      )
    );
  }
  const adoption = cedar.isAuthorized({
    principal: { type: 'Liaison::Committee', id: 'committee' },
    action: { type: 'Liaison::Action', id: 'adopt' },
    resource: { type: 'Liaison::Policy', id: 'next' },
    context: {},
    policies: { staticPolicies: textsOf(rules) },
    entities: [],
  });
  return adoption.type === 'success' && adoption.response.decision === 'allow'
    ? undefined
    : refuse(
        'policy-locks-out',
        'Under this policy the Steering Committee could never adopt another one.',
        'Keep a rule that permits the committee to "adopt".',
      );
}

/** By id, as Cedar names the rules that decided. */
export const textsOf = (rules: readonly PolicyRule[]): Record<string, string> =>
  Object.fromEntries(rules.map((rule) => [rule.id, rule.text]));

function malformed(text: string, errors: readonly cedar.DetailedError[]): Outcome<never, PolicyRefusal> {
  const [first] = errors;
  const at = first?.sourceLocations?.[0]?.start;
  const line = at === undefined ? '' : `Line ${text.slice(0, at).split('\n').length}: `;
  const hint = first?.sourceLocations?.[0]?.label;
  return refuse(
    'policy-malformed',
    `${line}${first?.message ?? 'no Cedar policy'}${hint ? ` (${hint})` : ''}.`,
    'See docs/policy.md.',
  );
}
