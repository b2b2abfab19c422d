import { blocksOf as alert } from './alert/blocks.js';
import type { BulletinBlock, Read, Voice } from './blocks.js';
import type { BulletinBody } from './bulletin-kind.js';
import type { BulletinName } from './bulletin-names.js';
import type { BULLETIN_WORDS } from './bulletin-words.js';
import { blocksOf as practiceNote } from './practice-note/blocks.js';
import type { Bodies } from './registry.js';
import { blocksOf as riskAssessment } from './risk-assessment/blocks.js';

type WordsFor<Name extends BulletinName> = (typeof BULLETIN_WORDS)[Name]['en'];

/** What a reader sees of each kind of bulletin, one line each. It runs in browsers, too: no schema is needed for it. */
const BLOCKS: {
  readonly [Name in BulletinName]: (body: Read<Bodies[Name]>, voice: Voice<WordsFor<Name>>) => BulletinBlock[];
} = {
  alert,
  'risk-assessment': riskAssessment,
  'practice-note': practiceNote,
};

/** @param voice with the words of this kind */
export const blocksOfBulletin = (name: BulletinName, body: Read<BulletinBody>, voice: Voice<object>): BulletinBlock[] =>
  (BLOCKS[name] as unknown as (body: Read<BulletinBody>, voice: Voice<object>) => BulletinBlock[])(body, voice);
