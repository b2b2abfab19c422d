/**
 * Errors as values: what is wrong, for a program and for a person, and what to do next.
 * Thrown exceptions are for bugs and for parts that are down; everything that bad input can cause is a refusal.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** One sentence for a person. Never holds content, names or keys. */
  readonly message: string;
  /** The next thing to do. */
  readonly remedy: string;
}

export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

export const accept = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  remedy: string,
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({ ok: false, refusal: { code, message, remedy } });

/** For code whose input was already checked: turns a refusal into a thrown bug. */
export function expectAccepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
}
