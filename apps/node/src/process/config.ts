import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FilePath, HubUrl, PostgresUrl, readEnvironment } from '#libs/config/index.js';
import { type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { type KemKey, kemKeyFromSeed } from '#libs/envelope/hpke.js';
import { type StorageKey, storageKey } from '#libs/store/storage-key.js';
import type { HubCredential } from '#libs/transport/credentials.js';
import { NodeName, UnitAddress } from '#libs/trust/address.js';
import type { ProcessRole } from './roles.js';

export const CONFIG = Symbol('configuration');

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const Environment = z
  .object({
    LIAISON_NODE: NodeName,
    LIAISON_NETWORK: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'the network’s name: 64 hexadecimal digits, read out by the committee'),
    LIAISON_DATABASE_URL: PostgresUrl,
    LIAISON_HUB_URL: HubUrl,
    LIAISON_HUB_CA: FilePath,
    LIAISON_SECRETS: FilePath,
    LIAISON_FILES: z.string().min(1, 'the folder for sealed file parts'),
    LIAISON_HTTP_HOST: z.string().default('127.0.0.1'),
    LIAISON_HTTP_PORT: z.coerce.number('a port from 1 to 65535').int().min(1).max(65535),
    LIAISON_HTTP_CERTIFICATE: FilePath.optional(),
    LIAISON_HTTP_KEY: FilePath.optional(),
    LIAISON_RESEND_SECONDS: z.coerce.number('seconds before mail without a receipt goes again').min(0.1).default(30),
    LIAISON_STALE_HOURS: z.coerce
      .number('hours after which an unwitnessed directory counts as stale')
      .positive()
      .default(24),
    LIAISON_DIGEST_HOURS: z.coerce.number('hours that a digest gathers alerts for').positive().default(24),
    LIAISON_CLOCK_SECONDS: z.coerce.number('seconds between looks at what is due').min(1).default(30),
    LIAISON_COMMIT_SECONDS: z.coerce
      .number('seconds between commitments to the cases in the log')
      .min(1)
      .default(24 * 3600),
    LIAISON_CONSOLE_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
    LIAISON_LOCK_MINUTES: z.coerce
      .number('minutes without a touch after which the console locks')
      .positive()
      .default(15),
    LIAISON_SECOND_FACTOR: z.enum(['offered', 'required']).default('required'),
    LIAISON_IDENTITY_PROVIDER: z.url('the issuer’s address, as its discovery document says it').optional(),
    LIAISON_IDENTITY_CLAIM: z.string().min(1).default('preferred_username'),
    LIAISON_IDENTITY_NAME: z.string().min(1).max(60).default('Identity provider'),
    LIAISON_SESSION_HOURS: z.coerce.number('hours that a sign-in lasts').positive().default(12),
  })
  .refine((v) => LOOPBACK.has(v.LIAISON_HTTP_HOST) || (v.LIAISON_HTTP_CERTIFICATE && v.LIAISON_HTTP_KEY), {
    path: ['LIAISON_HTTP_CERTIFICATE'],
    message: 'beyond loopback the API is served by TLS only: name the certificate and LIAISON_HTTP_KEY',
  });

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
/** A node's own secrets, in a file that only its account can read. */
export const NodeSecrets = z.strictObject({
  storageKey: hex32,
  /** Ed25519 seed: cosigns checkpoints. */
  witnessSeed: hex32,
  /** X-Wing seed: opens the records of contacts. */
  recordSeed: hex32,
  credential: z.strictObject({ jwt: z.string(), seed: z.string() }),
  /** By which the member's identity provider knows this node. */
  identityProvider: z.strictObject({ clientId: z.string(), clientSecret: z.string() }).optional(),
  units: z.array(
    z.strictObject({
      unit: UnitAddress,
      signingSeed: hex32,
      /** A key that the log may not have yet: the node signs with whichever of the two is live. */
      nextSigningSeed: hex32.optional(),
      subscribe: z.array(z.string()),
    }),
  ),
});
export type NodeSecrets = z.infer<typeof NodeSecrets>;

export interface OwnUnit {
  readonly address: UnitAddress;
  readonly signingKeys: readonly SigningKey[];
  /** Kinds that the unit subscribes to when it has said nothing yet. */
  readonly subscribe: readonly string[];
}

export interface NodeConfig {
  /** What this process of the node does. */
  readonly roles: readonly ProcessRole[];
  readonly node: NodeName;
  readonly network: Uint8Array;
  readonly databaseUrl: string;
  readonly hub: { readonly url: string; readonly caFile: string };
  readonly credential: HubCredential;
  readonly storageKey: StorageKey;
  readonly witnessKey: SigningKey;
  readonly recordKey: KemKey;
  readonly units: readonly OwnUnit[];
  readonly filesFolder: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  };
  readonly resendMs: number;
  /** Where officers open the console: passkeys and the identity provider hold on to it. */
  readonly consoleOrigin: string;
  /** Without a touch for so long, a console locks. */
  readonly lockMs: number;
  /** Whether a password alone may open a console. */
  readonly secondFactor: 'offered' | 'required';
  readonly identityProvider:
    | {
        readonly issuer: string;
        readonly clientId: string;
        readonly clientSecret: string;
        /** Which claim holds an officer's name on this node. */
        readonly claim: string;
        readonly name: string;
      }
    | undefined;
  readonly sessionMs: number;
  readonly digestMs: number;
  readonly clockMs: number;
  readonly commitMs: number;
  readonly staleMs: number;
}

/** @throws ConfigurationError naming the variables at fault, or the file's error where a file cannot be read */
export function readConfig(environment: NodeJS.ProcessEnv, roles: readonly ProcessRole[]): NodeConfig {
  const v = readEnvironment(Environment, environment);
  const secrets = NodeSecrets.parse(JSON.parse(readFileSync(v.LIAISON_SECRETS, 'utf8')));
  const tls =
    v.LIAISON_HTTP_CERTIFICATE && v.LIAISON_HTTP_KEY
      ? { cert: readFileSync(v.LIAISON_HTTP_CERTIFICATE), key: readFileSync(v.LIAISON_HTTP_KEY) }
      : undefined;
  return {
    roles,
    node: v.LIAISON_NODE,
    network: Buffer.from(v.LIAISON_NETWORK, 'hex'),
    databaseUrl: v.LIAISON_DATABASE_URL,
    hub: { url: v.LIAISON_HUB_URL, caFile: v.LIAISON_HUB_CA },
    credential: secrets.credential,
    storageKey: storageKey(Buffer.from(secrets.storageKey, 'hex')),
    witnessKey: signingKeyFromSeed(Buffer.from(secrets.witnessSeed, 'hex')),
    recordKey: kemKeyFromSeed(Buffer.from(secrets.recordSeed, 'hex')),
    units: secrets.units.map(({ unit, signingSeed, nextSigningSeed, subscribe }) => ({
      address: unit,
      signingKeys: [signingSeed, nextSigningSeed]
        .filter((seed) => seed !== undefined)
        .map((seed) => signingKeyFromSeed(Buffer.from(seed, 'hex'))),
      subscribe,
    })),
    filesFolder: v.LIAISON_FILES,
    http: { host: v.LIAISON_HTTP_HOST, port: v.LIAISON_HTTP_PORT, tls },
    resendMs: v.LIAISON_RESEND_SECONDS * 1000,
    consoleOrigin: new URL(
      v.LIAISON_CONSOLE_ORIGIN ??
        `${tls ? 'https' : 'http'}://${tls ? v.LIAISON_HTTP_HOST : 'localhost'}:${v.LIAISON_HTTP_PORT}`,
    ).origin,
    lockMs: v.LIAISON_LOCK_MINUTES * 60 * 1000,
    secondFactor: v.LIAISON_SECOND_FACTOR,
    identityProvider:
      v.LIAISON_IDENTITY_PROVIDER && secrets.identityProvider
        ? {
            issuer: v.LIAISON_IDENTITY_PROVIDER,
            ...secrets.identityProvider,
            claim: v.LIAISON_IDENTITY_CLAIM,
            name: v.LIAISON_IDENTITY_NAME,
          }
        : undefined,
    sessionMs: v.LIAISON_SESSION_HOURS * 3600 * 1000,
    digestMs: v.LIAISON_DIGEST_HOURS * 3600 * 1000,
    clockMs: v.LIAISON_CLOCK_SECONDS * 1000,
    commitMs: v.LIAISON_COMMIT_SECONDS * 1000,
    staleMs: v.LIAISON_STALE_HOURS * 3600 * 1000,
  };
}
