import type { Command } from 'commander';
import {
  askForValid,
  changeContact,
  discardDraft,
  eraseContact,
  findContacts,
  listDrafts,
  publishContact,
  sayFromFile,
  showBodies,
  showInstruments,
  showMembers,
  showPolicies,
  signDraft,
  subscribe,
  tryPolicy,
} from './directory.js';

const many = (value: string, before: string[]): string[] => [...before, value];
const json = ['--json', 'the same facts for a program'] as const;
const office = ['--office <unit>', 'the liaison office, where you speak for several'] as const;
const sign = ['--sign', 'sign it at once'] as const;

/** Contacts, subscriptions, instruments, policy: a liaison officer's work. */
export function addDirectory(program: Command): void {
  program
    .command('contacts')
    .description('Whom to call: focal points and liaison officers of every member.')
    .argument('[text]', 'part of a name or function')
    .option('--member <code>', 'of this member')
    .option('--language <tag>', 'who speaks it')
    .option('--role <role>', 'focal-point, liaison-officer or duty-desk')
    .option('--on-duty', 'who is there now')
    .option(...json)
    .action(findContacts);

  const contact = program.command('contact').description('Your office’s own contacts: published, changed, erased.');
  contact
    .command('publish')
    .description('Draft the contact in FILE.')
    .argument('<file>')
    .option(...office)
    .option(...sign)
    .option(...json)
    .action(publishContact);
  contact
    .command('change')
    .description('Draft what replaces the contact ID.')
    .argument('<id>')
    .argument('<file>')
    .option(...office)
    .option(...sign)
    .option(...json)
    .action(changeContact);
  contact
    .command('erase')
    .description('Draft the erasure of the contact ID, everywhere and for good.')
    .argument('<id>')
    .option(...office)
    .option(...sign)
    .option(...json)
    .action(eraseContact);

  program
    .command('subscribe')
    .description('Draft what UNIT wants to hear of, by the unit or by its liaison office.')
    .argument('<unit>')
    .option('--kind <kind>', 'alert if none is named; once for each', many, [])
    .option('--topic <topic>', 'only on this topic; once for each', many, [])
    .option('--country <code>', 'only for this country, "NE"; once for each', many, [])
    .option('--border <codes>', 'only for this border, "NE-LY"; once for each', many, [])
    .option('--region <name>', 'only for north-africa, west-africa, central-africa or europe', many, [])
    .option('--area <file>', 'only for this drawn area, a GeoJSON polygon with a name', many, [])
    .option('--language <tag>', 'only in this language; once for each', many, [])
    .option('--urgent', 'only what is urgent')
    .option('--digest', 'gathered, not one by one')
    .option('--add', 'beside what the unit has subscribed to, not instead')
    .option(...office)
    .option(...sign)
    .option(...json)
    .action(subscribe);

  program
    .command('catch-up')
    .description('Ask all units for what is still valid and UNIT has newly subscribed to.')
    .argument('<unit>')
    .option(...json)
    .action(askForValid);

  const directory = program.command('directory').description('What the log says, and what your units say in it.');
  directory
    .command('members')
    .description('Members, their units and keys.')
    .option(...json)
    .action(showMembers);
  directory
    .command('bodies')
    .description('National commissions and referral mechanisms.')
    .option('--member <code>', 'of this member')
    .option(...json)
    .action(showBodies);
  directory
    .command('instruments')
    .description('Treaties and agreements; with --member and --with those that bind two members.')
    .option('--member <code>', 'of this member')
    .option('--with <code>', 'and this one')
    .option(...json)
    .action(showInstruments);
  directory
    .command('say')
    .description('Draft the coordination body, instrument or subscription in FILE.')
    .argument('<file>')
    .option(...office)
    .option(...sign)
    .option(...json)
    .action(sayFromFile);
  directory
    .command('drafts')
    .description('What your units have drafted and not signed.')
    .option(...json)
    .action(listDrafts);
  directory
    .command('sign')
    .description('Sign the draft ID and hand it in; shows its position and proof.')
    .argument('<id>')
    .option(...json)
    .action(signDraft);
  directory.command('discard').description('Discard the draft ID.').argument('<id>').action(discardDraft);

  const policy = program.command('policy').description('The policies in force, and drafts of others.');
  policy
    .command('show')
    .description('Every rule in force, with its reason.')
    .option(...json)
    .action(showPolicies);
  policy
    .command('try')
    .description('Try the Cedar policy in FILE on your node’s recent messages. Nothing is adopted.')
    .argument('<file>')
    .option('--member <code>', 'as this member’s national policy')
    .option('--messages <n>', 'how many messages', '100')
    .option(...json)
    .action(tryPolicy);
}
