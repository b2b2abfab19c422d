#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { Problem } from '#libs/api/problem.js';
import type { Answer } from '#libs/api/routes.js';
import { kindOf, type NodeApi, nodeApi } from './api.js';
import { readAudit, verifyAudit } from './audit.js';
import { addBulletins } from './bulletin-commands.js';
import { addCases } from './case-commands.js';
import { addCeremonies } from './ceremonies/commands.js';
import { addDirectory } from './directory-commands.js';
import { addDrafts } from './draft-commands.js';
import { listIncidents, saveEvidence, verifyFile } from './incidents.js';
import { kindOption } from './of-kind.js';
import { bold, EXIT, EXIT_HELP, print, printJson, say, time, width } from './output.js';
import { Prompt } from './prompt.js';
import { saveFile } from './saved-files.js';
import { forgetSession, loadSession, saveSession } from './session.js';
import { table } from './table.js';
import { addWork } from './work-commands.js';

const program = new Command('liaison')
  .description('Alerts and requests between the units of the network, from your own node.')
  .addHelpText(
    'after',
    `
Examples:
  liaison sign-in --node http://127.0.0.1:7101 --name agadez
  liaison alert audience examples/sahel-route.json     who would get it, and why; sends nothing
  liaison alert post examples/sahel-route.json
  liaison inbox
  liaison show 01K…
${EXIT_HELP}`,
  )
  .showHelpAfterError('(liaison --help lists the commands)')
  .exitOverride();

const json = ['--json', 'the same facts for a program'] as const;

program
  .command('sign-in')
  .description('Sign in to your node. The password is asked for, or read from standard input.')
  .option('--node <url>', 'the address of your node', 'http://127.0.0.1:7101')
  .option('--name <name>', 'your name on the node')
  .action(async (options: { node: string; name?: string }) => {
    const url = options.node.replace(/\/+$/, '');
    const answer = await signedIn(nodeApi(url), options.name);
    const { officer } = answer;
    const posting = officer.units.filter(({ roles }) => roles.includes('releaser')).map((one) => one.unit);
    // A terminal’s is in the answer; a console’s alone is not.
    await saveSession({ url, token: answer.token!, units: posting });
    print(`Signed in as ${bold(officer.displayName)} until ${time(answer.expiresAt)}.`);
    for (const { unit, roles } of officer.units) print(`  ${unit}: ${roles.join(', ')}`);
  });

program
  .command('sign-out')
  .description('End the session on the node and forget it here.')
  .action(async () => {
    const { api } = await loadSession();
    await api.delete('/api/v1/session').finally(forgetSession);
    print('Signed out.');
  });

program
  .command('file')
  .description('Files of bulletins and cases.')
  .command('save')
  .description(
    'Save the file NAME of a bulletin or of an event of a case, as "liaison bulletin show" and "liaison case show" name it.',
  )
  .argument('<name>')
  .option('--bulletin <id>', 'the bulletin that it came with, and its kind with --kind')
  .addOption(kindOption())
  .option('--case <id>', 'the case, and with --event the event that gave it')
  .option('--event <hash>', 'the event of the case')
  .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
  .action(saveFile);

program
  .command('units')
  .description('The units of the network, as your node verified them.')
  .option(...json)
  .action(async (options: { json?: boolean }) => {
    const { api } = await loadSession();
    const answer = await api.get('/api/v1/units');
    if (options.json) return printJson(answer);
    const rows = answer.units.map((u) => [
      u.unit,
      u.memberName,
      u.name,
      u.languages.join(' '),
      u.subscribedKinds.join(' ') || 'nothing',
      u.encryptionKey,
    ]);
    print(table(['UNIT', 'MEMBER', 'NAME', 'LANGUAGES', 'SUBSCRIBES TO', 'KEY'], rows, width(), 2));
    say(`From the directory log, ${answer.logPosition} entries verified.`);
  });

addWork(program, addBulletins(program));
addDrafts(program);
addCases(program);
addDirectory(program);
addCeremonies(program);

const incidents = program
  .command('incidents')
  .description('What only a dishonest hub, directory or sender can cause, with the evidence.')
  .option(...json)
  .action(listIncidents);
incidents
  .command('save')
  .description('Save the evidence of the incident ID.')
  .argument('<id>')
  .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
  .action(saveEvidence);

const audit = program
  .command('audit')
  .description('For auditors: who did what, when, under which role and why.')
  .option('--unit <unit>', 'of this unit')
  .option('--officer <name>', 'by this officer')
  .option('--action <action>', 'of this kind, "message-opened"')
  .option('--since <time>', 'since then, "2026-11-24T08:00Z"')
  .option('--limit <n>', 'how many', '100')
  .option('--before <place>', 'go on from where the last page ended')
  .option(...json)
  .action(readAudit);
audit
  .command('verify')
  .description('Find a line that was altered or taken out, and with --head a log that was cut short.')
  .option('--head <end>', 'an end that was written down before: UNIT@POSITION:HASH')
  .option(...json)
  .action(verifyAudit);

program
  .command('verify')
  .description('Check a case’s bundle, or an evidence file, with no network and no sign-in.')
  .argument('<file>')
  .option('--log <file>', 'against the whole log, as "liaison log save" saved it')
  .option('--policy <file>', 'by who has to witness the log, as "liaison log policy" printed it for somebody you trust')
  .option('--code <code>', 'find the event that a document’s verification code names')
  .option('--network <number>', 'the network’s number as the Steering Committee has published it')
  .option(...json)
  .addHelpText(
    'after',
    `
Exit codes, for a case’s bundle:
  0  all of it is there and right; case.pdf is its exporter’s word alone, and is not judged; without --log or --policy
     neither is whether enough members witnessed the log, and by when the case existed
  6  all that is there is right, and words or files that an event names are not there: they are listed with their hash
  7  all that is there is right, if what a key signed that was revoked since is as old as it says: --log judges it
  3  something contradicts what was signed: do not rely on it`,
  )
  .action(verifyFile);

program
  .command('status')
  .description('Your node: hub, directory, what waits to be sent, what was set aside.')
  .option(...json)
  .action(async (options: { json?: boolean }) => {
    const { api } = await loadSession();
    const s = await api.get('/api/v1/status');
    if (options.json) return printJson(s);
    print(`Node        ${s.node}`);
    print(
      `Hub         ${s.hub === 'reached' ? 'reached' : 'unreachable; what is posted waits on your node and goes by itself'}`,
    );
    print(`Directory   ${directoryInWords(s.directory)}`);
    print(`To send     ${s.outbox.queued} not sent yet, ${s.outbox.waitingForReceipts} sent and waiting for receipts`);
    if (s.outbox.oldestAt) print(`            the oldest since ${time(s.outbox.oldestAt)}`);
    print(
      `Received    ${s.inbox.messages} messages, ${s.inbox.gaps === 0 ? 'no gaps' : `gaps in ${s.inbox.gaps} channels`}`,
    );
    if (s.inbox.unsearchable > 0)
      print(`            ${s.inbox.unsearchable} alerts are listed, and cannot be found by their words`);
    if (s.inbox.updateNeeded > 0)
      print(
        `            ${s.inbox.updateNeeded} messages are kept for a newer version of this node: update it to read them`,
      );
    for (const one of s.waiting) {
      print(`Waiting     ${one.messages} messages since ${time(one.oldestAt)}: ${WAITS_FOR[one.reason] ?? one.reason}`);
    }
    if (s.dropped > 0)
      print(`Let go      ${s.dropped} packets beyond their member's share; their senders have them still`);
    if (s.quarantined > 0)
      print(`Set aside   ${s.quarantined} messages that could not be believed; tell your administrator`);
    if (s.incidents > 0) print(`Incidents   ${s.incidents}: see "liaison incidents", and tell your administrator`);
  });

const WAITS_FOR: Readonly<Record<string, string>> = {
  'position-ahead': 'the directory is not known that far here',
  'introduction-absent': 'their senders’ introductions have not come',
};

function directoryInWords(directory: Answer<'/api/v1/status'>['directory']): string {
  const { position, waiting, witnesses, quorum, witnessedAt, stale, trouble } = directory;
  const facts = [
    `entry ${position} · ${witnesses} witnesses${witnesses < quorum ? ` of the ${quorum} needed` : ''}`,
    witnessedAt ? `at ${time(witnessedAt)}` : 'not witnessed yet',
    ...(waiting > 0 ? [`${waiting} more entries wait for witnesses`] : []),
  ];
  const old = stale ? ['STALE: no unit is written to for the first time until members cosign it again.'] : [];
  return [facts.join(' · '), ...old, ...(trouble ? [`${trouble.message} ${trouble.remedy}`] : [])].join(
    '\n            ',
  );
}

/**
 * Asks for what the node wants to know: name, password, and a one-time code where the officer has set that up. On a terminal,
 * with the password unseen; otherwise two lines, or the password alone where the name is given.
 */
async function signedIn(api: NodeApi, named: string | undefined): Promise<Answer<'/api/v1/session', 'post'>> {
  const prompt = new Prompt();
  try {
    const name = named ?? (await prompt.ask('Name: '));
    const password = await prompt.askHidden('Password: ');
    try {
      return await api.post('/api/v1/session', { body: { name, password } });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'code-needed') throw error;
      const code = await prompt.ask('One-time code: ');
      return await api.post('/api/v1/session', { body: { name, password, code } });
    }
  } finally {
    prompt.close();
  }
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (!(error instanceof Problem)) {
    say(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
  say(error.message);
  for (const { field, expected } of error.faults) say(`  ${field || '(the whole)'}: ${expected}`);
  say(error.remedy);
  return { refused: EXIT.refused, 'signed-out': EXIT.signedOut, unreachable: EXIT.unreachable }[kindOf(error)];
}

// Whoever reads only the first lines has closed the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failed),
);

program.parseAsync().catch((error: unknown) => {
  process.exitCode = exitCodeFor(error);
});
