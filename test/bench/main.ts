import { parseArgs } from 'node:util';
import { table } from '#apps/cli/src/table.js';
import { StderrProgress } from '#deploy/local/progress.js';
import { caseCost, evidenceCost } from './cases.js';
import { consoleCost } from './console.js';
import { correlationQuality, fittedWeights, type Quality } from './correlation-quality.js';
import { correlationScale } from './correlation-scale.js';
import { delivery } from './delivery.js';
import { directoryCost } from './directory.js';
import { fileCosts } from './files.js';
import { policyCost } from './policy.js';
import { type Peer, sealingFor } from './sealing.js';

const RECIPIENTS = [1, 10, 57, 200];
const CASE_EVENTS = [50, 1000];
const MIB = 1024 ** 2;

/** How much each part works through. */
interface Sizes {
  readonly statements: number;
  readonly storedAlerts: readonly number[];
  readonly deliveredAlerts: number;
  /** Bytes: a picture, a film, and the largest file that may be attached. */
  readonly files: readonly number[];
  /** Bytes: a letter, and a disk image. */
  readonly evidence: readonly number[];
}
const WHOLE: Sizes = {
  statements: 1_000_000,
  storedAlerts: [10_000, 100_000, 1_000_000],
  deliveredAlerts: 500,
  files: [10 * MIB, 1024 * MIB, 5120 * MIB],
  evidence: [10 * MIB, 5120 * MIB],
};
/** Enough to see that nothing has become worse by far. */
const QUICK: Sizes = {
  statements: 20_000,
  storedAlerts: [1000, 10_000],
  deliveredAlerts: 60,
  files: [10 * MIB, 100 * MIB],
  evidence: [10 * MIB, 100 * MIB],
};

/** What the design promises (docs/architecture.md); a ratio within one run, or a limit that people would feel. */
interface Aim {
  readonly what: string;
  readonly is: number;
  readonly aim: number;
  readonly more: boolean;
}
const atLeast = (aim: number, what: string, is: number): Aim => ({ what, is, aim, more: true });
const atMost = (aim: number, what: string, is: number): Aim => ({ what, is, aim, more: false });

interface Measured {
  readonly report: string;
  readonly aims: readonly Aim[];
}
const PARTS: Readonly<Record<string, (progress: StderrProgress, sizes: Sizes) => Promise<Measured>>> = {
  sealing: benchSealing,
  delivery: benchDelivery,
  policy: benchPolicy,
  directory: benchDirectory,
  correlation: benchCorrelation,
  files: benchFiles,
  cases: benchCases,
  console: benchConsole,
};

/**
 * `npm run bench`: everything side by side in one run, as ratios; `npm run bench -- policy` only that part. `--quick` works through
 * less, `--json` prints what is aimed at and what is for a program.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const unknown = positionals.find((part) => !(part in PARTS));
  if (unknown) throw new Error(`"${unknown}" is no part of the bench: ${Object.keys(PARTS).join(', ')}`);
  const progress = new StderrProgress();
  const aims: (Aim & { readonly part: string; readonly met: boolean })[] = [];
  for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
    const measured = await PARTS[part]!(progress, values.quick ? QUICK : WHOLE);
    progress.end();
    if (!values.json) process.stdout.write(`\n${measured.report}\n`);
    aims.push(...measured.aims.map((one) => ({ part, ...one, met: one.more ? one.is >= one.aim : one.is <= one.aim })));
  }
  if (values.json) {
    process.stdout.write(`${JSON.stringify(aims, null, 2)}\n`);
    return;
  }
  const rows = aims.map(({ what, is, aim, more, met }) => [
    what,
    is.toFixed(2),
    `${more ? '≥' : '≤'} ${aim}`,
    met ? 'met' : 'NOT met',
  ]);
  process.stdout.write(`\n${table(['AIM', 'IS', '', ''], rows, 110)}\n`);
}

async function benchSealing(progress: StderrProgress) {
  const rows: string[][] = [];
  let at57: Peer[] = [];
  for (const n of RECIPIENTS) {
    progress.step(`sealing 4 KB for ${n}`);
    const peers = await sealingFor(n);
    if (n === 57) at57 = peers;
    const ours = peers.find((peer) => peer.name === 'Liaison')!;
    for (const peer of peers) {
      const [seal, open] = [times(peer.sealUs / ours.sealUs), times(peer.openUs / ours.openUs)];
      rows.push([String(n), peer.name, inMs(peer.sealUs), seal, inMs(peer.openUs), open]);
    }
  }
  const of = (name: string) => at57.find((peer) => peer.name === name)!.sealUs;
  return {
    report: table(['RECIPIENTS', 'WITH', 'SEAL', 'TO OURS', 'OPEN', 'TO OURS'], rows, 100, 1),
    aims: [
      atLeast(60, 'sealing for 57: times faster than OpenPGP.js 6', of('OpenPGP.js 6') / of('Liaison')),
      atMost(2.5, 'sealing for 57: times the floor', of('Liaison') / of('floor')),
    ],
  };
}

async function benchDelivery(progress: StderrProgress, { deliveredAlerts }: Sizes) {
  const { alerts, sliceBytes, bare, delivered } = await delivery(deliveredAlerts, progress);
  const through = (step: string) => progress.took.find((took) => took.step.startsWith(step))!.ms / 1000;
  const [foundedS, keysS] = [through('founding the network'), through('keys and subscriptions')];
  return {
    report: `Four members with 58 units, founded through the directory:
  each statement signed by who says it        ${foundedS.toFixed(1)} s
  each unit’s keys and subscription, by nodes ${keysS.toFixed(1)} s
${alerts} alerts to 57 mailboxes, slices of ${sliceBytes} bytes, each flushed to disk:
  bare publishing                            ${whole(bare)} slices a second
  sealed, published, pulled, verified,
  opened, committed, receipted               ${whole(delivered)} slices a second`,
    aims: [
      atLeast(0.5, 'delivery: share of the bare rate', delivered / bare),
      atMost(5, 'founding four members with 58 units, in s', foundedS),
    ],
  };
}

async function benchPolicy(progress: StderrProgress) {
  progress.step('decisions and audiences in the whole network');
  const cost = await policyCost();
  return {
    report: `Decisions, policies parsed before:
  one bare Cedar call                        ${cost.bareUs.toFixed(1)} µs
  the engine, not asked before               ${cost.uncachedUs.toFixed(1)} µs   ${times(cost.uncachedUs / cost.bareUs)}
  the engine, asked before                   ${cost.cachedUs.toFixed(1)} µs   ${times(cost.cachedUs / cost.bareUs)}
An alert's audience, ${cost.units} units of 59 members, each with its reason:
  not asked before                           ${cost.audienceFirstMs.toFixed(2)} ms
  asked before                               ${cost.audienceAgainMs.toFixed(2)} ms`,
    aims: [atMost(5, 'an audience of the whole network, in ms', cost.audienceFirstMs)],
  };
}

async function benchDirectory(progress: StderrProgress, { statements }: Sizes) {
  const cost = await directoryCost(statements, progress);
  return {
    report: `A log of ${whole(cost.statements)} statements:
  replayed from nothing, all of it verified  ${cost.replayS.toFixed(1)} s   ${times(cost.replayS / cost.signaturesS)} its signatures alone
  its signatures alone, on the same cores    ${cost.signaturesS.toFixed(1)} s
  from a snapshot                            ${cost.snapshotS.toFixed(1)} s   ${times(cost.snapshotS / cost.replayS)} the replay
Statements a second:
  appended, each with its inclusion proof    ${whole(cost.appended)}
  PostgreSQL inserts of the same bytes       ${whole(cost.insertedAlone)} one by one, ${whole(cost.insertedByBatch)} by the batch
  appended to inserted one by one            ${times(cost.appended / cost.insertedAlone)}`,
    aims: [atMost(1.5, 'replay: times its signatures alone', cost.replayS / cost.signaturesS)],
  };
}

async function benchCorrelation(progress: StderrProgress, { storedAlerts }: Sizes) {
  progress.step('hidden networks that nothing was fitted on');
  const quality = correlationQuality();
  progress.step('weights, fitted anew');
  const fitted = fittedWeights();
  const { steps } = await correlationScale(storedAlerts, progress);
  const row = (what: string, { precision, recall, f1 }: Quality) => [
    what,
    precision.toFixed(3),
    recall.toFixed(3),
    f1.toFixed(3),
  ];
  const rows = [
    row('links by all signals', quality.links),
    row('networks proposed from them', quality.networks),
    row('links by equal indicators, as MISP correlates', quality.indicatorLinks),
    row('networks of these', quality.indicatorNetworks),
  ];
  const [smallest, largest] = [steps[0]!, steps.at(-1)!];
  return {
    report: `${quality.alerts} alerts of known hidden networks, over pairs of alerts:
${table(['', 'PRECISION', 'RECALL', 'F1'], rows, 100)}
Weights fitted on the seeds for fitting: ${fitted.weights.join(', ')}; bias ${fitted.bias}
One new alert against those stored, found, scored and explained:
${steps.map(({ stored, medianMs, p95Ms }) => `  ${whole(stored).padStart(9)}   median ${medianMs.toFixed(1)} ms   p95 ${p95Ms.toFixed(1)} ms`).join('\n')}`,
    aims: [
      atLeast(0.9, 'proposed networks: precision over pairs', quality.networks.precision),
      atLeast(
        2,
        'proposed networks: times the F1 of equal indicators',
        quality.networks.f1 / quality.indicatorLinks.f1,
      ),
      atMost(150, `a new alert against ${whole(largest.stored)}: p95 in ms`, largest.p95Ms),
      atMost(4, `${largest.stored / smallest.stored} times the alerts: times the p95`, largest.p95Ms / smallest.p95Ms),
    ],
  };
}

async function benchFiles(progress: StderrProgress, { files }: Sizes) {
  const costs = await fileCosts(files, progress);
  const rows = costs.map(({ bytes, uploadS, deliverS, authorMiB, recipientMiB }) => [
    inMiB({ bytes }),
    `${uploadS.toFixed(1)} s`,
    `${deliverS.toFixed(1)} s`,
    `${whole(authorMiB)} MiB`,
    `${whole(recipientMiB)} MiB`,
  ]);
  const [smallest, largest] = [costs[0]!, costs.at(-1)!];
  return {
    report: `Files to two recipients, with the most memory that a node ever held:
${table(['FILE', 'UPLOADED IN', 'DELIVERED IN', 'AUTHOR’S NODE', 'RECIPIENT’S'], rows, 100)}`,
    aims: [
      atMost(
        2,
        `a file of ${inMiB(largest)}: times the memory of ${inMiB(smallest)}`,
        largest.authorMiB / smallest.authorMiB,
      ),
    ],
  };
}

async function benchCases(progress: StderrProgress, sizes: Sizes) {
  const cases = CASE_EVENTS.map(caseCost);
  const evidence = [];
  for (const bytes of sizes.evidence) evidence.push(await evidenceCost(bytes, progress));
  const folded = cases.map(({ events, verifyMs, openMs }) => [
    String(events),
    `${verifyMs.toFixed(1)} ms`,
    `${openMs.toFixed(1)} ms`,
    times(openMs / verifyMs),
  ]);
  const bundled = evidence.map(({ bytes, bundleS, verifyS, nodeMiB, verifierMiB }) => [
    inMiB({ bytes }),
    `${bundleS.toFixed(1)} s`,
    `${verifyS.toFixed(1)} s`,
    `${whole(nodeMiB)} MiB`,
    `${whole(verifierMiB)} MiB`,
  ]);
  const [smallest, largest] = [evidence[0]!, evidence.at(-1)!];
  const longest = cases.at(-1)!;
  return {
    report: `A case opened from the archive, beside its signatures alone:
${table(['EVENTS', 'SIGNATURES', 'OPENED', 'RATIO'], folded, 100)}

Evidence in a bundle, with the most memory that node and verifier ever held:
${table(['EVIDENCE', 'BUNDLED IN', 'VERIFIED IN', 'NODE', 'VERIFIER'], bundled, 100)}`,
    aims: [
      atMost(1, 'a case of 1,000 events: opened, times its signatures', longest.openMs / longest.verifyMs),
      atMost(
        2,
        `evidence of ${inMiB(largest)}: times the memory of ${inMiB(smallest)}, at the node`,
        largest.nodeMiB / smallest.nodeMiB,
      ),
      atMost(
        2,
        `evidence of ${inMiB(largest)}: times the memory of ${inMiB(smallest)}, at the verifier`,
        largest.verifierMiB / smallest.verifierMiB,
      ),
    ],
  };
}

const inMiB = ({ bytes }: { readonly bytes: number }): string => `${whole(bytes / MIB)} MiB`;
const whole = (n: number): string => Math.round(n).toLocaleString('en');
const inMs = (us: number): string => `${(us / 1000).toFixed(3)} ms`;
const times = (ratio: number): string => `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)} ×`;

async function benchConsole(progress: StderrProgress) {
  const cost = await consoleCost(progress);
  const rows = [
    ['until an officer can type their name, first visit', cost.signInS.toFixed(1)],
    ['from the button to what waits', cost.homeS.toFixed(1)],
    ['opened again', cost.againS.toFixed(1)],
    ['to the list of alerts, first time', cost.inboxS.toFixed(1)],
  ];
  return {
    report: `The console at 3G speed and 400 ms there and back (first load ${Math.round(cost.firstLoadBytes / 1000)} KB)\n${table(['SECONDS', ''], rows, 100)}`,
    aims: [
      atMost(300, 'first load of the console, KB', cost.firstLoadBytes / 1000),
      atMost(10, 'console over a thin line: first visit, seconds', cost.signInS),
      atMost(5, 'console over a thin line: opened again, seconds', cost.againS),
    ],
  };
}
