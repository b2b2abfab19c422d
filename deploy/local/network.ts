import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NodeApi, nodeApi } from '#apps/cli/src/api.js';
import { addOfficer } from '#apps/node/src/people/officers/add-officer.js';
import { newPassword } from '#apps/node/src/people/officers/passwords.js';
import { connectToHub } from '#libs/transport/connection.js';
import { ceremonyReach } from '#libs/transport/subjects.js';
import { Daemon, until } from './daemon.js';
import { publishExamples } from './examples.js';
import { eraseFolder, mustBeEnterable, releaseFolder, takeFolder } from './folders.js';
import { Founding } from './found.js';
import { HubFolder, hubAnswers, natsDaemon } from './hub.js';
import { type LocalAuthority, type LocalMember, MEMBERS } from './members.js';
import { findNatsServer } from './nats-server.js';
import { freePort } from './ports.js';
import { LocalPostgres } from './postgres.js';

export interface Progress {
  /** A step has begun. */
  step(text: string): void;
  /** Something to know about the step in hand. */
  note(text: string): void;
}

export interface LocalNetworkOptions {
  /** Everything of the network lies below it: keys, databases, the hub's store, logs. */
  readonly folder: string;
  readonly progress: Progress;
  /** First port to try; the others follow. */
  readonly firstPort?: number;
  readonly members?: readonly LocalMember[];
  /** Lays something between nodes and the hub (tests: a fault proxy). Gets the hub's port, gives the port to use. */
  readonly hubPortFor?: (member: LocalMember, hubPort: number) => Promise<number>;
  /** Hub and directory service only: what is founded on them is the caller's. */
  readonly bare?: boolean;
  /** Whether a network that is founded begins with something in it. */
  readonly examples?: boolean;
  readonly nodeEnvironment?: Readonly<Record<string, string>>;
  /** What each node is started with. */
  readonly nodeArguments?: readonly string[];
}

export interface SignIn {
  readonly name: string;
  readonly password: string;
}

/** Of what a network's folder holds: one of another format was founded by another version and cannot go on. */
const FORMAT = 9;

interface Founded {
  readonly format: number;
  readonly network: string;
  /** By member: its officer's and its second officer's. */
  readonly signIns: Readonly<Record<string, SignIn>>;
  readonly secondSignIns: Readonly<Record<string, SignIn>>;
  /** By member: of who keeps the node running, and reads nothing. */
  readonly administratorSignIns: Readonly<Record<string, SignIn>>;
  /** By member: those of its central authority. */
  readonly authoritySignIns: Readonly<Record<string, readonly [SignIn, SignIn]>>;
}

const PROGRAMS = fileURLToPath(new URL('../../programs', import.meta.url));
const DIRECTORY_MAIN = join(PROGRAMS, 'directory.js');
const NODE_MAIN = join(PROGRAMS, 'node.js');

/** A small but real network on this machine: hub, directory service, three members' nodes, each a process of its own. */
export class LocalNetwork {
  readonly hubFolder: HubFolder;
  readonly nodes = new Map<string, Daemon>();
  readonly nodePorts = new Map<string, number>();
  readonly members: readonly LocalMember[];
  postgres!: LocalPostgres;
  nats!: Daemon;
  directory!: Daemon;
  hubPort = 0;
  natsSource = '';
  /** What the directory service of a new bare network signs its checkpoints with. */
  logKey: Uint8Array | undefined;
  private founded!: Founded;
  private readonly ports = new Set<number>();
  private taken = false;

  private constructor(private readonly options: LocalNetworkOptions) {
    this.hubFolder = new HubFolder(join(options.folder, 'hub'));
    this.members = options.members ?? MEMBERS;
  }

  /** Starts everything, founding the network where the folder holds none. What was started is stopped if a step fails. */
  static async start(options: LocalNetworkOptions): Promise<LocalNetwork> {
    const network = new LocalNetwork(options);
    try {
      await network.startAll();
      return network;
    } catch (error) {
      await network.stop();
      throw error;
    }
  }

  signIn = (member: string): SignIn => this.founded.signIns[member]!;
  secondSignIn = (member: string): SignIn | undefined => this.founded.secondSignIns[member];
  administratorSignIn = (member: string): SignIn => this.founded.administratorSignIns[member]!;
  authoritySignIns = (member: string): readonly [SignIn, SignIn] | undefined => this.founded.authoritySignIns[member];
  /** Each console under a host name of its own: passkeys and cookies are of a host, whatever its port. */
  consoleUrl = (member: string): string => `http://${member}.localhost:${this.nodePorts.get(member)}`;
  nodeUrl = (member: string): string => `http://127.0.0.1:${this.nodePorts.get(member)}`;
  get networkName(): string {
    return this.founded.network;
  }

  /** A member's officer, signed in. */
  async officer(member: string): Promise<NodeApi> {
    const url = this.nodeUrl(member);
    const { token } = await nodeApi(url).post('/api/v1/session', { body: this.signIn(member) });
    return nodeApi(url, token);
  }

  /** Nodes first, so that what they have in hand is finished; then what they stand on. */
  async stop(): Promise<void> {
    await Promise.all([...this.nodes.values()].map((node) => node.stop()));
    await this.directory?.stop();
    await this.nats?.stop();
    await this.postgres?.stop();
    if (this.taken) await releaseFolder(this.options.folder);
  }

  /** The hub's own view: everything that passes, as its operator could read it. */
  async hubOperator() {
    const { credential } = await this.hubFolder.secrets();
    return connectToHub(this.hubAddress(this.hubPort), credential, 'hub-operator', '_INBOX_hub_operator');
  }

  /** Hands in statements and reads the log, as a committee's or a member's own machine does. */
  ceremony = async () =>
    connectToHub(
      this.hubAddress(this.hubPort),
      await this.hubFolder.ceremonyCredential(),
      'ceremony',
      ceremonyReach.inbox,
    );

  async startNats(): Promise<void> {
    await this.nats.start(async () => {
      await hubAnswers(this.hubPort, this.hubFolder.caFile);
    });
  }

  startDirectory = (): Promise<void> => this.directory.start();
  startNode = (member: string): Promise<void> => this.nodes.get(member)!.start();

  databaseUrl = (member: string): string => this.postgres.url(`liaison_${member}`);
  hubAddress = (port: number) => ({ url: `tls://127.0.0.1:${port}`, caFile: this.hubFolder.caFile });

  private async startAll(): Promise<void> {
    const { folder, progress } = this.options;
    mustBeEnterable(folder);
    const foundedFile = join(folder, 'network.json');
    await takeFolder(folder);
    this.taken = true;
    if (!existsSync(foundedFile)) {
      // What a founding left that did not come to its end.
      await eraseFolder(folder);
      await takeFolder(folder);
    } else if ((JSON.parse(await readFile(foundedFile, 'utf8')) as Founded).format !== FORMAT) {
      throw new Error(
        `${folder} holds a network that another version founded, and this one cannot go on with it.\n` +
          'Begin anew with "npm start -- --fresh", or keep it and name another folder with --data.',
      );
    }
    await mkdir(join(folder, 'logs'), { recursive: true });

    progress.step('nats-server');
    const program = await findNatsServer((line) => progress.note(line));
    this.natsSource = `${program.version}, from ${program.source}`;
    progress.note(`nats-server ${this.natsSource}`);

    progress.step('PostgreSQL');
    const base = this.options.firstPort ?? 7000;
    const port = (what: string, offset: number) =>
      freePort(what, base + offset, this.ports, (line) => progress.note(line));
    this.postgres = await LocalPostgres.start(
      join(folder, 'postgres'),
      await port('PostgreSQL', 32),
      this.log('postgres'),
    );
    await this.postgres.ensureDatabase('liaison_directory');

    progress.step('hub');
    const fresh = existsSync(foundedFile) ? undefined : await this.hubFolder.make();
    this.hubPort = await port('hub', 22);
    const configFile = await this.hubFolder.configure(this.hubPort);
    this.nats = natsDaemon(program.path, configFile, this.log('nats-server'));
    await this.startNats();

    progress.step('directory service');
    this.directory = new Daemon({
      name: 'directory service',
      module: true,
      program: DIRECTORY_MAIN,
      env: {
        LIAISON_DATABASE_URL: this.postgres.url('liaison_directory'),
        LIAISON_HUB_URL: this.hubAddress(this.hubPort).url,
        LIAISON_HUB_CA: this.hubFolder.caFile,
        LIAISON_DIRECTORY_SECRETS: this.hubFolder.secretsFile,
      },
      logFile: this.log('directory'),
    });
    await this.startDirectory();

    if (this.options.bare) {
      this.logKey = fresh?.logKey;
      return;
    }
    if (fresh) {
      progress.step('founding the network: committee, members, nodes, units');
      this.founded = await this.found(fresh.logKey);
    } else {
      this.founded = JSON.parse(await readFile(foundedFile, 'utf8'));
    }

    progress.step(`nodes: ${this.members.map((member) => member.name).join(', ')}`);
    for (const [i, member] of this.members.entries()) {
      this.nodePorts.set(member.code, await port(`${member.name}'s node`, 101 + i));
    }
    await Promise.all(this.members.map((member) => this.startMember(member)));

    progress.step('keys and subscriptions through the directory');
    const officers = await Promise.all(this.members.map(({ code }) => this.officer(code)));
    await Promise.all(officers.map((officer, i) => this.knowsEveryKey(officer, this.members[i]!)));
    if (!fresh) return;
    if (this.options.examples) {
      progress.step('examples: a practice note, a request for information');
      await publishExamples(officers[0]!);
    }
    await writeFile(foundedFile, JSON.stringify(this.founded, null, 2), { mode: 0o600 });
  }

  private log = (name: string): string => join(this.options.folder, 'logs', `${name}.log`);

  private async found(logKey: Uint8Array): Promise<Founded> {
    const connection = await this.ceremony();
    try {
      const founding = new Founding(this.options.folder, connection);
      const network = await founding.genesis(logKey);
      const signIns: Record<string, SignIn> = {};
      const secondSignIns: Record<string, SignIn> = {};
      const authoritySignIns: Record<string, [SignIn, SignIn]> = {};
      const administratorSignIns: Record<string, SignIn> = {};
      for (const member of this.members) {
        await founding.admit(member);
        await this.postgres.ensureDatabase(`liaison_${member.code}`);
        const signIn = { name: member.officer, password: newPassword() };
        const roles: [string, string[]][] = [[member.unit, ['drafter', 'releaser']]];
        if (member.liaisonOffice) roles.push([member.liaisonOffice, ['liaison-officer']]);
        await addOfficer(this.databaseUrl(member.code), { ...signIn, displayName: member.officerName, roles });
        signIns[member.code] = signIn;
        administratorSignIns[member.code] = await this.administrator(member);
        if (member.authority) authoritySignIns[member.code] = await this.staff(member, member.authority);
        if (!member.secondOfficer) continue;
        const second = { name: member.secondOfficer, password: newPassword() };
        const displayName = secondOf(member.officerName);
        const secondRoles = [[member.unit, ['releaser', 'auditor']]] as const;
        await addOfficer(this.databaseUrl(member.code), { ...second, displayName, roles: secondRoles });
        secondSignIns[member.code] = second;
      }
      return { format: FORMAT, network, signIns, secondSignIns, authoritySignIns, administratorSignIns };
    } finally {
      await connection.close();
    }
  }

  /** Administers every unit of the member's node. */
  private async administrator(member: LocalMember): Promise<SignIn> {
    const signIn = { name: `admin-${member.code}`, password: newPassword() };
    const units = [member.unit, ...(member.moreUnits ?? []), member.liaisonOffice, member.authority?.unit];
    const roles = units.filter((unit) => unit !== undefined).map((unit) => [unit, ['administrator']] as const);
    await addOfficer(this.databaseUrl(member.code), {
      ...signIn,
      displayName: `Administrator of ${member.name}'s node`,
      roles,
    });
    return signIn;
  }

  /** The two officers of a central authority: the second releases what the first has written, keeps evidence, and audits. */
  private async staff(member: LocalMember, { unit, officers, officerName }: LocalAuthority): Promise<[SignIn, SignIn]> {
    const roles = [
      ['drafter', 'releaser'],
      ['releaser', 'evidence-custodian', 'auditor'],
    ];
    const signIns: SignIn[] = [];
    for (const [i, name] of officers.entries()) {
      const signIn = { name, password: newPassword() };
      const displayName = i === 0 ? officerName : secondOf(officerName);
      await addOfficer(this.databaseUrl(member.code), { ...signIn, displayName, roles: [[unit, roles[i]!]] });
      signIns.push(signIn);
    }
    return signIns as [SignIn, SignIn];
  }

  private async startMember(member: LocalMember): Promise<void> {
    const folder = join(this.options.folder, 'members', member.code, 'node');
    const hubPort = (await this.options.hubPortFor?.(member, this.hubPort)) ?? this.hubPort;
    this.nodes.set(
      member.code,
      new Daemon({
        name: `${member.name}'s node`,
        module: true,
        program: NODE_MAIN,
        args: this.options.nodeArguments ?? [],
        env: {
          LIAISON_NODE: `${member.code}/main`,
          LIAISON_NETWORK: this.founded.network,
          LIAISON_DATABASE_URL: this.databaseUrl(member.code),
          LIAISON_HUB_URL: this.hubAddress(hubPort).url,
          LIAISON_HUB_CA: this.hubFolder.caFile,
          LIAISON_SECRETS: join(folder, 'secrets.json'),
          LIAISON_FILES: join(folder, 'files'),
          LIAISON_HTTP_PORT: String(this.nodePorts.get(member.code)),
          LIAISON_CONSOLE_ORIGIN: this.consoleUrl(member.code),
          // The printed accounts just work; the console offers a passkey.
          LIAISON_SECOND_FACTOR: 'offered',
          ...this.options.nodeEnvironment,
        },
        logFile: this.log(`node-${member.code}`),
      }),
    );
    await this.startNode(member.code);
  }

  /** Until then an alert posted would have no audience yet. */
  private async knowsEveryKey(officer: NodeApi, { name }: LocalMember): Promise<void> {
    await until(`${name} knows every unit's key`, async () => {
      const { units } = await officer.get('/api/v1/units');
      const police = this.members.reduce((sum, one) => sum + 1 + (one.moreUnits?.length ?? 0), 0);
      const subscribed = units.filter((unit) => unit.subscribedKinds.length > 0);
      return subscribed.length === police && units.every((unit) => unit.encryptionKey === 'current');
    });
  }
}

/** "Second officer of …" */
const secondOf = (officer: string): string => `Second ${officer[0]!.toLowerCase()}${officer.slice(1)}`;
