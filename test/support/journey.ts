import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { LocalNetwork, type LocalNetworkOptions, type SignIn } from '#deploy/local/network.js';
import { run } from '#deploy/local/run.js';
import { signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { HubProxy } from '#libs/testing/hub-proxy.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { type DirectoryState, emptyDirectory } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { fold } from '#libs/trust/fold.js';
import { foundedNetwork, silent } from './founded.js';
import { NodeApi } from './node-api.js';

/** Test files with a network, each of which has a range of ports of its own, so that files run side by side. */
const SUITES = [
  'journeys',
  'faults',
  'directory',
  'hub',
  'input',
  'waiting',
  'sender',
  'keys',
  'office',
  'audit',
  'writing',
  'recall',
  'replies',
  'replacing',
  'finding',
  'exchange',
  'life',
  'files',
  'terminal',
  'cases',
  'assistance',
  'cli',
  'console',
  'signIn',
  'memberFiles',
  'fileGiver',
  'atTheNode',
  'stranger',
  'officer',
  'consoles',
  'oddValues',
  'stopsMail',
  'publications',
  'stopsReaders',
  'roles',
  'information',
  'hubOperator',
  'asksAtOnce',
  'party',
  'everyKind',
] as const;
/** Below Linux's ephemeral ports, of which any outgoing connection may get one. */
const FIRST_PORT = 20_000;
const PORTS_OF_A_NETWORK = 300;

/** A whole network for one test file, with a proxy between each member's node and the hub. */
export class TestNetwork {
  private constructor(
    readonly folder: string,
    readonly network: LocalNetwork,
    readonly proxies: ReadonlyMap<string, HubProxy>,
  ) {}

  /** The column `it` of what a member's node's own database answers, as texts. */
  asked = async (member: string, sql: string): Promise<string[]> =>
    (await this.network.postgres.query(sql, [], `liaison_${member}`)).rows.map((row) => String(row.it));

  static async start(
    suite: (typeof SUITES)[number],
    options: Partial<LocalNetworkOptions> & { proxied?: readonly string[] } = {},
  ): Promise<TestNetwork> {
    const parent = await temporaryFolder(suite);
    const folder = join(parent, 'network');
    await run('cp', ['-a', await foundedNetwork(), folder]);
    const proxies = new Map<string, HubProxy>();
    const network = await LocalNetwork.start({
      folder,
      progress: silent,
      firstPort: FIRST_PORT + SUITES.indexOf(suite) * PORTS_OF_A_NETWORK,
      nodeEnvironment: { LIAISON_RESEND_SECONDS: '2' },
      // A process beside each node costs half a start again: test/roles has them.
      nodeArguments: ['--role', 'api,post,index,clock'],
      hubPortFor: async (member, hubPort) => {
        if (!options.proxied?.includes(member.code)) return hubPort;
        const tls = join(folder, 'hub', 'tls');
        const proxy = await HubProxy.listen({
          port: hubPort,
          caFile: join(tls, 'ca.pem'),
          certificateFile: join(tls, 'hub.pem'),
          keyFile: join(tls, 'hub.key'),
        });
        proxies.set(member.code, proxy);
        return proxy.port;
      },
      ...options,
    });
    return new TestNetwork(parent, network, proxies);
  }

  async stop(): Promise<void> {
    await this.network.stop();
    for (const proxy of this.proxies.values()) await proxy.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The officers of Niger, Portugal and Senegal. */
  officers = (): Promise<[NodeApi, NodeApi, NodeApi]> =>
    Promise.all([this.officer('ne'), this.officer('pt'), this.officer('sn')]);

  /** The directory log as its service keeps it, and what it says. */
  async log(): Promise<{ entries: Buffer[]; state: DirectoryState }> {
    const query = 'SELECT entry FROM entry ORDER BY position';
    const { rows } = await this.network.postgres.query(query, [], 'liaison_directory');
    const entries: Buffer[] = rows.map((row) => row.entry);
    return { entries, state: replayed(entries) };
  }

  /** A member's officer, signed in. */
  officer = (member: string): Promise<NodeApi> => this.signedIn(member, this.network.signIn(member));
  /** A member's second officer, who also audits. */
  secondOfficer = (member: string): Promise<NodeApi> => this.signedIn(member, this.network.secondSignIn(member)!);

  /** Hands a signed statement in. @returns its position */
  async say(entry: Uint8Array): Promise<number> {
    const ceremony = await this.network.ceremony();
    const reply = expectAccepted(await submitEntry(ceremony, entry));
    await ceremony.close();
    if (!reply.ok) throw new Error(`the directory refused: ${reply.refusal.code}`);
    return reply.position;
  }

  /** The member's own policy from here on: what its officers release takes two of them. */
  releaseByTwo = (member: string): Promise<void> =>
    this.adopt(
      member,
      '@id("two") @reason("Released by two officers") forbid (principal is Liaison::Officer, action == Liaison::Action::"release", resource) when { context.officers < 2 };',
    );

  /** The member's own policy from here on. */
  async adopt(member: string, text: string): Promise<void> {
    const { seed } = JSON.parse(await readFile(join(this.folder, `network/members/${member}/member.json`), 'utf8'));
    const body = StatementBody.parse({ type: 'national-policy-adopted', member, title: 'Of its own', text });
    const entry = signStatement(draftStatement((await this.log()).state, body, Date.now()), [
      signingKeyFromSeed(Buffer.from(seed, 'hex')),
    ]);
    await this.say(entry);
    const officer = await this.officer(member);
    await until('it is in force', async () => {
      const { policies } = await officer.get<{ policies: { text: string }[] }>('/directory/policies');
      return policies.some((one) => one.text === text) || undefined;
    });
  }

  /** The two magistrates of a member's central authority. */
  async magistrates(member: string): Promise<[NodeApi, NodeApi]> {
    const [first, second] = this.network.authoritySignIns(member)!;
    return [await this.signedIn(member, first), await this.signedIn(member, second)];
  }

  /** Whoever has this account, signed in. */
  async signedIn(member: string, signIn: SignIn): Promise<NodeApi> {
    const url = this.network.nodeUrl(member);
    const { token } = await new NodeApi(url).post<{ token: string }>('/session', signIn);
    return new NodeApi(url, token);
  }
}

/** What a log says, every statement checked. */
export function replayed(entries: readonly Uint8Array[]): DirectoryState {
  const state = emptyDirectory();
  for (const entry of entries) expectAccepted(fold(state, entry));
  return state;
}

export interface Posted {
  readonly id: string;
  readonly audience: { unit: string; receives: boolean; reason: string }[];
}
export interface Listed {
  readonly bulletins: { id: string; title: string; sender: string }[];
  readonly next: string | null;
}
export interface Shown {
  readonly body: (Record<string, unknown> & { files: { name: string }[] }) | null;
  readonly trust: Record<string, unknown> | null;
  readonly recall: { reason: { text: string } } | null;
  readonly replies: Record<string, unknown>[];
  readonly delivery: { unit: string; state: string; deliveredAt: string | null }[];
}

export const UNITS: Readonly<Record<string, string>> = {
  ne: 'ne/police-agadez',
  pt: 'pt/police-lisboa',
  sn: 'sn/police-dakar',
};

/** The example route under a title of its own. */
export async function alertTitled(title: string): Promise<Record<string, unknown>> {
  const example = JSON.parse(await readFile('examples/sahel-route.json', 'utf8'));
  return { ...example, title: { language: 'en', text: title } };
}

export const post = async (officer: NodeApi, member: string, title: string): Promise<Posted> =>
  officer.post<Posted>('/bulletins/alert', { unit: UNITS[member], body: await alertTitled(title) });

/** The code that a call is refused with; `taken` where it is not. */
export const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'taken',
    (error) => error.code,
  );

/** How often an officer's inbox holds the message. */
export async function timesHeld(officer: NodeApi, id: string, box: 'in' | 'all' = 'in'): Promise<number> {
  const { bulletins: alerts } = await officer.get<Listed>(`/bulletins/alert?box=${box}&limit=200`);
  return alerts.filter((alert) => alert.id === id).length;
}

export const untilHeld = (officer: NodeApi, id: string): Promise<true> =>
  until('the alert is in the inbox', async () => (await timesHeld(officer, id)) === 1 || undefined);

export const untilDelivered = (author: NodeApi, id: string): Promise<true> =>
  until('every receipt is in', async () => {
    const { delivery } = await author.get<Shown>(`/bulletins/alert/${id}`);
    return delivery.every((one) => one.deliveredAt !== null) || undefined;
  });
