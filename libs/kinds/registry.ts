import type { z } from 'zod';
import { readJson } from '#libs/bounds/json.js';
import { lookup } from '#libs/bounds/lookup.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { alertFacts } from './alert/facts.js';
import { Erasure, erasureFacts, Recall, recallFacts } from './alert/recall.js';
import { Reminder, reminderFacts } from './alert/reminder.js';
import { Reply, replyFacts } from './alert/reply.js';
import { Alert } from './alert/schema.js';
import {
  type PassedOnClaim,
  passedOnClaim,
  ShareDecision,
  ShareRequest,
  shareDecisionFacts,
  shareRequestFacts,
} from './alert/sharing.js';
import type { AttachedFile } from './attached-file.js';
import { CASE_KINDS } from './case-kinds.js';
import { CaseHistory, CaseMessage, historyFacts } from './case-message.js';
import { CatchUp, catchUpFacts } from './catch-up/catch-up.js';
import { assessmentFacts, RiskAssessment } from './risk-assessment/assessment.js';

/** What the rest of the system needs to know of a kind. */
export interface Kind<Body extends { readonly files: readonly AttachedFile[] } = never> {
  /** What a body of this kind has to be; nothing of it is believed before it passes. */
  readonly body: z.ZodType<Body>;
  /** What policies and subscriptions decide by, told from a body. */
  readonly facts: (body: Body, sender: UnitAddress) => BulletinFacts;
  /** Whose word a body says that it passes on, where it does. */
  readonly passedOn?: (body: Body) => PassedOnClaim | undefined;
}

/** A body that is of its kind, typed, with what the rest of the system goes by. */
export interface Admitted {
  readonly kind: string;
  readonly body: object;
  readonly files: readonly AttachedFile[];
  readonly facts: BulletinFacts;
  readonly passedOn: PassedOnClaim | undefined;
}

const kind = <Body extends { readonly files: readonly AttachedFile[] }>({ body, facts, passedOn }: Kind<Body>) => ({
  body,
  admit: (name: string, value: unknown, sender: UnitAddress): Admitted | undefined => {
    const parsed = body.safeParse(value);
    if (!parsed.success) return undefined;
    const { data } = parsed;
    return { kind: name, body: data, files: data.files, facts: facts(data, sender), passedOn: passedOn?.(data) };
  },
});

/** Every kind that is no case, one line each. */
const KINDS = {
  alert: kind({ body: Alert, facts: alertFacts, passedOn: passedOnClaim }),
  'alert/reply': kind({ body: Reply, facts: replyFacts }),
  'alert/recall': kind({ body: Recall, facts: recallFacts }),
  'alert/erasure': kind({ body: Erasure, facts: erasureFacts }),
  'alert/reminder': kind({ body: Reminder, facts: reminderFacts }),
  'alert/share-request': kind({ body: ShareRequest, facts: shareRequestFacts }),
  'alert/share-decision': kind({ body: ShareDecision, facts: shareDecisionFacts }),
  'risk-assessment': kind({ body: RiskAssessment, facts: assessmentFacts }),
  'catch-up': kind({ body: CatchUp, facts: catchUpFacts }),
  'case-history': kind({ body: CaseHistory, facts: historyFacts }),
};
/** What messages say, by kind; those of every kind of case are `CaseMessage`s. */
export type Bodies = { readonly [K in keyof typeof KINDS]: z.output<(typeof KINDS)[K]['body']> };

export type BodyOf<K extends string> = K extends keyof Bodies ? Bodies[K] : CaseMessage;

/** The schema of a kind's bodies. */
export const schemaOf = <K extends string>(name: K): z.ZodType<BodyOf<K>> =>
  (Object.hasOwn(KINDS, name) ? KINDS[name as keyof Bodies].body : CaseMessage) as unknown as z.ZodType<BodyOf<K>>;

const ALL: Readonly<Record<string, Pick<ReturnType<typeof kind>, 'admit'>>> = lookup({
  ...KINDS,
  ...Object.fromEntries(
    Object.entries(CASE_KINDS).map(([name, { facts }]) => [name, kind({ body: CaseMessage, facts })]),
  ),
});

/** The kinds that this version knows. */
export const KNOWN_KINDS: readonly string[] = Object.keys(ALL);

/**
 * The one way in for what a message says: parsed, held against its kind's schema, and typed. What comes out of it is
 * passed on; nothing parses a body again. `unknown-kind` where this version does not know the kind: nothing of it can be
 * shown before one that does.
 */
export function admit(name: string, body: Uint8Array, sender: UnitAddress): Admitted | 'unknown-kind' | 'malformed' {
  const known = ALL[name];
  return known ? (known.admit(name, readJson(body), sender) ?? 'malformed') : 'unknown-kind';
}
