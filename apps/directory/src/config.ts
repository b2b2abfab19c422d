import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FilePath, HubUrl, PostgresUrl, readEnvironment } from '#libs/config/index.js';

const Environment = z.object({
  LIAISON_DATABASE_URL: PostgresUrl,
  LIAISON_HUB_URL: HubUrl,
  LIAISON_HUB_CA: FilePath,
  /** File with the service's own secrets, see Secrets. */
  LIAISON_DIRECTORY_SECRETS: FilePath,
  LIAISON_STATE_ROOT_SECONDS: z.coerce
    .number('seconds between the log’s statements on its own state')
    .min(1)
    .default(3600),
});

const OwnAccount = z.strictObject({ publicKey: z.string(), jwt: z.string(), seed: z.string() });

const Secrets = z.strictObject({
  logOrigin: z.string(),
  /** Ed25519 seed that signs checkpoints, 32 bytes in hexadecimal. */
  logSeed: z.string().regex(/^[0-9a-f]{64}$/),
  /** Into the hub's own account, and into its system account. */
  credential: z.strictObject({ jwt: z.string(), seed: z.string() }),
  systemCredential: z.strictObject({ jwt: z.string(), seed: z.string() }),
  authority: z.strictObject({
    operatorJwt: z.string(),
    operatorSeed: z.string(),
    hub: OwnAccount,
    ceremony: OwnAccount,
    system: OwnAccount,
  }),
});
export type DirectorySecrets = z.infer<typeof Secrets>;

export interface DirectoryConfig {
  readonly databaseUrl: string;
  readonly hub: { readonly url: string; readonly caFile: string };
  readonly secrets: DirectorySecrets;
  readonly stateRootMs: number;
}

/** @throws ConfigurationError, or the file's error where the secrets cannot be read */
export function readConfig(environment: NodeJS.ProcessEnv): DirectoryConfig {
  const variables = readEnvironment(Environment, environment);
  return {
    databaseUrl: variables.LIAISON_DATABASE_URL,
    hub: { url: variables.LIAISON_HUB_URL, caFile: variables.LIAISON_HUB_CA },
    stateRootMs: variables.LIAISON_STATE_ROOT_SECONDS * 1000,
    secrets: Secrets.parse(JSON.parse(readFileSync(variables.LIAISON_DIRECTORY_SECRETS, 'utf8'))),
  };
}
