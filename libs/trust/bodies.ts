import { z } from 'zod';
import { inEnglish, type Phrase } from '#libs/words/phrase.js';
import type { Author } from './author.js';
import type { Rule } from './rule.js';
import { commitmentStatements } from './statements/commitments.js';
import { contactStatements } from './statements/contacts.js';
import { instrumentStatements } from './statements/instruments.js';
import { memberStatements } from './statements/members.js';
import { networkStatements } from './statements/network.js';
import { nodeStatements } from './statements/nodes.js';
import { policyStatements } from './statements/policies.js';
import { subscriptionStatements } from './statements/subscriptions.js';
import { unitStatements } from './statements/units.js';

/** Every type of statement with its rule. */
const RULES = {
  ...networkStatements,
  ...memberStatements,
  ...nodeStatements,
  ...unitStatements,
  ...contactStatements,
  ...instrumentStatements,
  ...subscriptionStatements,
  ...policyStatements,
  ...commitmentStatements,
};

type Rules = typeof RULES;
export type StatementType = keyof Rules;
export type BodyOf<T extends StatementType> = z.infer<Rules[T]['body']>;
export type StatementBody = { [T in StatementType]: BodyOf<T> }[StatementType];

const schemas = Object.values(RULES).map((rule) => rule.body) as unknown as [z.ZodObject, ...z.ZodObject[]];

/** Parses what a statement says. */
export const StatementBody = z.discriminatedUnion('type', schemas) as unknown as z.ZodType<StatementBody>;

export const ruleOf = <Body extends StatementBody>(body: Body): Rule<Body> => RULES[body.type] as never;

/** What it says, in one sentence for those who sign it. */
export const phraseOf = (body: StatementBody): Phrase => ruleOf(body).words(body);
export const inWords = (body: StatementBody): string => inEnglish(phraseOf(body));

/** Whose statement it is, unless somebody who may makes it for them. */
export const authorOf = (body: StatementBody): Author => ruleOf(body).author(body);
