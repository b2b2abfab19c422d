import { Problem } from '#libs/api/problem.js';
import { useWords } from '../language/index.js';
import type { Fault } from './SchemaForm.js';

/** What the node found wrong with what a form sent, by the form's own fields. @param under where the form's fields lie in what was sent */
export function useFormFaults(under: RegExp): (error: unknown) => Fault[] {
  const { say } = useWords();
  return (error) =>
    error instanceof Problem
      ? error.faults.map(({ field, phrase }) => ({ field: field.replace(under, ''), expected: say(phrase) }))
      : [];
}
