import type { Command } from 'commander';
import { makeCard, newKey } from './keys.js';
import { saveLog, showLog, showPolicy } from './log-file.js';
import { completeNode, prepareNode, rotateUnitKey } from './node.js';
import {
  committeeOf,
  type DraftOptions,
  draft,
  draftAdmission,
  draftGenesis,
  draftPolicy,
  draftRecovery,
  draftRotation,
  handIn,
  mergeStatements,
  showStatements,
  signStatements,
} from './statements.js';

const many = (value: string, before: string[]): string[] => [...before, value];
const hub = {
  url: ['--hub <url>', 'straight through the hub, tls://host:port'],
  ca: ['--ca <file>', 'the authority that signed the hub’s certificate'],
  credential: ['--credential <file>', 'a ceremony’s way into the hub, from its operator'],
} as const;
const json = ['--json', 'the same facts for a program'] as const;

/** Keys, log files, statements and nodes: what committees, members and operators do, docs/operator.md. */
export function addCeremonies(program: Command): void {
  addKeys(program.command('key').description('Keys of the Steering Committee and of members. Needs no network.'));
  addLog(
    program.command('log').description('The whole directory log in a file, to be checked and drafted from anywhere.'),
  );
  addStatements(
    program
      .command('statement')
      .description('Statements of the directory, from draft to log: files that are carried to those who sign.'),
  );
  addNode(program.command('node').description('A node’s own keys, on its own machine.'));
}

function addKeys(key: Command): void {
  key
    .command('new')
    .description('Make a key; the passphrase is asked for, or taken from LIAISON_PASSPHRASE.')
    .argument('<file>')
    .action(newKey);
  key
    .command('card')
    .description('What others need of the key in FILE: its public part, and whose it is.')
    .argument('<file>')
    .requiredOption('--name <name>', 'whose it is: "Portugal", "Steering Committee, first signer"')
    .option('--member <code>', 'for a member’s key: "pt", "ecowas"')
    .requiredOption('--output <path>', 'the card')
    .action(makeCard);
}

function addLog(log: Command): void {
  log
    .command('save')
    .description('Save the whole log with its newest checkpoint, from your node.')
    .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
    .option(...hub.url)
    .option(...hub.ca)
    .option(...hub.credential)
    .action(saveLog);
  log
    .command('show')
    .description('Verify every entry of a log file, with no network, and say what the log says.')
    .argument('<file>')
    .option('--network <name>', 'the network’s name in hexadecimal, where you know it')
    .option(...json)
    .action(showLog);
  log
    .command('policy')
    .description(
      'Verify a log file, and print who has to witness this log (C2SP tlog-policy), for "liaison verify --policy".',
    )
    .argument('<file>')
    .option('--network <name>', 'the network’s name in hexadecimal, where you know it')
    .action(showPolicy);
}

function addStatements(statement: Command): void {
  const drafting = (name: string, description: string): Command =>
    statement
      .command(name)
      .description(description)
      .requiredOption('--log <file>', 'the log, from "liaison log save"')
      .requiredOption('--output <path>', 'the draft');
  statement
    .command('found')
    .description('Draft the genesis of a network: its first committee and threshold.')
    .requiredOption('--name <name>', 'the network’s name for people')
    .requiredOption('--log-origin <name>', 'the log’s name in its checkpoints, "liaison.example/log"')
    .requiredOption('--log-key <hex>', 'the key that the directory service signs with, from its operator')
    .requiredOption('--signer <card>', 'a signer’s card; once for each', many, [])
    .requiredOption('--threshold <k>', 'how many of them decide')
    .requiredOption('--output <path>', 'the draft')
    .action(draftGenesis);
  drafting('committee', 'Draft a change of the Steering Committee.')
    .requiredOption('--signer <card>', 'a signer’s card; once for each', many, [])
    .requiredOption('--threshold <k>', 'how many of them decide')
    .action(async (options: DraftOptions & { signer: string[]; threshold: string }) =>
      draft([{ type: 'committee-changed', ...(await committeeOf(options)) }], options),
    );
  drafting('admit', 'Draft the admission of the member whose CARD it is.')
    .argument('<card>')
    .requiredOption('--fingerprint <words>', 'as the member read it aloud to you')
    .action(draftAdmission);
  drafting('suspend', 'Draft the suspension of a member.')
    .argument('<member>')
    .requiredOption('--reason <text>', 'why, for all to read')
    .action((member: string, options: DraftOptions & { reason: string }) =>
      draft([{ type: 'member-suspended', member, reason: options.reason }], options),
    );
  drafting('reinstate', 'Draft the reinstatement of a member.')
    .argument('<member>')
    .action((member: string, options: DraftOptions) => draft([{ type: 'member-reinstated', member }], options));
  drafting('recover', 'Draft the recovery of a member’s lost or stolen key; CARD is the new key’s.')
    .argument('<card>')
    .requiredOption('--fingerprint <words>', 'as the member read it aloud to you')
    .requiredOption('--reason <text>', 'why, for all to read')
    .action(draftRecovery);
  drafting('rotate', 'Draft that a member’s key is replaced by that of CARD; the old key and the new one sign.')
    .argument('<card>')
    .action(draftRotation);
  drafting('policy', 'Draft the adoption of the Cedar policy in FILE: the network’s, or with --member a national one.')
    .argument('<file>')
    .requiredOption('--title <title>', 'what people call it')
    .option('--member <code>', 'whose national policy it is')
    .action(draftPolicy);
  drafting('revoke', 'Draft the revocation of a unit’s key that is in wrong hands.')
    .argument('<unit>')
    .requiredOption('--key <id>', 'the key’s fingerprint, from the directory')
    .requiredOption('--since <time>', 'from when on it is not to be believed, "2026-11-24T08:00Z"')
    .action((unit: string, options: DraftOptions & { key: string; since: string }) => {
      const keyId = Buffer.from(options.key.replace(/[\s-]/g, ''), 'hex');
      return draft([{ type: 'key-revoked', unit, keyId, compromisedAt: Date.parse(options.since) }], options);
    });
  drafting('retire', 'Draft the retirement of a unit, or with --node of a node.')
    .argument('<address>')
    .option('--node', 'it is a node')
    .action((address: string, options: DraftOptions & { node?: boolean }) =>
      draft(
        [options.node ? { type: 'node-retired', node: address } : { type: 'unit-retired', unit: address }],
        options,
      ),
    );
  statement
    .command('show')
    .description('What a statement file says, who signed it, and with --log what is missing.')
    .argument('<file>')
    .option('--log <file>', 'the log, from "liaison log save"')
    .option(...json)
    .action(showStatements);
  statement
    .command('sign')
    .description('Read what it says, and sign it. Needs no network.')
    .argument('<file>')
    .requiredOption('--key <file>', 'your key')
    .option('--yes', 'without being asked')
    .action(signStatements);
  statement
    .command('merge')
    .description('Put the signatures of several copies of one draft together.')
    .argument('<files...>')
    .requiredOption('--output <path>', 'the whole')
    .action(mergeStatements);
  statement
    .command('hand-in')
    .description('Hand a signed statement in, through your node, or straight through the hub.')
    .argument('<file>')
    .option(...hub.url)
    .option(...hub.ca)
    .option(...hub.credential)
    .option('--output <path>', 'where a node’s way into the hub goes, when this enrols one')
    .option(...json)
    .action(handIn);
}

function addNode(node: Command): void {
  const drafting = (name: string, description: string): Command =>
    node
      .command(name)
      .description(description)
      .requiredOption('--log <file>', 'the log, from "liaison log save"')
      .requiredOption('--secrets <file>', 'the node’s secrets, which stay on this machine')
      .requiredOption('--output <path>', 'the statements, for the member to sign');
  drafting('prepare', 'Make a new node’s secrets, and the statements that enrol it and register its units.')
    .requiredOption('--node <name>', '"pt/main"')
    .requiredOption('--unit <unit>', '"pt/police-lisboa=specialised-police:pt,en:Name"; once for each', many, [])
    .action(prepareNode);
  drafting('rotate-key', 'Make a new signing key for a unit of this node.')
    .requiredOption('--unit <unit>', '"pt/police-lisboa"')
    .action(rotateUnitKey);
  node
    .command('complete')
    .description('Put the way into the hub, which came with the enrolment, into the node’s secrets.')
    .requiredOption('--secrets <file>', 'the node’s secrets')
    .requiredOption('--credential <file>', 'from "liaison statement hand-in --output"')
    .action(completeNode);
}
