import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { contentOfFile, uploadFile } from '#apps/cli/src/upload.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { LocalNetwork, type Progress } from '#deploy/local/network.js';
import { type CaseEvent, keptEvent, readEvent, type SignedEvent, signEvent } from '#libs/cases/event.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { toTerms } from '#libs/cases/terms.js';
import { newSigningKey } from '#libs/cose/ed25519.js';
import { MUTUAL_LEGAL_ASSISTANCE } from '#libs/kinds/mutual-legal-assistance/kind.js';
import { UnitAddress } from '#libs/trust/address.js';
import { NodeApi } from '../support/node-api.js';
import { peakOf } from './files.js';

const MIB = 1024 ** 2;

export interface CaseCost {
  readonly events: number;
  /** Milliseconds: every signature checked; every event decoded from the archive, and folded into the case. */
  readonly verifyMs: number;
  readonly openMs: number;
}

/** A case of so many events between two authorities: its signatures alone, and opening it. */
export function caseCost(events: number): CaseCost {
  const key = newSigningKey();
  const [asking, asked] = ['ne/central-authority', 'pt/central-authority'].map((unit) => UnitAddress.parse(unit)) as [
    UnitAddress,
    UnitAddress,
  ];
  const made = (said: Partial<CaseEvent> & Pick<CaseEvent, 'author' | 'move'>): SignedEvent =>
    signEvent(
      {
        case: null,
        kind: MUTUAL_LEGAL_ASSISTANCE.name,
        sequence: 1,
        parents: [],
        at: 0,
        logPosition: 1,
        terms: new Map(),
        content: null,
        ...said,
      },
      key,
    );
  const terms = {
    reference: 'x',
    language: 'fr',
    requested: asked,
    instruments: ['untoc'],
    urgency: 'normal',
    confidential: false,
    measures: [{ number: 1, type: 'other' }],
  };
  const all = [made({ author: asking, move: 'request', terms: toTerms(terms) })];
  for (let i = 1; i < events; i++) {
    const author = i % 2 === 1 ? asked : asking;
    all.push(
      made({ author, move: 'write', case: all[0]!.hash, sequence: Math.floor(i / 2) + 1, parents: [all.at(-1)!.hash] }),
    );
  }
  const ms = (work: () => void): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const fold = () => {
    const ledger = new CaseLedger(MUTUAL_LEGAL_ASSISTANCE, all[0]!.hash);
    for (const { wire } of all) ledger.add(keptEvent(wire)!);
    if (ledger.view.record.some((one) => one.refusal)) throw new Error('the example case is not as it should be');
  };
  const verify = () => {
    for (const { wire } of all) readEvent(wire, () => key.publicKey);
  };
  fold();
  return {
    events,
    verifyMs: ms(verify),
    openMs: ms(fold),
  };
}

export interface EvidenceCost {
  readonly bytes: number;
  /** Seconds: the bundle made and written, and verified. */
  readonly bundleS: number;
  readonly verifyS: number;
  /** MiB: the most memory that the node, and the verifier, ever held. */
  readonly nodeMiB: number;
  readonly verifierMiB: number;
}

/** A disk image as evidence: into the case, out in its bundle, and verified by the command. */
export async function evidenceCost(bytes: number, progress: Progress): Promise<EvidenceCost> {
  const parent = await temporaryFolder('bench');
  const network = await LocalNetwork.start({ folder: join(parent, 'network'), progress, firstPort: 31_500 });
  try {
    progress.step(`evidence of ${Math.round(bytes / MIB)} MiB`);
    const url = network.nodeUrl('ne');
    const { token } = await new NodeApi(url).post<{ token: string }>('/session', network.authoritySignIns('ne')![0]);
    const [api, unit] = [new NodeApi(url, token), 'ne/central-authority'];
    const image = join(parent, 'disk.img');
    await writeFile(image, '');
    await truncate(image, bytes);
    const { name } = await uploadFile(
      api.typed,
      { unit, fileName: 'disk.img', mediaType: 'application/octet-stream' },
      await contentOfFile(image),
    );
    const text = { language: 'fr', text: 'Image de disque.' };
    const terms = { reference: 'NE-B', language: 'fr', requested: 'pt/central-authority', confidential: false };
    const { id } = await api.post<{ id: string }>('/cases', {
      unit,
      kind: MUTUAL_LEGAL_ASSISTANCE.name,
      move: 'inform',
      terms,
      content: { text, files: [{ name }] },
    });
    const began = performance.now();
    const bundle = join(parent, 'case.zip');
    const body = await api.postForStream(`/cases/${id}/bundle`, { why: 'bench' });
    await pipeline(Readable.fromWeb(body as never), createWriteStream(bundle));
    const bundled = performance.now();
    if ((await stat(bundle)).size < bytes) throw new Error('the bundle is shorter than what is in it');
    const verifierMiB = await verifierPeak(bundle);
    return {
      bytes,
      bundleS: (bundled - began) / 1000,
      verifyS: (performance.now() - bundled) / 1000,
      nodeMiB: await peakOf(network, 'ne'),
      verifierMiB,
    };
  } finally {
    await network.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

/** Runs `liaison verify`, which says at its end how much memory it held. */
function verifierPeak(bundle: string): Promise<number> {
  const measured = `import('./dist/programs/liaison.js'); process.on('exit', (code) => process.send([code, process.resourceUsage().maxRSS]));`;
  const child = spawn(process.execPath, ['-e', measured, 'verify', bundle], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (told) => {
      const [code, kilobytes] = told as [number, number];
      if (code === 0) resolve(kilobytes / 1024);
      else reject(new Error('the bundle was not verified'));
    });
    child.once('error', reject);
  });
}
