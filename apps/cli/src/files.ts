import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Problem } from '#libs/api/problem.js';
import { excessIn, MOST_VALUES } from '#libs/bounds/json.js';
import { type FieldFault, fieldFault } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';

/** What this program refuses by itself, as a node would. */
export const refused = (message: string, remedy: string, code: string, faults: readonly FieldFault[] = []): Problem =>
  new Problem(400, code, message, remedy, faults);

/** @throws Problem that names the file */
export const readWholeFile = (file: string): Promise<Buffer> =>
  readFile(file).catch(() => {
    throw refused(`${file} cannot be read.`, 'Check the path.', 'file-unreadable');
  });

/** Reads a text file, without the byte order mark that spreadsheet programs write. @throws Problem that names the file */
export const readTextFile = async (file: string): Promise<string> =>
  (await readWholeFile(file)).toString('utf8').replace(/^\uFEFF/, '');

/**
 * Reads a JSON file by its schema: it may come from somebody else. @param most values that it may hold
 * @throws Problem that says which file and which field
 */
export async function readJsonFile<T extends z.ZodType>(
  file: string,
  what: string,
  schema: T,
  most = MOST_VALUES,
): Promise<z.output<T>> {
  const text = await readTextFile(file);
  if (excessIn(text, most))
    throw refused(
      `${file} is no ${what}: it holds more than ${most} values, or nests without end. It may be made to exhaust this machine.`,
      'Ask for the file again.',
      'file-malformed',
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refused(`${file} is no ${what}: it is not JSON.`, 'Ask for the file again.', 'file-malformed');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => fieldFault(issue.path.join('.'), phrase(issue.message)));
  throw refused(`${file} is no ${what}.`, 'Ask for the file again.', 'file-malformed', faults);
}

/** Writes a new file that only its owner reads; one that exists is never overwritten, unless it is `replacing` itself. */
export async function writeNewFile(file: string, content: string | Uint8Array, replacing = false): Promise<void> {
  await writeFile(file, content, { flag: replacing ? 'w' : 'wx', mode: 0o600 }).catch(unwritable(file));
}

/**
 * Saves what a node gives in a new file, whatever its length; what fails leaves no file. The file is opened before the node is
 * asked: what cannot be written is not recorded as given out, and no answer stays unread, which keeps a program from ending.
 * @param onProgress bytes that are written
 */
export async function saveAnswer(
  file: string,
  ask: () => Promise<ReadableStream | Uint8Array>,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<void> {
  const target = await open(file, 'wx', 0o600).catch(unwritable(file));
  try {
    let bytes = 0;
    for await (const chunk of chunksOf(await ask())) {
      await target.writeFile(chunk);
      bytes += chunk.length;
      onProgress(bytes);
    }
    await target.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await target.close();
  }
}

async function* chunksOf(answer: ReadableStream | Uint8Array): AsyncGenerator<Uint8Array> {
  if (answer instanceof Uint8Array) return yield answer;
  const body = (answer as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  for (;;) {
    const next = await body.next().catch(() => {
      throw new Problem(0, 'answer-cut', 'The node’s answer was cut off.', 'Nothing was saved. Try again.');
    });
    if (next.done) return;
    yield next.value;
  }
}

const unwritable =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw refused(`${file} cannot be written (${error.code}).`, 'Name another with --output.', 'file-exists');
  };

export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
