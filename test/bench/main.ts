import { table } from '#apps/cli/src/table.js';
import { StderrProgress } from '#deploy/local/progress.js';
import { delivery } from './delivery.js';
import { type Peer, sealingFor } from './sealing.js';

const RECIPIENTS = [1, 10, 57, 200];

/** What the design promises (docs/architecture.md); a ratio within one run, never a time. */
const AIM = { fasterThanOpenPgp: 60, timesTheFloor: 2.5, ofBareRate: 0.5 };

/** `npm run bench`: everything side by side in one run, as ratios. */
export async function main(): Promise<void> {
  const progress = new StderrProgress();
  const rows: string[][] = [];
  let at57: Peer[] = [];
  for (const n of RECIPIENTS) {
    progress.step(`sealing 4 KB for ${n}`);
    const peers = await sealingFor(n);
    if (n === 57) at57 = peers;
    const ours = peers.find((peer) => peer.name === 'Liaison')!;
    for (const peer of peers) {
      rows.push([
        String(n),
        peer.name,
        inMs(peer.sealUs),
        times(peer.sealUs / ours.sealUs),
        inMs(peer.openUs),
        times(peer.openUs / ours.openUs),
      ]);
    }
  }
  const delivered = await delivery(progress);
  progress.end();

  const of = (name: string) => at57.find((peer) => peer.name === name)!.sealUs;
  const ratios: [string, number, number, boolean][] = [
    ['sealing for 57: times faster than OpenPGP.js 6', of('OpenPGP.js 6') / of('Liaison'), AIM.fasterThanOpenPgp, true],
    ['sealing for 57: times the floor', of('Liaison') / of('floor'), AIM.timesTheFloor, false],
    ['delivery: share of the bare rate', delivered.delivered / delivered.bare, AIM.ofBareRate, true],
  ];
  process.stdout.write(`
${table(['RECIPIENTS', 'WITH', 'SEAL', 'TO OURS', 'OPEN', 'TO OURS'], rows, 100, 1)}

${delivered.alerts} alerts to 57 mailboxes, slices of ${delivered.sliceBytes} bytes, every batch flushed to disk:
  bare atomic batches                        ${Math.round(delivered.bare).toLocaleString('en')} slices a second
  sealed, published, pulled, verified,
  opened, committed, receipted               ${Math.round(delivered.delivered).toLocaleString('en')} slices a second

${table(
  ['RATIO', 'IS', 'AIM', ''],
  ratios.map(([what, is, aim, more]) => [
    what,
    is.toFixed(2),
    `${more ? '≥' : '≤'} ${aim}`,
    (more ? is >= aim : is <= aim) ? 'met' : 'NOT met',
  ]),
  100,
)}
`);
}

const inMs = (us: number): string => `${(us / 1000).toFixed(3)} ms`;
const times = (ratio: number): string => `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)} ×`;
