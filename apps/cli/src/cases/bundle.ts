import { type BundleFile } from '#libs/cases/bundle.js';
import { readVerificationCode, verificationCode } from '#libs/cases/verification-code.js';
import { type BundleReport, type FromOutside, verifyBundle } from '#libs/cases/verify-bundle.js';
import { hex } from '#libs/cose/bytes.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { readLog, readPolicyFile } from '../ceremonies/log-file.js';
import { refused, saveAnswer } from '../files.js';
import { type AsJson, bold, EXIT, print, printJson, say, time, width } from '../output.js';
import { loadSession } from '../session.js';
import { clean, table, wrapped } from '../table.js';
import { readBundle } from './bundle-zip.js';
import { caseOf, languagesIn, showBriefly } from './case.js';

/** `liaison case bundle ID --output FILE`: streamed, whatever its length. */
export async function saveBundle(
  id: string,
  options: { output: string; why: string; languages: string },
): Promise<void> {
  const { api } = await loadSession();
  const { id: whole } = await caseOf(api, id);
  const body = { why: options.why, languages: languagesIn(options.languages) };
  let saved = 0;
  await saveAnswer(
    options.output,
    () => api.post('/api/v1/cases/{id}/bundle', { params: { path: { id: whole } }, body, parseAs: 'stream' }),
    (bytes) => {
      saved = bytes;
      if (process.stderr.isTTY) process.stderr.write(`\r${(bytes / 1e6).toFixed(0)} MB`);
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\r');
  print(`Saved ${options.output}: ${(saved / 1e6).toFixed(1)} MB.`);
  say(`Anyone can check it, without a network: liaison verify ${options.output}`);
}

export interface VerifyOptions extends AsJson {
  readonly log?: string;
  readonly policy?: string;
  readonly code?: string;
  readonly network?: string;
}

/** `liaison verify BUNDLE`: every check, with nothing but the file; against the whole log, or a policy of who witnesses it, as well. */
export async function verifyBundleFile(file: string, options: VerifyOptions): Promise<void> {
  const { bundle, parts } = await readBundle(file);
  const kind = CASE_KINDS[bundle.kind];
  if (!kind) throw refused(`This program does not know cases of "${bundle.kind}".`, 'Use a newer one.', 'kind-unknown');
  const known = options.log ? (await readLog(options.log, bundle.network)).replica.trusted : undefined;
  const policy = options.policy ? await readPolicyFile(options.policy) : undefined;
  const report = verifyBundle(bundle, parts, kind, { known, policy });
  if (options.json) printJson(asJson(bundle, report));
  else describe(file, bundle, report, { known, policy });
  if (options.network && options.network.toLowerCase() !== report.network.id)
    throw refused(
      `NOT VERIFIED: it is of the network ${report.network.id}, not of ${options.network}.`,
      'Anybody can found a network of the same name: do not rely on it.',
      'network-differs',
    );
  if (options.code) findCode(report, options.code);
  const failed = report.findings.filter((one) => one.verdict === 'wrong');
  if (failed.length > 0)
    throw refused(
      `NOT VERIFIED: ${failed.length} of ${report.findings.length} checks failed. The first: ${failed[0]!.detail}`,
      'Do not rely on it. Keep it as it is, and ask the unit that exported it for another.',
      'bundle-wrong',
    );
  if (report.verdict === 'not-all-proven') process.exitCode = EXIT.notProven;
  if (report.verdict === 'not-all-held') process.exitCode = EXIT.notHeld;
}

const IN_WORDS = {
  right: 'ok',
  wrong: 'WRONG',
  'not-held': 'NOT HELD',
  'not-proven': 'NOT PROVEN',
  'not-judged': 'not judged',
} as const;

const BUT = {
  whole: '',
  'not-all-held': ', but for what is NOT HELD',
  'not-all-proven': ', but for what is NOT PROVEN or NOT HELD',
} as const;

function describe(file: string, bundle: BundleFile, report: BundleReport, { known, policy }: FromOutside): void {
  const { state, record } = report.view ?? { state: undefined, record: [] };
  const kind = CASE_KINDS[bundle.kind]!;
  const { verdict } = report;
  const isRight = verdict !== 'wrong' && state !== undefined;
  if (isRight) {
    const { reference, requesting, requested } = kind.summary(state);
    print(bold(`VERIFIED${BUT[verdict]}: ${clean(reference)}, ${requesting} to ${requested}: ${kind.status(state)}.`));
    if (!report.witnesses)
      print(
        bold('NOT JUDGED without log or policy: whether enough members witnessed it, and by when the case existed.'),
      );
  }
  print(`  Network "${clean(report.network.name)}", ${report.network.id}`);
  print('  Compare that with what the Steering Committee has published: everything else rests on it.');
  print(`  Exported by ${bundle.exportedBy}, ${time(bundle.exportedAt)}.\n`);
  for (const { verdict: how, what, detail } of report.findings) {
    const says = detail && (how === 'not-held' ? `. It is not in this bundle. ${detail}` : `. ${detail}`);
    print(wrapped(`  ${IN_WORDS[how].padEnd(12)}${clean(what)}${clean(says)}`, width()));
  }
  const rows = record.map(({ event, refusal }, i) => [
    String(i + 1),
    time(new Date(event.at).toISOString()),
    event.author,
    refusal ? `${event.move} (without effect: ${refusal.code})` : event.move,
    verificationCode(event.hash),
    ...(known || policy ? [report.existedBy.has(hex(event.hash)) ? time(existedBy(report, event.hash)!) : ''] : []),
  ]);
  const headings = ['', 'SAID TO BE', 'BY', 'WHAT', 'CODE', ...(known || policy ? ['PROVED TO EXIST BY'] : [])];
  if (rows.length > 0) print(`\n${table(headings, rows, width(), 3)}`);
  if (isRight) {
    print('\nWhat the events say:');
    showBriefly(kind.blocks(state, []), kind.words.en, 'en');
  }
  say(
    wrapped(
      `\nWhat this cannot show: whether the end was cut off, that is, whether events followed that no commitment in the bundle covers. The other party’s bundle does.`,
      width(),
    ),
  );
  if (known) return;
  say(
    wrapped(
      `Without the whole log neither: whether a key was replaced or revoked by a statement that was left out${policy ? '' : ', whether enough members have witnessed the log, and by when anything existed'}. "liaison verify ${file} --log FILE" judges it; any member gives you the log.`,
      width(),
    ),
  );
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
  verdict: report.verdict,
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
