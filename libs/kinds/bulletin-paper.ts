import type { ReaderLanguage } from '#libs/geography/country.js';
import { writtenMoment } from '#libs/words/written.js';
import { ownIn } from './blocks.js';
import type { Bulletin } from './bulletin.js';
import { blocksOfBulletin, headOfBulletin } from './bulletin-blocks.js';
import { BULLETIN_WORDS } from './bulletin-words.js';
import { type HandlingShown, handlingIn } from './handling-line.js';
import { fieldWordsIn, voiceIn } from './voice.js';

/** FIRST TLP 2.0: each label's colour, on black. */
const COLOURS = {
  RED: '#FF2B2B',
  AMBER: '#FFC000',
  'AMBER+STRICT': '#FFC000',
  GREEN: '#33FF00',
  CLEAR: '#FFFFFF',
} as const;

/** Who printed it, when (ISO 8601), and what for: on each page, so that a copy says where it came from. */
export interface Printed {
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

/** A bulletin of any kind as the data of its template, in the reader's language. */
export function bulletinOnPaper(
  { id, sender, createdAt, bulletin }: { id: string; sender: string; createdAt: number; bulletin: Bulletin },
  language: ReaderLanguage,
  printed: Printed,
) {
  const { name, summary } = bulletin;
  const body = bulletin.body as typeof bulletin.body & { readonly handling: HandlingShown };
  const words = BULLETIN_WORDS[name][language];
  const named = fieldWordsIn(language, words);
  const voice = voiceIn(language, words);
  const own = ownIn(words.direction);
  const time = (at: string | number) => own(writtenMoment(language, at));
  const title = summary.titles.find((one) => one.language === language) ?? summary.titles[0];
  return {
    id,
    language,
    direction: words.direction,
    sender,
    tlp: body.handling.tlp,
    colour: COLOURS[body.handling.tlp],
    // The label stands before it in its own colour.
    handling: handlingIn(body.handling, { ...words, codeOf: named.codeOf })
      .split(' · ')
      .slice(1)
      .join(' · '),
    title: title.text,
    titleLanguage: title.language,
    facts: [
      `${named.labelOf('sender')} ${own(sender)} · ${time(createdAt)}`,
      `${named.labelOf('validUntil')} ${time(summary.validUntil)}`,
      ...headOfBulletin(name, body, voice),
    ],
    blocks: blocksOfBulletin(name, body, voice),
    printed: own(`${printed.by} · ${time(printed.at)} · ${printed.why}`),
  };
}
