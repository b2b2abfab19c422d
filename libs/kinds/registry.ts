import type { z } from 'zod';
import { readJson } from '#libs/bounds/json.js';
import { lookup } from '#libs/bounds/lookup.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import {
  type PassedOnClaim,
  ShareDecision,
  ShareRequest,
  shareDecisionFacts,
  shareRequestFacts,
} from './alert/sharing.js';
import type { AttachedFile } from './attached-file.js';
import { BULLETIN_KINDS, bulletinKind } from './bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from './bulletin-names.js';
import { Erasure, Recall, recallFacts } from './bulletin-recall.js';
import { Reminder, reminderFacts } from './bulletin-reminder.js';
import { Reply, replyFacts } from './bulletin-reply.js';
import { CASE_KINDS } from './case-kinds.js';
import { CaseHistory, CaseMessage, historyFacts } from './case-message.js';
import { CatchUp, catchUpFacts } from './catch-up/catch-up.js';

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

/** A kind of bulletin, and what is said of such bulletins: each a kind of its own, so that policy can tell them apart. */
const bulletin = <Name extends BulletinName>(name: Name) => {
  const { body, facts, passedOn } = bulletinKind(name);
  return {
    [name]: kind({ body, facts, ...(passedOn && { passedOn }) }),
    [`${name}/reply`]: kind({ body: Reply, facts: replyFacts(`${name}/reply`) }),
    [`${name}/recall`]: kind({ body: Recall, facts: recallFacts(`${name}/recall`, true) }),
    [`${name}/erasure`]: kind({ body: Erasure, facts: recallFacts(`${name}/erasure`, false) }),
    [`${name}/reminder`]: kind({ body: Reminder, facts: reminderFacts(`${name}/reminder`) }),
  };
};

/** Every kind that is neither a bulletin nor a case, one line each. */
const KINDS = {
  'alert/share-request': kind({ body: ShareRequest, facts: shareRequestFacts }),
  'alert/share-decision': kind({ body: ShareDecision, facts: shareDecisionFacts }),
  'catch-up': kind({ body: CatchUp, facts: catchUpFacts }),
  'case-history': kind({ body: CaseHistory, facts: historyFacts }),
};
/** What messages say, by kind; those of every kind of case are `CaseMessage`s. */
export type Bodies = { readonly [K in keyof typeof KINDS]: z.output<(typeof KINDS)[K]['body']> } & {
  readonly [K in BulletinName]: z.output<(typeof BULLETIN_KINDS)[K]['body']>;
} & { readonly [K in `${BulletinName}/reply`]: Reply } & { readonly [K in `${BulletinName}/recall`]: Recall } & {
  readonly [K in `${BulletinName}/erasure`]: Erasure;
} & { readonly [K in `${BulletinName}/reminder`]: Reminder };

export type BodyOf<K extends string> = K extends keyof Bodies ? Bodies[K] : CaseMessage;

/** The schema of a kind's bodies. */
export const schemaOf = <K extends string>(name: K): z.ZodType<BodyOf<K>> =>
  (ALL[name]?.body ?? CaseMessage) as unknown as z.ZodType<BodyOf<K>>;

const ALL: Readonly<Record<string, ReturnType<typeof kind>>> = lookup({
  ...Object.assign({}, ...BULLETIN_NAMES.map(bulletin)),
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
