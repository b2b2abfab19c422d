import type { Command } from 'commander';
import { exportAlerts, importFiles } from './exchange.js';
import {
  assign,
  confirmNetwork,
  listNetworks,
  listSearches,
  mergeNetworks,
  nameNetwork,
  note,
  notifications,
  rejectNetwork,
  removeSearch,
  saveSearch,
  showNetwork,
  similar,
  splitNetwork,
} from './work.js';

const json = ['--json', 'the same facts for a program'] as const;
const many = (value: string, before: string[]): string[] => [...before, value];

/** What a unit does with alerts: assign, note, compare, group, watch, exchange. @param alert the command "alert" */
export function addWork(program: Command, alert: Command): void {
  alert
    .command('assign')
    .description('Say which officer of your unit deals with it; nobody without a name.')
    .argument('<id>')
    .argument('[name]')
    .action(assign);
  alert
    .command('note')
    .description('Note something on it, or show the notes. They stay in your unit.')
    .argument('<id>')
    .argument('[text]')
    .option(...json)
    .action(note);
  alert
    .command('similar')
    .description('Alerts that seem to tell of the same network, with the reasons.')
    .argument('<id>')
    .option(...json)
    .action(similar);

  const network = program
    .command('network')
    .description('Networks that alerts tell of: proposed by your node, confirmed by people.');
  network
    .command('list')
    .description('Proposed and confirmed ones.')
    .option('--unit <unit>', 'of this unit')
    .option(...json)
    .action(listNetworks);
  network
    .command('show')
    .description('One network: its alerts, links and reasons.')
    .argument('<id>')
    .option(...json)
    .action(showNetwork);
  network
    .command('confirm')
    .description('Confirm exactly these alerts as a network; without any, all that are proposed.')
    .argument('<id>')
    .argument('[alerts...]')
    .requiredOption('--name <name>', 'what you call it')
    .option(...json)
    .action(confirmNetwork);
  network
    .command('split')
    .description('Take alerts out into a network of their own.')
    .argument('<id>')
    .argument('<alerts...>')
    .option(...json)
    .action(splitNetwork);
  network
    .command('merge')
    .description('Put the alerts of OTHER into ID.')
    .argument('<id>')
    .argument('<other>')
    .option(...json)
    .action(mergeNetworks);
  network.command('name').description('Name it.').argument('<id>').argument('<name>').action(nameNetwork);
  network.command('reject').description('Say that these alerts are no network.').argument('<id>').action(rejectNetwork);

  const search = program.command('search').description('Saved searches; "liaison inbox --find" searches at once.');
  search
    .command('save')
    .description('Keep a search, and be told of each new alert that it finds.')
    .argument('<name>')
    .argument('[words]')
    .option('--filter <filter>', 'country=NE, topic=…, method=…, offence=…; may be repeated', many, [])
    .option('--unit <unit>', 'in whose mail, where you work for several')
    .option(...json)
    .action(saveSearch);
  search
    .command('list')
    .description('Yours.')
    .option(...json)
    .action(listSearches);
  search.command('remove').description('Remove one.').argument('<id>').action(removeSearch);

  program
    .command('notifications')
    .description('What you were told and have not seen.')
    .option('--all', 'what you have seen, too')
    .option('--watch', 'stay, and show what comes')
    .option(...json)
    .action(notifications);

  program
    .command('export')
    .description('Save alerts as STIX 2.1, MISP, GeoJSON or CSV, where policy lets you.')
    .argument('<ids...>')
    .requiredOption('--format <format>', 'stix, misp, geojson or csv')
    .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
    .requiredOption('--why <reason>', 'what for; it stands in the audit log')
    .action(exportAlerts);
  program
    .command('import')
    .description('STIX 2.1, MISP and GeoJSON files, or folders of them, as drafts; says line by line what was taken.')
    .argument('<paths...>')
    .option('--unit <unit>', 'whose drafts, where you work for several')
    .option('--dry-run', 'only the report; nothing is kept')
    .option('--quiet', 'without the lines')
    .option(...json)
    .action(importFiles);
}
