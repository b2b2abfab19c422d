import type { PolicyRule } from './rules.js';

/**
 * What of principal and context the rules look at: `principal.function`, `context.named`; `principal` where a rule
 * compares the principal itself. Two questions that agree in these, and in the message, get the same answer, which is
 * then found once.
 */
export function mentionsIn(rules: readonly PolicyRule[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { json } of rules) {
    const { principal, conditions } = json;
    if (principal.op !== 'All' && (principal.op !== 'is' || 'in' in principal)) found.add('principal');
    for (const condition of conditions) gather(condition.body, found);
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
    const of = operator === '.' || operator === 'has' ? variable(access.left) : undefined;
    if (of && typeof access.attr === 'string') found.add(`${of}.${access.attr}`);
    else if (operator === 'Var') found.add(String(operand));
    else gather(operand, found);
  }
}

const variable = (expression: unknown): string | undefined =>
  typeof expression === 'object' && expression !== null && 'Var' in expression ? String(expression.Var) : undefined;

/** Whether a rule can have a say about an action. */
export function concerns({ json }: PolicyRule, action: string): boolean {
  const scope = json.action;
  if (scope.op === 'All') return true;
  const named = 'entities' in scope ? scope.entities : 'entity' in scope ? [scope.entity] : [];
  return named.some((entity) => ('__entity' in entity ? entity.__entity : entity).id === action);
}
