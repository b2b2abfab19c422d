import { Param, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { type FieldFault, fieldFaults } from '#libs/outcome/field-faults.js';
import { nothingThere, Problem } from './problem.js';

/** Parses what came from outside; refuses with every wrong field named. */
export function validated<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw fieldsWrong(fieldFaults(parsed.error));
}

export const fieldsWrong = (faults: FieldFault[]): Problem =>
  new Problem(
    422,
    {
      code: 'fields-wrong',
      message: `${faults.length} ${faults.length === 1 ? 'field is' : 'fields are'} not as expected.`,
      remedy: 'Mend the fields named and send it again; nothing was stored.',
    },
    { faults },
  );

/** A place in a route's path, parsed by a schema: where it does not fit, nothing is at that address. */
export const InPath = (name: string, schema: z.ZodType): ParameterDecorator => Param(name, new Parsed(schema));

class Parsed implements PipeTransform {
  constructor(private readonly schema: z.ZodType) {}

  transform(value: unknown): unknown {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw nothingThere();
  }
}
