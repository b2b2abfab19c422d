import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { type Refusal, refuse } from '#libs/outcome/index.js';

/** How long the directory may be behind what another member has told us before people hear of it. */
const BEHIND_MS = 5000;

/** Checkpoints that other members' nodes have told of and that were not compared with this copy yet: the newest of each. */
export class HeardLogs {
  private readonly heard = new Map<string, { readonly checkpoint: SignedCheckpoint; readonly at: number }>();

  /**
   * @param subject under which it was told: one a member
   * @param size of this copy: since when it is behind begins anew where it has reached what was told before
   * @param now milliseconds since 1970
   */
  note(subject: string, checkpoint: SignedCheckpoint, size: number, now: number): void {
    const before = this.heard.get(subject);
    this.heard.set(subject, { checkpoint, at: before && before.checkpoint.size > size ? before.at : now });
  }

  /** Those that a copy of this size can be compared with, each once: what is taken out is compared. */
  *within(size: number): Generator<SignedCheckpoint> {
    for (const [subject, { checkpoint }] of this.heard) {
      if (checkpoint.size === 0 || checkpoint.size > size) continue;
      this.heard.delete(subject);
      yield checkpoint;
    }
  }

  /** What is wrong where others have seen a longer log for a while than this copy is shown. */
  longerThan(size: number, now: number): Refusal | undefined {
    const longer = [...this.heard.values()].some(
      ({ checkpoint, at }) => checkpoint.size > size && now - at > BEHIND_MS,
    );
    if (!longer) return undefined;
    return refuse(
      'directory-behind',
      'Another member’s node has seen a longer log than the directory shows to this one.',
      'It is asked again. Call the hub operator if it stays so.',
    ).refusal;
  }
}
