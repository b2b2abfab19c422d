import { z } from 'zod';
import { DateTime } from '#libs/bounds/times.js';
import { MessageId } from '#libs/envelope/id.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { NoFiles, noticeFacts, Reason } from './notice.js';

/** An author takes a bulletin back: whoever has it erases it, and says so. */
export const Recall = z.strictObject({ bulletin: MessageId, reason: Reason, files: NoFiles });
export type Recall = z.infer<typeof Recall>;

/** A recipient's word that it has erased a recalled bulletin: body, files and everything made from them. */
export const Erasure = z.strictObject({ bulletin: MessageId, erasedAt: DateTime, files: NoFiles });
export type Erasure = z.infer<typeof Erasure>;

/**
 * Neither tells anything of the bulletin but its id and why it goes. A recall reaches whoever the bulletin has reached.
 * @param kind `alert/recall`, `alert/erasure`
 */
export const recallFacts =
  (kind: string, urgent: boolean) =>
  (_: unknown, sender: UnitAddress, to: readonly UnitAddress[] = []): BulletinFacts =>
    noticeFacts({ kind, sender, tlp: 'GREEN', handlingCode: 'H1', pap: 'GREEN', urgent, namedUnits: to });
