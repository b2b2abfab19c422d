import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { base64, hex } from '#libs/cose/bytes.js';
import { noteOf, readCheckpoint, signCheckpoint } from '#libs/log/checkpoint.js';
import { cosign } from '#libs/log/cosignature.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { membersIn, rabatNetwork } from '#libs/testing/rabat-network.js';

/**
 * `npm run example-network -- --output FOLDER`: the directory of the whole Rabat Process as an example, 57 states and two
 * regional bodies: a log that "liaison log show" verifies, and the contacts that its commitments stand for.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { output } = new Command('npm run example-network --')
    .description('Write the directory of the whole network as an example: log.json and contacts.json.')
    .requiredOption('--output <folder>', 'where to')
    .parse([...args], { from: 'user' })
    .opts<{ output: string }>();
  const rows = membersIn(await readFile('examples/directory/members.csv', 'utf8'));
  const { log, contacts } = rabatNetwork(rows, Date.now());
  const tree = new MerkleTree();
  for (const entry of log.entries) tree.append(leafHash(entry));
  const { origin } = log.state.log!;
  const note = signCheckpoint({ origin, size: tree.size, root: tree.root() }, log.logKey);
  const checkpoint = expectAccepted(readCheckpoint(note, origin, log.logKey.publicKey));
  const seconds = Math.floor(Date.now() / 1000);
  const lines = [...log.witnessKeys].map(([node, key]) => cosign(checkpoint, node, key, seconds));

  const folder = resolve(output);
  await mkdir(folder, { recursive: true });
  const file = { liaison: 'log, version 1', checkpoint: noteOf(checkpoint, lines), entries: log.entries.map(base64) };
  await writeFile(join(folder, 'log.json'), JSON.stringify(file));
  const people = [...contacts].map(([id, one]) => ({ id, ...one }));
  await writeFile(join(folder, 'contacts.json'), JSON.stringify(people, null, 2));
  process.stdout.write(
    `${rows.length} members, ${log.state.units.size} units, ${contacts.size} contacts (invented), ${log.entries.length} statements.\n` +
      `Network ${hex(log.state.network!)}\nTo look at it: npx liaison log show ${join(output, 'log.json')}\n`,
  );
}
