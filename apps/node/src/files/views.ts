import { z } from 'zod';

/**
 * How far a file that a message describes has come. `altered`: a part of it did not open, and is asked for again.
 * `refused`: what came is not what the message says.
 */
export const FileStanding = z.object({
  name: z.string(),
  state: z.enum(['coming', 'altered', 'no-room', 'here', 'refused']),
});
