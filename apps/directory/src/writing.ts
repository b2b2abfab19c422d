import { type Outcome, refuse } from '#libs/outcome/index.js';
import type { MemberCode } from '#libs/trust/address.js';
import { DAY_MS, HOUR_MS, Quota } from './quota.js';

/**
 * Statements that are taken in an hour: every node keeps every entry for good, so nobody may write without a bound. A unit
 * that begins has its keys of several epochs and its subscription to say, and its member registers it.
 */
const STATEMENTS_AN_HOUR = { whoever: 100, aUnit: 20, most: 1000 };
/** Their bytes: most take a few hundred, a unit's keys some thousands, a subscription with drawn areas or a policy tens of thousands. */
const BYTES_AN_HOUR = { whoever: 2 * 1024 * 1024, aUnit: 64 * 1024, most: 8 * 1024 * 1024 };
/** Every node makes every policy ready, which takes it some tenths of a second. */
const POLICIES_A_DAY = 10;

/** A statement of a member or of one of its units. */
export interface Writing {
  readonly member: MemberCode;
  readonly byUnit: boolean;
  /** How many the member has. */
  readonly units: number;
  readonly bytes: number;
  readonly adoptsPolicy: boolean;
}

/** What of the log members may fill. */
export class WritingQuota {
  private readonly statements = new Quota(HOUR_MS);
  private readonly bytes = new Quota(HOUR_MS);
  private readonly policies = new Quota(DAY_MS);

  /** Why a statement is not taken now; nothing is counted. */
  fault(writing: Writing, now: number): Extract<Outcome<never>, { ok: false }> | undefined {
    const { member, units, bytes, adoptsPolicy } = writing;
    const writer = writerOf(writing);
    if (adoptsPolicy && this.policies.wait(member, POLICIES_A_DAY, now) > 0) {
      return refuse(
        'quota-exceeded',
        `The log takes ${POLICIES_A_DAY} policies of a member in a day.`,
        'Try policies before they are adopted, and hand this one in again in some hours.',
      );
    }
    const statements = share(STATEMENTS_AN_HOUR, units);
    const most = share(BYTES_AN_HOUR, units);
    if (this.statements.wait(writer, statements, now) === 0 && this.bytes.wait(writer, most, now, bytes) === 0) {
      return undefined;
    }
    return refuse(
      'quota-exceeded',
      `The log takes ${statements} statements of a member of ${units} units in an hour, and ${most / 1024} KiB.`,
      'Wait some minutes and hand it in again.',
    );
  }

  /** Counts a statement that was taken. */
  count(writing: Writing, now: number): void {
    const { member, units, bytes, adoptsPolicy } = writing;
    const writer = writerOf(writing);
    this.statements.take(writer, share(STATEMENTS_AN_HOUR, units), now);
    this.bytes.take(writer, share(BYTES_AN_HOUR, units), now, bytes);
    if (adoptsPolicy) this.policies.take(member, POLICIES_A_DAY, now);
  }
}

/** A member's own statements are counted apart from its units': whoever stole a unit's key cannot keep it from being revoked. */
const writerOf = ({ member, byUnit }: Writing): string => (byUnit ? `units of ${member}` : member);

const share = (of: { whoever: number; aUnit: number; most: number }, units: number): number =>
  Math.min(of.whoever + of.aUnit * units, of.most);
