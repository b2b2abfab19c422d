/** Every kind of bulletin by its name, one line each; what each of them is: bulletin-kinds, bulletin-words, bulletin-blocks. */
export const BULLETIN_NAMES = ['alert', 'risk-assessment', 'practice-note'] as const;
export type BulletinName = (typeof BULLETIN_NAMES)[number];
