import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = join('libs', 'kinds');
const SOURCE = /\.(ts|tsx)$/;
/** Words that people read name kinds as data; what is generated or tested knows what it knows from elsewhere. */
const APART = /\.test\.tsx?$|\.d\.ts$|\/problems-of-routes\.ts$|\/language\//;

/** The kinds that have a folder of their own. */
export const kindsInFolders = (): string[] =>
  readdirSync(KINDS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * The files outside a kind's folder that know it: those that import from its folder, or name it, as a string or within a
 * name of their own (`risk-assessment`, `riskAssessment`, `RiskAssessment`, `RISK_ASSESSMENT`).
 * @returns paths from the top of the repository, sorted
 */
export function filesKnowing(kind: string, files: readonly string[] = sources()): string[] {
  const words = kind.split('-');
  const capital = (word: string) => `${word[0]!.toUpperCase()}${word.slice(1)}`;
  const camel = words.map((word, i) => (i === 0 ? word : capital(word))).join('');
  const names = [kind, words.join('_'), camel, words.map(capital).join(''), kind.toUpperCase().replaceAll('-', '_')];
  // Of a kind of one word, `alerts` and `BulletinAlert` as well as `alert`, and not `alertness`.
  const named = new RegExp(`(?<![a-z])(${[...new Set(names)].join('|')})(?=s?(?![a-z]))`);
  const own = `${KINDS}/${kind}/`;
  return files.filter((file) => !file.startsWith(own) && named.test(ownWords(readFileSync(file, 'utf8')))).sort();
}

/** A source without what it takes from packages: their names (a component `Alert`) are no kind of ours. */
const ownWords = (source: string): string => source.replace(/^import [^;]*? from '(?![.#])[^']+';$/gm, '');

function sources(): string[] {
  const within = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  return ['apps', 'libs'].flatMap(within).filter((file) => !APART.test(file));
}
