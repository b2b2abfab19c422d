import { resolve } from 'node:path';
import { Command } from 'commander';
import { table } from '#apps/cli/src/table.js';
import { defaultDataFolder, eraseFolder } from './folders.js';
import { LocalNetwork, type SignIn } from './network.js';
import { StderrProgress } from './progress.js';

/** `npm start`: the network runs until Ctrl-C. */
export async function main(args: readonly string[]): Promise<void> {
  const options = new Command('npm start --')
    .description('Start a small but real network on this machine: hub, directory, three members’ nodes.')
    .option('--fresh', 'begin anew: the network kept from before is erased')
    .option('--data <folder>', 'where the network is kept between starts', defaultDataFolder)
    .parse([...args], { from: 'user' })
    .opts<{ fresh?: boolean; data: string }>();
  const folder = resolve(options.data);

  const progress = new StderrProgress();
  let stopping: Promise<void> | undefined;
  const starting = (options.fresh ? eraseFolder(folder) : Promise.resolve()).then(() =>
    LocalNetwork.start({ folder, progress, examples: true }),
  );
  const stop = () => {
    stopping ??= (async () => {
      process.stderr.write('\nStopping …\n');
      await (await starting.catch(() => undefined))?.stop();
      process.stderr.write('Stopped. "npm start" goes on from here.\n');
      process.exit(0);
    })();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const network = await starting;
    progress.end();
    if (!stopping) process.stdout.write(describe(network, folder));
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function describe(network: LocalNetwork, folder: string): string {
  const rows = [
    ['hub (NATS)', `tls://127.0.0.1:${network.hubPort}`, '', network.natsSource],
    ['directory', 'over the hub', '', `network ${network.networkName.slice(0, 16)}…`],
    ['PostgreSQL', `127.0.0.1:${network.postgres.port}`, '', 'one database a node'],
    ...network.members.flatMap((member) => {
      const words = ({ name, password }: SignIn) => `${name} / ${password}`;
      const units = [member.unit, member.liaisonOffice].filter(Boolean).join(', ');
      const second = network.secondSignIn(member.code);
      return [
        [`${member.name}'s console`, `${network.consoleUrl(member.code)}/`, words(network.signIn(member.code)), units],
        ...(second ? [['', '', words(second), 'second officer, auditor']] : []),
        ...(network.authoritySignIns(member.code) ?? []).map((one, i) => [
          '',
          '',
          words(one),
          i === 0 ? (member.authority?.unit ?? '') : 'second magistrate, evidence, auditor',
        ]),
        ['', '', words(network.administratorSignIn(member.code)), 'administrator: officers, sessions, health'],
      ];
    }),
  ];
  const [first, second] = network.members;
  return `
${table(['WHAT', 'WHERE', 'SIGN-IN', ''], rows, process.stdout.columns ?? 120, 3)}

Data, keys and logs: ${folder}
Open a console in a browser, and sign in with one of the accounts beside it. Or, in another terminal:
  npx liaison sign-in --node ${network.nodeUrl(first!.code)} --name ${network.signIn(first!.code).name}
  npx liaison alert post examples/sahel-route.json
To read a practice note, and to answer what police in Agadez ask, in Lisbon:
  npx liaison sign-in --node ${network.nodeUrl(second!.code)} --name ${network.signIn(second!.code).name}
  npx liaison bulletin list --kind practice-note
  npx liaison case due
To ask for mutual legal assistance, as a magistrate:
  npx liaison sign-in --node ${network.nodeUrl(first!.code)} --name ${network.authoritySignIns(first!.code)?.[0].name ?? ''}
  npx liaison request save examples/assistance/bank-records.json

Ctrl-C stops everything.
`;
}
