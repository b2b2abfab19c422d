import type { SigningKey } from '#libs/cose/ed25519.js';
import { expectAccepted } from '#libs/outcome/index.js';
import type { Author } from './author.js';
import { authorOf, type StatementBody } from './bodies.js';
import type { DirectoryState } from './directory.js';
import { encodeEntry, encodePayload, readEntry, type Statement, signPayload, ZERO_HASH } from './statement.js';

/**
 * The author's next statement as of `state`, unsigned.
 * @param at milliseconds since 1970-01-01T00:00Z
 * @param author who makes it, where that is not whose it is: a liaison office for its unit
 */
export function draftStatement(
  state: DirectoryState,
  body: StatementBody,
  at: number,
  author: Author = authorOf(body),
): Statement {
  const chain = state.chains.get(author);
  return {
    network: state.network ?? ZERO_HASH,
    author,
    sequence: (chain?.sequence ?? 0) + 1,
    previous: chain?.head ?? ZERO_HASH,
    at,
    body,
  };
}

/** The log entry: the statement with one signature a key. @throws where nobody could read it */
export function signStatement(statement: Statement, keys: readonly SigningKey[]): Uint8Array {
  const entry = signedAsIs(statement, keys);
  expectAccepted(readEntry(entry));
  return entry;
}

/** The same, readable or not: what whoever holds a key can make. */
export function signedAsIs(statement: Statement, keys: readonly SigningKey[]): Uint8Array {
  const payload = encodePayload(statement);
  return encodeEntry(
    payload,
    keys.map((key) => signPayload(payload, key)),
  );
}
