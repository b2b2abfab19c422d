import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { kindOf } from '#apps/cli/src/api.js';
import { until } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { LocalNetwork } from '#deploy/local/network.js';
import { StderrProgress } from '#deploy/local/progress.js';
import { Problem } from '#libs/api/problem.js';
import { NodeApi } from '../support/node-api.js';

/** What the officer who posted was told. `unknown` is a call that got no answer: it may have been taken or not. */
interface Told {
  readonly title: string;
  readonly member: string;
  id: string | undefined;
  outcome: 'taken' | 'refused' | 'unknown';
}

interface ListedAlert {
  readonly id: string;
  readonly title: string;
}

const HEAL_MS = 120_000;

/**
 * `npm run faults -- --seed N --seconds S`: kills nodes, the hub, the directory service and the database at random, and
 * wipes the hub's disk, while officers post; then compares what officers were told with what each node holds.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, seconds } = new Command('npm run faults --')
    .option('--seed <n>', 'the same seed gives the same faults in the same order', '1')
    .option('--seconds <s>', 'how long', '60')
    .parse([...args], { from: 'user' })
    .opts<{ seed: string; seconds: string }>();
  const parent = await temporaryFolder('faults');
  const progress = new StderrProgress();
  const network = await LocalNetwork.start({
    folder: join(parent, 'network'),
    progress,
    firstPort: 30_600,
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '2' },
  });
  progress.step(`faults for ${seconds} s, seed ${seed}`);
  try {
    const run = new FaultRun(network, randomFrom(Number(seed)), (line) => progress.note(line));
    await run.go(Number(seconds) * 1000);
    progress.step('healing');
    const faults = await run.check();
    progress.end();
    process.stdout.write(`${run.summary()}\n${faults.map((fault) => `WRONG: ${fault}\n`).join('')}`);
    process.stdout.write(faults.length === 0 ? 'Nothing lost, nothing twice, nothing told wrongly.\n' : '');
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await network.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

class FaultRun {
  private readonly told: Told[] = [];
  private readonly counts = new Map<string, number>();
  private readonly apis = new Map<string, NodeApi>();
  private draft: Record<string, unknown> = {};

  constructor(
    private readonly network: LocalNetwork,
    private readonly random: () => number,
    private readonly note: (line: string) => void,
  ) {}

  async go(milliseconds: number): Promise<void> {
    this.draft = JSON.parse(await readFile('examples/sahel-route.json', 'utf8'));
    for (const { code } of this.network.members) await this.signIn(code);
    const end = Date.now() + milliseconds;
    const posting = this.network.members.map(async ({ code }) => {
      while (Date.now() < end) await this.post(code);
    });
    while (Date.now() < end) await this.fault();
    await Promise.all(posting);
  }

  summary(): string {
    const outcome = (one: Told['outcome']) => this.told.filter((told) => told.outcome === one).length;
    const faults = [...this.counts].map(([name, n]) => `${n} × ${name}`).join(', ');
    return `${outcome('taken')} alerts taken, ${outcome('refused')} refused, ${outcome('unknown')} without an answer; ${faults}`;
  }

  /** Waits until all is delivered, then holds what was told against what is held. */
  async check(): Promise<string[]> {
    const faults: string[] = [];
    for (const { code } of this.network.members) await this.signIn(code);
    for (const { code, unit } of this.network.members) {
      await until(
        `${unit} has every receipt`,
        async () => {
          const { outbox } = await this.api(code).get<{ outbox: { queued: number; waitingForReceipts: number } }>(
            '/status',
          );
          return outbox.queued + outbox.waitingForReceipts === 0 || undefined;
        },
        HEAL_MS,
      ).catch((error: Error) => faults.push(error.message));
    }
    const posted = new Map(this.told.map((told) => [told.title, told]));
    for (const { code, unit } of this.network.members) {
      const [received, own] = [await this.all(code, 'in'), await this.all(code, 'out')];
      for (const told of this.told) {
        const held = (told.member === code ? own : received).filter((alert) => alert.title === told.title).length;
        const [least, most] = { taken: [1, 1], refused: [0, 0], unknown: [0, 1] }[told.outcome] as [number, number];
        if (held < least || held > most) faults.push(`${unit} holds "${told.title}" (${told.outcome}) ${held} times`);
      }
      for (const alert of [...received, ...own])
        if (!posted.has(alert.title)) faults.push(`${unit} holds ${alert.id}, which nobody posted`);
      const status = await this.api(code).get<{ quarantined: number; incidents: number; inbox: { gaps: number } }>(
        '/status',
      );
      if (status.quarantined + status.incidents + status.inbox.gaps > 0) {
        faults.push(
          `${unit}: ${status.quarantined} quarantined, ${status.incidents} incidents, ${status.inbox.gaps} gaps`,
        );
      }
    }
    for (const told of this.told.filter((one) => one.outcome === 'unknown')) {
      const holders = await Promise.all(
        this.network.members.map(async ({ code }) =>
          (await this.all(code, told.member === code ? 'out' : 'in')).some((alert) => alert.title === told.title),
        ),
      );
      if (new Set(holders).size > 1) faults.push(`"${told.title}" is held by some and not by others`);
    }
    return faults;
  }

  private async fault(): Promise<void> {
    const { nats, directory, postgres, nodes, members, hubFolder } = this.network;
    const member = members[Math.floor(this.random() * members.length)]!;
    const node = nodes.get(member.code)!;
    const pause = 200 + this.random() * 2500;
    const faults: [string, () => Promise<void>][] = [
      [
        'node killed',
        async () =>
          this.away(
            () => node.kill(),
            () => this.network.startNode(member.code),
            pause,
          ),
      ],
      [
        'node stopped',
        async () =>
          this.away(
            () => node.stop(),
            () => this.network.startNode(member.code),
            pause,
          ),
      ],
      [
        'hub killed',
        async () =>
          this.away(
            () => nats.kill(),
            () => this.network.startNats(),
            pause,
          ),
      ],
      [
        'hub wiped',
        async () =>
          this.away(
            async () => {
              await nats.kill();
              await rm(hubFolder.jetstreamFolder, { recursive: true, force: true });
            },
            () => this.network.startNats(),
            pause,
          ),
      ],
      [
        'directory killed',
        async () =>
          this.away(
            () => directory.kill(),
            () => this.network.startDirectory(),
            pause,
          ),
      ],
      [
        'database killed',
        async () =>
          this.away(
            () => postgres.kill(),
            () => postgres.startAgain(),
            pause,
          ),
      ],
    ];
    const [name, cause] = faults[Math.floor(this.random() * faults.length)]!;
    this.note(
      `${name}${name.startsWith('node') ? ` (${member.name})` : ''}, back after ${(pause / 1000).toFixed(1)} s`,
    );
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    await cause();
    await sleep(300 + this.random() * 1500);
  }

  private async away(cause: () => Promise<unknown>, heal: () => Promise<void>, pause: number): Promise<void> {
    await cause();
    await sleep(pause);
    await heal();
  }

  private async post(member: string): Promise<void> {
    const title = `${member} ${this.told.length} ${Math.floor(this.random() * 1e9)}`;
    const told: Told = { title, member, id: undefined, outcome: 'unknown' };
    this.told.push(told);
    const { unit } = this.network.members.find((one) => one.code === member)!;
    const alert = { ...this.draft, title: { language: 'en', text: title } };
    try {
      told.id = (await this.api(member).post<{ id: string }>('/bulletins/alert', { unit, body: alert })).id;
      told.outcome = 'taken';
    } catch (error) {
      // "database-unavailable" may come after a commit whose answer was lost, so it says nothing for certain.
      told.outcome = error instanceof Problem && kindOf(error) !== 'unreachable' ? 'refused' : 'unknown';
    }
    await sleep(50 + this.random() * 300);
  }

  private api = (member: string): NodeApi => this.apis.get(member)!;

  private async signIn(member: string): Promise<void> {
    const url = this.network.nodeUrl(member);
    const { token } = await until('the node lets its officer in', () =>
      new NodeApi(url).post<{ token: string }>('/session', this.network.signIn(member)).catch(() => undefined),
    );
    this.apis.set(member, new NodeApi(url, token));
  }

  private async all(member: string, box: 'in' | 'out'): Promise<ListedAlert[]> {
    const alerts: ListedAlert[] = [];
    let before = '';
    for (;;) {
      const page: { bulletins: ListedAlert[]; next: string | null } = await this.api(member).get(
        `/bulletins/alert?box=${box}&limit=200${before && `&before=${encodeURIComponent(before)}`}`,
      );
      alerts.push(...page.bulletins);
      if (page.next === null) return alerts;
      before = page.next;
    }
  }
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** mulberry32: small, and the same on every machine. Not for secrets. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
