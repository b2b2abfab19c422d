/** What officers do with bulletins of any kind; each stands in the audit log as `alert-posted`. */
export const BULLETIN_ACTS = [
  'drafted',
  'posted',
  'undone',
  'recalled',
  'replied',
  'listed',
  'searched',
  'assigned',
  'noted',
  'note-removed',
  'reminded',
  'weeded',
  'exported',
] as const;
export type BulletinAct = (typeof BULLETIN_ACTS)[number];

/** What officers are told of bulletins: `alert-received`. */
export const BULLETIN_NEWS = [
  'received',
  'recalled',
  'expiring',
  'expired',
  'reminder',
  'replied',
  'unconfirmed',
] as const;
export type BulletinNews = (typeof BULLETIN_NEWS)[number];

/** How a kind of bulletin is called in a language, and what is said of such bulletins. */
export interface BulletinWords {
  readonly kind: { readonly one: string; readonly many: string };
  readonly did: Readonly<Record<BulletinAct, string>>;
  readonly told: Readonly<Record<BulletinNews, string>>;
  /** What stands between the items of a list, and behind a label. */
  readonly comma: string;
  readonly colon: string;
}

/** The same by the codes that travel: `audit.did.alert-posted`, `told.alert-received`, `kind.alert`. */
export function wordsByCode(name: string, { kind, did, told }: Pick<BulletinWords, 'kind' | 'did' | 'told'>) {
  const under = (head: string, words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([verb, word]) => [`${head}${name}-${verb}`, word]);
  return Object.fromEntries<string>([
    [`kind.${name}`, kind.many] as [string, string],
    ...(under('audit.did.', did) as [string, string][]),
    ...(under('told.', told) as [string, string][]),
  ]);
}
