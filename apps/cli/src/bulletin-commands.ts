import { type Command, Option } from 'commander';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { WrittenReplyType } from '#libs/kinds/bulletin-reply.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import {
  answerBulletin,
  assign,
  type ListOptions,
  listBulletins,
  note,
  recallBulletin,
  remindOfBulletin,
  showAudience,
} from './bulletins.js';
import { languageOption } from './language.js';
import { kindOption, type OfKind, USUAL_KIND } from './of-kind.js';
import { type PostOptions, postFile, type ReplaceOptions, replaceBulletin } from './posting.js';
import { showBulletin } from './shown-bulletin.js';

const json = ['--json', 'the same facts for a program'] as const;
const many = (value: string, before: string[]): string[] => [...before, value];

/** Begins a command about bulletins: of a kind that is asked for, or of one that is meant by it. */
type Named = (name: string, description: string) => Command;
const ofAskedKind =
  (group: Command): Named =>
  (name, description) =>
    group.command(name).description(description).addOption(kindOption());
const ofFixedKind =
  (group: Command, kind: BulletinName): Named =>
  (name, description) =>
    group.command(name).description(description).setOptionValue('kind', kind);

/** `liaison bulletin`, the same for the usual kind, and what is typed most, in a word. @returns the command of the usual kind */
export function addBulletins(program: Command): Command {
  const kinds = BULLETIN_NAMES.map((kind) => BULLETIN_WORDS[kind].en.kind.many).join(', ');
  const other = BULLETIN_NAMES.at(-1);
  const group = program
    .command('bulletin')
    .description(`What units publish to whoever may and wants to see it: ${kinds}.`)
    .addHelpText(
      'after',
      `
Without --kind, ${BULLETIN_WORDS[USUAL_KIND].en.kind.many} are meant. Examples:
  liaison bulletin audience FILE --kind ${other}   who would get it, and why; sends nothing
  liaison bulletin post FILE --kind ${other}
  liaison bulletin list --kind ${other} --find "words" --filter country=NE
  liaison bulletin show 01K… --kind ${other} --language fr
  liaison bulletin note 01K… "Ask the prosecutor" --kind ${other}`,
    );
  addActs(ofAskedKind(group));

  const usual = program
    .command(USUAL_KIND)
    .description(`The same for ${BULLETIN_WORDS[USUAL_KIND].en.kind.many}, without --kind.`)
    .addHelpText(
      'after',
      `
Examples:
  liaison ${USUAL_KIND} post FILE --dry-run
  liaison ${USUAL_KIND} reply 01K… --type ${WrittenReplyType.options[0]} --text "Seen at the port" --seen 2026-12-01T06:00Z --place Sines
  liaison ${USUAL_KIND} assign 01K… lisboa-2`,
    );
  addActs(ofFixedKind(usual, USUAL_KIND));

  addAudience(ofAskedKind(program));
  addList(ofAskedKind(program)('inbox', 'Those that your units received, newest first.'), 'in');
  addShow(ofAskedKind(program));
  return usual;
}

function addActs(command: Named): void {
  command('post', 'Post the one in FILE (JSON; "-" is not accepted, so that nothing typed is lost) to its audience.')
    .argument('<file>')
    .option('--unit <unit>', 'the unit that posts, where you work for several')
    .option('--dry-run', 'check all of it, and show whom it would reach; sends nothing')
    .option('--again', 'post once more what was posted before, word for word')
    .option(...json)
    .action((file: string, { kind, ...options }: PostOptions & OfKind) => postFile(kind, file, options));
  addAudience(command);
  command('replace', 'Post the one in FILE in the place of ID, to everyone who has that one, too.')
    .argument('<id>')
    .argument('<file>')
    .requiredOption('--as <how>', 'amended, extended or superseded')
    .requiredOption('--note <text>', 'what changed, and why')
    .option('--language <tag>', 'of the note', 'en')
    .option('--unit <unit>', 'the unit that posts, where you work for several')
    .option(...json)
    .action((id: string, file: string, { kind, ...options }: ReplaceOptions & OfKind) =>
      replaceBulletin(kind, id, file, options),
    );
  addList(command('list', 'Those that your units received and posted, newest first.'), 'all');
  addShow(command);
  command('reply', 'Answer one that your unit received: to its author alone.')
    .argument('<id>')
    .addOption(
      new Option('--type <type>', 'as far as its kind is answered so')
        .choices(WrittenReplyType.options)
        .makeOptionMandatory(),
    )
    .option('--text <text>', 'what')
    .option('--language <tag>', 'of the text', 'en')
    .option('--seen <time>', 'when it was seen, "2026-12-01T06:00Z"')
    .option('--place <place>', 'where it was seen')
    .action(answerBulletin);
  command('remind', 'Remind those who have not opened it.').argument('<id>').action(remindOfBulletin);
  command('recall', 'Take one back: everyone who has it erases it and confirms. This cannot be undone.')
    .argument('<id>')
    .requiredOption('--reason <text>', 'why; they read it')
    .option('--language <tag>', 'of the reason', 'en')
    .option(...json)
    .action(recallBulletin);
  command('assign', 'Say which officer of your unit deals with it; nobody without a name.')
    .argument('<id>')
    .argument('[name]')
    .action(assign);
  command('note', 'Note something on it, or show the notes. They stay in your unit.')
    .argument('<id>')
    .argument('[text]')
    .option(...json)
    .action(note);
}

const addAudience = (command: Named): Command =>
  command('audience', 'Show who would receive the one in FILE, and why. Sends nothing.')
    .argument('<file>')
    .option('--unit <unit>', 'the unit that would post')
    .option(...json)
    .action(showAudience);

const addShow = (command: Named): Command =>
  command('show', 'One of them: what it says, what you may do with it, who has it, and why to believe it.')
    .argument('<id>')
    .option('--why <reason>', 'why you look at it, for the audit log')
    .option(...languageOption)
    .option(...json)
    .action(showBulletin);

const addList = (list: Command, box: 'in' | 'all'): Command =>
  list
    .option('--sent', 'those that your units posted instead')
    .option('--find <words>', 'that hold these words: "in quotation marks", -without, OR; or an identifier')
    .option(
      '--filter <filter>',
      'country=NE, topic=…, state=expired, unread=yes, assigned=…; may be repeated',
      many,
      [],
    )
    .option('--limit <n>', 'at most so many', '50')
    .option('--before <place>', 'go on from where the last page ended')
    .option(...json)
    .action((options: ListOptions) => listBulletins(box, options));
