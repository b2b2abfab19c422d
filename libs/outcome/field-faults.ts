import type { z } from 'zod';

/** One wrong field: where it is and what is expected there. */
export interface FieldFault {
  /** `routes[0].points[1].country`; empty for the whole. */
  readonly field: string;
  readonly expected: string;
}

export function fieldFaults(error: z.ZodError): FieldFault[] {
  return error.issues.map((issue) => ({
    field: issue.path.reduce<string>(
      (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key)),
      '',
    ),
    expected: issue.message,
  }));
}
