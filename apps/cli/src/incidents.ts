import { open } from 'node:fs/promises';
import { fromBase64 } from '#libs/cose/bytes.js';
import { ForkEvidenceFile, verifyForkEvidence } from '#libs/trust/evidence.js';
import type { VerifyOptions } from './cases/bundle.js';
import { readJsonFile, refused, writeNewFile } from './files.js';
import { print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { table } from './table.js';

/** `liaison incidents` */
export async function listIncidents(options: { json?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/incidents');
  if (options.json) return printJson(answer);
  if (answer.incidents.length === 0) {
    return say('No incidents: nobody was caught lying to this node.');
  }
  const rows = answer.incidents.map(({ id, at, type, detail, more }) => [
    id,
    time(at),
    type,
    more > 0 ? `${detail}; ${more} more of this kind by the same member before it` : detail,
  ]);
  print(table(['ID', 'SINCE', 'WHAT', 'DETAIL'], rows, width(), 3));
}

/** `liaison incidents save ID`: the evidence as a file, which never overwrites another. */
export async function saveEvidence(id: string, options: { output: string }): Promise<void> {
  const { api } = await loadSession();
  const { type, evidence } = await api.get('/api/v1/incidents/{id}', { params: { path: { id } } });
  const content = type === 'log-forked' ? evidence[0]! : Buffer.concat(evidence.map((one) => fromBase64(one)!));
  await writeNewFile(options.output, content);
  print(`Saved ${options.output}.`);
  if (type === 'log-forked') say('Anyone can check it, without a network: liaison verify FILE');
}

/** `liaison verify FILE`: evidence against a directory, or the bundle of a case, checked here and now with nothing but the file. */
export async function verifyFile(file: string, options: VerifyOptions): Promise<void> {
  if (await isBundle(file)) {
    // Loaded where it is needed alone: it brings the calendars of all states.
    const { verifyBundleFile } = await import('./cases/bundle.js');
    await verifyBundleFile(file, options);
    return;
  }
  const evidence = await readJsonFile(file, 'evidence file', ForkEvidenceFile);
  const verified = verifyForkEvidence(evidence);
  if (!verified.ok)
    throw refused(`NOT proved: ${verified.refusal.message}`, verified.refusal.remedy, verified.refusal.code);
  if (options.json) return printJson({ proved: 'log-forked', ...verified.value });
  const { name, network, older, newer } = verified.value;
  print(`PROVED: the directory of "${name}" signed two logs that contradict each other.`);
  print(`  One checkpoint has ${older} entries, the other ${newer}; the second does not begin with the first.`);
  print(`  Network ${network}: compare it with what the committee read out.`);
}

/** Whether a file is a bundle: it begins as ZIP files do. */
async function isBundle(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return false;
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close());
  return buffer.equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}
