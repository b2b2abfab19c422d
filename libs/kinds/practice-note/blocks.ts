import { writtenNumber } from '#libs/words/written.js';
import { type BulletinBlock, ownIn, type Read, told, type Voice } from '../blocks.js';
import type { PracticeNote } from './note.js';
import type { PracticeNoteWords } from './words/index.js';

/** A practice note block by block: in the reader's language where it has it, otherwise in its first. */
export function blocksOf(
  note: Read<PracticeNote>,
  { language, words, country, unitFunction }: Voice<PracticeNoteWords>,
): BulletinBlock[] {
  const { heading, comma, direction, label } = words;
  const own = ownIn(direction);
  const edition = note.editions.find((each) => each.language === language) ?? note.editions[0]!;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return told([
    [edition.title, [own(edition.summary)]],
    [heading.practice, edition.practice.split(/\n+/).map(own)],
    [heading.topics, [note.topics.map(own).join(comma)]],
    [heading.countries, note.countries.length > 0 ? [note.countries.map(country).join(comma)] : []],
    [heading.functions, note.functions.length > 0 ? [note.functions.map(unitFunction).join(comma)] : []],
    [heading.editions, [note.editions.map((each) => names.of(each.language) ?? each.language).join(comma)]],
    [
      heading.files,
      note.files.map(
        ({ fileName, mediaType, bytes }) =>
          `${own(fileName)} (${own(mediaType)}${comma}${writtenNumber(language, bytes)} ${label.bytes})`,
      ),
    ],
  ]);
}
