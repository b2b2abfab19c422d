import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { CallFailed } from './api.js';

export const refused = (message: string, remedy: string, code: string): CallFailed =>
  new CallFailed('refused', message, remedy, code);

/** Reads a JSON file by its schema. @throws CallFailed that says which file and which field */
export async function readJsonFile<T extends z.ZodType>(file: string, what: string, schema: T): Promise<z.output<T>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refused(`${file} cannot be read.`, 'Check the path.', 'file-unreadable');
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refused(`${file} is no ${what}: it is not JSON.`, 'Ask for the file again.', 'file-malformed');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), expected: issue.message }));
  throw new CallFailed('refused', `${file} is no ${what}.`, 'Ask for the file again.', 'file-malformed', faults);
}

/** Writes a new file that only its owner reads; one that exists is never overwritten, unless it is `replacing` itself. */
export async function writeNewFile(file: string, content: string | Uint8Array, replacing = false): Promise<void> {
  await writeFile(file, content, { flag: replacing ? 'w' : 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      throw refused(`${file} cannot be written (${error.code}).`, 'Name another with --output.', 'file-exists');
    },
  );
}

export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
