import { z } from 'zod';
import { Area } from '#libs/geography/area.js';
import { Language } from './fields.js';

/**
 * What a unit wants to hear of. A line matches a message when each thing that it names does; what it leaves empty it
 * does not ask about. A unit hears what at least one of its lines matches.
 */
export const SubscriptionLine = z.strictObject({
  kinds: z
    .array(
      z
        .string()
        .regex(/^[a-z]+(-[a-z]+)*$/)
        .max(64),
    )
    .min(1)
    .max(16),
  topics: z.array(z.string().regex(/^[a-z0-9-]{2,40}$/)).max(32),
  areas: z.array(Area).max(16),
  /** Languages that the message's own text may be in. */
  languages: z.array(Language).max(16),
  urgentOnly: z.boolean(),
  delivery: z.enum(['immediate', 'digest']),
});
export type SubscriptionLine = z.infer<typeof SubscriptionLine>;

/** Everything of these kinds, at once. */
export const everythingOf = (kinds: readonly string[]): SubscriptionLine => ({
  kinds: [...kinds],
  topics: [],
  areas: [],
  languages: [],
  urgentOnly: false,
  delivery: 'immediate',
});
