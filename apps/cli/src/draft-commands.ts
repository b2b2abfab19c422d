import type { Command } from 'commander';
import {
  askRelease,
  discardDraft,
  draftFrom,
  listDrafts,
  releaseDraft,
  saveDraft,
  showDraft,
  undoRelease,
} from './drafts.js';
import { kindOption } from './of-kind.js';

const json = ['--json', 'the same facts for a program'] as const;

/** Bulletins of any kind in the writing. */
export function addDrafts(program: Command): void {
  const draft = program.command('draft').description('Bulletins in the writing, kept on your node.');
  const command = (name: string, description: string) =>
    draft.command(name).description(description).addOption(kindOption());
  command('save', 'Keep the one in FILE as far as it is written, and say what is missing.')
    .argument('<file>')
    .option('--id <id>', 'over this draft')
    .option('--unit <unit>', 'the unit that writes it, where you work for several')
    .option(...json)
    .action(saveDraft);
  command('from', 'Begin a draft with what ID says.')
    .argument('<id>')
    .option('--unit <unit>', 'the unit that writes it, where you work for several')
    .option(...json)
    .action(draftFrom);
  command('list', 'The drafts of your units.')
    .option(...json)
    .action(listDrafts);
  command('show', 'One draft, with what is missing.')
    .argument('<id>')
    .option(...json)
    .action(showDraft);
  command('discard', 'Discard a draft.').argument('<id>').action(discardDraft);
  command('ask', 'Ask a second officer to release it.')
    .argument('<id>')
    .option(...json)
    .action(askRelease);
  command('release', 'Release it to its audience; where two officers are needed, as the second one.')
    .argument('<id>')
    .option('--undo <seconds>', 'how long it can be undone', '10')
    .option('--dry-run', 'check all of it, and show whom it would reach; sends nothing')
    .option('--embargo <time>', 'nothing of it leaves the node before, "2026-12-01T06:00Z"')
    .option('--again', 'post once more what was posted before, word for word')
    .option(...json)
    .action(releaseDraft);
  command('undo', 'Undo a release before anything of it has left your node.').argument('<id>').action(undoRelease);
}
