import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BundleFile } from '#libs/cases/bundle.js';
import type { SignedEvent } from '#libs/cases/event.js';
import { verifyBundle } from '#libs/cases/verify-bundle.js';
import { keyId, newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { whereThereIs } from '#libs/testing/where-there-is.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { readEntry } from '#libs/trust/statement.js';
import { EXPERT_TOOLS, expertTools, follow, lay } from '../support/bundle.js';
import {
  type Entries,
  ExampleCase,
  entriesOf,
  LISBON,
  NIAMEY,
  pack,
  partsOf,
  sealed,
  WITNESSED,
} from '../support/example-bundle.js';
import { terminal } from '../support/terminal.js';

const expert = await expertTools();

/**
 * Lisbon's key is stolen, and revoked when that is found out. Whoever has it writes an acceptance of everything, of a date and a log
 * position from before, and takes it to court: in a bundle of the other side's, or in one that the key itself has signed.
 */
let folder: string;
let one: ExampleCase;
let stolen: SigningKey;
/** Where the log stood, and what was said of the case, before anybody knew. */
let position: number;
let commitment: BundleFile['commitments'][number];
const STOLEN_AT = (WITNESSED + 60) * 1000;
const SINCE = new Date(STOLEN_AT).toISOString();
const LATER = Object.fromEntries(['ne/main', 'pt/main', 'sn/main'].map((node) => [node, WITNESSED + 7200]));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-thief-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  one = new ExampleCase();
  one.does(LISBON, 'acknowledge', { reference: '112/26' });
  commitment = one.commit();
  stolen = one.keyOf(LISBON);
  position = one.log.state.size;
});

const revoke = (compromisedAt = STOLEN_AT): void =>
  one.log.must({ type: 'key-revoked', unit: LISBON, keyId: keyId(stolen.publicKey), compromisedAt }, [
    one.log.memberKey(LISBON),
  ]);

/** Accepts everything, as if from before the revocation. */
function accepts(): SignedEvent {
  const decisions = [1, 2].map((measure) => ({ measure, decision: 'accepted' }));
  const event = one.make(LISBON, 'decide', { decisions }, { text: 'Tudo aceite.' }, one.caseId, {
    logPosition: position,
  });
  one.ledger.add(event);
  return event;
}

interface Exporting {
  readonly by?: typeof NIAMEY;
  readonly commitments?: BundleFile['commitments'];
  readonly alter?: (list: BundleFile) => BundleFile;
}
const listed = ({ by = NIAMEY, commitments = [commitment], alter = (list) => list }: Exporting = {}): BundleFile =>
  alter({ ...one.list(by, commitments), files: [] });
/** The bundle, signed with the key that the exporter had before, as that position allows. */
const exported = (list: BundleFile): Entries =>
  sealed(one, list, entriesOf(one, list), position, list.exportedBy === LISBON ? stolen : one.keyOf(NIAMEY));

function judge(list: BundleFile, known?: Readonly<DirectoryState>) {
  const { verdict, findings, view } = verifyBundle(list, partsOf(exported(list)), CASE_KINDS[list.kind]!, { known });
  const told = (how: string) =>
    findings.filter((found) => found.verdict === how).map(({ what, detail }) => `${what}. ${detail}`);
  return { verdict, wrong: told('wrong'), open: told('not-proven'), right: told('right'), view };
}
const forged = (event: number) => [
  expect.stringMatching(
    new RegExp(`Event ${event}, "decide", is older than ${SINCE}.* by the word of pt\\. Nothing proves it`),
  ),
];
const RIGHT = expect.stringMatching(new RegExp(`^Event 2, "acknowledge", is older than ${SINCE}.*it existed by`));

describe('an event by a key that is in wrong hands is right where a quorum saw it before', () => {
  test('and wrong where nothing shows that it existed, by the log and by the bundle alone', () => {
    revoke();
    accepts();
    const byTheLog = judge(listed(), one.log.state);
    expect(byTheLog).toMatchObject({ verdict: 'wrong', wrong: forged(3), open: [] });
    expect(byTheLog.right).toContainEqual(RIGHT);
    expect(judge(listed())).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
  });

  test('and wrong where the other side commits to it after the revocation', () => {
    revoke();
    accepts();
    const commitments = [commitment, one.commit(undefined, LATER)];
    expect(judge(listed({ commitments }), one.log.state)).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
    expect(judge(listed({ commitments }))).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
  });

  test('and wrong where it was committed to between the theft and the revocation, which the log alone can say', () => {
    accepts();
    const commitments = [commitment, one.commit(undefined, LATER)];
    revoke();
    expect(judge(listed({ commitments }), one.log.state)).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
    expect(judge(listed({ commitments }))).toMatchObject({
      verdict: 'not-all-proven',
      wrong: [],
      open: [expect.stringContaining('Event 2, "acknowledge"'), expect.stringContaining('Event 3, "decide"')],
    });
  });

  test('and wrong where the day of the theft lies ahead by mistake, and a commitment comes in between', () => {
    revoke((WITNESSED + 1_000_000) * 1000);
    accepts();
    const commitments = [commitment, one.commit(undefined, LATER)];
    const { verdict, wrong } = judge(listed({ commitments }), one.log.state);
    expect([verdict, wrong]).toEqual(['wrong', [expect.stringMatching(/Event 3, "decide".*Nothing proves it/)]]);
  });

  test('and what was said and seen before stays what it was', () => {
    revoke();
    const byTheLog = judge(listed(), one.log.state);
    expect(byTheLog).toMatchObject({ verdict: 'whole', wrong: [], open: [] });
    expect(byTheLog.right).toContainEqual(RIGHT);
    expect(judge(listed())).toMatchObject({ verdict: 'not-all-proven', wrong: [] });
  });

  test('whatever the bundle leaves out of the log, and whatever the log does not have yet', () => {
    const before = structuredClone(one.log.state);
    revoke();
    accepts();
    const isRevocation = ({ entry }: BundleFile['statements'][number]) => {
      const read = readEntry(entry);
      return read.ok && read.value.statement.body.type === 'key-revoked';
    };
    const alter = (list: BundleFile) => ({
      ...list,
      statements: list.statements.filter((said) => !isRevocation(said)),
    });
    expect(listed({ alter }).statements).toHaveLength(listed().statements.length - 1);
    expect(judge(listed({ alter }), one.log.state)).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
    expect(judge(listed(), before)).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
  });

  test('by a key that was replaced before anybody knew, too', () => {
    const fresh = newSigningKey();
    one.log.must({ type: 'unit-key-rotated', unit: LISBON, newKey: fresh.publicKey }, [
      one.log.memberKey(LISBON),
      fresh,
    ]);
    revoke();
    accepts();
    one.log.unitKeys.set(LISBON, fresh);
    one.does(LISBON, 'enquire-status', { number: 1 });
    const { verdict, wrong, right } = judge(listed(), one.log.state);
    expect([verdict, wrong]).toEqual(['wrong', forged(3)]);
    expect(right.filter((what) => /^Event 4.*is older/.test(what))).toEqual([]);
  });

  test('by the key of a unit that was retired before anybody knew, too', () => {
    one.log.must({ type: 'unit-retired', unit: LISBON }, [one.log.memberKey(LISBON)]);
    revoke();
    accepts();
    expect(judge(listed(), one.log.state)).toMatchObject({ verdict: 'wrong', wrong: forged(3) });
  });
});

describe('a bundle that a key in wrong hands has signed', () => {
  const inWrongHands = [
    expect.stringContaining(`is in the hands of ${LISBON} alone. It is in wrong hands since ${SINCE}`),
  ];
  test('is wrong, by the log and by the bundle alone, whatever position and day it bears', () => {
    revoke();
    expect(judge(listed({ by: LISBON }), one.log.state)).toMatchObject({ verdict: 'wrong', wrong: inWrongHands });
    expect(judge(listed({ by: LISBON }))).toMatchObject({ verdict: 'wrong', wrong: inWrongHands });
  });

  test('and holds what the thief wrote is wrong for both', () => {
    revoke();
    accepts();
    expect(judge(listed({ by: LISBON }), one.log.state).wrong).toEqual([...forged(3), ...inWrongHands]);
  });
});

describe('the command', () => {
  test('ends with 3 for what is forged, with 7 where the log alone judges, with 0 where that judges it right', async () => {
    const verify = terminal(join(folder, 'none.json'));
    const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
    revoke();
    const honest = await pack(join(folder, 'honest.zip'), exported(listed()));
    accepts();
    const bundle = await pack(join(folder, 'forged.zip'), exported(listed()));
    const log = join(folder, 'log.json');
    const entries = one.log.entries.map((entry) => Buffer.from(entry).toString('base64'));
    await writeFile(log, JSON.stringify({ liaison: 'log, version 1', checkpoint: one.checkpoint(), entries }));
    for (const more of [[], ['--log', log]]) {
      const { code, out, err } = await verify(['verify', bundle, ...more]);
      expect([code, out]).toEqual([3, expect.not.stringContaining('VERIFIED')]);
      expect(inOneLine(err)).toContain('NOT VERIFIED: 1 of');
      expect(inOneLine(err)).toContain('Nothing proves it for event 3');
    }
    const alone = await verify(['verify', honest]);
    expect([alone.code, inOneLine(alone.out)]).toEqual([
      7,
      expect.stringMatching(/VERIFIED, but for what is NOT PROVEN.* NOT PROVEN Event 2, "acknowledge"/),
    ]);
    expect(await verify(['verify', honest, '--log', log])).toMatchObject({
      code: 0,
      out: expect.stringContaining('VERIFIED: NE-1'),
    });
  });
});

whereThereIs(EXPERT_TOOLS, expert !== undefined, 'a court’s own expert, by docs/verify-a-bundle.md alone', () => {
  const followed = async (entries: Entries, name: string) =>
    (await follow(await lay(entries, join(folder, name)), expert!)).slice(1);
  const WITNESSES = expect.stringMatching(/^NOT JUDGED: whether \d members are enough witnesses/);

  test('is told which event and which list a key in wrong hands has signed, and what can have existed before', async () => {
    revoke();
    accepts();
    const asks = { number: 1, about: 'refusal', measures: [2], answerBy: '2026-12-10' };
    const second = one.make(LISBON, 'consult', asks, undefined, one.caseId, { logPosition: position });
    one.ledger.add(second);
    const commitments = [commitment, one.commit(undefined, LATER)];
    expect(await followed(exported(listed({ by: LISBON, commitments })), 'forged')).toEqual([
      WITNESSES,
      `WRONG: SHA256SUMS is signed by a key that is in wrong hands since ${SINCE.slice(0, 19)}Z: nothing shows that it is older`,
      `NOT JUDGED: whether events/0002-acknowledge is older than ${SINCE.slice(0, 19)}Z, since when its key is in wrong hands`,
      `WRONG: events/0003-decide is signed by a key that is in wrong hands since ${SINCE.slice(0, 19)}Z: nothing shows that it is older`,
      expect.stringMatching(/^WRONG: events\/0004-consult/),
    ]);
  }, 240_000);

  test('and nothing of other keys’ revocations', async () => {
    const member = one.log.memberKey(LISBON);
    const { publicKey } = one.keyOf('pt/police');
    one.log.must({ type: 'key-revoked', unit: 'pt/police', keyId: keyId(publicKey), compromisedAt: 5 }, [member]);
    expect(await followed(exported(listed()), 'others')).toEqual([WITNESSES]);
  }, 240_000);
});
