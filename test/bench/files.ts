import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOfFile, uploadFile } from '#apps/cli/src/upload.js';
import { until } from '#deploy/local/daemon.js';
import { temporaryFolder } from '#deploy/local/folders.js';
import { LocalNetwork, type Progress } from '#deploy/local/network.js';
import { NodeApi } from '../support/node-api.js';

const MIB = 1024 ** 2;

export interface FileCost {
  readonly bytes: number;
  /** Seconds to upload, and from posting until every recipient has all of it. */
  readonly uploadS: number;
  readonly deliverS: number;
  /** MiB: the most memory that the author's node and a recipient's have ever held. */
  readonly authorMiB: number;
  readonly recipientMiB: number;
}

/** Files of growing size from one node to two others, with the most memory that the nodes ever held. @param sizes ascending, bytes */
export async function fileCosts(sizes: readonly number[], progress: Progress): Promise<FileCost[]> {
  const parent = await temporaryFolder('bench');
  const network = await LocalNetwork.start({ folder: join(parent, 'network'), progress, firstPort: 31_200 });
  try {
    const url = network.nodeUrl('ne');
    const { token } = await new NodeApi(url).post<{ token: string }>('/session', network.signIn('ne'));
    const api = new NodeApi(url, token);
    const draft = JSON.parse(await readFile('examples/sahel-route.json', 'utf8'));
    const costs = [];
    for (const bytes of sizes) {
      progress.step(`a file of ${Math.round(bytes / MIB)} MiB`);
      const file = join(parent, 'film.bin');
      await writeFile(file, '');
      await truncate(file, bytes);
      const content = await contentOfFile(file);
      const began = performance.now();
      const described = { unit: 'ne/police-agadez', fileName: 'film.bin', mediaType: 'application/octet-stream' };
      const { name } = await uploadFile(api.typed, described, content);
      const uploaded = performance.now();
      const alert = { ...draft, title: { language: 'en', text: `With ${bytes} bytes` }, files: [{ name }] };
      const { id } = await api.post<{ id: string }>('/bulletins/alert', { unit: 'ne/police-agadez', body: alert });
      await until(
        'every recipient has the file',
        async () => {
          const { delivery } = await api.get<{ delivery: { deliveredAt: string | null }[] }>(`/bulletins/alert/${id}`);
          return delivery.every((one) => one.deliveredAt !== null) || undefined;
        },
        18_000,
      );
      costs.push({
        bytes,
        uploadS: (uploaded - began) / 1000,
        deliverS: (performance.now() - uploaded) / 1000,
        authorMiB: await peakOf(network, 'ne'),
        recipientMiB: await peakOf(network, 'pt'),
      });
    }
    return costs;
  } finally {
    await network.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

/** VmHWM: the most that the process has had in memory (proc(5)). */
export async function peakOf(network: LocalNetwork, member: string): Promise<number> {
  const status = await readFile(`/proc/${network.nodes.get(member)!.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
}
