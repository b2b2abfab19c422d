import { blocksOf as alert, headOf as headOfAlert } from './alert/blocks.js';
import type { BulletinBlock, Read, Voice } from './blocks.js';
import type { BulletinBody } from './bulletin-kind.js';
import type { BulletinName } from './bulletin-names.js';
import type { BULLETIN_WORDS } from './bulletin-words.js';
import { blocksOf as practiceNote } from './practice-note/blocks.js';
import type { Bodies } from './registry.js';
import { blocksOf as riskAssessment } from './risk-assessment/blocks.js';

type WordsFor<Name extends BulletinName> = (typeof BULLETIN_WORDS)[Name]['en'];

type Shown<Part> = {
  readonly [Name in BulletinName]: (body: Read<Bodies[Name]>, voice: Voice<WordsFor<Name>>) => Part[];
};

/** What a reader sees of each kind of bulletin, one line each. It runs in browsers, too: no schema is needed for it. */
const BLOCKS: Shown<BulletinBlock> = {
  alert,
  'risk-assessment': riskAssessment,
  'practice-note': practiceNote,
};

/** What stands above the blocks, of the kinds that have more to say there than every bulletin has. */
const HEADS: Partial<Shown<string>> = {
  alert: headOfAlert,
};

/** @param voice with the words of this kind */
export const blocksOfBulletin = (name: BulletinName, body: Read<BulletinBody>, voice: Voice<object>): BulletinBlock[] =>
  (BLOCKS[name] as unknown as (body: Read<BulletinBody>, voice: Voice<object>) => BulletinBlock[])(body, voice);

/** What its reader has to know before anything else, a line each. @param voice with the words of this kind */
export const headOfBulletin = (name: BulletinName, body: Read<BulletinBody>, voice: Voice<object>): string[] =>
  (HEADS[name] as ((body: Read<BulletinBody>, voice: Voice<object>) => string[]) | undefined)?.(body, voice) ?? [];
