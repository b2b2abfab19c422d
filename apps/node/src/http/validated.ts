import type { z } from 'zod';
import { fieldFaults } from '#libs/outcome/field-faults.js';
import { Problem } from './problem.js';

/** Parses what came from outside; refuses with every wrong field named. */
export function validated<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = fieldFaults(parsed.error);
  throw new Problem(
    422,
    {
      code: 'fields-wrong',
      message: `${faults.length} ${faults.length === 1 ? 'field is' : 'fields are'} not as expected.`,
      remedy: 'Mend the fields named and send it again; nothing was stored.',
    },
    { faults },
  );
}
