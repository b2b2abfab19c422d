import { z } from 'zod';
import { MessageId } from '#libs/envelope/header.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { noticeFacts } from '../notice.js';

const NoFiles = z.array(z.never()).max(0).default([]);
const Reason = z.strictObject({ language: z.string().regex(/^[a-z]{2,3}$/), text: z.string().trim().min(1).max(2000) });

/** An author takes an alert back: whoever has it erases it, and says so. */
export const Recall = z.strictObject({ alert: MessageId, reason: Reason, files: NoFiles });
export type Recall = z.infer<typeof Recall>;

/** A recipient's word that it has erased a recalled alert: body, files and everything made from them. */
export const Erasure = z.strictObject({ alert: MessageId, erasedAt: z.iso.datetime(), files: NoFiles });
export type Erasure = z.infer<typeof Erasure>;

/** Neither tells anything of the alert but its id and why it goes. It reaches whoever the alert has reached. */
const factsOf =
  (kind: string) =>
  (_: unknown, sender: UnitAddress, to: readonly UnitAddress[] = []): BulletinFacts =>
    noticeFacts({ kind, sender, tlp: 'GREEN', handlingCode: 'H1', pap: 'GREEN', urgent: true, namedUnits: to });

export const recallFacts = factsOf('alert/recall');
export const erasureFacts = factsOf('alert/erasure');
