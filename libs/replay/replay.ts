import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { type FoldRefusal, fold } from '#libs/trust/fold.js';
import { SignatureWorkers } from './signature-workers.js';

/** Entries folded between two looks at the workers. */
const STRIDE = 512;

/** Replays a log from nothing and verifies all of it, signatures on every core. */
export async function replay(
  entries: Iterable<Uint8Array>,
): Promise<Outcome<{ state: DirectoryState; tree: MerkleTree }, FoldRefusal>> {
  const [state, tree, workers] = [emptyDirectory(), new MerkleTree(), new SignatureWorkers()];
  let fault: Outcome<never, FoldRefusal> | undefined;
  for (const entry of entries) {
    const folded = fold(state, entry, workers.check);
    if (!folded.ok) {
      fault = folded;
      break;
    }
    tree.append(leafHash(entry));
    if (tree.size % STRIDE === 0) await workers.room();
  }
  const right = await workers.done();
  if (fault) return fault;
  return right
    ? accept({ state, tree })
    : refuse('not-signed', 'A statement of the log is not rightly signed.', 'Do not believe this log.');
}
