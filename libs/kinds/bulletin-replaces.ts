import { z } from 'zod';
import { MessageId } from '#libs/envelope/id.js';
import { Text } from './text.js';

/** How a later bulletin takes an earlier one's place: its content changed, it holds longer, or another tells it better. */
export const Replacement = z.enum(['amended', 'extended', 'superseded']);

/** The bulletin of the same author and kind that this one takes the place of, and why. */
export const Replaces = z.strictObject({ bulletin: MessageId, as: Replacement, note: Text });

/** The same as summaries have it. */
export const replacementIn = (replaces: z.infer<typeof Replaces> | undefined) =>
  replaces && { id: replaces.bulletin, as: replaces.as };
