import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { type DirectoryState, type LogPosition, type Revocation, signingKeyAt } from '#libs/trust/directory.js';
import { revocationOf } from '#libs/trust/sender.js';
import type { SignedEvent } from './event.js';
import type { Findings } from './findings.js';

/** How far commitments prove that events existed; by the event's name. */
export interface Existence {
  /** By when, milliseconds since 1970-01-01T00:00Z: what a quorum of witnesses has said. */
  readonly by: ReadonlyMap<string, number>;
  /** Where the first commitment that holds it stands in the log. */
  readonly at: ReadonlyMap<string, LogPosition>;
  /** The same of those whose witnesses nobody could judge. */
  readonly unjudgedAt: ReadonlyMap<string, LogPosition>;
}

/** What says that keys are revoked: the whole log where it is at hand, and the bundle, which may tell of later ones. */
export type Directories = readonly Readonly<DirectoryState>[];

/** Whether and since when the key is not to be believed that was the unit's own at a position. */
export function revokedSince(directories: Directories, unit: UnitAddress, position: LogPosition) {
  for (const state of directories) {
    const known = state.units.get(unit);
    const key = known && signingKeyAt(known, position);
    const revocation = key && revocationOf(state, unit, keyId(key));
    if (revocation) return revocation;
  }
  return undefined;
}

export const isoOf = ({ compromisedAt }: Revocation): string => new Date(compromisedAt).toISOString();

/**
 * A thief can name an old position and any date. So of what a key has signed that was revoked since, that alone counts which a
 * quorum saw while the key was in its unit’s hands, before its member had said otherwise.
 */
export function revokedKeyFindings(
  events: readonly SignedEvent[],
  directories: Directories,
  existence: Existence,
  findings: Findings,
): void {
  for (const [i, { author, move, logPosition, hash }] of events.entries()) {
    const revocation = revokedSince(directories, author, logPosition);
    if (!revocation) continue;
    const since = isoOf(revocation);
    const what = `Event ${i + 1}, "${move}", is older than ${since}, since when the key of ${author} that signed it is in wrong hands by the word of ${memberOf(author)}`;
    const name = hex(hash);
    const isBefore = (at: LogPosition | undefined): boolean => at !== undefined && at < revocation.at;
    const by = existence.by.get(name);
    if (by !== undefined && by <= revocation.compromisedAt && isBefore(existence.at.get(name)))
      findings.check(`${what}: it existed by ${new Date(by).toISOString()}`, '');
    else if (isBefore(existence.unjudgedAt.get(name)))
      findings.notProven(what, 'A commitment holds it, and the whole log alone says by when that was ("--log").');
    else
      findings.check(
        what,
        `Nothing proves it for event ${i + 1}: whoever has had the key since then can have written it, whatever time and log position it bears.`,
      );
  }
}
