import { encodeAccount, encodeOperator, encodeUser } from '@nats-io/jwt';
import { createAccount, createOperator, createUser, fromSeed, type KeyPair } from '@nats-io/nkeys';
import { utf8 } from '#libs/cose/bytes.js';
import { ceremonyReach, hubExports, type Reach } from './subjects.js';

/** What lets a holder into the hub: a user JWT and the nkey seed that it names. */
export interface HubCredential {
  readonly jwt: string;
  readonly seed: string;
}

/** An account of the hub's own: its name there, its JWT by the operator, and the key that lets users into it. */
export interface OwnAccount {
  readonly publicKey: string;
  readonly jwt: string;
  readonly seed: string;
}

/** The hub operator's own secrets: who holds them can let anyone in, and still forge nothing (docs/threat-model.md). */
export interface HubAuthority {
  readonly operatorJwt: string;
  readonly operatorSeed: string;
  /** JetStream and the directory service. */
  readonly hub: OwnAccount;
  /** Those who hand in statements and read the log. */
  readonly ceremony: OwnAccount;
  /** The server's own: through it, it is told of accounts. */
  readonly system: OwnAccount;
}

/** Connections that one account may hold: a node's own, those that a cut line has left behind, and room for a change of machine. */
export const ACCOUNT_CONNECTIONS = 8;
const ACCOUNT_SUBSCRIPTIONS = 1000;
/**
 * So long the hub remembers a request that nothing answers, instead of two minutes: an acknowledgement that names a reply never
 * gets one, and whoever sends a million of them fills the hub's memory. A stream of answers tells every two seconds that it lives.
 */
const ANSWERS_NS = { single: 5e9, stream: 40e9 };

const UNLIMITED = { conn: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, leaf: 0 };
const JETSTREAM = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1, max_ack_pending: -1 };

const seedText = (pair: KeyPair): string => Buffer.from(pair.getSeed()).toString('ascii');
const signer = (seed: string): KeyPair => fromSeed(utf8(seed));

export async function newHubAuthority(): Promise<HubAuthority> {
  const [operator, hub, ceremony, system] = [createOperator(), createAccount(), createAccount(), createAccount()];
  const own = (account: KeyPair, jwt: string): OwnAccount => ({
    publicKey: account.getPublicKey(),
    jwt,
    seed: seedText(account),
  });
  const exports = [
    ...hubExports.services.map(({ atHub, stream }) => ({
      name: atHub,
      subject: atHub,
      type: 'service' as const,
      response_type: stream ? ('Stream' as const) : ('Singleton' as const),
      response_threshold: stream ? ANSWERS_NS.stream : ANSWERS_NS.single,
    })),
    ...hubExports.streams.map((subject) => ({ name: subject, subject, type: 'stream' as const })),
  ];
  const hubJwt = await encodeAccount(
    'HUB',
    hub,
    { limits: { ...UNLIMITED, ...JETSTREAM }, exports },
    { signer: operator },
  );
  const ceremonyJwt = await guestJwt(
    seedText(operator),
    hub.getPublicKey(),
    'CEREMONY',
    ceremony.getPublicKey(),
    ceremonyReach,
  );
  return {
    operatorJwt: await encodeOperator('liaison-hub', operator, { system_account: system.getPublicKey() }),
    operatorSeed: seedText(operator),
    hub: own(hub, hubJwt),
    ceremony: own(ceremony, ceremonyJwt),
    system: own(system, await encodeAccount('SYSTEM', system, { limits: UNLIMITED }, { signer: operator })),
  };
}

/** A fresh user key: the public part goes into the log, the seed stays with its holder. */
export function newUserKey(): { publicKey: string; seed: string } {
  const user = createUser();
  return { publicKey: user.getPublicKey(), seed: seedText(user) };
}

/** The public name of a new account, whose own key nobody needs: the operator signs for it, and its users are let in by the hub's key. */
export const newAccountName = (): string => createAccount().getPublicKey();

/**
 * The JWT of an account beside the hub's: without JetStream, with nothing in it but what `reach` brings from there.
 * @param connections 0 where nobody is let in any more
 */
export const accountJwt = (
  { operatorSeed, hub }: HubAuthority,
  name: string,
  account: string,
  reach: Reach,
  connections = ACCOUNT_CONNECTIONS,
): Promise<string> => guestJwt(operatorSeed, hub.publicKey, name, account, reach, connections);

function guestJwt(
  operatorSeed: string,
  hub: string,
  name: string,
  account: string,
  reach: Reach,
  connections = ACCOUNT_CONNECTIONS,
): Promise<string> {
  const imports = [
    ...reach.services.map(({ local, atHub }) => ({
      name: local,
      subject: atHub,
      account: hub,
      type: 'service' as const,
      ...(local !== atHub && { local_subject: local }),
    })),
    ...reach.streams.map((subject) => ({ name: subject, subject, account: hub, type: 'stream' as const })),
  ];
  const limits = { ...UNLIMITED, conn: connections, subs: ACCOUNT_SUBSCRIPTIONS, exports: 0 };
  return encodeAccount(name, account, { imports, limits, signing_keys: [hub] }, { signer: signer(operatorSeed) });
}

/** Lets the holder of `publicKey` into the hub's own account or its system account, to everything there. */
export const ownUserJwt = (account: OwnAccount, name: string, publicKey: string): Promise<string> =>
  encodeUser(name, publicKey, signer(account.seed), {});

/** Lets the holder of `publicKey` into an account beside the hub's, to say and hear what the account reaches. */
export const userJwt = (
  { hub }: HubAuthority,
  name: string,
  account: string,
  publicKey: string,
  { services, streams, inbox }: Reach,
): Promise<string> =>
  encodeUser(
    name,
    publicKey,
    account,
    { pub: { allow: services.map(({ local }) => local) }, sub: { allow: [`${inbox}.>`, ...streams] } },
    { signer: signer(hub.seed) },
  );
