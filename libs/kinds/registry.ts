import type { z } from 'zod';
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

/** What a body that passed its kind's schema brings: its files, and its terms for policy. */
export interface ReadBody {
  readonly files: readonly AttachedFile[];
  readonly facts: BulletinFacts;
  readonly passedOn: PassedOnClaim | undefined;
}

const kind = <Body extends { readonly files: readonly AttachedFile[] }>({ body, facts, passedOn }: Kind<Body>) => ({
  read: (value: unknown, sender: UnitAddress): ReadBody | undefined => {
    const parsed = body.safeParse(value);
    if (!parsed.success) return undefined;
    const { data } = parsed;
    return { files: data.files, facts: facts(data, sender), passedOn: passedOn?.(data) };
  },
});

/** Every kind, one line each. */
export const KINDS: Readonly<Record<string, ReturnType<typeof kind>>> = lookup({
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
  ...Object.fromEntries(
    Object.entries(CASE_KINDS).map(([name, { facts }]) => [name, kind({ body: CaseMessage, facts })]),
  ),
});
