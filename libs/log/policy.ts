import { equalBytes, hex } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { SignedCheckpoint } from './checkpoint.js';
import { COSIGNATURE_TYPE, cosignedAt, type Witness } from './cosignature.js';
import { ED25519_TYPE, readVerifierKey, verifierKey } from './note.js';

/** Who has to have signed a checkpoint (C2SP tlog-policy): any of the logs, and witnesses by a quorum. */
export interface TlogPolicy {
  /** Empty where the log is known otherwise. */
  readonly logs: readonly Witness[];
  /** By the name that they have in the policy alone. */
  readonly witnesses: ReadonlyMap<string, Witness>;
  /** In an order in which each names only those before it. */
  readonly groups: ReadonlyMap<string, { readonly threshold: number; readonly members: readonly string[] }>;
  /** A witness, a group, or undefined where no cosignature is asked for. */
  readonly quorum: string | undefined;
}

/** How far a checkpoint is witnessed. */
export interface Witnessing {
  /** How many stand by it of those whom the quorum names, and how many there have to be. */
  readonly members: number;
  readonly quorum: number;
  /** Since when so many have stood by it at once, in seconds since 1970-01-01T00:00Z; undefined below the quorum. How fresh it is. */
  readonly since: number | undefined;
  /**
   * By when so many had said it, in seconds since 1970-01-01T00:00Z; undefined below the quorum, or where nobody could say it. That it
   * existed: whoever has fewer witnesses than a quorum cannot date it back, whichever of the others' words are left out.
   */
  readonly by: number | undefined;
}

interface Times {
  readonly since: number;
  readonly by: number;
}

/**
 * Counts a checkpoint's cosignatures.
 * @param atLeast so many of those whom the quorum names, where that is more than the policy asks for
 */
export function witnessedBy(policy: TlogPolicy, checkpoint: SignedCheckpoint, atLeast = 0): Witnessing {
  const { quorum } = policy;
  if (quorum === undefined) return { members: 0, quorum: 0, since: 0, by: undefined };
  const top = policy.groups.get(quorum) ?? { threshold: 1, members: [quorum] };
  const threshold = Math.max(top.threshold, atLeast);
  const times = new Map<string, Times>();
  for (const [name, witness] of policy.witnesses) {
    const at = cosignedAt(checkpoint, witness);
    if (at !== undefined) times.set(name, { since: at, by: at });
  }
  const standing = (members: readonly string[]): Times[] =>
    members.map((name) => times.get(name)).filter((time) => time !== undefined);
  for (const [name, { threshold: most, members }] of policy.groups) {
    const reached = timesOf(standing(members), most);
    if (reached) times.set(name, reached);
  }
  const stand = standing(top.members);
  return { members: stand.length, quorum: threshold, since: undefined, by: undefined, ...timesOf(stand, threshold) };
}

/** Since when so many stand by it at once, and by when so many had said it; undefined where there are fewer. */
const timesOf = (standing: readonly Times[], most: number): Times | undefined =>
  standing.length < most
    ? undefined
    : {
        since: standing.map(({ since }) => since).sort((a, b) => b - a)[most - 1]!,
        by: standing.map(({ by }) => by).sort((a, b) => a - b)[most - 1]!,
      };

/** Whether the policy takes checkpoints of this log. */
export const namesLog = ({ logs }: TlogPolicy, origin: string, key: Uint8Array): boolean =>
  logs.length === 0 || logs.some((log) => log.name === origin && equalBytes(log.key, key));

/** The policy as a file. @param remarks one line each */
export function policyText({ logs, witnesses, groups, quorum }: TlogPolicy, remarks: readonly string[]): string {
  const lines = [
    ...remarks.map((remark) => `# ${remark.replaceAll(/[^\x20-\x7e\u00a0-\u{10ffff}]/gu, ' ')}`),
    ...logs.map(({ name, key }) => `log ${verifierKey(name, ED25519_TYPE, key)}`),
    ...[...witnesses].map(([name, { name: by, key }]) => `witness ${name} ${verifierKey(by, COSIGNATURE_TYPE, key)}`),
    ...[...groups].map(([name, { threshold, members }]) => `group ${name} ${threshold} ${members.join(' ')}`),
    `quorum ${quorum ?? 'none'}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** A network of hundreds of members has a policy of some tens of kilobytes. */
const MAX_POLICY_BYTES = 1024 * 1024;

export type PolicyRefusal = 'policy-malformed' | 'policy-unsupported';

/** Parses a policy file: octets, of which those beyond ASCII are names' and remarks' own. */
export function readPolicy(file: Uint8Array): Outcome<TlogPolicy, PolicyRefusal> {
  if (file.length > MAX_POLICY_BYTES) return malformed('it is too long');
  const text = Buffer.from(file).toString('latin1');
  if (/[^\t\n\x20-\x7e\x80-\xff]/.test(text)) return malformed('it has a control character');
  if (!text.endsWith('\n')) return malformed('its last line does not end');
  const policy = new PolicyUnderWay();
  for (const [i, line] of text.slice(0, -1).split('\n').entries()) {
    const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
    if (keyword === undefined || keyword.startsWith('#')) continue;
    const fault = policy.take(keyword, items);
    if (fault === UNSUPPORTED)
      return refuse(
        'policy-unsupported',
        `Line ${i + 1} names a kind of key that this program does not know.`,
        'Use a newer version of it, or a policy that names Ed25519 keys.',
      );
    if (fault) return malformed(`line ${i + 1} ${fault}`);
  }
  return policy.quorum === undefined ? malformed('it has no line "quorum"') : accept(policy.whole);
}

const malformed = (what: string) =>
  refuse('policy-malformed', `This is no policy of a transparency log: ${what}.`, 'Ask for the file again.');

const UNSUPPORTED = Symbol('unsupported');
type LineFault = string | typeof UNSUPPORTED | undefined;

class PolicyUnderWay {
  private readonly logs: Witness[] = [];
  private readonly witnesses = new Map<string, Witness>();
  private readonly groups = new Map<string, { threshold: number; members: string[] }>();
  private readonly placed = new Set<string>();
  private readonly keys = new Set<string>();
  quorum: string | undefined;

  get whole(): TlogPolicy {
    const quorum = this.quorum === 'none' ? undefined : this.quorum;
    return { logs: this.logs, witnesses: this.witnesses, groups: this.groups, quorum };
  }

  /** @returns what is wrong with the line */
  take(keyword: string, items: readonly string[]): LineFault {
    if (keyword === 'log') return this.takeLog(items);
    if (keyword === 'witness') return this.takeWitness(items);
    if (keyword === 'group') return this.takeGroup(items);
    return keyword === 'quorum' ? this.takeQuorum(items) : 'is none of log, witness, group and quorum';
  }

  private takeLog([key, ...more]: readonly string[]): LineFault {
    if (!key || more.length > 1) return 'is not "log", a verifier key and perhaps a URL';
    const log = this.newKey('log', key, ED25519_TYPE);
    if (typeof log !== 'object') return log;
    this.logs.push(log);
    return undefined;
  }

  private takeWitness([name, key, ...more]: readonly string[]): LineFault {
    if (!name || !key || more.length > 1) return 'is not "witness", a name, a verifier key and perhaps a URL';
    if (this.isTaken(name)) return 'gives a name that stands for something else';
    const witness = this.newKey('witness', key, COSIGNATURE_TYPE);
    if (typeof witness !== 'object') return witness;
    this.witnesses.set(name, witness);
    return undefined;
  }

  private takeGroup([name, of, ...members]: readonly string[]): LineFault {
    if (!name || !of || members.length === 0) return 'is not "group", a name, how many, and of whom';
    if (this.isTaken(name)) return 'gives a name that stands for something else';
    const threshold = of === 'any' ? 1 : of === 'all' ? members.length : /^[1-9]\d{0,8}$/.test(of) ? Number(of) : 0;
    if (threshold < 1 || threshold > members.length) return 'asks for a number that the group does not have';
    for (const member of members) {
      if (!this.isNamed(member)) return 'names what no line before it defines';
      if (this.placed.has(member)) return 'names what is in a group already';
      this.placed.add(member);
    }
    this.groups.set(name, { threshold, members });
    return undefined;
  }

  private takeQuorum([name, ...more]: readonly string[]): LineFault {
    if (!name || more.length > 0) return 'is not "quorum" and a name';
    if (this.quorum !== undefined) return 'is a second quorum';
    if (name !== 'none' && !this.isNamed(name)) return 'names what no line before it defines';
    this.quorum = name;
    return undefined;
  }

  private isNamed = (name: string): boolean => this.witnesses.has(name) || this.groups.has(name);
  private isTaken = (name: string): boolean => name === 'none' || this.isNamed(name);

  private newKey(use: 'log' | 'witness', text: string, wanted: number): Witness | LineFault {
    const read = readVerifierKey(text);
    if (!read) return 'has a verifier key that is none';
    if (read.type !== wanted || read.key.length !== 32) return UNSUPPORTED;
    const named = `${use} ${hex(read.key)}`;
    if (this.keys.has(named)) return 'gives a key a second time';
    this.keys.add(named);
    return { name: read.name, key: read.key };
  }
}
