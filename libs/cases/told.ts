import type { SignedCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, verifyInclusion } from '#libs/log/merkle.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { foldSelected } from '#libs/trust/fold.js';
import type { BundleFile } from './bundle.js';

/** What a bundle's statements say of the network, each proved to stand in the log and rightly signed; refused with the first that is not. */
export function toldBy(
  statements: BundleFile['statements'],
  checkpoint: SignedCheckpoint,
): Outcome<DirectoryState, 'statement-wrong'> {
  const state = emptyDirectory();
  const wrong = (position: number, why: string) =>
    refuse('statement-wrong', `Statement ${position}${why}`, 'Ask for the bundle again.');
  for (const { position, entry, proof } of statements) {
    const included = verifyInclusion(leafHash(entry), position - 1, checkpoint.size, proof, checkpoint.root);
    if (!included.ok) return wrong(position, ` is not in the log of that checkpoint: ${included.refusal.message}`);
    const folded = foldSelected(state, entry, position);
    if (!folded.ok) return wrong(position, `: ${folded.refusal.message}`);
  }
  state.size = Math.max(state.size, checkpoint.size);
  return accept(state);
}
