import { z } from 'zod';
import { fromBase64 } from './bytes.js';

/** Bytes in JSON: base64 with padding, as it encodes back to itself. */
export const Base64 = z.string().transform((text, context) => {
  const bytes = fromBase64(text);
  if (bytes) return bytes;
  context.addIssue({ code: 'custom', message: 'base64' });
  return z.NEVER;
});
