import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { until } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import type { LocalMember } from '#deploy/local/members.js';
import { LocalNetwork, type Progress } from '#deploy/local/network.js';
import { publishSlices } from '#libs/transport/publish.js';
import { NodeApi } from '../support/node-api.js';

const MAILBOXES = 57;
/** Messages in flight for the bare rate, as the courier has. */
const IN_FLIGHT = 8;

export interface Delivery {
  readonly alerts: number;
  readonly sliceBytes: number;
  /** Slices a second: published and flushed with nothing around them; whole deliveries from first posting to last receipt. */
  readonly bare: number;
  readonly delivered: number;
}

const unitsOf = (code: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${code}/unit-${i + 1}`);

function member(code: string, units: number): LocalMember {
  const [unit, ...moreUnits] = unitsOf(code, units) as [string, ...string[]];
  return { code, name: code, unit, unitName: code, languages: ['en'], officer: code, officerName: code, moreUnits };
}

/** Alerts to 57 mailboxes at three receiving nodes, against bare publishing of the same bytes on the same server. */
export async function delivery(alerts: number, progress: Progress): Promise<Delivery> {
  const parent = await temporaryFolder('bench');
  const network = await LocalNetwork.start({
    folder: join(parent, 'network'),
    progress,
    firstPort: 31_800,
    members: [member('ne', 1), member('pt', 19), member('sn', 19), member('ml', 19)],
    nodeEnvironment: { LIAISON_RESEND_SECONDS: '60' },
  });
  try {
    progress.step(`${alerts} alerts to ${MAILBOXES} mailboxes, end to end`);
    const url = network.nodeUrl('ne');
    const { token } = await new NodeApi(url).post<{ token: string }>('/session', network.signIn('ne'));
    const api = new NodeApi(url, token);
    const draft = JSON.parse(await readFile('examples/sahel-route.json', 'utf8'));
    // The first alerts make the epoch’s introductions and warm every process; they are not counted.
    await postAll(api, draft, 100);
    await settled(api);
    await indexed(network);
    // As a database is that has run for a while: its planner knows the tables.
    for (const { code } of network.members) await network.postgres.query('ANALYZE', [], `liaison_${code}`);
    const operator = await network.hubOperator();
    let sliceBytes = 0;
    operator.subscribe('liaison.v1.mail.pt.unit-1.*', {
      callback: (_error, message) => {
        sliceBytes = message.data.length;
      },
    });
    // Posting is not what is measured, nor is the author's own index of it: the outbox is filled while the hub is away, and the clock starts with the hub.
    await network.nats.kill();
    await postAll(api, draft, alerts);
    await indexed(network);
    await network.startNats();
    const began = performance.now();
    await settled(api);
    const delivered = (alerts * MAILBOXES) / ((performance.now() - began) / 1000);

    progress.step('bare publishing of the same bytes');
    // What the nodes index afterwards is not in the way of the bare rate.
    for (const node of network.nodes.values()) await node.stop();
    const bare = await bareRate(operator, sliceBytes, alerts);
    await operator.close();
    return { alerts, sliceBytes, bare, delivered };
  } finally {
    await network.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

async function postAll(api: NodeApi, draft: Record<string, unknown>, count: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next++ < count) await api.post('/bulletins/alert', { unit: 'ne/unit-1', body: draft, again: true });
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

const settled = (api: NodeApi): Promise<true> =>
  until(
    'every receipt is in',
    async () => {
      const { outbox } = await api.get<{ outbox: { queued: number; waitingForReceipts: number } }>('/status');
      return outbox.queued + outbox.waitingForReceipts === 0 || undefined;
    },
    1800,
  );

/** Until no node has alerts left to index: what came before is not in the way of what is measured. */
async function indexed(network: LocalNetwork): Promise<void> {
  for (const { code } of network.members) {
    await until(
      `${code} has indexed what it has`,
      async () => {
        const { rows } = await network.postgres.query(
          `SELECT count(*)::int AS n FROM message WHERE NOT indexed AND kind = 'alert'`,
          [],
          `liaison_${code}`,
        );
        return rows[0]!.n === 0 || undefined;
      },
      6000,
    );
  }
}

async function bareRate(operator: Parameters<typeof jetstream>[0], bytes: number, alerts: number): Promise<number> {
  const manager = await jetstreamManager(operator);
  const { config } = await manager.streams.info('MAIL');
  await manager.streams.add({ ...config, name: 'BARE', subjects: ['bare.*'] });
  const js = jetstream(operator);
  const payload = new Uint8Array(bytes);
  const slices = Array.from({ length: MAILBOXES }, (_, i) => ({ subject: `bare.${i}`, payload }));
  let next = 0;
  const worker = async () => {
    while (next++ < alerts) await publishSlices(js, slices);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return (alerts * MAILBOXES) / ((performance.now() - began) / 1000);
}
