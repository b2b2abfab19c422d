import { z } from 'zod';
import { Base64 } from '#libs/cose/base64-field.js';
import { base64, equalBytes, hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { readCheckpoint, type SignedCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, verifyInclusion } from '#libs/log/merkle.js';
import { type DirectoryState, emptyDirectory, signingKeyAt } from '#libs/trust/directory.js';
import { foldSelected, networkOf } from '#libs/trust/fold.js';
import { type Witnessing, witnessing } from '#libs/trust/quorum.js';
import { readEntry } from '#libs/trust/statement.js';
import { isCommitted } from './commitment.js';
import { keptEvent, readEvent, type SignedEvent } from './event.js';
import type { CaseKind } from './kind.js';
import { CaseLedger, type CaseView } from './ledger.js';
import { readSums, readSumsSignature, SUMS, SUMS_PARTS, SUMS_SIGNATURE } from './manifest.js';

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Path = z.string().regex(/^(events|files)\/[\w.-]{1,200}$/, 'a path inside the bundle');

/** The list of what a bundle holds, `bundle.json` in it: a whole case, and everything that it is verified by. */
export const BundleFile = z.strictObject({
  liaison: z.literal('case bundle, version 1'),
  network: Hex32,
  case: Hex32,
  kind: z.string().max(64),
  exportedBy: z.string().max(64),
  exportedAt: z.iso.datetime(),
  /** In the record's order. */
  events: z
    .array(
      z.strictObject({
        /** COSE_Sign1, RFC 9052. */
        event: Base64,
        /** Where its content is; null where it has none, or the exporting unit does not have it. */
        content: Path.nullable(),
      }),
    )
    .min(1)
    .max(20_000),
  files: z
    .array(
      z.strictObject({
        path: Path,
        name: z.string().max(64),
        fileName: z.string().max(200),
        sha256: Hex32,
        bytes: z.int().nonnegative(),
      }),
    )
    .max(5000),
  /** A checkpoint of the directory log, with its witnesses. */
  checkpoint: z.string().max(32_768),
  /** The statements that say who is who, and by which keys; each with its proof under the checkpoint. */
  statements: z
    .array(z.strictObject({ position: z.int().positive(), entry: Base64, proof: z.array(Base64).max(64) }))
    .min(1)
    .max(100_000),
  /** That the case existed when the log committed to it. */
  commitments: z
    .array(
      z.strictObject({
        heads: z.array(Base64).min(1).max(64),
        salt: Base64,
        root: Base64,
        index: z.int().nonnegative(),
        leaves: z.int().positive(),
        proof: z.array(Base64).max(64),
        position: z.int().positive(),
        entry: Base64,
        checkpoint: z.string().max(32_768),
        entryProof: z.array(Base64).max(64),
      }),
    )
    .max(10_000),
});
export type BundleFile = z.output<typeof BundleFile>;

/** What was read of the other entries of the bundle. */
export interface BundleParts {
  /** Every entry’s SHA-256, hexadecimal, by path. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Paths that stand for two entries: programs would show one or the other. */
  readonly twice: readonly string[];
  readonly sums: string | undefined;
  readonly sumsSignature: Uint8Array | undefined;
  readonly contents: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, { readonly sha256: string; readonly bytes: number }>;
}

/** One thing that was checked. */
export interface Finding {
  readonly ok: boolean;
  /** What, in words for a court’s expert. */
  readonly what: string;
  /** Where it is, and what is wrong; empty where nothing is. */
  readonly fault: string;
}

export interface BundleReport {
  readonly ok: boolean;
  readonly network: { readonly name: string; readonly id: string };
  readonly findings: readonly Finding[];
  readonly view: CaseView<unknown> | undefined;
  /** By event: by when it is proved to have existed, milliseconds since 1970-01-01T00:00Z; absent where nothing proves it. */
  readonly existedBy: ReadonlyMap<string, number>;
  readonly witnesses: Witnessing | undefined;
}

/**
 * Checks a bundle with nothing but itself: the log’s signature and its witnesses, each statement’s place and signature, each event’s
 * signature by the key that its author had then, contents and files by their hashes, the record’s links, and when it existed.
 * @param known the network’s whole directory, replayed from its log: revocations and witnesses that the bundle does not tell of
 */
export function verifyBundle(
  bundle: BundleFile,
  parts: BundleParts,
  engine: CaseKind<unknown>,
  known?: Readonly<DirectoryState>,
): BundleReport {
  const findings: Finding[] = [];
  const note = (what: string, fault = ''): boolean => {
    findings.push({ ok: fault === '', what, fault });
    return fault === '';
  };
  const report = (rest: Partial<BundleReport> = {}): BundleReport => ({
    ok: findings.every((one) => one.ok),
    network: { name: '', id: bundle.network },
    findings,
    view: undefined,
    existedBy: new Map(),
    witnesses: undefined,
    ...rest,
  });

  const log = logOf(bundle);
  if (
    !note(
      'The first statement founds the network that the bundle names',
      log ? '' : 'It does not: the bundle is of another network, or was altered.',
    ) ||
    !log
  )
    return report();
  const checkpoint = readCheckpoint(bundle.checkpoint, log.origin, log.key);
  if (
    !note('The directory’s checkpoint is signed by its log', checkpoint.ok ? '' : checkpoint.refusal.message) ||
    !checkpoint.ok
  )
    return report();

  const told = emptyDirectory();
  const statements = statementsFault(bundle, checkpoint.value, told);
  if (
    !note(
      `${bundle.statements.length} statements on members, nodes and units stand in the log and are rightly signed`,
      statements,
    )
  )
    return report();
  const state: DirectoryState = { ...(known ?? told), size: Math.max(known?.size ?? 0, checkpoint.value.size) };
  const network = { name: state.name, id: bundle.network };
  const witnesses = witnessing({ ...state, size: checkpoint.value.size }, checkpoint.value);
  note(
    `${witnesses.members} members’ nodes have witnessed the checkpoint; ${witnesses.quorum} have to, of those ${known ? 'in the log' : 'in the bundle'}`,
    witnesses.since === undefined ? 'Too few: somebody could have shown this log to one side alone.' : '',
  );

  const events = bundle.events
    .map(({ event }, i) => eventFindings(state, event, i, note))
    .filter((one) => one !== undefined);
  for (const [i, { event, content }] of bundle.events.entries()) contentFinding(event, content, i, parts, note);
  for (const file of bundle.files) fileFinding(file, bundle, parts, note);
  const view = recordFindings(bundle, events, engine, note);
  const existedBy = commitmentFindings(bundle, state, log, events, note);
  manifestFindings(bundle, state, parts, note);
  return report({ network, witnesses, view, existedBy });
}

type Note = (what: string, fault?: string) => boolean;

function logOf({ network, statements }: BundleFile) {
  const first = statements[0]!;
  const named = networkOf(first.entry);
  const read = readEntry(first.entry);
  if (!named || hex(named) !== network || !read.ok || read.value.statement.body.type !== 'genesis') return undefined;
  const { logOrigin, logKey } = read.value.statement.body;
  return { origin: logOrigin, key: logKey };
}

/** What is wrong with the first wrong statement; empty where none is. */
function statementsFault({ statements }: BundleFile, checkpoint: SignedCheckpoint, state: DirectoryState): string {
  for (const { position, entry, proof } of statements) {
    const included = verifyInclusion(leafHash(entry), position - 1, checkpoint.size, proof, checkpoint.root);
    if (!included.ok) return `Statement ${position} is not in the log of that checkpoint: ${included.refusal.message}`;
    const folded = foldSelected(state, entry, position);
    if (!folded.ok) return `Statement ${position}: ${folded.refusal.message}`;
  }
  return '';
}

function eventFindings(state: DirectoryState, wire: Uint8Array, i: number, note: Note): SignedEvent | undefined {
  let revoked = false;
  const read = readEvent(wire, (author, id, position) => {
    const unit = state.units.get(author);
    const key = unit && signingKeyAt(unit, position);
    revoked = unit?.revocations.some((one) => equalBytes(one.keyId, id)) ?? false;
    return key && position <= state.size && equalBytes(keyId(key), id) ? key : undefined;
  });
  const where = `Event ${i + 1}`;
  if (!read.ok) {
    note(
      `${where} is signed by its author`,
      `${where} (${hex(sha256(wire)).slice(0, 16)}…): ${read.refusal.message} Altered, or its author had no such key at the position it names.`,
    );
    return undefined;
  }
  const { author, move, logPosition } = read.value;
  const later = revoked ? '; that key was revoked later: see since when it is not to be believed' : '';
  note(
    `${where}, "${move}", is signed by ${author} with the key that was its own at log position ${logPosition}${later}`,
  );
  return read.value;
}

function contentFinding(wire: Uint8Array, path: string | null, i: number, { contents }: BundleParts, note: Note): void {
  const committed = contentHashOf(wire);
  const what = `What event ${i + 1} says is what was signed`;
  if (path === null) {
    if (committed) note(`What event ${i + 1} says is not in this bundle: the unit that exported it does not have it`);
    return;
  }
  const text = contents.get(path);
  if (text === undefined) return void note(what, `${path} is missing.`);
  note(
    what,
    committed && equalBytes(sha256(utf8(text)), committed)
      ? ''
      : `${path} was altered: its SHA-256 is ${hex(sha256(utf8(text)))}, signed was ${committed ? hex(committed) : 'nothing'}.`,
  );
}

function contentHashOf(wire: Uint8Array): Uint8Array | null {
  try {
    return keptEvent(wire).content;
  } catch {
    return null;
  }
}

/** A file is what an event’s content, which is signed, says of it. */
function fileFinding(
  file: BundleFile['files'][number],
  bundle: BundleFile,
  { files, contents }: BundleParts,
  note: Note,
): void {
  const what = `The file "${file.fileName}" is the one that was sent`;
  const found = files.get(file.path);
  if (!found) return void note(what, `${file.path} is missing.`);
  const named = bundle.events.some(
    ({ content }) => content !== null && (contents.get(content) ?? '').includes(file.sha256),
  );
  if (!named) return void note(what, `${file.path}: no event names a file with the SHA-256 ${file.sha256}.`);
  note(
    what,
    found.sha256 === file.sha256 && found.bytes === file.bytes
      ? ''
      : `${file.path} was altered: its SHA-256 is ${found.sha256}, signed was ${file.sha256}.`,
  );
}

function recordFindings(
  bundle: BundleFile,
  events: readonly SignedEvent[],
  engine: CaseKind<unknown>,
  note: Note,
): CaseView<unknown> {
  const ledger = new CaseLedger(engine, Buffer.from(bundle.case, 'hex'));
  for (const event of events) ledger.add(event);
  const { missing, view } = ledger;
  note(
    'The record is whole: every event that another one builds on is there',
    missing.length === 0 && view.record.length === bundle.events.length
      ? ''
      : missing.length > 0
        ? `${missing.length} are missing, the first ${missing[0]!.slice(0, 16)}….`
        : 'An event does not belong to this case.',
  );
  const forks = view.forks.map((fork) => `${fork.author} (its event ${fork.sequence})`).join(', ');
  note('No author gave one place to two events', forks && `Two events in one place: ${forks}.`);
  return view;
}

/** Each commitment: the case’s leaf, its root in the log, and the witnesses of that time. */
function commitmentFindings(
  bundle: BundleFile,
  state: DirectoryState,
  log: { origin: string; key: Uint8Array },
  events: readonly SignedEvent[],
  note: Note,
): Map<string, number> {
  const existedBy = new Map<string, number>();
  const byName = new Map(events.map((event) => [hex(event.hash), event]));
  bundle.commitments.forEach((one, i) => {
    const what = `Commitment ${i + 1}, at log position ${one.position}`;
    const checkpoint = readCheckpoint(one.checkpoint, log.origin, log.key);
    const read = readEntry(one.entry);
    const says =
      read.ok && read.value.statement.body.type === 'cases-committed' ? read.value.statement.body : undefined;
    const caseId = Buffer.from(bundle.case, 'hex');
    const fault = !checkpoint.ok
      ? checkpoint.refusal.message
      : !verifyInclusion(
            leafHash(one.entry),
            one.position - 1,
            checkpoint.value.size,
            one.entryProof,
            checkpoint.value.root,
          ).ok
        ? 'It is not in the log of its checkpoint.'
        : !says || !equalBytes(says.root, one.root)
          ? 'The statement names another root.'
          : !isCommitted({ caseId, heads: one.heads, salt: one.salt }, one)
            ? 'The case is not among what was committed to.'
            : one.heads.some((head) => !byName.has(hex(head)))
              ? 'It was made over an event that the bundle does not have: something was left out.'
              : '';
    if (!note(`${what}, holds the case as it stood then`, fault) || !checkpoint.ok) return;
    const since = witnessing({ ...state, size: checkpoint.value.size }, checkpoint.value).since;
    if (since === undefined) return;
    const open = one.heads.map(hex);
    while (open.length > 0) {
      const name = open.pop()!;
      const known = existedBy.get(name);
      if (known !== undefined && known <= since * 1000) continue;
      existedBy.set(name, since * 1000);
      open.push(...(byName.get(name)?.parents ?? []).map(hex));
    }
  });
  return existedBy;
}

/** Everything that the checks above do not look at, too: the record for people, and what other tools are given. */
function manifestFindings(bundle: BundleFile, state: DirectoryState, parts: BundleParts, note: Note): void {
  const { hashes, twice, sums, sumsSignature } = parts;
  const list = sums === undefined ? undefined : readSums(sums);
  const said =
    sums === undefined || !list || !sumsSignature
      ? undefined
      : readSumsSignature(sumsSignature, sums, (unit, position) => {
          const known = state.units.get(unit);
          return known && position <= state.size ? signingKeyAt(known, position) : undefined;
        });
  const isRight = said?.exportedBy === bundle.exportedBy && hex(said.case) === bundle.case;
  const wrong = isRight ? '' : `${SUMS} is missing, was altered, or is not signed by ${bundle.exportedBy}.`;
  if (!note(`${bundle.exportedBy}, which exported it, has signed the list of all that is in it`, wrong) || !list)
    return;
  for (const [path, sum] of list) {
    if (hashes.get(path) === sum) continue;
    note(`${path} is as it was exported`, hashes.has(path) ? `${path} was altered.` : `${path} is missing.`);
  }
  const besides = [SUMS, SUMS_SIGNATURE, ...SUMS_PARTS] as string[];
  const foreign = [...hashes.keys()].filter((path) => !list.has(path) && !besides.includes(path));
  const more = [...foreign, ...twice].map((path) => `${path} was put in.`).join(' ');
  note('Nothing was added, and all of it is as it was exported, the record for people as well', more);
}

/** A bundle's list as it is written. */
export const bundleFile = (bundle: BundleFile): z.input<typeof BundleFile> => ({
  ...bundle,
  events: bundle.events.map((one) => ({ ...one, event: base64(one.event) })),
  statements: bundle.statements.map((one) => ({ ...one, entry: base64(one.entry), proof: one.proof.map(base64) })),
  commitments: bundle.commitments.map((one) => ({
    ...one,
    heads: one.heads.map(base64),
    salt: base64(one.salt),
    root: base64(one.root),
    proof: one.proof.map(base64),
    entry: base64(one.entry),
    entryProof: one.entryProof.map(base64),
  })),
});

const BUNDLED = ['genesis', 'committee-', 'member-', 'node-', 'unit-', 'key-revoked'];

/** Which statements a bundle needs: who is a member, a node, a unit, with which keys. Not what is about encryption, contacts or policy. */
export function isBundled(entry: Uint8Array, state: Readonly<DirectoryState>): boolean {
  // Most of a log are encryption keys: what does not even hold the name of such a statement need not be decoded.
  const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
  if (!BUNDLED.some((name) => bytes.includes(name))) return false;
  const read = readEntry(entry);
  if (!read.ok) return false;
  const { body } = read.value.statement;
  // An encryption key that was revoked signs nothing, and the bundle does not know it.
  if (body.type === 'key-revoked') {
    return state.units.get(body.unit)?.signingKeys.some(({ key }) => equalBytes(keyId(key), body.keyId)) ?? false;
  }
  return BUNDLED.some((name) => body.type.startsWith(name));
}
