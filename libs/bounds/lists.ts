import { z } from 'zod';

/**
 * A list of at most so many, read until its first item that is wrong: a schema's own list gathers what is wrong with each, which takes a
 * hundred times what a hostile list is long.
 */
export const listOf = <T extends z.ZodType>(item: T, most: number, least = 0) =>
  z
    .array(z.custom<z.input<T>>())
    .min(least)
    .max(most)
    .transform((items, context): z.output<T>[] => {
      const read: z.output<T>[] = [];
      for (const [i, one] of items.entries()) {
        const parsed = item.safeParse(one);
        if (!parsed.success) {
          const [first] = parsed.error.issues;
          context.addIssue({ code: 'custom', message: first!.message, path: [i, ...first!.path] });
          return z.NEVER;
        }
        read.push(parsed.data);
      }
      return read;
    });
