import { z } from 'zod';
import { Words } from './said-words.js';

const Code = z.string().max(64);
/** One value of what a case tells of itself. Codes travel, and each reader's side puts its own words to them. */
export const BlockValue = z.discriminatedUnion('as', [
  /** As it was written, in no language: a name, a number, a hash. */
  z.object({ as: z.literal('text'), text: z.string() }),
  /** What somebody said, in the language in which they did. */
  z.object({ as: z.literal('words'), words: Words }),
  /** A word of the kind: `group` is one of its words' groups. */
  z.object({ as: z.literal('code'), group: Code, code: Code }),
  z.object({ as: z.literal('day'), day: z.string() }),
  z.object({ as: z.literal('moment'), at: z.iso.datetime() }),
  z.object({ as: z.literal('country'), country: z.string() }),
  z.object({ as: z.literal('unit'), unit: z.string() }),
  /** From and until, told in the time of each of these units. */
  z.object({
    as: z.literal('period'),
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    units: z.array(z.string()).readonly(),
  }),
]);
export type BlockValue = z.infer<typeof BlockValue>;

/** A labelled value; `label` is one of the kind's labels. */
export const BlockFact = z.object({ label: z.string().nullable(), values: z.array(BlockValue).readonly() });
export type BlockFact = z.infer<typeof BlockFact>;

/** One of several things that a block tells of, by the label under which others name it: `1`, `S2`. */
export const BlockItem = z.object({
  name: z.string().nullable(),
  title: z.array(BlockValue).readonly(),
  facts: z.array(BlockFact).readonly(),
});
export type BlockItem = z.infer<typeof BlockItem>;

/**
 * A part of what a case tells of itself: pages, the terminal and papers are made from these. `heading` is one of the kind's
 * headings; what is `brief` stands beside the timeline and says where things stand, everything else is the case at length.
 */
export const CaseBlock = z.object({
  heading: z.string(),
  brief: z.boolean(),
  items: z.array(BlockItem).readonly(),
});
export type CaseBlock = z.infer<typeof CaseBlock>;

export const text = (said: string): BlockValue => ({ as: 'text', text: said });
export const code = (group: string, one: string): BlockValue => ({ as: 'code', group, code: one });
export const moment = (at: number): BlockValue => ({ as: 'moment', at: new Date(at).toISOString() });
export const day = (iso: string): BlockValue => ({ as: 'day', day: iso });
export const unit = (address: string): BlockValue => ({ as: 'unit', unit: address });
export const words = (said: Words): BlockValue => ({ as: 'words', words: said });
export const country = (one: string): BlockValue => ({ as: 'country', country: one });

/** A fact, where there is something to say. */
export const fact = (label: string | null, ...values: readonly (BlockValue | null | undefined)[]): BlockFact[] => {
  const said = values.filter((one) => one !== null && one !== undefined);
  return said.length === 0 ? [] : [{ label, values: said }];
};

/** A block, where there is something in it. */
export const block = (heading: string, items: readonly BlockItem[], brief = false): CaseBlock[] =>
  items.length === 0 ? [] : [{ heading, brief, items }];

/** Facts that are one thing together. */
export const item = (facts: readonly BlockFact[]): BlockItem[] =>
  facts.length === 0 ? [] : [{ name: null, title: [], facts }];
