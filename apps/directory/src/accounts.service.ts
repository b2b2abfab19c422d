import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { HubAccountRow } from '#libs/store/directory-entities.js';
import { connectToHub } from '#libs/transport/connection.js';
import { ACCOUNT_CONNECTIONS, accountJwt, newAccountName, userJwt } from '#libs/transport/credentials.js';
import { nodeReach } from '#libs/transport/subjects.js';
import type { NodeName } from '#libs/trust/address.js';
import type { DirectoryConfig } from './config.js';
import { LogService } from './log.service.js';
import { CONFIG } from './tokens.js';

/** nats-server takes an account's JWT on this subject of its system account. */
const UPDATE = '$SYS.REQ.CLAIMS.UPDATE';
const Answer = z.looseObject({ data: z.looseObject({ code: z.literal(200) }) });

/** Who is let into the hub, each node in an account of its own (docs/decisions/an-account-a-node.md). */
@Injectable()
export class AccountsService implements OnApplicationShutdown {
  private connection: Promise<NatsConnection> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    private readonly database: DataSource,
    private readonly log: LogService,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await (await this.connection)?.close();
  }

  /**
   * Tells the hub of every node's account: a hub that lost its disk knows none, and one of a retired node closes.
   * @throws where it did not take one; the others are told of all the same
   */
  async tellOfAll(): Promise<void> {
    let failed: unknown;
    for (const name of this.log.directory.nodes.keys()) {
      await this.tellOf(name).catch((error: unknown) => {
        failed = error;
      });
    }
    if (failed) throw failed;
  }

  /** The user JWT for an enrolled node, once the hub knows its account. */
  async credentialFor(node: NodeName, hubKey: string): Promise<string> {
    const account = await this.tellOf(node);
    return userJwt(this.config.secrets.authority, node, account, hubKey, nodeReach(node));
  }

  /** @returns the account's name */
  private async tellOf(node: NodeName): Promise<string> {
    const connections = this.log.directory.nodes.get(node)?.retiredAt === undefined ? ACCOUNT_CONNECTIONS : 0;
    const rows = this.database.getRepository(HubAccountRow);
    await rows.createQueryBuilder().insert().values({ node, account: newAccountName() }).orIgnore().execute();
    const { account } = await rows.findOneByOrFail({ node });
    const jwt = await accountJwt(this.config.secrets.authority, node, account, nodeReach(node), connections);
    const { hub, secrets } = this.config;
    this.connection ??= connectToHub(hub, secrets.systemCredential, 'directory-accounts', '_INBOX_directory_accounts');
    const answer = await (await this.connection).request(UPDATE, jwt, { timeout: 5000 });
    if (!Answer.safeParse(answer.json()).success) throw new Error('the hub refused a node’s account');
    return account;
  }
}
