import { z } from 'zod';
import { listOf } from '#libs/bounds/lists.js';
import { Base64 } from '#libs/cose/base64-field.js';
import { base64, hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { policyText, readPolicy, type TlogPolicy } from '#libs/log/policy.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { extendOnEveryCore } from '#libs/replay/extend.js';
import { fetchEntries } from '#libs/transport/directory-client.js';
import { isSuspended } from '#libs/trust/directory.js';
import { fingerprint } from '#libs/trust/fingerprint.js';
import { networkOf } from '#libs/trust/fold.js';
import { policyOf, type Witnessing } from '#libs/trust/quorum.js';
import { Replica } from '#libs/trust/replica.js';
import { asJson, readJsonFile, readWholeFile, refused, writeNewFile } from '../files.js';
import { print, printJson, say, width } from '../output.js';
import { loadSession } from '../session.js';
import { table } from '../table.js';
import { accepted, connectForCeremony, type HubOptions } from './hub.js';

/** A network of hundreds of members writes less in decades. */
const MOST_ENTRIES = 1_000_000;

/** The whole log with its newest checkpoint, to be carried to a machine that has no network. */
const LogFile = z.strictObject({
  liaison: z.literal('log, version 1'),
  checkpoint: z.string().max(32_768),
  entries: listOf(Base64, MOST_ENTRIES),
});

interface Page {
  readonly checkpoint: string;
  readonly entries: readonly string[];
}

/** `liaison log save`: fetched page by page from the signed-in node, or straight through the hub. */
export async function saveLog(options: HubOptions & { output: string }): Promise<void> {
  const source = options.hub === undefined ? await nodeSource() : await hubSource(options);
  const entries: string[] = [];
  let checkpoint = '';
  try {
    for (;;) {
      const page = await source.page(entries.length);
      entries.push(...page.entries);
      checkpoint = page.checkpoint;
      say(`fetched ${entries.length} entries`);
      if (page.entries.length === 0) break;
    }
  } finally {
    await source.close();
  }
  await writeNewFile(options.output, asJson({ liaison: 'log, version 1', checkpoint, entries }));
  print(`Saved ${options.output}: ${entries.length} entries.`);
}

async function nodeSource() {
  const { api } = await loadSession();
  const page = (from: number): Promise<Page> => api.get('/api/v1/directory/entries', { params: { query: { from } } });
  return { page, close: async () => undefined };
}

async function hubSource(options: HubOptions) {
  const connection = await connectForCeremony(options);
  const page = async (from: number): Promise<Page> => {
    const reply = accepted(await fetchEntries(connection, from));
    return { checkpoint: reply.checkpoint, entries: reply.entries.map(base64) };
  };
  return { page, close: () => connection.close() };
}

export interface VerifiedLog {
  readonly replica: Replica;
  readonly network: string;
  readonly witnessing: Witnessing;
}

/**
 * Replays a log file from nothing and verifies all of it: every statement, the root, the log's signature, the witnesses.
 * @param network the network's name in hexadecimal, where it is known; otherwise it is the file's own word
 */
export async function readLog(file: string, network?: string): Promise<VerifiedLog> {
  const { checkpoint: note, entries } = await readJsonFile(file, 'log file', LogFile, MOST_ENTRIES + 10);
  const verified = await verifyLog(note, entries, network);
  if (!verified.ok)
    throw refused(`${file}: ${verified.refusal.message}`, verified.refusal.remedy, verified.refusal.code);
  return verified.value;
}

async function verifyLog(
  note: string,
  entries: readonly Uint8Array[],
  network?: string,
): Promise<Outcome<VerifiedLog>> {
  const named = entries[0] && networkOf(entries[0]);
  if (!named || (network && hex(named) !== network)) {
    return refuse(
      'other-network',
      'This is not the log of that network.',
      'Compare the network’s name with the committee.',
    );
  }
  const replica = new Replica(named);
  const checkpoint = replica.read(note, entries[0]);
  if (!checkpoint.ok) return checkpoint;
  const taken = await extendOnEveryCore(replica, checkpoint.value, entries);
  if (!taken.ok) return taken;
  const witnessing = replica.witness(checkpoint.value);
  // Whoever carries the file answers for it: what is drafted from it is checked again where it is handed in.
  replica.trust();
  return accept({ replica, network: hex(named), witnessing });
}

/** `liaison log policy FILE`: who has to witness the log, for whoever verifies without it; printed, to be kept and compared. */
export async function showPolicy(file: string, options: { network?: string }): Promise<void> {
  const { replica, network } = await readLog(file, options.network);
  const { trusted } = replica;
  const remarks = [`${trusted.name}, network ${network}`, `by the first ${trusted.size} entries of its log`];
  const text = policyText(policyOf(trusted), remarks);
  print(text.trimEnd());
  say(`SHA-256 ${hex(sha256(utf8(text)))}: whoever is given the file can have that read out.`);
}

/** A policy that somebody else than a bundle's exporter has given. @throws where it is none */
export async function readPolicyFile(file: string): Promise<TlogPolicy> {
  const read = readPolicy(await readWholeFile(file));
  if (!read.ok) throw refused(`${file}: ${read.refusal.message}`, read.refusal.remedy, read.refusal.code);
  return read.value;
}

/** `liaison log show FILE` */
export async function showLog(file: string, options: { network?: string; json?: boolean }): Promise<void> {
  const { replica, network, witnessing } = await readLog(file, options.network);
  const state = replica.trusted;
  const members = [...state.members.values()].map((member) => ({
    member: member.code,
    name: member.name,
    standing: isSuspended(member, state.size) ? 'suspended' : 'member',
    fingerprint: fingerprint(member.keys.at(-1)!.key),
  }));
  const committee = { threshold: state.committee.threshold, signers: state.committee.keys.map(fingerprint) };
  if (options.json) {
    return printJson({
      network,
      name: state.name,
      size: state.size,
      witnesses: witnessing.members,
      quorum: witnessing.quorum,
      committee,
      members,
    });
  }
  print(
    `${state.name}: ${state.size} entries, every one verified; ${witnessing.members} members witness it, ${witnessing.quorum} have to.`,
  );
  print(`Network ${network}`);
  print(`Steering Committee: ${committee.threshold} of`);
  for (const signer of committee.signers) print(`  ${signer}`);
  if (members.length > 0) {
    const rows = members.map((one) => [one.member, one.name, one.standing, one.fingerprint]);
    print(table(['MEMBER', 'NAME', '', 'KEY'], rows, width(), 1));
  }
  if (witnessing.since === undefined)
    say('Too few members witness this log: ask for a newer file before you rely on it.');
}
