import { z } from 'zod';

export const Language = z.string().regex(/^[a-z]{2,3}$/, 'a language tag such as "fr"');
/** Free text keeps the tag of the language it was written in. */
export const Text = z.strictObject({ language: Language, text: z.string().trim().min(1).max(20_000) });
