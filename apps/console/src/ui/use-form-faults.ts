import { Problem } from '#libs/api/problem.js';
import { useFieldWords } from './field-words.js';
import type { Fault } from './schema.js';

/**
 * What the node found wrong with what a form sent, by the form's own fields.
 * @param under where the form's fields lie in what was sent
 * @param kind whose words it is said in; that of the form around it where it is left out
 */
export function useFormFaults(under: RegExp, kind?: string): (error: unknown) => Fault[] {
  const { expected } = useFieldWords(kind);
  return (error) =>
    error instanceof Problem
      ? error.faults.map(({ field, phrase }) => ({ field: field.replace(under, ''), expected: expected(phrase) }))
      : [];
}
