import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { utf8 } from '#libs/cose/bytes.js';
import { newSigningKey, verifyBytes } from '#libs/cose/ed25519.js';
import { noteOf, readCheckpoint, type SignedCheckpoint, signCheckpoint } from '#libs/log/checkpoint.js';
import { cosign, cosignatureParts } from '#libs/log/cosignature.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { policyText, readPolicy, witnessedBy } from '#libs/log/policy.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { sayAnything } from '#libs/testing/any-log.js';
import { ExampleLog, epochKeyOf } from '#libs/testing/example-log.js';
import { emptyDirectory } from './directory.js';
import { ForkEvidenceFile, forkEvidenceFile, verifyForkEvidence } from './evidence.js';
import { fold } from './fold.js';
import { policyOf, quorumOf, witnessing } from './quorum.js';
import { Replica } from './replica.js';
import { restoreSnapshot, snapshotOf } from './snapshot.js';

const ORIGIN = 'liaison.test/log';
const treeOf = (entries: readonly Uint8Array[]): MerkleTree => {
  const tree = new MerkleTree();
  for (const entry of entries) tree.append(leafHash(entry));
  return tree;
};

/** The log's checkpoint over its first `size` entries, with these nodes' cosignatures. */
function checkpoint(log: ExampleLog, size = log.entries.length, nodes: string[] = [], at = 1000): SignedCheckpoint {
  const note = signCheckpoint({ origin: ORIGIN, size, root: treeOf(log.entries).root(size) }, log.logKey);
  const read = expectAccepted(readCheckpoint(note, ORIGIN, log.logKey.publicKey));
  const lines = nodes.map((node) => cosign(read, node, log.witnessKeys.get(node)!, at));
  return expectAccepted(readCheckpoint(noteOf(read, lines), ORIGIN, log.logKey.publicKey));
}

test('any valid log folds to the same state, replayed whole, from a snapshot, or bit by bit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(10_000), { maxLength: 60 }),
      fc.array(fc.nat(100), { maxLength: 6 }),
      (choices, cuts) => {
        const log = ExampleLog.withMembers('ne', 'pt');
        for (const choice of choices) sayAnything(log, choice);
        const expected = Buffer.from(snapshotOf(log.state)).toString('hex');

        const whole = emptyDirectory();
        for (const entry of log.entries) expectAccepted(fold(whole, entry));
        expect(Buffer.from(snapshotOf(whole)).toString('hex')).toBe(expected);

        const network = log.state.network!;
        const replica = new Replica(network);
        const sizes = [...cuts.map((cut) => 1 + (cut % log.entries.length)), log.entries.length].sort((a, b) => a - b);
        for (const size of sizes) {
          const part = checkpoint(log, size);
          expectAccepted(replica.extend(part, log.entries.slice(replica.tree.size)));
          if (size % 2) replica.trust();
        }
        replica.trust();
        for (const state of [replica.verified, replica.trusted]) {
          expect(Buffer.from(snapshotOf(state)).toString('hex')).toBe(expected);
        }

        const half = Math.ceil(log.entries.length / 2);
        const early = new Replica(network);
        expectAccepted(early.reload(log.entries.slice(0, half), half));
        const state = snapshotOf(early.trusted);
        const later = new Replica(network, { state, leaves: log.entries.slice(0, half).map(leafHash) });
        expectAccepted(later.extend(checkpoint(log), log.entries.slice(half)));
        later.trust();
        expect(Buffer.from(snapshotOf(later.trusted)).toString('hex')).toBe(expected);
        expect(Buffer.from(snapshotOf(restoreSnapshot(snapshotOf(whole)))).toString('hex')).toBe(expected);
      },
    ),
    { numRuns: 40 },
  );
});

describe('a reader of the log', () => {
  let log: ExampleLog;
  let replica: Replica;
  const ALL = ['ne/main', 'pt/main', 'sn/main'];
  beforeEach(() => {
    log = ExampleLog.withMembers('ne', 'pt', 'sn');
    replica = new Replica(log.state.network!);
    expectAccepted(replica.extend(checkpoint(log), log.entries));
  });
  const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'accepted';

  test('relies on nothing before a quorum of the members has cosigned it', () => {
    expect(replica.witness(checkpoint(log))).toEqual({
      members: 0,
      quorum: 2,
      since: undefined,
      by: undefined,
    });
    expect(replica.witness(checkpoint(log, undefined, ['ne/main']))).toMatchObject({ members: 1, since: undefined });
    expect(replica.trusted.size).toBe(0);
    expect(replica.witness(checkpoint(log, undefined, ['ne/main', 'pt/main'], 7))).toEqual({
      members: 2,
      quorum: 2,
      since: 7,
      by: 7,
    });
    expect(replica.trusted.size).toBe(log.entries.length);
  });

  test('is as fresh as the quorum’s oldest word, and existed by the quorum’s youngest, whatever one of them writes down', () => {
    const said = (node: string, at: number) => checkpoint(log, undefined, [node], at).lines.at(-1)!;
    const here = checkpoint(log);
    const witnessed = (...lines: string[]) => replica.witness({ ...here, lines: [...here.lines, ...lines] });
    expect(witnessed(said('ne/main', 7), said('pt/main', 9))).toMatchObject({ since: 7, by: 9 });
    expect(witnessed(said('ne/main', 1), said('pt/main', 8), said('sn/main', 9))).toMatchObject({ since: 8, by: 8 });
  });

  test('has nothing that says when it existed where no member has a node', () => {
    const early = new ExampleLog();
    expectAccepted(early.say(early.genesis(), early.committee));
    const reader = new Replica(early.state.network!);
    expectAccepted(reader.extend(checkpoint(early), early.entries));
    expect(reader.witness(checkpoint(early))).toMatchObject({ quorum: 0, since: 0, by: undefined });
  });

  test('counts several nodes of one member once, and a suspended member’s or a retired node’s word not at all', () => {
    log.enrol('ne/second');
    expectAccepted(replica.extend(checkpoint(log), log.entries.slice(replica.tree.size)));
    expect(replica.witness(checkpoint(log, undefined, ['ne/main', 'ne/second'])).since).toBeUndefined();
    log.must({ type: 'member-suspended', member: 'pt', reason: 'x' }, log.committee);
    log.must({ type: 'node-retired', node: 'ne/second' }, [log.memberKey('ne')]);
    expectAccepted(replica.extend(checkpoint(log), log.entries.slice(replica.tree.size)));
    expect(replica.witness(checkpoint(log, undefined, ['ne/second', 'pt/main', 'sn/main']))).toMatchObject({
      members: 1,
      quorum: 2,
    });
  });

  test('is satisfied with fewer witnesses only once as many as before have stood by their being fewer', () => {
    const names = ['ne', 'pt', 'sn', 'ml', 'es'];
    log = ExampleLog.withMembers(...names);
    replica = new Replica(log.state.network!);
    const nodes = (...members: string[]) => members.map((member) => `${member}/main`);
    const standing = (...members: string[]) => {
      expectAccepted(replica.extend(checkpoint(log), log.entries.slice(replica.tree.size)));
      return replica.witness(checkpoint(log, undefined, nodes(...members)));
    };
    const suspend = (member: string) => log.must({ type: 'member-suspended', member, reason: 'x' }, log.committee);
    expect(standing('ne', 'pt', 'sn')).toMatchObject({ quorum: 4, since: undefined });
    expect(standing('ne', 'pt', 'sn', 'ml').since).toBe(1000);
    // Two that the committee and the hub share could be a quorum of the three that they leave.
    suspend('ml');
    suspend('es');
    expect(standing('ne', 'pt')).toMatchObject({ members: 2, quorum: 4, since: undefined });
    expect(standing('ne', 'pt', 'sn')).toMatchObject({ members: 3, quorum: 4, since: undefined });
    log.must({ type: 'member-reinstated', member: 'es' }, log.committee);
    expect(standing('ne', 'pt', 'sn', 'es')).toMatchObject({ members: 4, quorum: 4, since: 1000 });
    expect(standing('ne', 'pt', 'sn')).toMatchObject({ quorum: 3, since: 1000 });
    suspend('es');
    expect(standing('ne', 'pt', 'sn').since).toBe(1000);
    expect(standing('ne', 'pt')).toMatchObject({ quorum: 2, since: 1000 });
  });

  test('of two quorums of four members or more, over a third of the members is in both', () => {
    for (let members = 1; members < 200; members++) {
      const inBoth = 2 * quorumOf(members) - members;
      expect(inBoth).toBeGreaterThan(members < 4 ? 0 : members / 3);
      expect(quorumOf(members)).toBeLessThanOrEqual(members);
    }
  });

  test('the policy file that follows from the directory counts as the directory does', () => {
    log.enrol('ne/second');
    const nodes = [...ALL, 'ne/second'];
    const policy = expectAccepted(readPolicy(utf8(policyText(policyOf(log.state), ['x']))));
    fc.assert(
      fc.property(fc.subarray(nodes), fc.nat(9000), (some, at) => {
        const here = checkpoint(log, undefined, some, at);
        expect(witnessedBy(policy, here)).toEqual(witnessing(log.state, here));
      }),
      { numRuns: 20 },
    );
  });

  test('takes no cosignature over another checkpoint, under another name, or with its time changed', () => {
    const here = checkpoint(log, undefined, ALL);
    const other = checkpoint(log, 3, ALL);
    expect(replica.witness({ ...here, lines: other.lines }).members).toBe(0);
    expect(
      replica.witness({ ...here, lines: here.lines.map((line) => line.replace('pt/main', 'ne/main')) }).members,
    ).toBe(2);
    const later = here.lines.map((line) => {
      const [dash, name, blob] = line.split(' ');
      const bytes = Buffer.from(blob!, 'base64');
      bytes[11]! ^= 1;
      return `${dash} ${name} ${bytes.toString('base64')}`;
    });
    expect(replica.witness({ ...here, lines: later }).members).toBe(0);
  });

  test('gives a court the signature that was made, though a forged line with the same time stands before it', () => {
    const key = log.witnessKeys.get('pt/main')!.publicKey;
    const here = checkpoint(log, undefined, ['pt/main']);
    const forged = here.lines
      .filter((line) => line.includes(' pt/main '))
      .map((line) => {
        const [dash, name, blob] = line.split(' ');
        const bytes = Buffer.from(blob!, 'base64');
        bytes[bytes.length - 1]! ^= 1;
        return `${dash} ${name} ${bytes.toString('base64')}`;
      });
    const parts = cosignatureParts({ ...here, lines: [...forged, ...here.lines] }, { name: 'pt/main', key })!;
    expect(verifyBytes(parts.message, parts.signature, key)).toBe(true);
  });

  test('is not led to a fork, a rollback, held-back entries, another network or an unsigned checkpoint', () => {
    const before = snapshotOf(replica.verified);
    const size = log.entries.length;
    log.publishEpochKey('ne/police', 1);
    const next = checkpoint(log);
    const forked = { ...next, root: treeOf([...log.entries.slice(0, 3), ...log.entries.slice(2)]).root(size + 1) };
    expect(codeOf(replica.extend(forked, log.entries.slice(size)))).toBe('root-wrong');
    expect(codeOf(replica.extend(next, [Buffer.from('not the entry')]))).toBe('root-wrong');
    expect(codeOf(replica.extend(next, []))).toBe('entries-missing');
    expect(codeOf(replica.extend(checkpoint(log, 4), []))).toBe('checkpoint-stale');
    expect(codeOf(replica.extend({ ...checkpoint(log, 4), root: next.root }, []))).toBe('root-wrong');
    expect(codeOf(new Replica(new Uint8Array(32)).read(noteOf(next), log.entries[0]))).toBe('other-network');
    const unsigned = signCheckpoint(next, newSigningKey());
    expect(codeOf(replica.read(unsigned, undefined))).toBe('checkpoint-unsigned');
    expect(snapshotOf(replica.verified)).toEqual(before);
    expect(codeOf(replica.extend(next, log.entries.slice(size)))).toBe('accepted');
  });

  test('takes none of the entries where the log signed one that is not valid', () => {
    const size = log.entries.length;
    log.publishEpochKey('ne/police', 1);
    const forged = log.entry(epochKeyOf('ne/police', 2), [log.unitKeys.get('pt/police')!]);
    const entries = [...log.entries.slice(size), forged];
    const tree = treeOf([...log.entries, forged]);
    const signed = { ...checkpoint(log), size: tree.size, root: tree.root() };
    expect(codeOf(replica.extend(signed, entries))).toBe('entry-invalid');
    expect([replica.tree.size, replica.verified.size]).toEqual([size, size]);
    expect(codeOf(replica.extend(checkpoint(log), log.entries.slice(size)))).toBe('accepted');
  });
});

describe('evidence of a fork', () => {
  const log = ExampleLog.withMembers('ne');
  const other = [...log.entries.slice(0, 2), ...log.entries.slice(1)];
  const noteOver = (entries: readonly Uint8Array[], size = entries.length) =>
    signCheckpoint({ origin: ORIGIN, size, root: treeOf(entries).root(size) }, log.logKey);
  const evidence = {
    older: noteOver(other, 3),
    newer: noteOver(log.entries),
    prefixRoot: treeOf(log.entries).root(3),
    proof: treeOf(log.entries).consistencyProof(3, log.entries.length),
  };
  const check = (changed: Partial<typeof evidence>) => {
    const file = forkEvidenceFile(log.entries[0]!, { ...evidence, ...changed });
    return verifyForkEvidence(ForkEvidenceFile.parse(JSON.parse(JSON.stringify(file))));
  };

  test('convinces whoever has only the file', () => {
    expect(check({})).toMatchObject({ ok: true, value: { name: 'Test network', older: 3, newer: log.entries.length } });
  });

  test('convinces nobody where the log did not contradict itself, or somebody else signed', () => {
    expect(check({ older: noteOver(log.entries, 3) })).toMatchObject({ refusal: { code: 'no-contradiction' } });
    expect(check({ prefixRoot: treeOf(other).root(3) })).toMatchObject({ refusal: { code: 'proof-wrong' } });
    const forged = signCheckpoint({ origin: ORIGIN, size: 3, root: treeOf(other).root(3) }, newSigningKey());
    expect(check({ older: forged })).toMatchObject({ refusal: { code: 'checkpoint-unsigned' } });
  });
});
