import type { BulletinBody, Exported, ExportFormat } from './bulletin-kind.js';
import { bulletinKind } from './bulletin-kinds.js';
import type { BulletinName } from './bulletin-names.js';

/** On paper, one at a time: made of what a reader sees, in the reader's language. */
export const PAPER = { mediaType: 'application/pdf', extension: 'pdf' } as const;

/** As it was posted, in the terms of its own schema. */
const asPosted = (kind: BulletinName): ExportFormat<BulletinBody> => ({
  mediaType: 'application/json',
  extension: 'json',
  write: (bulletins) => `${JSON.stringify({ kind, bulletins: bulletins.map(inWords) }, null, 2)}\n`,
});

const inWords = ({ createdAt, ...exported }: Exported<BulletinBody>) => ({
  ...exported,
  createdAt: new Date(createdAt).toISOString(),
});

/** Every format that programs read bulletins of a kind in, by name: as they were posted, and those of the field. */
export const formatsOf = (kind: BulletinName): Readonly<Record<string, ExportFormat<BulletinBody>>> => ({
  json: asPosted(kind),
  ...bulletinKind(kind).exchange,
});
