import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { memberOf, type UnitAddress } from './address.js';
import type { StatementBody } from './bodies.js';
import type { DirectoryState, Unit } from './directory.js';
import { type Author, readEntry, signedBy, type UnverifiedStatement, ZERO_HASH } from './statement.js';

export type FoldRefusal =
  | 'statement-malformed'
  | 'statement-unknown'
  | 'wrong-network'
  | 'out-of-order'
  | 'not-signed'
  | 'not-the-author'
  | 'already-there'
  | 'unknown-member'
  | 'unknown-node'
  | 'unknown-unit';

/**
 * Applies one log entry. The same function runs in the directory service (which refuses nonsense early), in every
 * node, and in the offline verifier, so that the service need not be believed.
 *
 * `state` is changed in place, and only when the entry is accepted.
 */
export function fold(state: DirectoryState, entry: Uint8Array): Outcome<DirectoryState, FoldRefusal> {
  const read = readEntry(entry);
  if (!read.ok) return read;
  const { statement, hash } = read.value;
  const faults = [inThisNetwork, inOrder, byItsAuthor, signed, sensible];
  for (const fault of faults) {
    const found = fault(state, read.value);
    if (found) return found;
  }
  take(state, statement.body, hash);
  state.chains.set(statement.author, { sequence: statement.sequence, head: hash });
  return accept(state);
}

type Fault = Extract<Outcome<never, FoldRefusal>, { ok: false }> | undefined;
type Check = (state: DirectoryState, entry: UnverifiedStatement) => Fault;

const inThisNetwork: Check = (state, { statement }) => {
  const first = state.network === undefined;
  if (first !== (statement.body.type === 'genesis')) {
    return refuse('wrong-network', 'A log begins with its genesis statement and has only one.', 'Check the network.');
  }
  if (!equalBytes(statement.network, state.network ?? ZERO_HASH)) {
    return refuse('wrong-network', 'The statement was made for another network.', 'Make it again for this network.');
  }
  return undefined;
};

const inOrder: Check = (state, { statement }) => {
  const chain = state.chains.get(statement.author) ?? { sequence: 0, head: ZERO_HASH };
  if (statement.sequence === chain.sequence + 1 && equalBytes(statement.previous, chain.head)) return undefined;
  return refuse(
    'out-of-order',
    `The author's next statement is number ${chain.sequence + 1} and names the one before it; this is ${statement.sequence}.`,
    'Fetch the newest log and make the statement again.',
  );
};

/** Who may say what (trust rules, by statement type). */
const byItsAuthor: Check = (_state, { statement: { author, body } }) =>
  author === authorOf(body)
    ? undefined
    : refuse('not-the-author', `A statement "${body.type}" here is ${authorOf(body)}'s to make.`, 'Ask that author.');

/** The one author whose statement this is. */
export function authorOf(body: StatementBody): Author {
  switch (body.type) {
    case 'genesis':
    case 'member-admitted':
      return 'committee';
    case 'node-enrolled':
      return memberOf(body.node);
    case 'unit-registered':
      return memberOf(body.unit);
    case 'epoch-key-published':
    case 'subscription-set':
      return body.unit;
  }
}

const signed: Check = (state, entry) => {
  const { author, body } = entry.statement;
  if (body.type === 'genesis') return byCommittee(entry, body.committee, body.committee.length);
  if (author === 'committee') return byCommittee(entry, state.committee.keys, state.committee.threshold);
  const key = author.includes('/')
    ? state.units.get(author as UnitAddress)?.signingKeys.at(-1)?.key
    : state.members.get(author as never)?.key;
  if (!key) {
    return author.includes('/')
      ? refuse('unknown-unit', `${author} is not registered.`, 'Let its member register it first.')
      : refuse('unknown-member', `${author} is not a member.`, 'Let the Steering Committee admit it first.');
  }
  return signedBy(entry, key)
    ? undefined
    : refuse('not-signed', `The statement is not signed by ${author}'s key.`, 'Sign it with the key now in force.');
};

function byCommittee(entry: UnverifiedStatement, keys: readonly Uint8Array[], threshold: number): Fault {
  const signers = keys.filter((key) => signedBy(entry, key)).length;
  return signers >= threshold
    ? undefined
    : refuse(
        'not-signed',
        `${signers} of the Steering Committee signed; ${threshold} must.`,
        'Collect the missing signatures.',
      );
}

/** That what the statement builds on is there, and what it adds is not. */
const sensible: Check = (state, { statement: { body } }) => {
  switch (body.type) {
    case 'genesis': {
      const distinct = new Set(body.committee.map((key) => Buffer.from(key).toString('hex')));
      return body.threshold > body.committee.length || distinct.size !== body.committee.length
        ? refuse('statement-malformed', 'A committee has distinct keys, at least as many as its threshold.', 'Mend it.')
        : undefined;
    }
    case 'member-admitted':
      return state.members.has(body.member) ? already(body.member) : undefined;
    case 'node-enrolled':
      return state.nodes.has(body.node) ? already(body.node) : undefined;
    case 'unit-registered':
      if (state.units.has(body.unit)) return already(body.unit);
      return state.nodes.has(body.node) && memberOf(body.node) === memberOf(body.unit)
        ? undefined
        : refuse('unknown-node', `${body.node} is not an enrolled node of the unit's member.`, 'Enrol the node first.');
    case 'epoch-key-published':
      return state.units.get(body.unit)?.epochKeys.has(body.epoch)
        ? already(`${body.unit}'s key of epoch ${body.epoch}`)
        : undefined;
    case 'subscription-set':
      return undefined;
  }
};

const already = (what: string): Fault =>
  refuse('already-there', `${what} is in the directory already.`, 'Nothing needs to be done.');

function take(state: DirectoryState, body: StatementBody, hash: Uint8Array): void {
  const since = ++state.size;
  const changeUnit = (address: UnitAddress, change: Partial<Unit>) =>
    state.units.set(address, { ...state.units.get(address)!, ...change });
  switch (body.type) {
    case 'genesis':
      state.network = hash;
      state.genesis = body;
      state.committee = { keys: body.committee, threshold: body.threshold };
      return;
    case 'member-admitted':
      state.members.set(body.member, { code: body.member, name: body.name, key: body.memberKey, since });
      return;
    case 'node-enrolled':
      state.nodes.set(body.node, { name: body.node, hubKey: body.hubKey, since });
      return;
    case 'unit-registered':
      state.units.set(body.unit, {
        address: body.unit,
        node: body.node,
        name: body.name,
        function: body.function,
        languages: body.languages,
        since,
        signingKeys: [{ key: body.signingKey, from: since }],
        epochKeys: new Map(),
        subscribedKinds: undefined,
      });
      return;
    case 'epoch-key-published': {
      const known = state.units.get(body.unit)!.epochKeys;
      changeUnit(body.unit, { epochKeys: new Map([...known, [body.epoch, body.publicKey]]) });
      return;
    }
    case 'subscription-set':
      changeUnit(body.unit, { subscribedKinds: body.kinds });
      return;
  }
}

/** The network's name for itself: the hash of the genesis payload in its first entry; undefined if it is not one. */
export function networkOf(genesisEntry: Uint8Array): Uint8Array | undefined {
  const read = readEntry(genesisEntry);
  return read.ok && read.value.statement.body.type === 'genesis' ? sha256(read.value.payload) : undefined;
}
