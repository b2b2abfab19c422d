import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import {
  type HubAuthority,
  type HubCredential,
  newHubAuthority,
  newUserKey,
  type OwnAccount,
  ownUserJwt,
  userJwt,
} from '#libs/transport/credentials.js';
import { ceremonyReach } from '#libs/transport/subjects.js';
import { makeCertificates } from './certificates.js';
import { Daemon, until } from './daemon.js';

export const LOG_ORIGIN = 'liaison.local/log';

/** The hub's folder: its certificates, its authority over who is let in, the directory service's secrets. */
export class HubFolder {
  readonly caFile: string;
  readonly secretsFile: string;
  readonly jetstreamFolder: string;

  constructor(readonly folder: string) {
    this.caFile = join(folder, 'tls', 'ca.pem');
    this.secretsFile = join(folder, 'directory-secrets.json');
    this.jetstreamFolder = join(folder, 'jetstream');
  }

  /** @returns the key that the log signs its checkpoints with, for the genesis statement */
  async make(): Promise<{ logKey: Uint8Array }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await makeCertificates(join(this.folder, 'tls'));
    const authority = await newHubAuthority();
    const logKey = newSigningKey();
    const secrets = {
      logOrigin: LOG_ORIGIN,
      logSeed: hex(logKey.secretKey.subarray(0, 32)),
      credential: await credentialIn(authority.hub),
      systemCredential: await credentialIn(authority.system),
      authority,
    };
    await writeFile(this.secretsFile, JSON.stringify(secrets), { mode: 0o600 });
    return { logKey: logKey.publicKey };
  }

  async secrets(): Promise<{ authority: HubAuthority; credential: HubCredential }> {
    return JSON.parse(await readFile(this.secretsFile, 'utf8'));
  }

  /** Lets a committee's or a member's machine hand in statements and read the log, and nothing else. */
  async ceremonyCredential(): Promise<HubCredential> {
    const { authority } = await this.secrets();
    const user = newUserKey();
    const { publicKey } = authority.ceremony;
    return { jwt: await userJwt(authority, 'ceremony', publicKey, user.publicKey, ceremonyReach), seed: user.seed };
  }

  /** Writes nats.conf for this port. Why each setting: docs/architecture.md, "The hub". */
  async configure(port: number): Promise<string> {
    const { authority } = await this.secrets();
    const file = join(this.folder, 'nats.conf');
    const config = `host: 127.0.0.1
port: ${port}
server_name: liaison_hub
max_payload: 1MB
operator: ${authority.operatorJwt}
resolver: { type: full, dir: "${join(this.folder, 'accounts')}" }
system_account: ${authority.system.publicKey}
resolver_preload: {
${[authority.hub, authority.ceremony, authority.system].map(({ publicKey, jwt }) => `  ${publicKey}: ${jwt}`).join('\n')}
}
tls {
  cert_file: "${join(this.folder, 'tls', 'hub.pem')}"
  key_file: "${join(this.folder, 'tls', 'hub.key')}"
  handshake_first: true
}
jetstream {
  store_dir: "${this.jetstreamFolder}"
  sync_interval: always
}
`;
    await writeFile(file, config, { mode: 0o600 });
    return file;
  }
}

async function credentialIn(account: OwnAccount): Promise<HubCredential> {
  const user = newUserKey();
  return { jwt: await ownUserJwt(account, 'directory', user.publicKey), seed: user.seed };
}

export function natsDaemon(program: string, configFile: string, logFile: string): Daemon {
  return new Daemon({ name: 'nats-server', program, args: ['-c', configFile], logFile });
}

/** Resolves when the hub completes a TLS handshake on its port. */
export const hubAnswers = (port: number, caFile: string): Promise<unknown> =>
  until('the hub answers', async () => {
    if (!existsSync(caFile)) return false;
    return new Promise<boolean>((resolve) => {
      const socket = connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca: readFileSync(caFile) }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  });
