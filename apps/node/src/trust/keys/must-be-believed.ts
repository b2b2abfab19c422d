import { equalBytes } from '#libs/cose/bytes.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { isSuspended, signingKeyAt } from '#libs/trust/directory.js';
import { problem } from '../../http/problem.js';
import type { DirectoryService } from '../directory/directory.service.js';
import type { KeysService } from './keys.service.js';

/** Nobody would open what the unit signs with a key that the directory does not have, or has no more. @throws Problem */
export function mustBeBelieved({ state }: DirectoryService, keys: KeysService, unit: UnitAddress): void {
  const member = state.members.get(memberOf(unit));
  if (member && isSuspended(member, state.size)) {
    throw problem(
      409,
      'member-suspended',
      `${member.name} is suspended from the network: nobody would take what ${unit} sends.`,
      'Nothing was sent. Keep what you wrote, and ask the Steering Committee.',
    );
  }
  const known = state.units.get(unit);
  const live = known && signingKeyAt(known, state.size);
  if (live && equalBytes(live, keys.signingKey(unit).publicKey)) return;
  throw problem(
    409,
    'unit-key-not-live',
    `The key that this node signs with is not ${unit}'s key in the directory: revoked, rotated, or not registered yet.`,
    'Nothing was sent. Ask your administrator to give the node the unit’s new key.',
  );
}
