import { hex } from '#libs/cose/bytes.js';
import { UnitAddress } from '#libs/trust/address.js';
import { type BundleFile, filePath, type NamedFile } from './bundle.js';
import { eventStem } from './court-files.js';
import type { BundleParts, Findings, VerifiedKind } from './findings.js';
import type { CaseView, Placed } from './ledger.js';

/** Where what an event says lies. */
export const saidPath = (i: number, move: string): string => `${eventStem(i, move)}.json`;

/** A file as one event names it. */
interface Naming extends NamedFile {
  readonly isVoid: boolean;
  /** Which event, in words. */
  readonly by: string;
}

const namingsOf = (files: readonly NamedFile[], i: number, { event, refusal }: Placed): Naming[] =>
  files.map((file) => ({
    ...file,
    isVoid: refusal !== undefined,
    by: `named by event ${i + 1} of ${event.author}${refusal ? ', which is without effect' : ''}`,
  }));

/** What events say and the files that came with it, each by the hash that was signed; and what of it is not here. */
export function saidFindings(
  bundle: BundleFile,
  parts: BundleParts,
  { kind, view }: { readonly kind: VerifiedKind; readonly view: CaseView<unknown> },
  findings: Findings,
): void {
  const why = reasonOf(bundle, kind, view.state);
  const named: Naming[] = [];
  const unclear = new Set(parts.unclear);
  for (const [i, placed] of view.record.entries()) {
    const { event } = placed;
    const listed = bundle.events[i]?.content ?? null;
    const path = saidPath(i, event.move);
    const what = `What event ${i + 1} says is what was signed`;
    if (listed === null) {
      if (event.content)
        findings.notHeld(`What event ${i + 1}, "${event.move}", says: SHA-256 ${hex(event.content)}`, why);
      continue;
    }
    const found = parts.entries.get(path);
    findings.check(
      what,
      listed !== path
        ? `${listed}: what event ${i + 1} says has to lie in ${path}.`
        : !found
          ? `${path} is missing.`
          : event.content === null || found.sha256 !== hex(event.content)
            ? `${path} was altered: its SHA-256 is ${found.sha256}, signed was ${event.content ? hex(event.content) : 'nothing'}.`
            : '',
    );
    if (unclear.has(path))
      findings.notJudged(`What event ${i + 1} of ${event.author} says depends on who reads it`, UNCLEAR);
    named.push(...namingsOf(parts.named.get(path) ?? [], i, placed));
  }
  bundle.files.forEach((file, i) => {
    const signed = namingOf(file, named);
    const what = signed ? `, ${signed.by}, is the one that it names` : ' is one that an event names';
    findings.check(`The file "${file.fileName}"${what}`, fileFault(file, i, signed, parts));
  });
  absentFiles(bundle, named, kind.evidence, view.state, why, findings);
}

const UNCLEAR =
  'It has one name twice in an object, or is no JSON: read it as text, and rely on no file that it names.';

/** Another party may name the same file otherwise later: what counts is that an event says just this, best one that has effect. */
function namingOf(file: NamedFile, named: readonly Naming[]): Naming | undefined {
  const namings = named.filter((one) => one.name === file.name);
  const same = namings.filter((one) => isSame(one, file));
  return same.find((one) => !one.isVoid) ?? same[0] ?? namings[0];
}

/** A file is what an event’s content, which is signed, says of it. */
function fileFault(
  file: BundleFile['files'][number],
  i: number,
  signed: Naming | undefined,
  { entries }: BundleParts,
): string {
  const found = entries.get(file.path);
  if (!signed) return `${file.path}: no event names such a file.`;
  if (!isSame(signed, file))
    return `${file.path}: what was signed is "${signed.fileName}", ${signed.bytes} bytes, SHA-256 ${signed.sha256}.`;
  if (file.path !== filePath(i, file.fileName)) return `${file.path} has to lie in ${filePath(i, file.fileName)}.`;
  if (!found) return `${file.path} is missing.`;
  return found.sha256 === signed.sha256 && found.bytes === signed.bytes
    ? ''
    : `${file.path} was altered: its SHA-256 is ${found.sha256}, signed was ${signed.sha256}.`;
}

const isSame = (one: NamedFile, other: NamedFile): boolean =>
  one.name === other.name &&
  one.fileName === other.fileName &&
  one.bytes === other.bytes &&
  one.sha256 === other.sha256;

function absentFiles(
  { files }: BundleFile,
  named: readonly Naming[],
  evidence: VerifiedKind['evidence'],
  state: unknown,
  why: string,
  findings: Findings,
): void {
  const told = new Set(files.map((one) => one.sha256));
  for (const { fileName, sha256, by } of named) {
    if (told.has(sha256)) continue;
    told.add(sha256);
    findings.notHeld(`The file "${fileName}", ${by}: SHA-256 ${sha256}`, why);
  }
  for (const { item, sha256 } of state === undefined ? [] : evidence(state)) {
    if (!told.has(sha256)) findings.notHeld(`The evidence ${item}: SHA-256 ${sha256}`, why);
    told.add(sha256);
  }
}

/**
 * Why a bundle may lack what events name. Nothing in a case takes words or files back: who does not read them has a reason, and who keeps
 * them no longer says so.
 */
function reasonOf({ exportedBy, erasedOn }: BundleFile, { reads }: VerifiedKind, state: unknown): string {
  const unit = UnitAddress.safeParse(exportedBy);
  if (state !== undefined && unit.success && !reads(state, unit.data))
    return `${exportedBy}, which exported this, learns by policy that the case moves, and not what it says. Ask a party that does.`;
  if (erasedOn !== undefined)
    return `${exportedBy}, which exported this, says that it erased what had been said in the case on ${erasedOn}, by its rule on how long it keeps cases. Ask the other parties.`;
  return `No event says why: ask ${exportedBy}, which exported this, and the other parties.`;
}
