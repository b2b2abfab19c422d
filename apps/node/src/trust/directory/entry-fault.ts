import type { Refusal } from '#libs/outcome/index.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { check } from '#libs/trust/fold.js';
import { readEntry } from '#libs/trust/statement.js';

/** Why the log would not take an entry as it is known here. */
export interface EntryFault {
  readonly refusal: Refusal;
  /** Whether what this node has not seen yet may change that. */
  readonly mayPass: boolean;
}

/**
 * The directory counts what a member hands in, taken or not, before it reads it: an officer's junk would keep the member's own statements out. So a
 * node hands in only what it would take itself.
 */
export function entryFault(state: DirectoryState, entry: Uint8Array): EntryFault | undefined {
  const checked = check(state, entry);
  if (checked.ok) return undefined;
  const { refusal } = checked;
  const read = readEntry(entry);
  if (!read.ok) return { refusal, mayPass: false };
  const { author, sequence, body } = read.value.statement;
  const said = state.chains.get(author)?.sequence ?? 0;
  if (sequence > said) return { refusal, mayPass: true };
  // An enrolment whose answer was lost is handed in again for the credential.
  const node = body.type === 'node-enrolled' ? state.nodes.get(body.node) : undefined;
  const again = body.type === 'node-enrolled' && node?.hubKey === body.hubKey && node.retiredAt === undefined;
  return again ? undefined : { refusal, mayPass: false };
}
