import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { lookupValue, type Searchable, soundsOf } from '#libs/kinds/searchable.js';
import { lookupHash, shortHash } from '#libs/store/storage-key.js';
import { fold } from '#libs/words/fold.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { type QueryTerm, queryTerms } from './query.js';

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  en: 'liaison_english',
  fr: 'liaison_french',
  pt: 'liaison_portuguese',
  es: 'liaison_spanish',
  ar: 'liaison_arabic',
};
const ANY_LANGUAGE = 'liaison_simple';
/** PostgreSQL keeps positions up to 16383. */
const LAST_POSITION = 16_383;
/** pg_trgm's own default for "similar". */
const SIMILAR = 0.3;
const MOST_SIMILAR = 12;

/**
 * Words as the database keeps them: PostgreSQL's dictionaries reduce them, and a keyed hash takes the place of each, so
 * that whoever has the database without the node's key reads no word of any alert.
 */
@Injectable()
export class Lexicon {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** A 64-bit keyed hash, as PostgreSQL's bigint writes it. */
  number = (purpose: string, text: string): string => shortHash(this.config.storageKey, purpose, text).toString();

  /** The tsvector, in keyed hashes, of an alert's texts, facets and values. */
  async vectorOf(manager: EntityManager, { texts, facets, sounds, values }: Searchable): Promise<string> {
    const rows: { n: number; lexeme: string; positions: number[]; weights: string[] }[] = await manager.query(
      `SELECT n::int, lexeme, positions, weights
       FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS t(config, body, weight, n),
         LATERAL unnest(setweight(to_tsvector(config::regconfig, body), weight::"char"))`,
      [
        texts.map(({ language }) => CONFIGURATIONS[language] ?? ANY_LANGUAGE),
        texts.map(({ text }) => text.toLowerCase()),
        texts.map(({ weight }) => weight),
      ],
    );
    const places = new Map<string, string[]>();
    const put = (word: string, place: string) => {
      const known = places.get(word);
      if (known) known.push(place);
      else places.set(word, [place]);
    };
    // Each text begins where the one before ended, and one further: no phrase goes over its end.
    const longest = new Map<number, number>();
    for (const { n, positions } of rows) longest.set(n, Math.max(longest.get(n) ?? 0, ...positions));
    const begins = new Map<number, number>();
    let next = 0;
    for (let n = 1; n <= texts.length; n++) {
      begins.set(n, next);
      next += (longest.get(n) ?? 0) + 1;
    }
    for (const { n, lexeme, positions, weights } of rows) {
      positions.forEach((position, i) => {
        put(this.word(lexeme), `${Math.min(LAST_POSITION, begins.get(n)! + position)}${weights[i]}`);
      });
    }
    for (const word of spellingsIn(texts)) put(this.spelling(word), '1D');
    for (const one of sounds) put(this.sound(one), '1D');
    for (const one of facets) put(this.facet(one), '1D');
    for (const one of values) put(this.value(one), '1D');
    return [...places].map(([word, at]) => `'${word}':${[...new Set(at)].slice(0, 200).join(',')}`).join(' ');
  }

  /** The words of an alert by their keyed hashes, to be learnt. */
  spellingsOf = ({ texts }: Searchable): ReadonlyMap<string, string> =>
    new Map(spellingsIn(texts).map((word) => [this.spelling(word), word]));

  /** Learns a unit's words, so that one spelt a little differently finds them. */
  async learn(manager: EntityManager, unit: string, words: ReadonlyMap<string, string>): Promise<void> {
    const spellings = new Map(words);
    const known: { word: string }[] = await manager.query(
      'SELECT word FROM search_word WHERE unit = $1 AND word = ANY($2)',
      [unit, [...spellings.keys()]],
    );
    for (const { word } of known) spellings.delete(word);
    if (spellings.size === 0) return;
    const rows: { word: string; trigrams: string[] }[] = await manager.query(
      'SELECT word, show_trgm(word) AS trigrams FROM unnest($1::text[]) AS w(word)',
      [[...spellings.values()]],
    );
    await manager.query(
      `INSERT INTO search_word (unit, word, trigrams)
       SELECT $1, word, trigrams::bigint[] FROM unnest($2::text[], $3::text[]) AS w(word, trigrams)
       ON CONFLICT DO NOTHING`,
      [unit, rows.map(({ word }) => this.spelling(word)), rows.map((row) => `{${this.trigrams(row.trigrams).join()}}`)],
    );
  }

  /** Forgets the words that no alert of the unit has any more. @param words the tsvector of what was erased */
  async forget(manager: EntityManager, unit: string, words: string): Promise<void> {
    await manager.query(
      `DELETE FROM search_word w USING unnest(tsvector_to_array($2::tsvector)) AS gone(word)
       WHERE w.unit = $1 AND w.word = gone.word AND NOT EXISTS (
         SELECT 1 FROM bulletin_index i WHERE i.unit = $1 AND i.words @@ quote_literal(gone.word)::tsquery)`,
      [unit, words],
    );
  }

  /**
   * What an officer typed as a tsquery in keyed hashes: each term in every language, as it may be spelt, and as the
   * identifier that it may be. Null where nothing is left to look for.
   */
  async queryOf(units: readonly string[], typed: string, facets: readonly string[]): Promise<string | null> {
    const terms = queryTerms(typed);
    const asked = await Promise.all(terms.map(async (term) => ({ ...term, query: await this.termQuery(units, term) })));
    let query = '';
    for (const one of asked) {
      if (one.query === null) continue;
      const term = one.not ? `!(${one.query})` : `(${one.query})`;
      query = query ? `${query} ${one.or ? '|' : '&'} ${term}` : term;
    }
    const filters = facets.map((one) => `'${this.facet(one)}'`);
    if (!query) return filters.length > 0 ? filters.join(' & ') : null;
    const whole = lookupValue(typed);
    if (terms.length > 1 && /\d/.test(whole)) query = `(${query}) | '${this.value(whole)}'`;
    return [`(${query})`, ...filters].join(' & ');
  }

  /** Null where the term is a stop word of some language: what one leaves out is looked for in none. */
  private async termQuery(units: readonly string[], { text, quoted }: QueryTerm): Promise<string | null> {
    const languages = [...Object.values(CONFIGURATIONS), ANY_LANGUAGE];
    const rows: { query: string }[] = await this.database.query(
      'SELECT phraseto_tsquery(config::regconfig, $2)::text AS query FROM unnest($1::text[]) AS c(config)',
      [languages, text.toLowerCase()],
    );
    const value = lookupValue(text);
    const exact = value.length > 3 && /\d/.test(value) ? [`'${this.value(value)}'`] : [];
    if (rows.some(({ query }) => query === '') && exact.length === 0) return null;
    const inLanguages = rows
      .filter(({ query }) => query !== '')
      .map(
        ({ query }) =>
          `(${query.replace(/'((?:[^']|'')*)'/g, (_, lexeme) => `'${this.word(lexeme.replaceAll("''", "'"))}'`)})`,
      );
    const words = quoted ? [] : fold(text).split(' ');
    const spelt = await Promise.all(words.filter((word) => word.length > 3).map((word) => this.spelt(units, word)));
    const spellings = spelt
      .filter((one) => one.length > 0)
      .map((one) => `(${one.map((word) => `'${word}'`).join(' | ')})`);
    const sounds = quoted ? [] : soundsOf(text).map((one) => `'${this.sound(one)}'`);
    return [
      ...new Set([...inLanguages, ...exact]),
      ...(spellings.length > 0 ? [`(${spellings.join(' & ')})`] : []),
      ...(sounds.length > 0 ? [`(${sounds.join(' & ')})`] : []),
    ].join(' | ');
  }

  /** The words of the units' alerts that are spelt like this one, itself among them, best first. */
  private async spelt(units: readonly string[], word: string): Promise<string[]> {
    const [made]: { trigrams: string[] }[] = await this.database.query('SELECT show_trgm($1) AS trigrams', [word]);
    const trigrams = this.trigrams(made!.trigrams);
    const rows: { word: string }[] = await this.database.query(
      `SELECT word FROM (
         SELECT DISTINCT word, (SELECT count(*) FROM unnest(trigrams) t(g) WHERE g = ANY($2::bigint[]))::real AS shared,
           cardinality(trigrams) AS size
         FROM search_word WHERE unit = ANY($1) AND trigrams && $2::bigint[]) AS found
       WHERE shared / (size + $3 - shared) >= $4 ORDER BY shared / (size + $3 - shared) DESC LIMIT $5`,
      [units, trigrams, trigrams.length, SIMILAR, MOST_SIMILAR],
    );
    return rows.map((row) => row.word);
  }

  private trigrams = (trigrams: readonly string[]): string[] => trigrams.map((one) => this.number('trigram', one));
  private word = (lexeme: string): string => this.hashed('word', lexeme);
  private spelling = (word: string): string => this.hashed('spelling', word);
  private sound = (word: string): string => this.hashed('sound', word);
  private facet = (text: string): string => this.hashed('facet', text);
  private value = (text: string): string => this.hashed('value', text);
  private hashed = (purpose: string, text: string): string =>
    lookupHash(this.config.storageKey, purpose, utf8(text)).subarray(0, 9).toString('base64url');
}

/** The words of four letters and more, in plain Latin letters, whatever script they were written in. */
const spellingsIn = (texts: Searchable['texts']): string[] => [
  ...new Set(texts.flatMap(({ text }) => fold(text).split(' ')).filter((word) => word.length > 3 && word.length < 40)),
];
