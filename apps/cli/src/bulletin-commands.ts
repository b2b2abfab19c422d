import { type Command, Option } from 'commander';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { answerBulletin, listBulletins, recallBulletin, remindOfBulletin, showBulletin } from './bulletins.js';
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
import { type OfKind, type PostOptions, postFile, type ReplaceOptions, replaceBulletin } from './posting.js';

const json = ['--json', 'the same facts for a program'] as const;
const many = (value: string, before: string[]): string[] => [...before, value];

/** Of which kind of bulletin; alerts where it is not said. */
export const kindOption = (): Option =>
  new Option('--kind <kind>', 'of this kind').choices(BULLETIN_NAMES).default('alert');

/** What is said of one that takes another's place. */
export const addReplace = (command: Command): Command =>
  command
    .description('Post the one in FILE in the place of ID, to everyone who has that one, too.')
    .argument('<id>')
    .argument('<file>')
    .requiredOption('--as <how>', 'amended, extended or superseded')
    .requiredOption('--note <text>', 'what changed, and why')
    .option('--language <tag>', 'of the note', 'en')
    .option('--unit <unit>', 'the unit that posts, where you work for several')
    .option(...json);

/** What is done with bulletins of every kind. */
export function addBulletins(program: Command): void {
  const bulletin = program
    .command('bulletin')
    .description('What units publish to whoever may and wants to see it: alerts, risk assessments, practice notes.');
  const command = (name: string, description: string) =>
    bulletin.command(name).description(description).addOption(kindOption());
  command('post', 'Post the one in FILE to its audience.')
    .argument('<file>')
    .option('--unit <unit>', 'the unit that posts, where you work for several')
    .option('--dry-run', 'check all of it, and show whom it would reach; sends nothing')
    .option('--again', 'post once more what was posted before, word for word')
    .option(...json)
    .action((file: string, { kind, ...options }: PostOptions & OfKind) => postFile(kind, file, options));
  addReplace(bulletin.command('replace').addOption(kindOption())).action(
    (id: string, file: string, { kind, ...options }: ReplaceOptions & OfKind) =>
      replaceBulletin(kind, id, file, options),
  );
  command('list', 'The newest first.')
    .option('--find <words>', 'that hold these words')
    .option('--filter <filter>', 'country=NE, topic=…, state=expired, unread=yes; may be repeated', many, [])
    .option('--limit <n>', 'at most so many', '50')
    .option('--before <place>', 'go on from where the last page ended')
    .option(...json)
    .action(listBulletins);
  command('show', 'One of them: what it says, what it rests on, who has it.')
    .argument('<id>')
    .option('--why <reason>', 'why you look at it, for the audit log')
    .option('--language <tag>', 'en, fr, pt, es or ar; otherwise as your terminal is set up')
    .option(...json)
    .action(showBulletin);
  command('reply', 'Answer one that your unit received: to its author alone.')
    .argument('<id>')
    .requiredOption('--type <type>', 'addition, contradiction or acted-on; for an alert sighting, too')
    .option('--text <text>', 'what')
    .option('--language <tag>', 'of the text', 'en')
    .action(answerBulletin);
  command('remind', 'Remind those who have not opened it.').argument('<id>').action(remindOfBulletin);
  command('recall', 'Take one back: everyone who has it erases it and confirms. This cannot be undone.')
    .argument('<id>')
    .requiredOption('--reason <text>', 'why; they read it')
    .option('--language <tag>', 'of the reason', 'en')
    .option(...json)
    .action(recallBulletin);
  addDrafts(program);
}

function addDrafts(program: Command): void {
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
