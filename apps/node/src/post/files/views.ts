import { z } from 'zod';
import { ON_ITS_WAY } from '#libs/store/post-entities.js';

/**
 * How far a file that a message describes has come. `altered`: a part of it did not open, and is asked for again.
 * `no-room`: this node’s disk has none for it. `refused`: what came is not what the message says.
 */
export const FileStanding = z.object({
  name: z.string(),
  state: z.enum([...ON_ITS_WAY, 'here', 'refused']),
});
