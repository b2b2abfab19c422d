import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyRule } from './rules.js';

/**
 * What of a principal the rules look at: attributes by name, or `identity` where a rule compares the principal itself.
 * Two principals that agree in these get the same decision, which is then made once.
 */
export function principalMentions(rules: readonly PolicyRule[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { text } of rules) {
    const read = cedar.policyToJson(text);
    if (read.type === 'failure') return new Set(['identity']);
    if (read.json.principal.op !== 'All' && read.json.principal.op !== 'is') found.add('identity');
    if (read.json.principal.op === 'is' && 'in' in read.json.principal) found.add('identity');
    for (const condition of read.json.conditions) gather(condition.body, found);
  }
  return found;
}

function gather(expression: unknown, found: Set<string>): void {
  if (expression === null || typeof expression !== 'object') return;
  if (Array.isArray(expression)) {
    for (const one of expression) gather(one, found);
    return;
  }
  for (const [operator, operand] of Object.entries(expression)) {
    const access = operand as { left?: unknown; attr?: unknown };
    if ((operator === '.' || operator === 'has') && isPrincipal(access.left) && typeof access.attr === 'string') {
      found.add(access.attr);
    } else if (operator === 'Var' && operand === 'principal') {
      found.add('identity');
    } else {
      gather(operand, found);
    }
  }
}

const isPrincipal = (expression: unknown): boolean =>
  typeof expression === 'object' && expression !== null && 'Var' in expression && expression.Var === 'principal';
