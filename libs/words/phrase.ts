import { z } from 'zod';

/** A code that each reader's side has its own word for. `border` holds both countries: `NE-LY`; `phrase` is the text of another one. */
export const Coded = z.strictObject({
  of: z.enum(['kind', 'country', 'border', 'region', 'language', 'urgency', 'function', 'phrase']),
  code: z.string(),
});
export type Coded = z.infer<typeof Coded>;
const Filling = z.union([z.string(), z.number(), Coded, z.array(z.union([z.string(), Coded]))]);
export type Filling = z.infer<typeof Filling>;

/**
 * A sentence, or a part of one, for people. Its English text, with `{{slots}}`, is its name in every language, as in gettext: a
 * reader's side that has it in the reader's language says that, and fills the slots in; one that has not says the English.
 */
export const Phrase = z.strictObject({ text: z.string(), values: z.record(z.string(), Filling) });
export type Phrase = z.infer<typeof Phrase>;

export const phrase = (text: string, values: Phrase['values'] = {}): Phrase => ({ text, values });

/** The sentence in English, for terminals, logs of acts and programs. */
export const inEnglish = ({ text, values }: Phrase): string =>
  text.replace(/\{\{(\w+)\}\}/g, (slot, name: string) => {
    const filling = Object.hasOwn(values, name) ? values[name] : undefined;
    if (filling === undefined) return slot;
    return (Array.isArray(filling) ? filling : [filling]).map(wordFor).join(', ');
  });

function wordFor(filling: string | number | Coded): string {
  if (typeof filling !== 'object') return String(filling);
  if (filling.of === 'kind') return `"${filling.code}"`;
  return filling.of === 'border' ? `border ${filling.code.replace('-', '–')}` : filling.code;
}
