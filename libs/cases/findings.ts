import type { UnitAddress } from '#libs/trust/address.js';
import type { NamedFile } from './bundle.js';
import type { CaseKind } from './kind.js';

/** What was read of the other entries of a bundle, in one pass. */
export interface BundleParts {
  /** Every entry’s SHA-256, hexadecimal, and length, by path. */
  readonly entries: ReadonlyMap<string, { readonly sha256: string; readonly bytes: number }>;
  /** Paths that stand for two entries: programs would show one or the other. */
  readonly twice: readonly string[];
  readonly sums: string | undefined;
  readonly sumsSignature: Uint8Array | undefined;
  /** The files that a text under `events/` names, by its path. */
  readonly named: ReadonlyMap<string, readonly NamedFile[]>;
  /** Texts under `events/` that are no JSON which every program reads alike. */
  readonly unclear: readonly string[];
}

/** What a verifier has to know of a kind of case. */
export interface VerifiedKind {
  readonly engine: CaseKind<unknown>;
  /** Whether a unit reads what moves say, beside their terms. */
  readonly reads: (state: unknown, unit: UnitAddress) => boolean;
  /** The files that moves commit to in their terms, by SHA-256 in hexadecimal. */
  readonly evidence: (state: unknown) => readonly { readonly item: string; readonly sha256: string }[];
}

/** One thing that was looked at. */
export interface Finding {
  readonly verdict:
    | 'right'
    | 'wrong'
    /** An event names it by its hash, and the bundle does not have it. */
    | 'not-held'
    /** It rests on a key that was revoked, and what may prove it older is not at hand. */
    | 'not-proven'
    /** Nothing that is at hand and signed by others says anything of it. */
    | 'not-judged';
  /** What, in words for a court’s expert. */
  readonly what: string;
  /** Where it is, and what is wrong or why it is not here; empty where nothing is to be said. */
  readonly detail: string;
}

/** Whether all of it is here and right; right, and some of it not here; right, if some of it is as old as it says; or wrong. */
export type Verdict = 'whole' | 'not-all-held' | 'not-all-proven' | 'wrong';

/** Collects what is found. @returns whether it is no contradiction */
export class Findings {
  readonly all: Finding[] = [];
  /** @param fault empty where it is right */
  check(what: string, fault: string): boolean {
    this.all.push({ verdict: fault === '' ? 'right' : 'wrong', what, detail: fault });
    return fault === '';
  }
  notHeld = (what: string, why: string): void => void this.all.push({ verdict: 'not-held', what, detail: why });
  notProven = (what: string, why: string): void => void this.all.push({ verdict: 'not-proven', what, detail: why });
  notJudged = (what: string, why: string): void => void this.all.push({ verdict: 'not-judged', what, detail: why });
  get verdict(): Verdict {
    const some = (verdict: Finding['verdict']) => this.all.some((one) => one.verdict === verdict);
    if (some('wrong')) return 'wrong';
    return some('not-proven') ? 'not-all-proven' : some('not-held') ? 'not-all-held' : 'whole';
  }
}
