import { z } from 'zod';
import { MessageId } from '#libs/envelope/id.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { NoFiles, noticeFacts } from './notice.js';

/** An author asks recipients who have not opened its bulletin to do so. */
export const Reminder = z.strictObject({ bulletin: MessageId, files: NoFiles });
export type Reminder = z.infer<typeof Reminder>;

/** @param kind `alert/reminder` */
export const reminderFacts =
  (kind: string) =>
  (_: unknown, sender: UnitAddress, to: readonly UnitAddress[] = []): BulletinFacts =>
    noticeFacts({
      kind,
      sender,
      tlp: 'GREEN',
      handlingCode: 'H1',
      pap: 'GREEN',
      urgent: true,
      namedUnits: to,
    });
