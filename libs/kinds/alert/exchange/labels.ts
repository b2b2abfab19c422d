/** What a file may say of how it is to be handled, each from the most open to the strictest. */
const STRICTNESS = {
  tlp: ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'],
  pap: ['CLEAR', 'GREEN', 'AMBER', 'RED'],
  code: ['H0', 'H1', 'H2', 'H3'],
} as const;
export type Labelled = keyof typeof STRICTNESS;
export type Tlp = (typeof STRICTNESS)['tlp'][number];

/** Where several labels are named, the strictest holds: of the one before and another. */
export function stricter(of: Labelled, before: unknown, other: string): string {
  const order: readonly unknown[] = STRICTNESS[of];
  return order.indexOf(other) > order.indexOf(before) ? other : (before as string);
}

/** The TLP label that a word means, of TLP 1.0 or 2.0: `amber+strict`, `White`; undefined for any other word. */
export function tlpNamed(word: string): Tlp | undefined {
  const name = word
    .trim()
    .toUpperCase()
    .replace(/[\s_-]+/g, '+')
    .replace(/^WHITE$/, 'CLEAR');
  return STRICTNESS.tlp.find((one) => one === name);
}

/** A label as files write it, `tlp:red`, `TLP:AMBER STRICT`, `PAP="RED"`; with no value where no scale has it. Undefined for what is no label. */
export function labelIn(text: string): { readonly of: 'tlp' | 'pap'; readonly value: string | undefined } | undefined {
  const [, scale, word] = /^(tlp|pap)\s*[:=](.*)$/i.exec(text.replace(/["']/g, '').trim()) ?? [];
  if (scale === undefined) return undefined;
  const value = tlpNamed(word!);
  const of = scale.toLowerCase() === 'tlp' ? 'tlp' : 'pap';
  return { of, value: (STRICTNESS[of] as readonly unknown[]).includes(value) ? value : undefined };
}
