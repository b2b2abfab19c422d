import type { Command } from 'commander';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { exportBulletins, importFiles } from './exchange.js';
import {
  confirmNetwork,
  listNetworks,
  mergeNetworks,
  nameNetwork,
  rejectNetwork,
  showNetwork,
  similar,
  splitNetwork,
} from './networks.js';
import { notifications } from './notifications.js';
import { kindOption } from './of-kind.js';
import { findPlace } from './places.js';
import { changeRetention, showRetention, weed } from './retention.js';
import { changeCaseRetention, showCaseRetention, weedCases } from './retention-of-cases.js';
import { listSearches, removeSearch, saveSearch } from './searches.js';
import { askToShare, decideShare, listShares, passOn } from './sharing.js';

const json = ['--json', 'the same facts for a program'] as const;
const ask = ['--ask', 'ask a second officer of your unit to do it, where policy asks for two'] as const;
const many = (value: string, before: string[]): string[] => [...before, value];

/** What a unit does with what it has: compare, group, pass on, keep, watch, exchange. @param alert the command of those that are compared */
export function addWork(program: Command, alert: Command): void {
  alert
    .command('similar')
    .description('Alerts that seem to tell of the same network, with the reasons.')
    .argument('<id>')
    .option(...json)
    .action(similar);

  const share = program.command('share').description('Passing an alert on, with its author’s consent.');
  share
    .command('ask')
    .description('Ask the author of the alert ID whether you may pass it on.')
    .argument('<id>')
    .requiredOption('--to <unit>', 'to whom; may be repeated', many, [])
    .requiredOption('--reason <text>', 'why; the author reads it')
    .option('--language <tag>', 'of the reason', 'en')
    .action(askToShare);
  share
    .command('list')
    .description('What your units asked, and are asked.')
    .option(...json)
    .action(listShares);
  share
    .command('grant')
    .description('Grant a request, by your unit’s signature.')
    .argument('<request>')
    .option('--days <n>', 'how long it holds', '30')
    .option('--language <tag>', 'of the reason', 'en')
    .option(...ask)
    .action((id: string, options: { days: string; language: string; ask?: boolean }) => decideShare(id, true, options));
  share
    .command('refuse')
    .description('Refuse a request.')
    .argument('<request>')
    .option('--reason <text>', 'why; they read it')
    .option('--language <tag>', 'of the reason', 'en')
    .action((id: string, options: { reason?: string; language: string }) => decideShare(id, false, options));
  share
    .command('send')
    .description('Pass the alert on, once it is granted.')
    .argument('<request>')
    .option(...ask)
    .action(passOn);

  const retention = program
    .command('retention')
    .description('How long your unit keeps bulletins, and what weeding would erase now.')
    // What is said of a command of these is that one's: all have a unit.
    .enablePositionalOptions()
    .option('--unit <unit>', 'of this unit, where you work for several')
    .option(...json)
    .action(showRetention);
  retention
    .command('set')
    .description('Change it: PURPOSE is information, investigation or own; days after its validity ended.')
    .argument('<purpose>')
    .argument('<days>')
    .addOption(kindOption())
    .option('--unit <unit>', 'of this unit')
    .action(changeRetention);
  retention
    .command('weed')
    .description('Erase what is due, for good.')
    .option('--unit <unit>', 'of this unit')
    .option('--yes', 'you have seen what it is')
    .action(weed);
  const ofCases = retention
    .command('cases')
    .description('How long your unit keeps what was said in cases that are over, and what weeding would erase now.')
    .enablePositionalOptions()
    .option('--unit <unit>', 'of this unit')
    .option(...json)
    .action(showCaseRetention);
  ofCases
    .command('set')
    .description('Change it: days after a case ended; “off” keeps cases without end, as they are kept at first.')
    .argument('<kind>', Object.keys(CASE_KINDS).join(', '))
    .argument('<days>')
    .option('--unit <unit>', 'of this unit')
    .option('--yes', 'you have seen which cases it would erase')
    .action(changeCaseRetention);
  ofCases
    .command('weed')
    .description('Erase what was said in those that are due, for good.')
    .option('--unit <unit>', 'of this unit')
    .option('--yes', 'you have seen which they are')
    .action(weedCases);

  program
    .command('place')
    .description('Find a place by name, however it is spelt, on your own node.')
    .argument('<name>')
    .option('--country <code>', 'in this country')
    .option(...json)
    .action(findPlace);

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
    .description('Keep a search, and be told of each new one that it finds.')
    .argument('<name>')
    .argument('[words]')
    .addOption(kindOption())
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
    .description('Save bulletins for programs, or one as PDF, where policy lets you.')
    .argument('<ids...>')
    .addOption(kindOption())
    .requiredOption('--format <format>', 'pdf or json; of alerts also stix, misp, geojson and csv')
    .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
    .requiredOption('--why <reason>', 'what for; it stands in the audit log')
    .option('--language <tag>', 'of a PDF: en, fr, pt, es or ar')
    .action(exportBulletins);
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
