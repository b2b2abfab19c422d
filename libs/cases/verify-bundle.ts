import { equalBytes, hex, sha256 } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { readCheckpoint, type SignedCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, verifyInclusion } from '#libs/log/merkle.js';
import { namesLog, type TlogPolicy, type Witnessing, witnessedBy } from '#libs/log/policy.js';
import { type DirectoryState, signingKeyAt } from '#libs/trust/directory.js';
import { networkOf } from '#libs/trust/fold.js';
import { witnessing } from '#libs/trust/quorum.js';
import { readEntry } from '#libs/trust/statement.js';
import type { BundleFile } from './bundle.js';
import { isCommitted } from './commitment.js';
import { courtFiles } from './court-files.js';
import { readEvent, type SignedEvent } from './event.js';
import { type BundleParts, type Finding, Findings, type Verdict, type VerifiedKind } from './findings.js';
import type { CaseKind } from './kind.js';
import { CaseLedger, type CaseView } from './ledger.js';
import { toldBy } from './told.js';
import { type Directories, type Existence, revokedKeyFindings } from './verify-keys.js';
import { manifestFindings } from './verify-manifest.js';
import { saidFindings } from './verify-said.js';

/** What its exporter has no say in. */
export interface FromOutside {
  /** The network’s whole directory, replayed from its log: revocations and witnesses that the bundle does not tell of. */
  readonly known?: Readonly<DirectoryState> | undefined;
  /** Who has to witness the log, as somebody else than the exporter says. */
  readonly policy?: TlogPolicy | undefined;
}

export interface BundleReport {
  readonly verdict: Verdict;
  readonly network: { readonly name: string; readonly id: string };
  readonly findings: readonly Finding[];
  readonly view: CaseView<unknown> | undefined;
  /** By event: by when it is proved to have existed, milliseconds since 1970-01-01T00:00Z; absent where nothing proves it, as without the log. */
  readonly existedBy: ReadonlyMap<string, number>;
  /** Undefined where neither log nor policy is at hand: of a quorum the exporter’s choice of statements says nothing. */
  readonly witnesses: Witnessing | undefined;
}

/**
 * Checks a bundle with nothing but itself: the log’s signature and its witnesses, each statement’s place and signature, each event’s
 * signature by the key that its author had then, contents and files by their hashes, the record’s links, when it existed; and makes
 * every other file anew, so that its exporter can put nothing beside what was signed but the record for people.
 */
export function verifyBundle(
  bundle: BundleFile,
  parts: BundleParts,
  kind: VerifiedKind,
  { known, policy }: FromOutside = {},
): BundleReport {
  const findings = new Findings();
  const report = (rest: Partial<BundleReport> = {}): BundleReport => ({
    verdict: findings.verdict,
    network: { name: '', id: bundle.network },
    findings: findings.all,
    view: undefined,
    existedBy: new Map(),
    witnesses: undefined,
    ...rest,
  });

  const log = logOf(bundle);
  const founded = log ? '' : 'It does not: the bundle is of another network, or was altered.';
  if (!findings.check('The first statement founds the network that the bundle names', founded) || !log) return report();
  const checkpoint = readCheckpoint(bundle.checkpoint, log.origin, log.key);
  const unsigned = checkpoint.ok ? '' : checkpoint.refusal.message;
  if (!findings.check('The directory’s checkpoint is signed by its log', unsigned) || !checkpoint.ok) return report();
  const told = toldBy(bundle.statements, checkpoint.value);
  const statements = `${bundle.statements.length} statements on members, nodes and units stand in the log and are rightly signed`;
  if (!findings.check(statements, told.ok ? '' : told.refusal.message) || !told.ok) return report();

  const state: DirectoryState = known ? { ...known, size: Math.max(known.size, checkpoint.value.size) } : told.value;
  const outside = { known, policy };
  const witnesses = witnessFindings(told.value, checkpoint.value, outside, findings);
  const events = bundle.events
    .map(({ event }, i) => signedEvent(state, event, i, findings))
    .filter((one) => one !== undefined);
  const view = recordFindings(bundle, events, kind.engine, findings);
  const existence = commitmentFindings(bundle, { state, log, outside }, events, findings);
  const directories: Directories = known ? [known, told.value] : [told.value];
  revokedKeyFindings(events, directories, existence, findings);
  // What follows is made from the events: with one that is not believed it would be another record.
  if (events.length === bundle.events.length) {
    saidFindings(bundle, parts, { kind, view }, findings);
    const unvouched =
      known &&
      events.find(({ author, logPosition: at }) => {
        const [here, there] = [keyOf(told.value, author, at), keyOf(known, author, at)];
        return !here || !there || !equalBytes(here, there);
      });
    if (unvouched) findings.check('The bundle says whose keys these are', `It has no key of ${unvouched.author}.`);
    else
      manifestFindings(
        bundle,
        parts,
        { state, directories, events, made: courtFiles(bundle, events, told.value, checkpoint.value) },
        findings,
      );
  }
  return report({ network: { name: told.value.name, id: bundle.network }, witnesses, view, existedBy: existence.by });
}

/**
 * Which members have a node, and so how many of them have to witness, follows from every statement of the log. A bundle holds those that
 * its exporter chose: who leaves out the others could be a quorum alone.
 */
function witnessesBy({ known, policy }: FromOutside, checkpoint: SignedCheckpoint): Witnessing | undefined {
  if (reaches(known, checkpoint)) return witnessing({ ...known, size: checkpoint.size }, checkpoint);
  return policy && witnessedBy(policy, checkpoint);
}
const reaches = (
  known: Readonly<DirectoryState> | undefined,
  { size }: SignedCheckpoint,
): known is Readonly<DirectoryState> => known !== undefined && known.size >= size;
const toBeJudged = ({ known, policy }: FromOutside): string =>
  policy
    ? 'The policy names others than had to witness it then: the whole log says who they were ("--log").'
    : known
      ? 'The log that it was held against ends before: a newer one says it ("--log").'
      : 'The whole log says it, or a policy that you have from somebody else ("--log", "--policy"), and the bundle does not: its exporter chose what it tells of the network.';

/** @param told what the bundle itself tells of the network: too few by its own word are too few */
function witnessFindings(
  told: DirectoryState,
  checkpoint: SignedCheckpoint,
  outside: FromOutside,
  findings: Findings,
): Witnessing | undefined {
  const { known, policy } = outside;
  if (policy && told.log)
    findings.check(
      'The policy takes checkpoints of this log',
      namesLog(policy, told.log.origin, told.log.key) ? '' : 'It names another log: it is another network’s.',
    );
  const judged = witnessesBy(outside, checkpoint);
  const { members, quorum, since } = judged ?? witnessing({ ...(known ?? told), size: checkpoint.size }, checkpoint);
  const saidIn = !judged ? 'the bundle' : reaches(known, checkpoint) ? 'the log' : 'the policy';
  if (judged || (!known && since === undefined))
    findings.check(
      `${members} members’ nodes have witnessed the checkpoint; ${quorum} have to, of those in ${saidIn}`,
      since === undefined ? 'Too few: somebody could have shown this log to one side alone.' : '',
    );
  else
    findings.notJudged(
      `Whether enough members have witnessed the checkpoint, which ${members} members’ nodes have`,
      toBeJudged(outside),
    );
  return judged;
}

function logOf({ network, statements }: BundleFile) {
  const first = statements[0]!;
  const named = networkOf(first.entry);
  const read = readEntry(first.entry);
  if (!named || hex(named) !== network || !read.ok || read.value.statement.body.type !== 'genesis') return undefined;
  const { logOrigin, logKey } = read.value.statement.body;
  return { origin: logOrigin, key: logKey };
}

function keyOf(state: DirectoryState, author: SignedEvent['author'], position: number): Uint8Array | undefined {
  const unit = state.units.get(author);
  return unit && position <= state.size ? signingKeyAt(unit, position) : undefined;
}

/** The event, where the key that signed it is the one that its author’s own statements vouch for at the position that it names. */
function signedEvent(state: DirectoryState, wire: Uint8Array, i: number, findings: Findings): SignedEvent | undefined {
  const read = readEvent(wire, (author, id, position) => {
    const key = keyOf(state, author, position);
    return key && equalBytes(keyId(key), id) ? key : undefined;
  });
  const where = `Event ${i + 1}`;
  if (!read.ok) {
    findings.check(
      `${where} is signed by its author`,
      `${where} (${hex(sha256(wire)).slice(0, 16)}…): ${read.refusal.message} Altered, or its author had no such key at the position it names.`,
    );
    return undefined;
  }
  const { author, move, logPosition } = read.value;
  findings.check(
    `${where}, "${move}", is signed by ${author} with the key that was its own at log position ${logPosition}`,
    '',
  );
  return read.value;
}

function recordFindings(
  bundle: BundleFile,
  events: readonly SignedEvent[],
  engine: CaseKind<unknown>,
  findings: Findings,
): CaseView<unknown> {
  const ledger = new CaseLedger(engine, Buffer.from(bundle.case, 'hex'));
  // The list has an end of its own; what one author may say was held against each as it came.
  for (const event of events) ledger.restore(event);
  const { missing, view } = ledger;
  const whole = missing.length === 0 && view.record.length === bundle.events.length;
  findings.check(
    'The record is whole: every event that another one builds on is there',
    whole
      ? ''
      : missing.length > 0
        ? `${missing.length} are missing, the first ${missing[0]!.slice(0, 16)}….`
        : 'An event does not belong to this case, or stands there twice.',
  );
  const astray = view.record.findIndex(({ event }, i) => !equalBytes(event.wire, bundle.events[i]!.event));
  findings.check(
    'The events stand in the order in which all parties apply them',
    whole && astray >= 0 ? `Event ${astray + 1} stands elsewhere in the record.` : '',
  );
  // Who forks is shown, and takes nothing from what the others said: else any party could undo every bundle of the case.
  const forks = view.forks.filter(({ author }) => view.parties.includes(author));
  for (const { author, sequence } of forks)
    findings.check(
      `${author} gave one place to two events: what it says from its event ${sequence} on has no effect`,
      '',
    );
  if (forks.length === 0) findings.check('No author gave one place to two events', '');
  return view;
}

/** What a bundle is held against beside itself. */
interface Trusted {
  readonly state: DirectoryState;
  readonly outside: FromOutside;
  readonly log: { readonly origin: string; readonly key: Uint8Array };
}

/** Each commitment: the case’s leaf, its root in the log, and the witnesses of that time. */
function commitmentFindings(
  bundle: BundleFile,
  { state, outside, log }: Trusted,
  events: readonly SignedEvent[],
  findings: Findings,
): Existence {
  const seen: { heads: readonly Uint8Array[]; at: number; by: number | undefined }[] = [];
  const byName = new Map(events.map((event) => [hex(event.hash), event]));
  for (const [i, one] of bundle.commitments.entries()) {
    const checkpoint = readCheckpoint(one.checkpoint, log.origin, log.key);
    const judged = checkpoint.ok ? witnessesBy(outside, checkpoint.value) : undefined;
    const tooFew = checkpoint.ok && isRefused({ state, outside }, checkpoint.value);
    const fault = !checkpoint.ok
      ? checkpoint.refusal.message
      : commitmentFault(bundle, one, checkpoint.value, byName) ||
        (tooFew ? 'Too few have witnessed its checkpoint: it proves no time.' : '');
    findings.check(`Commitment ${i + 1}, at log position ${one.position}, holds the case as it stood then`, fault);
    if (fault !== '') continue;
    seen.push({ heads: one.heads, at: one.position, by: judged?.by === undefined ? undefined : judged.by * 1000 });
  }
  const unjudged = seen.filter((one) => one.by === undefined);
  if (unjudged.length > 0) findings.notJudged('By when the events existed', toBeJudged(outside));
  return {
    by: earliest(seen, (one) => one.by, byName),
    at: earliest(seen, (one) => one.at, byName),
    unjudgedAt: earliest(unjudged, (one) => one.at, byName),
  };
}

/** Too few by the log, or by the bundle's own word. A policy of another time may name others than had to witness this checkpoint. */
function isRefused({ state, outside: { known } }: Omit<Trusted, 'log'>, checkpoint: SignedCheckpoint): boolean {
  if (known && !reaches(known, checkpoint)) return false;
  return witnessing({ ...(known ?? state), size: checkpoint.size }, checkpoint).by === undefined;
}

function commitmentFault(
  bundle: BundleFile,
  one: BundleFile['commitments'][number],
  { size, root }: { readonly size: number; readonly root: Uint8Array },
  byName: ReadonlyMap<string, SignedEvent>,
): string {
  const read = readEntry(one.entry);
  const says = read.ok && read.value.statement.body.type === 'cases-committed' ? read.value.statement.body : undefined;
  const caseId = Buffer.from(bundle.case, 'hex');
  if (!verifyInclusion(leafHash(one.entry), one.position - 1, size, one.entryProof, root).ok)
    return 'It is not in the log of its checkpoint.';
  if (!says || !equalBytes(says.root, one.root)) return 'The statement names another root.';
  if (!isCommitted({ caseId, heads: one.heads, salt: one.salt }, one))
    return 'The case is not among what was committed to.';
  return one.heads.some((head) => !byName.has(hex(head)))
    ? 'It was made over an event that the bundle does not have: something was left out.'
    : '';
}

/** Of each event that was seen, or that such a one builds on, the least that is said of when: each is looked at once. */
function earliest<Seen extends { readonly heads: readonly Uint8Array[] }>(
  seen: readonly Seen[],
  when: (one: Seen) => number | undefined,
  byName: ReadonlyMap<string, SignedEvent>,
): Map<string, number> {
  const found = new Map<string, number>();
  const said = seen.flatMap((one) => {
    const at = when(one);
    return at === undefined ? [] : [{ at, open: one.heads.map(hex) }];
  });
  for (const { at, open } of said.sort((a, b) => a.at - b.at)) {
    while (open.length > 0) {
      const name = open.pop()!;
      if (found.has(name)) continue;
      found.set(name, at);
      open.push(...(byName.get(name)?.parents ?? []).map(hex));
    }
  }
  return found;
}
