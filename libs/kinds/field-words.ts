type Words = Readonly<Record<string, string>>;

/** Groups of a kind's words that no code of a field is among: what stands above or beside what is filled in. */
export const NO_CODES: ReadonlySet<string> = new Set([
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

/** What fields and codes are called in a reader's language. */
export interface FieldWords {
  /** A field; its own name where there is no word. */
  readonly labelOf: (name: string) => string;
  /** `persons[0].name` as "Persons › 1 › Name", as far as there are words. */
  readonly pathOf: (path: string) => string;
  /**
   * A code; the code itself where there is no word.
   * @param among what it is chosen from: their words stand together, and another group may have one of them for something else
   */
  readonly codeOf: (code: string, among?: readonly string[]) => string;
}

/**
 * The words for fields and codes of some kinds of messages.
 * @param kinds the words of each in one language
 * @param common what every kind says alike, by `field.title`, `code.H1`, `function.prosecution`; undefined where it has no word
 */
export function fieldWords(kinds: readonly object[], common: (key: string) => string | undefined): FieldWords {
  const all = kinds as readonly Readonly<Record<string, string | Words>>[];
  const groups = (isWanted: (name: string) => boolean): Words[] =>
    all.flatMap((words) =>
      Object.entries(words).flatMap(([name, group]) => (typeof group === 'object' && isWanted(name) ? [group] : [])),
    );
  const labels = [...groups((name) => name === 'label'), ...groups((name) => name === 'heading')];
  const codes = groups((name) => !NO_CODES.has(name));
  const first = (from: readonly Words[], name: string) => from.find((group) => Object.hasOwn(group, name))?.[name];
  const wordFor = (name: string): string | undefined => common(`field.${name}`) ?? first(labels, name);
  return {
    labelOf: (name) => wordFor(name) ?? name,
    pathOf: (path) => {
      // A text in a language is what its field is called.
      const parts = path
        .replace(/\.text$/, '')
        .split(/[.[]/)
        .map((part) => (/^\d+\]?$/.test(part) ? String(Number.parseInt(part, 10) + 1) : wordFor(part)));
      const end = parts.indexOf(undefined);
      return end === 0 ? path : parts.slice(0, end === -1 ? undefined : end).join(' › ');
    },
    codeOf: (code, among = [code]) =>
      codes.find((group) => among.every((other) => Object.hasOwn(group, other)))?.[code] ??
      first(codes, code) ??
      common(`code.${code}`) ??
      common(`function.${code}`) ??
      code,
  };
}
