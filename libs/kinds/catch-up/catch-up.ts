import { z } from 'zod';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { noticeFacts } from '../notice.js';

/** A unit's question to authors: what of these kinds is still valid, that I would have received had I subscribed before? */
export const CatchUp = z.strictObject({
  kinds: z
    .array(z.string().regex(/^[a-z]+(-[a-z]+)*$/))
    .min(1)
    .max(16),
  files: z.array(z.never()).max(0).default([]),
});
export type CatchUp = z.infer<typeof CatchUp>;

/** It says nothing of any network, so it is as open as handling gets; whom it asks it names. */
export const catchUpFacts = (_: CatchUp, sender: UnitAddress, asked: readonly UnitAddress[] = []): BulletinFacts =>
  noticeFacts({
    kind: 'catch-up',
    sender,
    tlp: 'GREEN',
    handlingCode: 'H0',
    pap: 'GREEN',
    urgent: false,
    namedUnits: asked,
  });
