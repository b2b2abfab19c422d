import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { MemberCode, UnitAddress } from './address.js';
import type { Author } from './author.js';
import { ruleOf, type StatementBody } from './bodies.js';
import { type DirectoryState, MOST_UNROOTED } from './directory.js';
import { type Fault, type FoldRefusal, liveUnit, suspensionFault } from './rule.js';
import {
  readEntry,
  type SignatureCheck,
  signaturesBy,
  type UnverifiedStatement,
  verifyNow,
  ZERO_HASH,
} from './statement.js';

export type { FoldRefusal } from './rule.js';

/** A statement that was found good where the log stood: parsed, in its author's order, rightly signed, sensible. */
export type CheckedStatement = UnverifiedStatement & { readonly __checked: true };

/**
 * Applies one log entry. The same function runs in the directory service (which refuses nonsense early), in every
 * node, and in the offline verifier, so that the service need not be believed.
 *
 * `state` is changed in place, and only when the entry is accepted.
 */
export function fold(
  state: DirectoryState,
  entry: Uint8Array,
  verify: SignatureCheck = verifyNow,
): Outcome<CheckedStatement, FoldRefusal> {
  const checked = check(state, entry, verify);
  if (checked.ok) apply(state, checked.value);
  return checked;
}

/**
 * Applies a statement whose place in the log was proved otherwise, to a state that was made of some statements alone. Checks everything but the
 * author's chain, which has gaps there: enough for a proof that carries what it rests on, never for following the log.
 *
 * `state` is changed in place, and only when the entry is accepted; positions grow.
 */
export function foldSelected(
  state: DirectoryState,
  entry: Uint8Array,
  position: number,
): Outcome<CheckedStatement, FoldRefusal> {
  const before = state.size;
  if (position <= before) return refuse('out-of-order', 'The statements are not in the log’s order.', 'Sort them.');
  state.size = position - 1;
  const checked = check(state, entry, verifyNow, () => undefined);
  if (checked.ok) apply(state, checked.value);
  else state.size = before;
  return checked;
}

/** Everything that can be wrong with an entry where the log stands. Changes nothing. */
export function check(
  state: DirectoryState,
  entry: Uint8Array,
  verify: SignatureCheck = verifyNow,
  order = orderFault,
): Outcome<CheckedStatement, FoldRefusal> {
  const read = readEntry(entry);
  if (!read.ok) return read;
  const fault =
    networkFault(state, read.value) ??
    order(state, read.value) ??
    authorFault(state, read.value) ??
    suspensionFault(state, read.value.statement.author) ??
    signatureFault(state, read.value, verify) ??
    ruleOf(read.value.statement.body).fault(state, read.value.statement.body);
  return fault ?? accept(read.value as CheckedStatement);
}

/** Takes a statement that was checked against this very state. */
export function apply(state: DirectoryState, { statement, hash }: CheckedStatement): void {
  state.size++;
  if (statement.body.type === 'genesis') state.network = hash;
  ruleOf(statement.body).apply(state, statement.body, state.size);
  state.chains.set(statement.author, { sequence: statement.sequence, head: hash });
}

function networkFault(state: DirectoryState, { statement }: UnverifiedStatement): Fault {
  const first = state.network === undefined;
  if (first !== (statement.body.type === 'genesis')) {
    return refuse('wrong-network', 'A log begins with its genesis statement and has only one.', 'Check the network.');
  }
  return equalBytes(statement.network, state.network ?? ZERO_HASH)
    ? undefined
    : refuse('wrong-network', 'The statement was made for another network.', 'Make it again for this network.');
}

function orderFault(state: DirectoryState, { statement }: UnverifiedStatement): Fault {
  if (state.size - state.rootedAt >= MOST_UNROOTED && statement.body.type !== 'state-root')
    return refuse('state-root-due', 'The log has to state what it says before it says more.', 'Hand it in again.');
  const chain = state.chains.get(statement.author) ?? { sequence: 0, head: ZERO_HASH };
  if (statement.sequence === chain.sequence + 1 && equalBytes(statement.previous, chain.head)) return undefined;
  return refuse(
    'out-of-order',
    `The author's next statement is number ${chain.sequence + 1} and names the one before it; this is ${statement.sequence}.`,
    'Fetch the newest log and make the statement again.',
  );
}

function authorFault(state: DirectoryState, { statement: { author, body } }: UnverifiedStatement): Fault {
  const { author: whose, orBy } = ruleOf(body);
  return author === whose(body) || orBy?.(state, body, author)
    ? undefined
    : refuse('not-the-author', `A statement "${body.type}" here is ${whose(body)}'s to make.`, 'Ask that author.');
}

function signatureFault(state: DirectoryState, entry: UnverifiedStatement, verify: SignatureCheck): Fault {
  const { author, body } = entry.statement;
  const { keys, threshold } = signersOf(state, author, body);
  if (keys.length === 0) return unknownAuthor(state, author);
  const signers = keys.filter((key) => signaturesBy(entry, key, verify)).length;
  if (signers < threshold) {
    return author === 'committee'
      ? refuse(
          'not-signed',
          `${signers} of the Steering Committee signed; ${threshold} must.`,
          'Collect the missing signatures.',
        )
      : refuse('not-signed', `The statement is not signed by ${author}'s key.`, 'Sign it with the key now in force.');
  }
  const silent = ruleOf(body)
    .newKeys?.(body)
    .find((key) => !signaturesBy(entry, key, verify));
  return silent
    ? refuse('not-signed', 'The new key that it names has not signed it.', 'Sign it with the new key too.')
    : undefined;
}

/** The keys that speak for an author where the log stands, and how many of them have to. */
export function signersOf(state: DirectoryState, author: Author, body: StatementBody) {
  if (body.type === 'genesis') return { keys: body.committee, threshold: body.committee.length };
  if (author === 'committee') return state.committee;
  if (author === 'log') return { keys: state.log ? [state.log.key] : [], threshold: 1 };
  const period = author.includes('/')
    ? state.units.get(author as UnitAddress)?.signingKeys.at(-1)
    : state.members.get(author as MemberCode)?.keys.at(-1);
  return { keys: period && period.until === undefined ? [period.key] : [], threshold: 1 };
}

function unknownAuthor(state: DirectoryState, author: Author): Fault {
  if (!author.includes('/')) {
    return refuse('unknown-member', `${author} is not a member.`, 'Let the Steering Committee admit it first.');
  }
  const unit = liveUnit(state, author as UnitAddress);
  return unit.ok
    ? refuse('not-signed', `${author}'s key is revoked.`, 'Let its member give it a new key first.')
    : unit;
}

/** The network's name for itself: the hash of the genesis payload in its first entry; undefined if it is not one. */
export function networkOf(genesisEntry: Uint8Array): Uint8Array | undefined {
  const read = readEntry(genesisEntry);
  return read.ok && read.value.statement.body.type === 'genesis' ? sha256(read.value.payload) : undefined;
}
