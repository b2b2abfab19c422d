import { hex } from '#libs/cose/bytes.js';
import type { SignedEvent } from './event.js';

/**
 * Which of the events that came in may be taken: whoever is no longer believed could have written them since, with any
 * date, so of theirs those alone that others have built on.
 * @param wanted names of events that the record lacks @param isBarred whether an event's author is no longer believed
 */
export function vouchedFor(
  events: readonly SignedEvent[],
  wanted: readonly string[],
  isBarred: (event: SignedEvent) => boolean,
): Set<SignedEvent> {
  const byName = new Map(events.map((event) => [hex(event.hash), event]));
  const lacked = new Set(wanted);
  const vouched = new Set(events.filter((event) => !isBarred(event) || lacked.has(hex(event.hash))));
  // A set goes on over what is added while it is walked.
  for (const event of vouched) {
    for (const parent of event.parents) {
      const before = byName.get(hex(parent));
      if (before) vouched.add(before);
    }
  }
  return vouched;
}
