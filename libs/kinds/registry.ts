import type { z } from 'zod';
import { Alert, type AttachedFile } from './alert/schema.js';

/** What the rest of the system needs to know of a kind. */
export interface Kind {
  /** What a body of this kind has to be; nothing of it is believed before it passes. */
  readonly body: z.ZodType<{ readonly files: readonly AttachedFile[] }>;
}

/** Every kind, one line each. */
export const KINDS: Readonly<Record<string, Kind>> = {
  alert: { body: Alert },
};
