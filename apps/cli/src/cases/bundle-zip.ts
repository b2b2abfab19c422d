import { createHash } from 'node:crypto';
import yauzl from 'yauzl';
import type { Problem } from '#libs/api/problem.js';
import { excessIn } from '#libs/bounds/json.js';
import { BUNDLE_BOUNDS, BundleFile, type NamedFile } from '#libs/cases/bundle.js';
import type { BundleParts } from '#libs/cases/findings.js';
import { SUMS, SUMS_SIGNATURE } from '#libs/cases/manifest.js';
import { contentOf, filesIn } from '#libs/kinds/case-message.js';
import { refused } from '../files.js';
import { ZipLayout } from './zip-layout.js';

const LIST = 'bundle.json';
const STORED = 0;
/** What is held as it is, and how long it may be, in bytes. */
const HELD = new Map<string, number>([
  [LIST, BUNDLE_BOUNDS.list],
  [SUMS, BUNDLE_BOUNDS.sums],
  [SUMS_SIGNATURE, 4096],
]);

/**
 * Reads a bundle once through: its list, and of everything else hashes and the files that texts name. Nothing is written to disk, and
 * what is held is bounded by `BUNDLE_BOUNDS` whatever the file claims of itself. @throws Problem where it is no bundle or goes beyond
 */
export async function readBundle(file: string): Promise<{ bundle: BundleFile; parts: BundleParts }> {
  const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: true }).catch(() => {
    throw malformed(`${file} is no bundle: it cannot be read as a ZIP file.`);
  });
  const pass = new Pass(file, zip);
  try {
    await pass.read();
  } catch (error) {
    if (error instanceof Error && 'kind' in error) throw error;
    throw refused(
      `${file} is damaged: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
      'Ask for it again.',
      'bundle-damaged',
    );
  } finally {
    zip.close();
  }
  return { bundle: listIn(file, pass.texts.get(LIST)), parts: pass.parts };
}

/** One pass through the entries, as they lie in the file. */
class Pass {
  readonly texts = new Map<string, Buffer>();
  private readonly entries = new Map<string, { sha256: string; bytes: number }>();
  private readonly named = new Map<string, NamedFile[]>();
  private readonly unclear: string[] = [];
  private readonly twice: string[] = [];
  private readonly layout: ZipLayout;
  private unpacked = 0;
  private files = 0;

  constructor(
    private readonly file: string,
    private readonly zip: yauzl.ZipFile,
  ) {
    this.layout = new ZipLayout(zip);
  }

  get parts(): BundleParts {
    const { entries, named, unclear, twice, texts } = this;
    const [sums, sumsSignature] = [texts.get(SUMS)?.toString('utf8'), texts.get(SUMS_SIGNATURE)];
    return { entries, named, unclear, twice, sums, sumsSignature };
  }

  async read(): Promise<void> {
    if (this.zip.entryCount > BUNDLE_BOUNDS.entries)
      throw this.beyond(`it claims ${this.zip.entryCount} entries; a bundle has at most ${BUNDLE_BOUNDS.entries}`);
    this.mustBe(await this.layout.ends());
    let seen = 0;
    for await (const entry of this.zip.eachEntry()) {
      if (++seen > BUNDLE_BOUNDS.entries) throw this.beyond(`it has more than ${BUNDLE_BOUNDS.entries} entries`);
      await this.take(entry);
    }
    this.mustBe(await this.layout.whole());
  }

  private async take(entry: yauzl.Entry): Promise<void> {
    const path = entry.fileName;
    const shown = JSON.stringify(path.slice(0, 80));
    if (entry.fileNameRaw.length > BUNDLE_BOUNDS.name) throw this.beyond(`the name of ${shown}… is too long`);
    const header = await this.zip.readLocalFileHeaderPromise(entry);
    // Some programs go by the name in front of an entry, some by that in the directory at the end, some by an extra field.
    if (!header.fileName.equals(entry.fileNameRaw) || entry.fileNameRaw.toString('utf8') !== path)
      throw malformed(`${this.file} gives ${shown} two names: programs would show one or the other.`);
    this.mustBe(await this.layout.next(entry, header), `, at ${shown}`);
    if (this.entries.has(path)) this.twice.push(path);
    await (path.startsWith('files/') ? this.pass(entry, shown) : this.unpack(entry, shown));
  }

  /** Evidence of any length passes by; it lies there as it is, so that it cannot be longer than the bundle. */
  private async pass(entry: yauzl.Entry, shown: string): Promise<void> {
    if (entry.compressionMethod !== STORED)
      throw malformed(
        `${shown} is packed: evidence lies in a bundle as it is, so that nothing swells when it is read.`,
      );
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
    this.entries.set(entry.fileName, { sha256: hash.digest('hex'), bytes });
  }

  private async unpack(entry: yauzl.Entry, shown: string): Promise<void> {
    const path = entry.fileName;
    const isSaid = path.startsWith('events/') && path.endsWith('.json');
    const longest = HELD.get(path) ?? (isSaid ? BUNDLE_BOUNDS.content : undefined);
    const hash = createHash('sha256');
    const held: Buffer[] = [];
    let bytes = 0;
    const stream = await this.zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      this.unpacked += chunk.length;
      if (longest !== undefined && bytes > longest) throw this.beyond(`${shown} is longer than ${longest} bytes`);
      if (this.unpacked > BUNDLE_BOUNDS.unpacked)
        throw this.beyond(`unpacked it is longer than ${BUNDLE_BOUNDS.unpacked} bytes; ${shown} goes beyond`);
      hash.update(chunk);
      if (longest !== undefined) held.push(chunk);
    }
    this.entries.set(path, { sha256: hash.digest('hex'), bytes });
    if (isSaid) this.note(path, Buffer.concat(held).toString('utf8'), shown);
    else if (longest !== undefined) this.texts.set(path, Buffer.concat(held));
  }

  private note(path: string, text: string, shown: string): void {
    const content = contentOf(text);
    if (content === undefined) this.unclear.push(path);
    const files = filesIn(content).map(({ name, fileName, sha256, bytes }) => ({ name, fileName, sha256, bytes }));
    this.files += files.length;
    if (this.files > BUNDLE_BOUNDS.files)
      throw this.beyond(`its texts name more than ${BUNDLE_BOUNDS.files} files; ${shown} goes beyond`);
    if (files.length > 0) this.named.set(path, files);
  }

  private mustBe(fault: string | undefined, where = ''): void {
    if (fault) throw malformed(`${this.file} is no bundle${where}: ${fault}. Programs would show one case or another.`);
  }

  private readonly beyond = (what: string): Problem => beyondBounds(this.file, what);
}

const beyondBounds = (file: string, what: string): Problem =>
  refused(
    `${file} is no bundle: ${what}. It may be made to exhaust this machine.`,
    'Do not unpack it. Ask for another.',
    'bundle-beyond-bounds',
  );
const malformed = (message: string): Problem => refused(message, 'Ask for the bundle again.', 'bundle-malformed');

function listIn(file: string, bytes: Buffer | undefined): BundleFile {
  const text = bytes?.toString('utf8') ?? '';
  if (excessIn(text, BUNDLE_BOUNDS.values))
    throw beyondBounds(file, `${LIST} holds more than ${BUNDLE_BOUNDS.values} values, or nests without end`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformed(`${file} is no bundle: it has no ${LIST} that can be read.`);
  }
  const parsed = BundleFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(`${LIST} is not as it has to be: ${issue!.path.join('.')}: ${issue!.message}.`);
}
