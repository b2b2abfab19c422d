import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { PostgresUrl, readEnvironment } from '#libs/config/index.js';
import { nodeDataSource, openDatabase } from '#libs/store/data-source.js';
import { OfficerRoleRow, OfficerRow } from '#libs/store/people-entities.js';
import { UnitAddress } from '#libs/trust/address.js';
import { hashPassword } from './passwords.js';
import { Role } from './roles.js';

/**
 * The administrator's command on the node's own machine; the password comes on standard input.
 * `add-officer NAME "DISPLAY NAME" UNIT=ROLE[,ROLE…] …`
 */
const Arguments = z.tuple([z.string().min(1).max(100), z.string().min(1).max(200)], z.string().includes('='));

export async function addOfficer(
  databaseUrl: string,
  officer: {
    name: string;
    displayName: string;
    password: string;
    roles: readonly (readonly [string, readonly string[]])[];
  },
): Promise<void> {
  const database = await openDatabase(nodeDataSource(databaseUrl));
  try {
    const passwordHash = await hashPassword(officer.password);
    await database.transaction(async (manager) => {
      const known = await manager.findOneBy(OfficerRow, { name: officer.name });
      const id = known?.id ?? randomUUID();
      await manager.save(OfficerRow, { id, name: officer.name, displayName: officer.displayName, passwordHash });
      await manager.delete(OfficerRoleRow, { officerId: id });
      for (const [unit, roles] of officer.roles) {
        for (const role of roles) {
          await manager.insert(OfficerRoleRow, {
            officerId: id,
            unit: UnitAddress.parse(unit),
            role: Role.parse(role),
          });
        }
      }
    });
  } finally {
    await database.destroy();
  }
}

async function main(): Promise<void> {
  const { LIAISON_DATABASE_URL } = readEnvironment(z.object({ LIAISON_DATABASE_URL: PostgresUrl }), process.env);
  const [name, displayName, ...grants] = Arguments.parse(process.argv.slice(2));
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const password = await lines.question('Password: ');
  lines.close();
  const roles = grants.map((grant) => {
    const [unit, list] = grant.split('=') as [string, string];
    return [unit, list.split(',')] as const;
  });
  await addOfficer(LIAISON_DATABASE_URL, { name, displayName, password, roles });
}

if (process.argv[1]?.endsWith('add-officer.js')) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
