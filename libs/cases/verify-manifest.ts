import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { type DirectoryState, signingKeyAt } from '#libs/trust/directory.js';
import type { BundleFile } from './bundle.js';
import type { SignedEvent } from './event.js';
import type { BundleParts, Findings } from './findings.js';
import { readSums, readSumsSignature, SUMS, SUMS_SIGNATURE, sumsOf, sumsParts } from './manifest.js';
import { type CourtFile, keyPath, signatureFiles } from './signature-files.js';
import { type Directories, isoOf, revokedSince } from './verify-keys.js';
import { saidPath } from './verify-said.js';

/** The record for people: it is made by a program of its exporter’s, and nobody else has signed it. */
export const RECORD = 'case.pdf';

/**
 * The exporter’s own word, and that it puts nothing beside what others signed: every file that follows from the record is made
 * anew and has to be the same, byte for byte, and nothing else is there.
 */
export function manifestFindings(
  bundle: BundleFile,
  parts: BundleParts,
  from: {
    readonly state: DirectoryState;
    readonly directories: Directories;
    readonly events: readonly SignedEvent[];
    readonly made: Iterable<CourtFile>;
  },
  findings: Findings,
): void {
  const signature = signedList(bundle, parts, from, findings);
  const expected = new Set<string>([RECORD, SUMS, SUMS_SIGNATURE, ...bundle.files.map((file) => file.path)]);
  from.events.forEach((event, i) => {
    if (bundle.events[i]?.content) expected.add(saidPath(i, event.move));
  });
  const faults: string[] = [];
  for (const { path, bytes } of [...from.made, ...signature]) {
    expected.add(path);
    const found = parts.entries.get(path);
    if (!found) faults.push(`${path} is missing.`);
    else if (found.sha256 !== hex(sha256(bytes))) faults.push(`${path} does not say what the signed record says.`);
  }
  const made = 'Every file for other tools is what the signed record makes of it';
  for (const fault of faults) findings.check(made, fault);
  if (faults.length === 0) findings.check(made, '');
  const more = [...parts.entries.keys()].filter((path) => !expected.has(path));
  findings.check(
    'Nothing was added, and no name stands for two',
    [
      ...more.map((path) => `${JSON.stringify(path)} was put in.`),
      ...parts.twice.map((path) => `${JSON.stringify(path)} stands there twice.`),
    ].join(' '),
  );
  if (!parts.entries.has(RECORD)) return;
  findings.notJudged(
    `${RECORD}, the record for people`,
    `It is the word of ${bundle.exportedBy} alone. What the events themselves say stands below: where the two differ, the events hold.`,
  );
}

/** @returns the exporter’s signature for other tools, where it is right */
function signedList(
  bundle: BundleFile,
  { entries, sums, sumsSignature }: BundleParts,
  { state, directories }: { readonly state: DirectoryState; readonly directories: Directories },
  findings: Findings,
): CourtFile[] {
  const list = sums === undefined ? undefined : readSums(sums);
  let key: Uint8Array | undefined;
  const said =
    sums === undefined || !list || !sumsSignature
      ? undefined
      : readSumsSignature(sumsSignature, sums, (unit, position) => {
          const known = state.units.get(unit);
          key = known && position <= state.size ? signingKeyAt(known, position) : undefined;
          return key;
        });
  const isRight =
    said?.exportedBy === bundle.exportedBy &&
    hex(said.case) === bundle.case &&
    new Date(said.at).toISOString() === bundle.exportedAt;
  const wrong = isRight ? '' : `${SUMS} is missing, was altered, or is not signed by ${bundle.exportedBy}.`;
  if (
    !findings.check(`${bundle.exportedBy}, which exported it, has signed the list of all that is in it`, wrong) ||
    !list
  )
    return [];
  const revocation = revokedSince(directories, said!.exportedBy, said!.logPosition);
  // Nothing says by when a list was signed.
  if (revocation)
    findings.check(
      `The key that signed the list is in the hands of ${bundle.exportedBy} alone`,
      `It is in wrong hands since ${isoOf(revocation)}: whoever has it can have made this bundle, whatever day it bears. Ask ${bundle.exportedBy}, which has another key, or another party for theirs.`,
    );
  const parts = signatureFiles(SUMS, sumsParts(sumsSignature!), keyPath(bundle.exportedBy, key!));
  const unlisted = new Set([SUMS, SUMS_SIGNATURE, ...parts.map((one) => one.path)]);
  const found = new Map([...entries].filter(([path]) => !unlisted.has(path)).map(([path, one]) => [path, one.sha256]));
  for (const path of new Set([...list.keys(), ...found.keys()])) {
    if (found.get(path) === list.get(path)) continue;
    const fault = !found.has(path)
      ? `${path} is missing.`
      : list.has(path)
        ? `${path} was altered.`
        : `${JSON.stringify(path)} was put in.`;
    findings.check(`${JSON.stringify(path)} is as it was exported`, fault);
  }
  if (hex(sha256(utf8(sumsOf(list)))) !== entries.get(SUMS)?.sha256)
    findings.check(`${SUMS} is in its one form`, `${SUMS} lists what it lists in another order.`);
  return parts;
}
