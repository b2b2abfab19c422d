import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BULLETIN_KINDS, bulletinKind } from './bulletin-kinds.js';
import type { BulletinName } from './bulletin-names.js';

/** One of each kind, below `examples/`. */
const EXAMPLES: Record<string, string | undefined> = JSON.parse(readFileSync('examples/kinds/bulletins.json', 'utf8'));
const FILE = {
  name: '0'.repeat(32),
  fileName: 'seen.csv',
  mediaType: 'text/csv',
  bytes: 4,
  parts: 1,
  key: '0'.repeat(64),
  sha256: '0'.repeat(64),
};

// It is parsed as it is written, and not again as it is sent.
test.each(Object.keys(BULLETIN_KINDS) as BulletinName[])(
  'a %s that is whole in the writing is one, with its files',
  (name) => {
    const kind = bulletinKind(name);
    const example = JSON.parse(readFileSync(`examples/${EXAMPLES[name]}.json`, 'utf8'));
    // A risk assessment has none.
    const takesFiles = kind.draft.safeParse({ ...example, files: [{ name: FILE.name }] }).success;
    const draft = kind.draft.parse({ ...example, files: takesFiles ? [{ name: FILE.name }] : [] });
    const body = { ...draft, files: takesFiles ? [FILE] : [] };
    expect(kind.body.parse(body)).toEqual(body);
  },
);
