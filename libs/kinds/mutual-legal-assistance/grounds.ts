import { z } from 'zod';
import { custom } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';

/** On what a request may be refused. There are no others: UNTOC Art. 18(21) and 18(9). */
export const REFUSAL_GROUNDS = {
  'not-in-conformity': 'UNTOC Art. 18(21)(a)',
  'essential-interests': 'UNTOC Art. 18(21)(b)',
  'domestic-law': 'UNTOC Art. 18(21)(c)',
  'legal-system': 'UNTOC Art. 18(21)(d)',
  'dual-criminality': 'UNTOC Art. 18(9)',
  'no-consent-to-transfer': 'UNTOC Art. 18(10)(a)',
} as const;
/** What the convention says is no ground, for the form that says so to whoever looks for it. */
export const FORBIDDEN_GROUNDS = {
  'bank-secrecy': 'UNTOC Art. 18(8)',
  'fiscal-matter': 'UNTOC Art. 18(22)',
} as const;

type ForbiddenGround = keyof typeof FORBIDDEN_GROUNDS;
export type RefusalGround = keyof typeof REFUSAL_GROUNDS;
const NAMES = [...Object.keys(REFUSAL_GROUNDS), ...Object.keys(FORBIDDEN_GROUNDS)] as (
  | RefusalGround
  | ForbiddenGround
)[];

/** Whoever chooses what is no ground is told so, and where it is written. */
export const RefusalGround = z.enum(NAMES).transform((ground, context) => {
  if (!isForbidden(ground)) return ground;
  context.addIssue(
    custom([], phrase('"{{ground}}" is no ground: {{law}} says so', { ground, law: FORBIDDEN_GROUNDS[ground] })),
  );
  return z.NEVER;
});
const isForbidden = (ground: string): ground is ForbiddenGround => Object.hasOwn(FORBIDDEN_GROUNDS, ground);
