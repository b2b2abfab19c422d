import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import type { Outcome } from '#libs/outcome/index.js';
import { entryInvalid, type Replica, type ReplicaRefusal } from '#libs/trust/replica.js';
import { SignatureWorkers } from './signature-workers.js';

/** From so many entries on, workers are worth their start. */
const MANY = 2000;

/** `replica.extend`, with the signatures of a long way checked on every core; still all of the entries, or none. */
export async function extendOnEveryCore(
  replica: Replica,
  checkpoint: SignedCheckpoint,
  entries: readonly Uint8Array[],
): Promise<Outcome<true, ReplicaRefusal>> {
  if (entries.length < MANY) return replica.extend(checkpoint, entries);
  const before = replica.tree.size;
  const workers = new SignatureWorkers();
  const extended = replica.extend(checkpoint, entries, workers.check);
  const right = await workers.done();
  if (!extended.ok || right) return extended;
  replica.retract(before);
  return entryInvalid({ code: 'not-signed', message: 'a statement is not rightly signed', remedy: '' });
}
