import { createHash } from 'node:crypto';

import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { BundleFile, type BundleParts, type BundleReport, verifyBundle } from '#libs/cases/bundle.js';
import { SUMS, SUMS_SIGNATURE } from '#libs/cases/manifest.js';
import { readVerificationCode, verificationCode } from '#libs/cases/verification-code.js';
import { hex } from '#libs/cose/bytes.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { pathTo } from '../api.js';
import { readLog } from '../ceremonies/log-file.js';
import { refused, saveAnswer } from '../files.js';
import { type AsJson, bold, print, printJson, say, time, width } from '../output.js';
import { loadSession } from '../session.js';
import { clean, table, wrapped } from '../table.js';
import { caseOf } from './case.js';

/** `liaison case bundle ID --output FILE`: streamed, whatever its length. */
export async function saveBundle(
  id: string,
  options: { output: string; why: string; languages: string },
): Promise<void> {
  const { api } = await loadSession();
  const { id: whole } = await caseOf(api, id);
  let saved = 0;
  await saveAnswer(
    options.output,
    () =>
      api.postForStream(`/cases${pathTo(whole)}/bundle`, { why: options.why, languages: options.languages.split(',') }),
    (bytes) => {
      saved = bytes;
      if (process.stderr.isTTY) process.stderr.write(`\r${(bytes / 1e6).toFixed(0)} MB`);
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\r');
  print(`Saved ${options.output}: ${(saved / 1e6).toFixed(1)} MB.`);
  say(`Anyone can check it, without a network: liaison verify ${options.output}`);
}

const LIST = 'bundle.json';
const LONGEST_LIST = 512 * 1024 ** 2;
const LONGEST_CONTENT = 2 * 1024 ** 2;

/** Reads a bundle once through: its list, its contents as text, its files as hashes. */
async function readBundle(file: string): Promise<{ bundle: BundleFile; parts: BundleParts }> {
  const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: true }).catch(() => {
    throw refused(`${file} is no bundle: it cannot be read as a ZIP file.`, 'Ask for it again.', 'bundle-malformed');
  });
  const contents = new Map<string, string>();
  const files = new Map<string, { sha256: string; bytes: number }>();
  const hashes = new Map<string, string>();
  const twice: string[] = [];
  const texts = new Map<string, Buffer>();
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName: path, uncompressedSize } = entry;
      if (hashes.has(path)) twice.push(path);
      const longest = path === LIST || path === SUMS ? LONGEST_LIST : LONGEST_CONTENT;
      if (path.startsWith('files/') || uncompressedSize > longest) {
        hashes.set(path, await hashOf(zip, entry));
        files.set(path, { sha256: hashes.get(path)!, bytes: uncompressedSize });
        continue;
      }
      const bytes = await bytesOf(zip, entry);
      hashes.set(path, createHash('sha256').update(bytes).digest('hex'));
      if (path === LIST || path === SUMS || path === SUMS_SIGNATURE) texts.set(path, bytes);
      if (path.startsWith('events/') && path.endsWith('.json')) contents.set(path, bytes.toString('utf8'));
    }
  } catch (error) {
    throw refused(
      `${file} is damaged: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
      'Ask for it again.',
      'bundle-damaged',
    );
  } finally {
    zip.close();
  }
  let json: unknown;
  try {
    json = JSON.parse(texts.get(LIST)?.toString('utf8') ?? '');
  } catch {
    throw refused(`${file} is no bundle: it has no ${LIST} that can be read.`, 'Ask for it again.', 'bundle-malformed');
  }
  const parsed = BundleFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(
      `${LIST} is not as it has to be: ${issue!.path.join('.')}: ${issue!.message}.`,
      'Ask for the bundle again.',
      'bundle-malformed',
    );
  }
  const parts = {
    contents,
    files,
    hashes,
    twice,
    sums: texts.get(SUMS)?.toString('utf8'),
    sumsSignature: texts.get(SUMS_SIGNATURE),
  };
  return { bundle: parsed.data, parts };
}

async function bytesOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function hashOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await zip.openReadStreamPromise(entry), hash);
  return hash.digest('hex');
}

/** `liaison verify BUNDLE`: every check, with nothing but the file; with `--log` against the whole log as well. */
export async function verifyBundleFile(file: string, options: AsJson & { log?: string; code?: string }): Promise<void> {
  const { bundle, parts } = await readBundle(file);
  const kind = CASE_KINDS[bundle.kind];
  if (!kind) throw refused(`This program does not know cases of "${bundle.kind}".`, 'Use a newer one.', 'kind-unknown');
  const known = options.log ? (await readLog(options.log, bundle.network)).replica.trusted : undefined;
  const report = verifyBundle(bundle, parts, kind.engine, known);
  if (options.json) printJson(asJson(bundle, report));
  else describe(file, bundle, report, known);
  if (options.code) findCode(report, options.code);
  if (report.ok) return;
  const failed = report.findings.filter((one) => !one.ok);
  throw refused(
    `NOT VERIFIED: ${failed.length} of ${report.findings.length} checks failed. The first: ${failed[0]!.fault}`,
    'Do not rely on it. Keep it as it is, and ask the unit that exported it for another.',
    'bundle-wrong',
  );
}

function describe(file: string, bundle: BundleFile, report: BundleReport, known: DirectoryState | undefined): void {
  const { state, record } = report.view ?? { state: undefined, record: [] };
  const kind = CASE_KINDS[bundle.kind]!;
  if (report.ok && state !== undefined) {
    const { reference, requesting, requested } = kind.summary(state);
    print(bold(`VERIFIED: ${clean(reference)}, ${requesting} to ${requested}: ${kind.status(state)}.`));
  }
  print(`  Network "${clean(report.network.name)}", ${report.network.id}`);
  print('  Compare that with what the Steering Committee has published: everything else rests on it.');
  print(`  Exported by ${bundle.exportedBy}, ${time(bundle.exportedAt)}.\n`);
  for (const { ok, what, fault } of report.findings)
    print(wrapped(`${ok ? '  ok     ' : '  WRONG  '}${what}${fault && `. ${fault}`}`, width()));
  const rows = record.map(({ event, refusal }, i) => [
    String(i + 1),
    time(new Date(event.at).toISOString()),
    event.author,
    refusal ? `${event.move} (without effect: ${refusal.code})` : event.move,
    verificationCode(event.hash),
    report.existedBy.has(hex(event.hash)) ? time(existedBy(report, event.hash)!) : '',
  ]);
  if (rows.length > 0)
    print(`\n${table(['', 'SAID TO BE', 'BY', 'WHAT', 'CODE', 'PROVED TO EXIST BY'], rows, width(), 3)}`);
  if (!known) {
    say(
      `\nWhat a bundle cannot show by itself: that a key was not revoked after it was made, and that all witnesses are in it.`,
    );
    say(`"liaison verify ${file} --log FILE" checks it against the whole log.`);
  }
}

const existedBy = (report: BundleReport, hash: Uint8Array): string | null => {
  const at = report.existedBy.get(hex(hash));
  return at === undefined ? null : new Date(at).toISOString();
};

function findCode({ view }: BundleReport, typed: string): void {
  const code = readVerificationCode(typed);
  const found = view?.record.findIndex(({ event }) => verificationCode(event.hash) === code) ?? -1;
  if (code && found >= 0) {
    print(`\nThe code ${code} is that of event ${found + 1}, "${view!.record[found]!.event.move}".`);
    return;
  }
  throw refused(
    `The code ${typed} is that of no event in this case.`,
    'Compare it letter by letter with the paper.',
    'code-unknown',
  );
}

const asJson = (bundle: BundleFile, report: BundleReport) => ({
  verified: report.ok,
  network: report.network,
  case: bundle.case,
  exportedBy: bundle.exportedBy,
  exportedAt: bundle.exportedAt,
  witnesses: report.witnesses ?? null,
  findings: report.findings,
  events: (report.view?.record ?? []).map(({ event, refusal }) => ({
    hash: hex(event.hash),
    author: event.author,
    move: event.move,
    at: new Date(event.at).toISOString(),
    without: refusal?.code ?? null,
    code: verificationCode(event.hash),
    existedBy: existedBy(report, event.hash),
  })),
});
