import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The TypeScript below a folder, tests and what is generated aside; paths from the top of the repository. */
export const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|(^|\/)(node_modules|dist)\//.test(path));
