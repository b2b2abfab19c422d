import { encodeAccount, encodeOperator, encodeUser } from '@nats-io/jwt';
import { createAccount, createOperator, createUser, fromSeed, type KeyPair } from '@nats-io/nkeys';
import { utf8 } from '#libs/cose/bytes.js';
import type { Permissions } from './subjects.js';

/** What lets a holder into the hub: a user JWT and the nkey seed that it names. */
export interface HubCredential {
  readonly jwt: string;
  readonly seed: string;
}

/** The hub operator's own secrets: who holds them can let anyone in, and still forge nothing (docs/threat-model.md). */
export interface HubAuthority {
  readonly operatorJwt: string;
  readonly account: string;
  readonly accountJwt: string;
  readonly accountSeed: string;
  /** The server's own account, which nobody is let into. */
  readonly systemAccount: string;
  readonly systemAccountJwt: string;
}

const seedText = (pair: KeyPair): string => Buffer.from(pair.getSeed()).toString('ascii');

export async function newHubAuthority(): Promise<HubAuthority> {
  const [operator, account, system] = [createOperator(), createAccount(), createAccount()];
  const everything = { conn: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, leaf: -1 };
  const jetstream = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1, max_ack_pending: -1 };
  return {
    operatorJwt: await encodeOperator('liaison-hub', operator, {}),
    account: account.getPublicKey(),
    accountJwt: await encodeAccount(
      'LIAISON',
      account,
      { limits: { ...everything, ...jetstream } },
      { signer: operator },
    ),
    accountSeed: seedText(account),
    systemAccount: system.getPublicKey(),
    systemAccountJwt: await encodeAccount('SYSTEM', system, {}, { signer: operator }),
  };
}

/** A fresh user key: the public part goes into the log, the seed stays with its holder. */
export function newUserKey(): { publicKey: string; seed: string } {
  const user = createUser();
  return { publicKey: user.getPublicKey(), seed: seedText(user) };
}

/** Lets the holder of `publicKey` in; without permissions named, to everything (the directory service itself). */
export async function issueUserJwt(
  authority: HubAuthority,
  name: string,
  publicKey: string,
  permissions?: Permissions,
): Promise<string> {
  const limits = permissions && {
    pub: { allow: permissions.publish },
    sub: { allow: permissions.subscribe },
  };
  return encodeUser(name, publicKey, fromSeed(utf8(authority.accountSeed)), limits ?? {});
}
