import { createContext, useContext } from 'react';
import { fieldWords } from '#libs/kinds/field-words.js';
import type { Phrase } from '#libs/words/phrase.js';
import { LANGUAGES, useWords } from '../language/index.js';

/** The kind whose words the fields inside have. */
export const FieldsOf = createContext<string | undefined>(undefined);

/**
 * The words for a field or a code: from the words of the kind, and from those that every kind has.
 * @param kind its name; that of the form around it where it is left out, and any where none is around it
 */
export function useFieldWords(kind?: string) {
  const { t, say, tongue, cases, kinds } = useWords();
  const around = useContext(FieldsOf);
  const own = kind ?? around;
  const tongueOf = (code: string) => (code in LANGUAGES ? tongue(code) : undefined);
  const words = fieldWords(
    own === undefined ? Object.values(cases) : [kinds[own]!],
    (key) => t(key, { defaultValue: '' }) || tongueOf(key.replace(/^code\./, '')),
  );
  return {
    ...words,
    /** What a node expects in a field; codes by their words. */
    expected: (phrase: Phrase): string => {
      const { values } = phrase.values;
      const codes = phrase.text === 'one of {{values}}' && Array.isArray(values) ? values.map(String) : undefined;
      return say(codes ? { ...phrase, values: { values: codes.map((code) => words.codeOf(code, codes)) } } : phrase);
    },
  };
}
