import { equalBytes } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { memberOf, type UnitAddress } from './address.js';
import { type DirectoryState, isSuspended, type LogPosition, type Revocation, signingKeyAt } from './directory.js';

export type SenderRefusal = 'sender-unknown' | 'sender-suspended' | 'sender-key-revoked';

/**
 * The key that a unit's mail is verified by when the mail relied on a log position: one answer for ever. A thief can
 * name an old position, so a key that was revoked by now is not believed at any position in mail that comes in now.
 */
export function senderKey(
  state: DirectoryState,
  sender: UnitAddress,
  position: LogPosition,
): Outcome<Uint8Array, SenderRefusal> {
  const unit = state.units.get(sender);
  const key = unit && signingKeyAt(unit, position);
  const member = state.members.get(memberOf(sender));
  if (unit && !key && unit.revocations.some((one) => one.at <= position)) {
    return refuse('sender-key-revoked', 'The sender’s key is in wrong hands.', 'Call the sender; it has a new key.');
  }
  if (!unit || !member || !key) {
    return refuse('sender-unknown', 'The directory knows no live key of this sender.', 'Call the sender.');
  }
  if (isSuspended(member, position) || isSuspended(member, state.size)) {
    return refuse('sender-suspended', `${member.name} is suspended from the network.`, 'Ask the Steering Committee.');
  }
  if (revocationOf(state, sender, keyId(key))) {
    return refuse('sender-key-revoked', 'The sender’s key is in wrong hands.', 'Call the sender; it has a new key.');
  }
  return accept(key);
}

/** Whether and since when a unit's key is not to be believed. */
export const revocationOf = (state: DirectoryState, unit: UnitAddress, id: Uint8Array): Revocation | undefined =>
  state.units.get(unit)?.revocations.find((one) => equalBytes(one.keyId, id));

/** A signing key that the unit has or had, by its key id; undefined where it never had it or it is revoked. */
export function keyOfUnit(state: DirectoryState, unit: UnitAddress, id: Uint8Array): Uint8Array | undefined {
  if (revocationOf(state, unit, id)) return undefined;
  return state.units.get(unit)?.signingKeys.find(({ key }) => equalBytes(keyId(key), id))?.key;
}
