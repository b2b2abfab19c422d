/**
 * The words of a kind in one language: the headings and labels that its English file has, and a word for each code that its
 * schemas have (`Codes`: groups of words, by code). Codes travel; words are put to them on the reader's side.
 *
 * A language that lacks a word does not compile, nor a word whose code no schema has any more.
 */
export type WordsOf<English, Codes> = [OfNoCode<English, Codes>] extends [never]
  ? Readonly<Omit<English, keyof Codes>> & Readonly<Codes> & { readonly direction: 'ltr' | 'rtl' }
  : { readonly 'words of no code': OfNoCode<English, Codes> };

type OfNoCode<English, Codes> = {
  [Group in keyof Codes & keyof English]: Exclude<keyof English[Group], keyof Codes[Group]>;
}[keyof Codes & keyof English];
