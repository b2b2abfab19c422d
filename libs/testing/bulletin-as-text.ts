import type { ReaderLanguage } from '#libs/geography/country.js';
import { blocksOfBulletin } from '#libs/kinds/bulletin-blocks.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { voiceIn } from '#libs/kinds/voice.js';

/** All that a reader sees of a bulletin, a line under the other. */
export const bulletinAsText = (
  kind: BulletinName,
  body: Parameters<typeof blocksOfBulletin>[1],
  language: ReaderLanguage = 'en',
): string =>
  blocksOfBulletin(kind, body, voiceIn(language, BULLETIN_WORDS[kind][language]))
    .flatMap(({ heading, lines }) => [heading, ...lines])
    .join('\n');
