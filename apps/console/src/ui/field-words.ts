import { createContext, useContext } from 'react';
import type { CaseWords } from '#libs/kinds/case-words.js';
import type { Phrase } from '#libs/words/phrase.js';
import { LANGUAGES, useWords } from '../language/index.js';

type Words = Readonly<Record<string, string>>;
/** Groups of a kind's words that no form's codes are among: what stands above or beside what is filled in. */
const NO_CODES = new Set([
  'kind',
  'told',
  'did',
  'document',
  'heading',
  'label',
  'status',
  'form',
  'role',
  'duty',
  'move',
  'do',
  'notice',
]);

/** The kind whose words the fields inside have. */
export const FieldsOf = createContext<string | undefined>(undefined);

/**
 * The words for a field or a code: from the words of the kind, then the console's own.
 * @param kind its name; that of the form around it where it is left out, and any where none is around it
 */
export function useFieldWords(kind?: string) {
  const { t, say, tongue, cases, kinds: all } = useWords();
  const around = useContext(FieldsOf);
  const own = kind ?? around;
  const kinds = own === undefined ? Object.values(cases) : [all[own] as CaseWords];
  const groups = kinds.flatMap(({ label, heading }): Words[] => [label, heading]);
  const codes = kinds.flatMap((words) =>
    Object.entries(words).flatMap(([name, group]: [string, string | Words]) =>
      typeof group === 'string' || NO_CODES.has(name) ? [] : [group],
    ),
  );
  const first = (all: readonly Words[], name: string) => all.map((one) => one[name]).find((word) => word !== undefined);
  const labelOf = (name: string): string => t(`field.${name}`, { defaultValue: '' }) || first(groups, name) || name;
  /** @param among what it is chosen from: their words stand together, and another group may have one of them for something else */
  const codeOf = (code: string, among: readonly string[] = [code]): string =>
    (codes.find((group) => among.every((one) => one in group))?.[code] ??
      first(codes, code) ??
      t(`code.${code}`, { defaultValue: '' })) ||
    t(`function.${code}`, { defaultValue: code in LANGUAGES ? tongue(code) : code });
  return {
    labelOf,
    /** `persons[0].name` as "Persons › 1 › Name" */
    pathOf: (path: string): string =>
      path
        .split(/[.[]/)
        .map((part) => (/^\d+\]?$/.test(part) ? String(Number.parseInt(part, 10) + 1) : labelOf(part)))
        .join(' › '),
    codeOf,
    /** What a node expects in a field; codes by their words. */
    expected: (phrase: Phrase): string => {
      const { values } = phrase.values;
      const codes = phrase.text === 'one of {{values}}' && Array.isArray(values) ? values.map(String) : undefined;
      return say(codes ? { ...phrase, values: { values: codes.map((code) => codeOf(code, codes)) } } : phrase);
    },
  };
}
