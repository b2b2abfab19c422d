import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { addBulletins } from './bulletin-commands.js';

const program = new Command('liaison');
const usual = addBulletins(program);
const bulletin = program.commands.find((command) => command.name() === 'bulletin')!;
/** What a command takes, but for the kind. */
const taken = (command: Command) => ({
  name: command.name(),
  arguments: command.registeredArguments.map((argument) => argument.name()),
  options: command.options.map(({ flags }) => flags).filter((flags) => !flags.startsWith('--kind')),
});

test('what is done with one kind is done with every kind, by the same options', () => {
  expect(usual.commands.map(taken)).toEqual(bulletin.commands.map(taken));
  for (const command of bulletin.commands)
    expect(command.options.find(({ long }) => long === '--kind')?.argChoices).toEqual(BULLETIN_NAMES);
});

test('a command of the usual kind is about that kind, and takes no other', () => {
  for (const command of usual.commands) {
    expect(command.opts()).toMatchObject({ kind: usual.name() });
    expect(command.options.map(({ long }) => long)).not.toContain('--kind');
  }
});

test('the help names each kind that there is', () => {
  for (const kind of BULLETIN_NAMES) expect(bulletin.description()).toContain(BULLETIN_WORDS[kind].en.kind.many);
});
