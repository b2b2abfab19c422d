import anyAscii from 'any-ascii';

/** Words of any script in plain small Latin letters and digits, one space between them: `Sabhā` → `sabha`, `محمد` → `mhmd`. */
export const fold = (text: string): string =>
  anyAscii(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What transliterations of one sound are written as; longer spellings first. */
const ONE_SOUND: readonly (readonly [RegExp, string])[] = [
  [/tch|ch|sh/g, 's'],
  [/dj|dz|j/g, 'g'],
  [/kh|gh|ck|q|k|c/g, 'k'],
  [/ph/g, 'f'],
  [/ou|w|oo/g, 'u'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/z/g, 's'],
  [/v/g, 'b'],
];

/**
 * The consonants of a name, one letter for each sound, so that its spellings in different languages and scripts fall
 * together: `Muhammad`, `Mohamed`, `Mahamadou` and `محمد` are `mhmd`. Words in alphabetical order, as their order varies too.
 */
export const skeleton = (name: string): string =>
  fold(name)
    .split(' ')
    .map((word) => {
      const sounds = ONE_SOUND.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word);
      return sounds.replace(/[aeiouy]/g, '').replace(/(.)\1+/g, '$1') || sounds;
    })
    .filter((word) => word !== '')
    .sort()
    .join(' ');
