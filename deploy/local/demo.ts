import { cp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { NodeApi } from '#apps/cli/src/api.js';
import { draftForPosting } from '#apps/cli/src/posting.js';
import { table } from '#apps/cli/src/table.js';
import { Problem } from '#libs/api/problem.js';
import type { Answer } from '#libs/api/routes.js';
import { until } from './daemon.js';
import { temporaryFolder } from './folders.js';
import type { LocalMember } from './members.js';
import { LocalNetwork } from './network.js';
import { StderrProgress } from './progress.js';

type Posted = Answer<'/api/v1/bulletins/alert', 'post'>;
type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;

interface Seen {
  readonly subject: string;
  readonly bytes: number;
}

interface Received {
  readonly unit: string;
  readonly from: string;
  readonly title: string;
  readonly sameAsPosted: boolean;
  readonly verified: NonNullable<Shown['trust']>;
  readonly afterMs: number;
}

interface Report {
  readonly ok: boolean;
  readonly posted: { readonly id: string; readonly by: string; readonly audience: Posted['audience'] };
  readonly received: readonly Received[];
  readonly receiptsAfterMs: number;
  readonly hub: {
    readonly messages: readonly Seen[];
    readonly filesSearched: number;
    readonly wordsSearched: number;
    readonly wordsFound: number;
  };
  readonly steps: readonly { readonly step: string; readonly ms: number }[];
}

const PATIENCE_MS = 30_000;

/** `npm run demo`: one alert across the whole network, and what the hub saw of it. Exit 0 only if all of it is so. */
export async function main(args: readonly string[]): Promise<void> {
  const options = new Command('npm run demo --')
    .description('Post one alert across a network of its own, show who received it and what the hub saw, and exit.')
    .option('--alert <file>', 'the alert to post', 'examples/sahel-route.json')
    .option('--json', 'print the same for a program')
    .option('--keep <folder>', 'leave the network’s whole data there')
    .parse([...args], { from: 'user' })
    .opts<{ alert: string; json?: boolean; keep?: string }>();

  const parent = await temporaryFolder('demo');
  const folder = join(parent, 'network');
  const progress = new StderrProgress();
  let network: LocalNetwork | undefined;
  let hub: HubWatch | undefined;
  try {
    network = await LocalNetwork.start({ folder, progress, firstPort: 17_000 });
    hub = await HubWatch.begin(network);
    const report = await demonstrate(network, hub, resolve(options.alert), progress);
    progress.end();
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : describe(report));
    process.exitCode = report.ok ? 0 : 1;
  } catch (error) {
    progress.end();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof Problem) {
      for (const { field, expected } of error.faults) process.stderr.write(`  ${field}: ${expected}\n`);
      process.stderr.write(`${error.remedy}\n`);
    }
    process.exitCode = 1;
  } finally {
    await hub?.stop();
    await network?.stop();
    if (options.keep) {
      await cp(folder, resolve(options.keep), { recursive: true });
      process.stderr.write(`Kept: ${resolve(options.keep)}\n`);
    }
    await rm(parent, { recursive: true, force: true });
  }
}

async function demonstrate(
  network: LocalNetwork,
  hub: HubWatch,
  file: string,
  progress: StderrProgress,
): Promise<Report> {
  const [author, ...readers] = network.members as [LocalMember, ...LocalMember[]];
  const apis = new Map<string, NodeApi>();
  for (const member of network.members) apis.set(member.code, await network.officer(member.code));
  const authorApi = apis.get(author.code)!;

  progress.step(`${author.unit} posts the alert`);
  const alert = await draftForPosting(authorApi, author.unit, file);
  const began = Date.now();
  const posted = await authorApi.post('/api/v1/bulletins/alert', { body: { unit: author.unit, body: alert } });
  const params = { path: { id: posted.id } };
  const shownBy = (api: NodeApi) => api.get('/api/v1/bulletins/alert/{id}', { params });
  const sent = await shownBy(authorApi);

  progress.step(`${readers.map((reader) => reader.unit).join(' and ')} receive it`);
  const received = await Promise.all(
    readers.map(async (reader): Promise<Received> => {
      const shown = await until(
        `${reader.unit} holds the alert`,
        () => shownBy(apis.get(reader.code)!).catch(() => undefined),
        PATIENCE_MS,
      );
      if (!shown.trust) throw new Error(`${reader.unit} holds the alert without proof of its sender`);
      return {
        unit: reader.unit,
        from: shown.sender,
        title: shown.title,
        sameAsPosted: JSON.stringify(shown.body) === JSON.stringify(sent.body),
        verified: shown.trust,
        afterMs: Date.now() - began,
      };
    }),
  );

  progress.step('signed receipts are back');
  await until(
    'every receipt is in',
    async () => {
      const { delivery } = await shownBy(authorApi);
      return delivery.every((one) => one.deliveredAt !== null) || undefined;
    },
    PATIENCE_MS,
  );
  const receiptsAfterMs = Date.now() - began;

  progress.step('what the hub saw');
  // What the hub may read, by docs/protocol.md: the handling label in the signed header, and the random name under
  // which it keeps the sealed parts of a file.
  const { handling, files } = sent.body!;
  const routing = new Set<string>([handling.tlp, ...files.map((one) => one.name)]);
  const seen = await hub.report(wordsOf(sent.body).filter((word) => !routing.has(word)));
  progress.end();
  const ok =
    received.every((one) => one.sameAsPosted && one.from === author.unit && one.verified.signedBy === author.unit) &&
    received.length === readers.length &&
    seen.wordsFound === 0 &&
    seen.messages.length > 0;
  return {
    ok,
    posted: { id: posted.id, by: author.unit, audience: posted.audience },
    received,
    receiptsAfterMs,
    hub: seen,
    steps: progress.took,
  };
}

/** The hub operator's eyes: every message that passes, and every byte on the hub's disk. */
class HubWatch {
  private readonly messages: { subject: string; data: Uint8Array }[] = [];

  private constructor(
    private readonly network: LocalNetwork,
    readonly stop: () => Promise<void>,
  ) {}

  static async begin(network: LocalNetwork): Promise<HubWatch> {
    const connection = await network.hubOperator();
    const watch = new HubWatch(network, () => connection.close());
    connection.subscribe('liaison.v1.>', {
      callback: (_error, message) => {
        watch.messages.push({ subject: message.subject, data: message.data });
      },
    });
    await connection.flush();
    return watch;
  }

  /** Looks for each word in all that passed and in all that lies on the hub's disk. */
  async report(words: readonly string[]): Promise<Report['hub']> {
    const files = await filesBelow(this.network.hubFolder.jetstreamFolder);
    let wordsFound = 0;
    for (const bytes of [
      ...this.messages.map((message) => Buffer.from(message.data)),
      ...(await Promise.all(files.map((f) => readFile(f)))),
    ]) {
      wordsFound += words.filter((word) => bytes.includes(word)).length;
    }
    return {
      messages: this.messages.map(({ subject, data }) => ({ subject, bytes: data.length })),
      filesSearched: files.length,
      wordsSearched: words.length,
      wordsFound,
    };
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.map((name) => join(folder, name));
  const kinds = await Promise.all(paths.map(async (path) => ((await stat(path)).isFile() ? path : undefined)));
  return kinds.filter((path) => path !== undefined);
}

/** Every text of the alert that is long enough to be told from chance. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 6 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  return value && typeof value === 'object' ? Object.values(value).flatMap(wordsOf) : [];
}

function describe(report: Report): string {
  const width = process.stdout.columns ?? 110;
  const receiving = report.posted.audience.filter((one) => one.receives).length;
  const blocks = report.received.map(
    (one) => `${one.unit} received it after ${one.afterMs} ms
  from      ${one.from}
  title     ${one.title}
  verified  signature of ${one.verified.signedBy}, key ${one.verified.keyId.slice(0, 8)} live at log position ${one.verified.logPosition}
            number ${one.verified.channelSequence} in its channel, envelope ${one.verified.envelope.slice(0, 16)}…
  content   ${one.sameAsPosted ? 'the same as was posted' : 'DIFFERS from what was posted'}`,
  );
  const seen = report.hub.messages.map((message) => [message.subject, `${message.bytes} bytes`]);
  return `
${report.posted.by} posted ${report.posted.id} to ${receiving} units

${blocks.join('\n\n')}

Signed receipts of all were back after ${report.receiptsAfterMs} ms.

What the hub saw pass:
${table(['SUBJECT', 'SIZE'], seen, width, 0)}
${report.hub.wordsSearched} texts of the alert were looked for in these and in the ${report.hub.filesSearched} files on the hub's disk: ${report.hub.wordsFound} found.

${report.ok ? 'All of it as it should be.' : 'NOT as it should be: see above.'}
`;
}
