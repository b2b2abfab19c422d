import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ZipFile } from 'yazl';
import { readBundle } from '#apps/cli/src/cases/bundle-zip.js';
import { BundleFile, filePath } from '#libs/cases/bundle.js';
import { signedPartsOf } from '#libs/cases/event.js';
import type { BundleParts } from '#libs/cases/findings.js';
import { SUMS, SUMS_SIGNATURE } from '#libs/cases/manifest.js';
import { signatureFiles } from '#libs/cases/signature-files.js';
import { verificationCode } from '#libs/cases/verification-code.js';
import { type BundleReport, type FromOutside, verifyBundle } from '#libs/cases/verify-bundle.js';
import { saidPath } from '#libs/cases/verify-said.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { policyText, type TlogPolicy } from '#libs/log/policy.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { whereThereIs } from '#libs/testing/where-there-is.js';
import type { DirectoryState } from '#libs/trust/directory.js';
import { policyOf } from '#libs/trust/quorum.js';
import { readEntry } from '#libs/trust/statement.js';
import { EXPERT_TOOLS, expertTools, follow, lay } from '../support/bundle.js';
import {
  type Entries,
  ExampleCase,
  entriesOf,
  LISBON,
  NIAMEY,
  OFFICE,
  pack,
  partsOf,
  sealed,
  WITNESSED,
} from '../support/example-bundle.js';
import { classicEnd, type RawEntry, rawPart, rawZip, zeros, zip64End } from '../support/raw-zip.js';
import { terminal } from '../support/terminal.js';

const expert = await expertTools();

/** One party exports the case. It holds its own genuine key, can sign any list of whatever files, and wants a court to read another case. */
let folder: string;
let genuine: ExampleCase;
let list: BundleFile;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liaison-forged-'));
  genuine = ExampleCase.whole();
  list = genuine.list(NIAMEY, [genuine.commit()]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
const fileFor = (what: string) =>
  join(folder, `${String(++made).padStart(2, '0')}-${what.replace(/\W+/g, '-').slice(0, 60)}.zip`);

interface Judged extends Pick<BundleReport, 'verdict' | 'findings' | 'existedBy' | 'witnesses'> {
  /** What is wrong, not held or not judged, in one text. */
  readonly said: string;
}
function judge(entries: Entries, known?: DirectoryState, policy?: TlogPolicy): Judged {
  const bundle = BundleFile.parse(JSON.parse(entries.get('bundle.json')!.toString('utf8')));
  return judged(bundle, partsOf(entries), { known, policy });
}
async function judgeFile(file: string): Promise<Judged> {
  const { bundle, parts } = await readBundle(file);
  return judged(bundle, parts);
}
function judged(bundle: BundleFile, parts: BundleParts, outside: FromOutside = {}): Judged {
  const { verdict, findings, existedBy, witnesses } = verifyBundle(bundle, parts, CASE_KINDS[bundle.kind]!, outside);
  const said = findings
    .filter((one) => one.verdict !== 'right')
    .map(({ verdict: how, what, detail }) => `${how}: ${what}. ${detail}`)
    .join('\n');
  return { verdict, findings, existedBy, witnesses, said };
}

/** What the exporter does to the list, before every file is made from it, and to the files, before it signs them. */
interface Forging {
  readonly list?: (list: Mutable<BundleFile>) => unknown;
  readonly files?: (entries: Entries) => unknown;
  readonly from?: () => ExampleCase;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? Mutable<E>[] : T[K] };

function forge({ list: inList, files, from }: Forging): Entries {
  const one = from?.() ?? genuine;
  const forged = structuredClone(from ? one.list(NIAMEY) : list) as Mutable<BundleFile>;
  inList?.(forged);
  const entries = entriesMade(one, forged) ?? withList(entriesOf(one, list), forged);
  files?.(entries);
  return sealed(one, forged, entries);
}
const withList = (entries: Entries, forged: BundleFile): Entries =>
  entries.set('bundle.json', Buffer.from(JSON.stringify(asText(forged))));
const packed = (what: string, forging: Forging, more: readonly (readonly [string, Buffer])[] = []): Promise<string> =>
  pack(fileFor(what), forge(forging), more);
/** As whoever forges would: every file made anew from the forged list, where the list still makes any. */
function entriesMade(one: ExampleCase, forged: BundleFile): Entries | undefined {
  try {
    return entriesOf(one, forged);
  } catch {
    return undefined;
  }
}
const asText = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString('base64')
    : Array.isArray(value)
      ? value.map(asText)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asText(one)]))
        : value;

const pathOf = (entries: Entries, wanted: RegExp) => [...entries.keys()].find((path) => wanted.test(path))!;
const swap = (entries: Entries, one: string, other: string): void => {
  const [a, b] = [entries.get(one)!, entries.get(other)!];
  entries.set(one, b).set(other, a);
};
const put = (path: string, text = 'La mesure 2 est accordée.'): Forging => ({
  files: (entries) => void entries.set(path, Buffer.from(text)),
});
const placeOf = (move: string) => genuine.ledger.view.record.findIndex(({ event }) => event.move === move);

const WITHOUT_LOG = ['not-judged: Whether enough members have witnessed', 'not-judged: By when the events existed'];
test('the genuine bundle is whole; its record for people is said to be its exporter’s word alone', async () => {
  const { verdict, said } = await judgeFile(await packed('genuine', {}));
  expect([verdict, ...said.split('\n')]).toEqual([
    'whole',
    ...WITHOUT_LOG.map((one) => expect.stringContaining(one)),
    expect.stringMatching(/^not-judged: case\.pdf.*word of ne\/central-authority alone/),
  ]);
  const byTheLog = judge(forge({}), genuine.log.state);
  expect(byTheLog.said).toMatch(/^not-judged: case\.pdf[^\n]*$/);
  expect(byTheLog).toMatchObject({ verdict: 'whole', witnesses: { members: 3, quorum: 2 } });
  expect(new Set(byTheLog.existedBy.values())).toEqual(new Set([WITNESSED * 1000]));
  const byPolicy = judge(forge({}), undefined, policyOf(genuine.log.state));
  expect(byPolicy.said).toBe(byTheLog.said);
  expect(byPolicy).toMatchObject({ verdict: 'whole', witnesses: { members: 3, quorum: 2 } });
  expect(byPolicy.existedBy).toEqual(byTheLog.existedBy);
});

const FORGED: Readonly<Record<string, readonly [Forging, RegExp]>> = {
  'files that show an acceptance where the signed decision is a refusal': [
    {
      files: (entries) => {
        const [decided, foreign] = [/decide/, /decide/].map((_, i) =>
          [...entries.keys()].filter((path) => path.endsWith('-decide.signed'))[1 - i]!.slice(0, -7),
        ) as [string, string];
        for (const part of ['cose', 'signed', 'sig', 'key']) swap(entries, `${decided}.${part}`, `${foreign}.${part}`);
      },
    },
    /events\/\d+-decide\.signed does not say what the signed record says/,
  ],
  'the true words in another place, and false ones where a reader looks': [
    {
      list: ({ events }) => {
        events[placeOf('acknowledge')]!.content = 'events/9999-acknowledge.json';
      },
      files: (entries) => {
        const path = pathOf(entries, /-acknowledge\.json$/);
        entries.set('events/9999-acknowledge.json', entries.get(path)!).set(path, Buffer.from('{"officer":"Autre"}'));
      },
    },
    /events\/9999-acknowledge\.json: what event 2 says has to lie in events\/0002-acknowledge\.json/,
  ],
  'a decision of its own beside the rest': [put('decision.json'), /"decision\.json" was put in/],
  'a timeline of its own': [put('timeline.csv'), /"timeline\.csv" was put in/],
  'a second record for people': [put('case.fr.pdf'), /"case\.fr\.pdf" was put in/],
  'the same name in other letters': [put('Case.pdf'), /"Case\.pdf" was put in/],
  'the same name in other code points': [put('events/0001-request\u0301.json'), /SHA256SUMS is missing, was altered/],
  'a file of evidence that nobody sent': [put('files/002-more.csv'), /"files\/002-more\.csv" was put in/],
  'a word of its own on how to verify': [
    put('README.txt', 'All of it is verified.'),
    /README\.txt does not say what the signed record says/,
  ],
  'a list that other programs read otherwise': [
    {
      files: (entries) => {
        const text = entries.get('bundle.json')!.toString('utf8');
        entries.set('bundle.json', Buffer.from(text.replace('"case":', '"case": "0", "case":')));
      },
    },
    /bundle\.json does not say what the signed record says/,
  ],
  'another key in the log’s place': [
    { files: (entries) => swap(entries, 'keys/log.pem', pathOf(entries, /^keys\/ne\.police/)) },
    /keys\/log\.pem does not say/,
  ],
  'another key under a unit’s name': [
    {
      files: (entries) =>
        swap(entries, pathOf(entries, /^keys\/pt\.central-authority/), pathOf(entries, /^keys\/ne\.central-authority/)),
    },
    /keys\/pt\.central-authority\.\w+\.pem does not say/,
  ],
  'an event under another unit’s key': [
    {
      files: (entries) =>
        entries.set(pathOf(entries, /-acknowledge\.key$/), entries.get(pathOf(entries, /-request\.key$/))!),
    },
    /events\/0002-acknowledge\.key does not say/,
  ],
  'another checkpoint beside the one that is verified': [
    { files: (entries) => entries.set('log/checkpoint.signed', Buffer.from('liaison.test/log\n9\nAAAA\n')) },
    /log\/checkpoint\.signed does not say/,
  ],
  'two witnesses exchanged': [
    { files: (entries) => swap(entries, 'log/witnesses/ne.main.sig', 'log/witnesses/pt.main.sig') },
    /log\/witnesses\/ne\.main\.sig does not say/,
  ],
  'a statement in another one’s place': [
    { files: (entries) => swap(entries, 'log/statements/00000004.cose', 'log/statements/00000005.cose') },
    /log\/statements\/00000004\.cose does not say/,
  ],
  'a file for other tools left out': [
    { files: (entries) => entries.delete(pathOf(entries, /-consult\.signed$/)) },
    /-consult\.signed is missing/,
  ],
  'its own event under another author’s name': [
    {
      list: ({ events }) => {
        const mine = genuine.make(NIAMEY, 'acknowledge', { reference: '1' }, undefined, genuine.caseId, {
          author: LISBON,
        });
        events[1] = { event: mine.wire, content: null };
      },
    },
    /Event 2 \(\w+…\): The event is not signed by its author/,
  ],
  'a key statement that is another unit’s': [
    {
      list: ({ statements }) => {
        const { key } = { key: genuine.keyOf(NIAMEY) };
        const body = { type: 'unit-key-rotated', unit: LISBON, newKey: key.publicKey };
        statements.at(-1)!.entry = genuine.log.entry(body, [genuine.log.memberKey('ne'), key]);
      },
    },
    /Statement \d+ is not in the log of that checkpoint/,
  ],
  'the statement left out that vouches for an author’s key': [
    {
      list: (all) => {
        all.statements = all.statements.filter(({ entry }) => !Buffer.from(entry).includes(LISBON));
      },
    },
    /Event 2 \(\w+…\): The event is not signed by its author/,
  ],
  'another founding statement': [
    {
      list: ({ statements }) => {
        statements[0]!.entry = new ExampleCase('Test network').log.entries[0]!;
      },
    },
    /the bundle is of another network/,
  ],
  'another network’s number': [
    { list: (all) => Object.assign(all, { network: '0'.repeat(64) }) },
    /the bundle is of another network/,
  ],
  'a second parent that nobody made': [
    {
      from: () => {
        const one = ExampleCase.whole();
        const parents = [...one.ledger.heads, sha256(utf8('nobody'))];
        const event = one.make(NIAMEY, 'close', {}, undefined, one.caseId, { parents });
        const whole = one.list.bind(one);
        one.list = (...args) => {
          const made = whole(...args);
          return { ...made, events: [...made.events, { event: event.wire, content: null }] };
        };
        return one;
      },
    },
    /1 are missing, the first/,
  ],
  'events in another order': [
    { list: ({ events }) => void events.splice(8, 2, events[9]!, events[8]!) },
    /Event 9 stands elsewhere in the record/,
  ],
  'an event twice': [{ list: ({ events }) => void events.push(events[3]!) }, /or stands there twice/],
  'a move without effect left out': [{ list: ({ events }) => void events.splice(2, 1) }, /1 are missing, the first/],
  'the end cut off behind a commitment': [{ list: ({ events }) => void events.pop() }, /something was left out/],
  'other words': [
    { files: (entries) => entries.set(pathOf(entries, /-acknowledge\.json$/), Buffer.from('{"officer":"Autre"}')) },
    /events\/0002-acknowledge\.json was altered/,
  ],
  'words for an event that says nothing': [
    {
      list: ({ events }) => {
        events[placeOf('assign')]!.content = `events/000${placeOf('assign') + 1}-assign.json`;
      },
      files: (entries) => entries.set(`events/000${placeOf('assign') + 1}-assign.json`, Buffer.from('{}')),
    },
    /-assign\.json was altered: .* signed was nothing/,
  ],
  'other evidence': [
    { files: (entries) => entries.set(pathOf(entries, /^files\//), Buffer.from('2026-03-12;1 EUR\n')) },
    /files\/001-extrato\.csv was altered/,
  ],
  'other evidence, and a list that says so': [
    {
      list: ({ files }) => {
        files[0]!.sha256 = hex(sha256(utf8('1')));
        files[0]!.bytes = 1;
      },
      files: (entries) => entries.set(pathOf(entries, /^files\//), Buffer.from('1')),
    },
    /what was signed is "extrato\.csv", \d+ bytes/,
  ],
  'evidence under another name': [
    { list: ({ files }) => Object.assign(files[0]!, { fileName: 'confession.csv' }) },
    /what was signed is "extrato\.csv"/,
  ],
  'a proof of another statement': [
    { list: ({ statements }) => Object.assign(statements[3]!, { proof: statements[4]!.proof }) },
    /Statement 4 is not in the log/,
  ],
  'a checkpoint with too few witnesses': [
    { list: (all) => Object.assign(all, { checkpoint: genuine.checkpoint(['ne/main']) }) },
    /Too few: somebody could have shown this log to one side alone/,
  ],
  'a commitment whose checkpoint too few witnessed': [
    {
      list: ({ commitments }) => {
        const { checkpoint } = commitments[0]!;
        commitments[0]!.checkpoint = checkpoint
          .split('\n')
          .filter((line) => !/— (pt|sn)\//.test(line))
          .join('\n');
      },
    },
    /it proves no time/,
  ],
  'a commitment to another case': [
    { list: ({ commitments }) => Object.assign(commitments[0]!, { salt: Buffer.alloc(32) }) },
    /The case is not among what was committed to/,
  ],
};

describe('what a party forges with its own key fails, and it says where', () => {
  test.each(Object.keys(FORGED))('%s', async (what) => {
    const [forging, says] = FORGED[what]!;
    const { verdict, said } = judge(forge(forging));
    expect(said).toMatch(says);
    expect(verdict).toBe('wrong');
  });

  test('another unit’s name as exporter', async () => {
    const forged = { ...list, exportedBy: LISBON };
    const entries = sealed(genuine, { ...forged, exportedBy: NIAMEY }, entriesOf(genuine, forged));
    const { verdict, said } = judge(entries);
    expect([verdict, said]).toEqual(['wrong', expect.stringContaining('not signed by pt/central-authority')]);
  });

  test('a list of sums in another order', async () => {
    const entries = sealed(genuine, list, entriesOf(genuine, list));
    entries.set(
      SUMS,
      Buffer.from(`${entries.get(SUMS)!.toString('utf8').split('\n').reverse().join('\n').slice(1)}\n`),
    );
    const { verdict, said } = judge(entries);
    expect([verdict, said]).toEqual(['wrong', expect.stringContaining('SHA256SUMS')]);
  });

  test('one name for two entries', async () => {
    const other = ['events/0002-acknowledge.json', Buffer.from('{"officer":"Autre"}')] as const;
    const { verdict, said } = await judgeFile(await packed('twice', {}, [other]));
    expect([verdict, said]).toEqual([
      'wrong',
      expect.stringContaining('"events/0002-acknowledge.json" stands there twice'),
    ]);
  });
});

const flipped = (text: string) => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`;
const inText =
  (change: (list: Record<string, Record<string, string>[]> & Record<string, string>) => unknown) =>
  (entries: Entries) => {
    const said = JSON.parse(entries.get('bundle.json')!.toString('utf8'));
    change(said);
    entries.set('bundle.json', Buffer.from(JSON.stringify(said)));
  };
/** What whoever carries the file does to it, without any key. */
const ALTERED: Readonly<Record<string, readonly [(entries: Entries) => unknown, RegExp]>> = {
  'a file taken out': [(entries) => entries.delete(pathOf(entries, /^files\//)), /files\/001-extrato\.csv is missing/],
  'an event': [inText(({ events }) => Object.assign(events![3]!, { event: flipped(events![3]!.event!) })), /Event 4/],
  'an event left out': [inText(({ events }) => events!.splice(2, 1)), /are missing, the first/],
  'the end cut off': [inText(({ events }) => events!.splice(-3)), /something was left out/],
  'a statement': [
    inText(({ statements }) => Object.assign(statements![4]!, { entry: flipped(statements![4]!.entry!) })),
    /not in the log/,
  ],
  'the checkpoint': [
    inText((list) => Object.assign(list, { checkpoint: String(list.checkpoint).replace(/\n(\d+)\n/, '\n9$1\n') })),
    /not signed by the log/,
  ],
  'another network': [inText((list) => Object.assign(list, { network: '0'.repeat(64) })), /another network/],
  'a commitment': [
    inText(({ commitments }) => Object.assign(commitments![0]!, { salt: Buffer.alloc(32).toString('base64') })),
    /not among what was committed/,
  ],
  'a letter on the paper in front': [
    (entries) => entries.set('case.pdf', Buffer.concat([entries.get('case.pdf')!, Buffer.from(' ')])),
    /case\.pdf was altered/,
  ],
  'the exporter’s list': [
    (entries) => entries.set(SUMS, entries.get(SUMS)!.subarray(0, -80)),
    /SHA256SUMS is missing, was altered, or is not signed/,
  ],
};

describe('what is altered on the way fails, and it says where', () => {
  test.each(Object.keys(ALTERED))('%s', (what) => {
    const [alter, says] = ALTERED[what]!;
    const entries = forge({});
    alter(entries);
    const { verdict, said } = judge(entries);
    expect(said).toMatch(says);
    expect(verdict).toBe('wrong');
  });

  test.each(['case.pdf', 'files/999-more.pdf'])('%s once more beside the rest', async (path) => {
    const { verdict, said } = await judgeFile(await packed('more', {}, [[path, Buffer.from('%PDF-1.7')]]));
    expect([verdict, said]).toEqual(['wrong', expect.stringMatching(/was put in|was altered|stands there twice/)]);
  });

  test('without its list it is no bundle', async () => {
    const entries = forge({});
    entries.delete('bundle.json');
    await expect(judgeFile(await pack(fileFor('no list'), entries, []))).rejects.toThrow(/no bundle\.json/);
  });
});

describe('by when an event existed is what a quorum has said, not what the exporter’s own node says', () => {
  const YEAR_2000 = Date.parse('2000-01-01T00:00Z') / 1000;
  const provedBy = (one: ExampleCase, seen: BundleFile, known?: DirectoryState, policy?: TlogPolicy) => {
    const { existedBy, ...rest } = judge(sealed(one, seen, entriesOf(one, seen)), known, policy);
    return { ...rest, times: new Set(existedBy.values()) };
  };

  test('with its own cosignature dated back, and an honest one left out', () => {
    const one = ExampleCase.whole();
    const seen = one.list(NIAMEY, [one.commit(['ne/main', 'pt/main'], { 'ne/main': YEAR_2000 })]);
    expect(provedBy(one, seen, one.log.state)).toMatchObject({
      verdict: 'whole',
      times: new Set([WITNESSED * 1000]),
    });
  });

  /** Niger's units alone have spoken, and the bundle tells of these members: as many as its own node is more than half of. */
  function ofItsOwn(members: readonly string[]): readonly [ExampleCase, BundleFile] {
    const one = new ExampleCase();
    const own = { 'ne/main': YEAR_2000 };
    const commitment = one.commit(['ne/main'], own);
    const whole = one.list(NIAMEY, [commitment]);
    const isTold = ({ entry }: BundleFile['statements'][number]) => {
      const { member, node, unit } = expectAccepted(readEntry(entry)).statement.body as Record<string, unknown>;
      const of = String(member ?? node ?? unit ?? '').split('/')[0]!;
      return of === '' || members.includes(of);
    };
    const statements = whole.statements.filter(isTold);
    return [one, { ...whole, files: [], checkpoint: one.checkpoint(['ne/main'], own), statements }];
  }

  test('with the other members left out, so that its own node is a quorum: by the bundle it is not judged, by the log it is wrong', () => {
    const [one, seen] = ofItsOwn(['ne']);
    const alone = provedBy(one, seen);
    expect(alone).toMatchObject({ verdict: 'whole', times: new Set(), witnesses: undefined });
    for (const said of WITHOUT_LOG) expect(alone.said).toContain(said);
    const right = alone.findings.filter(({ verdict }) => verdict === 'right').map(({ what }) => what);
    expect(right.filter((what) => /witnessed/.test(what))).toEqual([]);

    const byTheLog = provedBy(one, seen, one.log.state);
    expect(byTheLog).toMatchObject({ verdict: 'wrong', times: new Set(), witnesses: { members: 1, quorum: 2 } });
    expect(byTheLog.said).toMatch(
      /1 members’ nodes have witnessed the checkpoint; 2 have to, of those in the log\. Too few/,
    );
    expect(byTheLog.said).toMatch(/Commitment 1.*it proves no time/);
  });

  test('and by the policy that another member gave it is wrong, as it is by another network’s', () => {
    const [one, seen] = ofItsOwn(['ne']);
    const byPolicy = provedBy(one, seen, undefined, policyOf(one.log.state));
    expect(byPolicy).toMatchObject({ verdict: 'wrong', times: new Set(), witnesses: { members: 1, quorum: 2 } });
    expect(byPolicy.said).toMatch(
      /1 members’ nodes have witnessed the checkpoint; 2 have to, of those in the policy\. Too few/,
    );
    const anothers = policyOf(new ExampleCase('Test network').log.state);
    expect(provedBy(one, seen, undefined, anothers).said).toMatch(/wrong: The policy takes checkpoints of this log/);
  });

  test('a policy that names others than witnessed then says nothing of what existed', () => {
    const one = ExampleCase.whole();
    const earlier = one.commit(['ne/main', 'pt/main']);
    for (const member of ['ne', 'pt']) {
      one.log.enrol(`${member}/second`);
      const key = [one.log.memberKey(member)];
      for (const unit of ['central-authority', 'police', 'liaison'])
        one.log.must({ type: 'unit-changed', unit: `${member}/${unit}`, node: `${member}/second` }, key);
      one.log.must({ type: 'node-retired', node: `${member}/main` }, key);
    }
    const later = one.checkpoint(['ne/second', 'pt/second', 'sn/main']);
    const seen = { ...one.list(NIAMEY, [earlier]), checkpoint: later };
    const judgedByIt = provedBy(one, seen, undefined, policyOf(one.log.state));
    expect(judgedByIt).toMatchObject({ verdict: 'whole', times: new Set(), witnesses: { members: 3, quorum: 2 } });
    expect(judgedByIt.said).toMatch(/not-judged: By when the events existed. The policy names others/);
    expect(provedBy(one, seen, one.log.state).times).toEqual(new Set([WITNESSED * 1000]));
  });

  test('nor is it judged by a log that ends before its checkpoint', () => {
    const [one, seen] = ofItsOwn(['ne']);
    const { state } = one.log;
    const judgedByIt = provedBy(one, seen, { ...state, size: state.size - 1 });
    expect(judgedByIt).toMatchObject({ verdict: 'whole', times: new Set(), witnesses: undefined });
    expect(judgedByIt.said).toMatch(/The log that it was held against ends before/);
  });
});

describe('what is not there is said to be not held, by its hash, and is no contradiction', () => {
  test('words left out', async () => {
    const entries = forge({
      list: ({ events }) => Object.assign(events[1]!, { content: null }),
    });
    const { verdict, said } = judge(entries);
    const { event } = genuine.ledger.view.record[1]!;
    expect([verdict, said]).toEqual([
      'not-all-held',
      expect.stringMatching(
        new RegExp(`event 2, "acknowledge", says: SHA-256 ${hex(event.content!)}. No event says why`),
      ),
    ]);
  });

  test('words that the exporter says it erased by its rule: that is the reason, and its word alone', async () => {
    const entries = forge({
      list: (all) => {
        Object.assign(all.events[1]!, { content: null });
        // Where the list has it: what is written in another order is another text.
        const { liaison, network, case: caseId, kind, exportedBy, exportedAt, ...rest } = all;
        for (const name of Object.keys(rest)) Reflect.deleteProperty(all, name);
        Object.assign(all, { erasedOn: '2036-11-27' }, rest);
      },
    });
    const { verdict, said } = judge(entries);
    expect(verdict).toBe('not-all-held');
    expect(said).toMatch(
      /event 2, "acknowledge", says: SHA-256 \w+\. .+ says that it erased .+ on 2036-11-27, by its rule/,
    );
  });

  test('evidence left out', async () => {
    const { verdict, said } = judge(
      forge({
        list: (all) => Object.assign(all, { files: [] }),
        files: (entries) => entries.delete(pathOf(entries, /^files\//)),
      }),
    );
    expect([verdict, said]).toEqual([
      'not-all-held',
      expect.stringMatching(
        new RegExp(`The file "extrato.csv", named by event \\d+ of pt/police: SHA-256 ${list.files[0]!.sha256}`),
      ),
    ]);
  });

  test('a liaison office learns by policy that the case moves, and not what it says: that is the reason', async () => {
    const one = ExampleCase.whole();
    one.does(NIAMEY, 'escalate', { offices: [OFFICE] });
    const seen = one.list(OFFICE, [], false);
    const { verdict, said } = judge(sealed(one, seen, entriesOf(one, seen)));
    expect(verdict).toBe('not-all-held');
    expect(said).toMatch(
      /The evidence E1: SHA-256 \w+\. pt\/liaison, which exported this, learns by policy that the case moves/,
    );
  });
});

describe('two files of one name are told apart by who names them', () => {
  const FORGED_FILE = Buffer.from('2026-03-12;1 EUR\n');
  const described = {
    name: 'a'.repeat(32),
    fileName: 'extrato.csv',
    mediaType: 'text/csv',
    bytes: FORGED_FILE.length,
    parts: 1,
    sha256: hex(sha256(FORGED_FILE)),
    key: '0'.repeat(64),
  };
  /** Niger's bundle, with an event of its own that names its own file. @param said what that event says, as text */
  function withOwn(said: string, move = 'record-evidence', terms: object = { item: 'E2', sha256: described.sha256 }) {
    const one = ExampleCase.whole();
    const event = one.make(NIAMEY, move, terms, undefined, one.caseId, { content: sha256(utf8(said)) });
    one.ledger.add(event);
    one.contents.set(hex(event.hash), said);
    const seen = one.list(NIAMEY) as Mutable<BundleFile>;
    const { name, fileName, sha256: sum, bytes } = described;
    seen.files.push({ path: filePath(1, fileName), name, fileName, sha256: sum, bytes });
    const entries = entriesOf(one, seen).set(filePath(1, fileName), FORGED_FILE);
    return { entries: sealed(one, seen, entries), path: saidPath(one.ledger.view.record.length - 1, move) };
  }
  const right = ({ findings }: Judged) => findings.filter((one) => one.verdict === 'right').map((one) => one.what);

  test('each by its own event, which is said to be without effect where it is', () => {
    const text = JSON.stringify({ files: [described] });
    expect(right(judge(withOwn(text).entries))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^The file "extrato\.csv", named by event \d of pt\/police, is the one that it names$/),
        'The file "extrato.csv", named by event 11 of ne/central-authority, is the one that it names',
      ]),
    );
    const again = { item: 'E1', sha256: described.sha256 };
    expect(right(judge(withOwn(text, 'record-evidence', again).entries))).toContain(
      'The file "extrato.csv", named by event 11 of ne/central-authority, which is without effect, is the one that it names',
    );
  });

  test('and who recorded each piece of evidence is said beside what became of the case', async () => {
    const file = await pack(fileFor('recorded'), withOwn(JSON.stringify({ files: [described] })).entries);
    const { out } = await terminal(join(folder, 'none.json'))(['verify', file]);
    expect(out).toMatch(/What the events say:[\s\S]*E1 pt\/police: [\s\S]*E2 ne\/central-authority: /);
  });

  const TWICE = `{"files":[${JSON.stringify(described)}],"files":[]}`;
  test('what names it for some programs and not for others names it for nobody', async () => {
    const { entries } = withOwn(TWICE);
    for (const { verdict, said } of [judge(entries), await judgeFile(await pack(fileFor('twice named'), entries))]) {
      expect(verdict).toBe('wrong');
      expect(said).toMatch(/not-judged: What event 11 of ne\/central-authority says depends on who reads it/);
      expect(said).toMatch(/files\/002-extrato\.csv: no event names such a file/);
    }
  });

  whereThereIs(EXPERT_TOOLS, expert !== undefined, 'nor for a court’s own expert', () => {
    test('who finds the name twice', async () => {
      const { entries, path } = withOwn(TWICE);
      const lines = await follow(await lay(entries, join(folder, 'twice named')), expert!);
      expect(lines).toEqual(
        expect.arrayContaining([
          `UNCLEAR: ${path} has one name twice`,
          expect.stringContaining(`WRONG: no event names ${described.sha256}`),
        ]),
      );
    });
  });
});

describe('a file that is made to exhaust whoever reads it is refused in one sentence', () => {
  const sixty = zeros(60 * 1024 ** 2);
  const entry = (name: string, of: Omit<RawEntry, 'name'>): RawEntry => ({ name, ...of });
  const small = { content: Buffer.from('x') };
  /** JSON of about so many bytes. */
  const listOfNothing = (name: string, bytes: number, end = '') =>
    Buffer.from(`{"${name}":[${'{},'.repeat(bytes / 3)}{}]${end}}`);
  const BOMBS: Readonly<Record<string, readonly [() => Buffer, RegExp]>> = {
    'one entry that swells': [
      () => rawZip([entry('events/0001-request.json', sixty)]),
      /"events\/0001-request\.json" is longer than 4194304 bytes/,
    ],
    'many entries that swell together': [
      () => rawZip(Array.from({ length: 3 }, (_, i) => entry(`log/${i}`, sixty))),
      /unpacked it is longer than 134217728 bytes; "log\/2" goes beyond/,
    ],
    'evidence that swells': [() => rawZip([entry('files/001-x', sixty)]), /"files\/001-x" is packed/],
    'an entry that claims to be short': [
      () => rawZip([entry('case.pdf', { ...sixty, claims: 10 })]),
      /too many bytes in the stream\. expected 10/,
    ],
    'more entries than any bundle has, by its own word': [
      () => rawZip([entry('case.pdf', small)], 400_000),
      /it claims 400000 entries/,
    ],
    'a name without end': [() => rawZip([entry('x'.repeat(60_000), small)]), /the name of "x{80}"… is too long/],
    'a way out of the folder': [
      () => rawZip([entry('../../etc/cron.d/x', small)]),
      /invalid relative path: \.\.\/\.\.\/etc/,
    ],
    'a way out from the root': [() => rawZip([entry('/etc/cron.d/x', small)]), /absolute path: \/etc/],
    'one entry under two names': [
      () => rawZip([entry('case.pdf', { ...small, localName: 'CASE.PDF' })]),
      /gives "case\.pdf" two names/,
    ],
    'a list of more values than any case has': [
      () => rawZip([entry('bundle.json', { content: listOfNothing('events', 15 * 1024 ** 2) })]),
      /bundle\.json holds more than 300000 values/,
    ],
    'a list of nothing, as long as it may be': [
      () => rawZip([entry('bundle.json', { content: listOfNothing('events', 149_000 * 3) })]),
      /bundle\.json is not as it has to be: /,
    ],
    'a list with one item of nothing after another': [
      () => rawZip([entry('bundle.json', { content: listOfNothing('statements":[{"proof', 149_000 * 3, '}]') })]),
      /bundle\.json is not as it has to be: /,
    ],
    'what a list nests without end': [
      () => rawZip([entry('bundle.json', { content: Buffer.from('['.repeat(15 * 1024 ** 2)) })]),
      /nests without end/,
    ],
    'no ZIP file at all': [() => Buffer.from('PK\x03\x04 and nothing'), /cannot be read as a ZIP file/],
  };
  const within = terminal('none.json', '--max-old-space-size=128');
  const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
  test.each(Object.keys(BOMBS))('%s', async (what) => {
    const [make, says] = BOMBS[what]!;
    const file = fileFor(what);
    await writeFile(file, make());
    await expect(readBundle(file)).rejects.toThrow(says);
    expect(inOneLine((await within(['verify', file])).err)).toMatch(says);
  });

  test.each(['verify', 'log show'])('and so is a log of nothing that "%s" is to read', async (command) => {
    const [log, bundle] = [join(folder, 'hostile-log.json'), await packed('beside a hostile log', {})];
    await writeFile(log, listOfNothing('entries', 64 * 1024 ** 2));
    const said = await within(command === 'verify' ? ['verify', bundle, '--log', log] : ['log', 'show', log]);
    expect(inOneLine(said.err)).toMatch(/is no log file: it holds more than \d+ values/);
  });

  test('words nested without end are words that name no file', async () => {
    const one = ExampleCase.whole();
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    const event = one.make(NIAMEY, 'write', {}, undefined, one.caseId, { content: sha256(utf8(deep)) });
    one.ledger.add(event);
    one.contents.set(hex(event.hash), deep);
    const seen = one.list(NIAMEY);
    expect((await judgeFile(await pack(fileFor('deep'), sealed(one, seen, entriesOf(one, seen))))).verdict).toBe(
      'whole',
    );
  });
});

describe('a file that other programs unpack as another case is refused', () => {
  const rawEntries = (): RawEntry[] => [...forge({})].map(([name, content]) => ({ name, content }));
  const forged: RawEntry = { name: 'events/0002-acknowledge.json', content: Buffer.from('{"officer":"Autre"}') };
  /** A file with these entries and one end, with whatever between or behind. */
  const once = (
    entries: readonly RawEntry[],
    more: { before?: Buffer; between?: Buffer; count?: number; comment?: string } = {},
  ): Buffer => {
    const { before = Buffer.alloc(0), between = Buffer.alloc(0), count = entries.length, comment = '' } = more;
    const part = rawPart(entries, before.length);
    const at = before.length + part.entries.length + between.length;
    const end = classicEnd({ at, bytes: part.directory.length, count }, comment);
    return Buffer.concat([before, part.entries, between, part.directory, end]);
  };
  const first = (change: (entry: RawEntry) => RawEntry): Buffer => {
    const [one, ...rest] = rawEntries();
    return once([change(one!), ...rest]);
  };
  const swelling = deflateRawSync(Buffer.from('%PDF-1.7'));
  const CASES: Readonly<Record<string, readonly [() => Buffer, RegExp]>> = {
    'two directories: one by ZIP64’s end, one by the other': [
      () => {
        const mine = rawPart(rawEntries());
        const other = rawPart([forged], mine.entries.length);
        const at = mine.entries.length + other.entries.length;
        const here = at + mine.directory.length + other.directory.length;
        return Buffer.concat([
          mine.entries,
          other.entries,
          mine.directory,
          other.directory,
          zip64End({ at, bytes: mine.directory.length, count: mine.count }, here),
          classicEnd({ at: at + mine.directory.length, bytes: other.directory.length, count: other.count }),
        ]);
      },
      /two ends, and programs go by one or the other/,
    ],
    'ZIP64’s end where the other one says all, and the same': [
      () => {
        const { entries, directory, count } = rawPart(rawEntries());
        const end = { at: entries.length, bytes: directory.length, count };
        return Buffer.concat([entries, directory, zip64End(end, entries.length + directory.length), classicEnd(end)]);
      },
      /two ends, and programs go by one or the other/,
    ],
    'entries that the directory does not list, behind the others': [
      () => once(rawEntries(), { between: rawPart([forged]).entries }),
      /something stands in it that its directory does not list/,
    ],
    'entries that the directory does not list, before the others': [
      () => once(rawEntries(), { before: rawPart([forged]).entries }),
      /at "case\.pdf": something stands before it/,
    ],
    'a directory that lists more than its end says': [
      () => once([...rawEntries(), forged], { count: rawEntries().length }),
      /something stands in it that its directory does not list/,
    ],
    'a second file in the comment': [() => once(rawEntries(), { comment: 'PK' }), /bytes stand behind its end/],
    'an entry that is shorter by what stands in front of it': [
      () => first((one) => ({ ...one, localBytes: 4 })),
      /at "case\.pdf": it says one thing of itself in front and another in the directory/,
    ],
    'entries behind what is packed': [
      () =>
        first((one) => ({
          ...one,
          content: Buffer.from('%PDF-1.7'),
          deflated: Buffer.concat([swelling, rawPart([forged]).entries]),
          describedBehind: true,
        })),
      /it is packed, and its length is not said in front/,
    ],
    'a link': [() => first((one) => ({ ...one, mode: 0o120777 })), /at "case\.pdf": it is no plain file/],
  };
  test.each(Object.keys(CASES))('%s', async (what) => {
    const [make, says] = CASES[what]!;
    const file = fileFor(what);
    await writeFile(file, make());
    await expect(readBundle(file)).rejects.toThrow(says);
  });

  test('one end and every byte listed is read', async () => {
    const file = fileFor('once');
    await writeFile(file, once(rawEntries()));
    const { parts } = await readBundle(file);
    expect(parts.entries.size).toBe(rawEntries().length);
  });

  test.each([false, true])('as a node packs it, evidence as it comes, ZIP64 %s', async (forced) => {
    const zip = new ZipFile();
    for (const [path, bytes] of forge({}))
      if (path.startsWith('files/'))
        zip.addReadStreamLazy(
          path,
          { compress: false, size: bytes.length, ...(forced && { forceZip64Format: true }) },
          (done) => done(null, Readable.from([bytes])),
        );
      else zip.addBuffer(bytes, path, forced ? { forceZip64Format: true } : {});
    zip.end({ forceZip64Format: forced, comment: '' });
    const file = fileFor('as a node packs it');
    await pipeline(zip.outputStream, createWriteStream(file));
    expect((await judgeFile(file)).verdict).toBe('whole');
  });
});

whereThereIs(EXPERT_TOOLS, expert !== undefined, 'a court’s own expert, by docs/verify-a-bundle.md alone', () => {
  test('finds what is forged, and where; and what is not held', async () => {
    const one = ExampleCase.whole();
    const seen = one.list(NIAMEY) as Mutable<BundleFile>;
    seen.events[1]!.content = null;
    const parents = [...one.ledger.heads, sha256(utf8('nobody'))].sort(Buffer.compare);
    const astray = one.make(NIAMEY, 'close', {}, undefined, one.caseId, { parents });
    const entries = entriesOf(one, seen);
    entries.set('events/0011-close.cose', Buffer.from(astray.wire));
    const key = pathOf(entries, /^keys\/ne\.central-authority/);
    for (const { path, bytes } of signatureFiles('events/0011-close', signedPartsOf(astray.wire), key))
      entries.set(path, Buffer.from(bytes));
    entries.set('decision.json', Buffer.from('{}'));
    entries.set('events/0004-consult.key', Buffer.from(`${key}\n`));
    swap(entries, pathOf(entries, /^keys\/sn\.police/), pathOf(entries, /^keys\/sn\.liaison/));
    swap(entries, 'log/statements/00000004.1.sig', 'log/statements/00000005.1.sig');
    entries.set(
      'log/statements/00000001.payload',
      Buffer.concat([entries.get('log/statements/00000001.payload')!, Buffer.from(' ')]),
    );
    const all = sealed(one, seen, entries);
    all.set(SUMS_SIGNATURE, Buffer.concat([all.get(SUMS_SIGNATURE)!, Buffer.from(' ')]));
    const said = await follow(await lay(all, join(folder, 'forged')), expert!);
    expect(said).toEqual(
      expect.arrayContaining([
        'WRONG: decision.json is no part of a bundle',
        'WRONG: SHA256SUMS.cose carries something else',
        `WRONG: events/0004-consult is not signed by ${key}`,
        'WRONG: events/0004-consult names another key',
        'WRONG: events/0004-consult is of another case, or not by the unit whose key signed it',
        `WRONG: events/0011-close follows ${hex(sha256(utf8('nobody')))}, which is not before it`,
        'WRONG: bundle.json lists other events',
        'WRONG: log/statements/00000001.payload founds another network',
        expect.stringMatching(/^WRONG: log\/statements\/00000004\.1 is not signed by keys\/member\.ne\./),
        expect.stringMatching(/^WRONG: keys\/sn\.police\.\w+\.pem is no part of a bundle$/),
        expect.stringMatching(/^WRONG: no statement gives keys\/sn\.police\.\w+\.pem to its owner$/),
        `NOT HELD: what events/0002-acknowledge says, SHA-256 ${hex(one.ledger.view.record[1]!.event.content!)}`,
        expect.stringMatching(/^NOT JUDGED: whether \d members are enough witnesses, and by when the case existed$/),
      ]),
    );
  }, 240_000);
});

whereThereIs(EXPERT_TOOLS, expert !== undefined, 'with a policy from somebody else, a court’s own expert', () => {
  test('sees who has witnessed the log, and who has not', async () => {
    const own = ExampleCase.whole();
    const policy = join(folder, 'of-another-member.txt');
    await writeFile(policy, policyText(policyOf(own.log.state), ['of another member']));
    const said = async (of: ExampleCase, seen: BundleFile, name: string, file = policy) =>
      (
        await follow(await lay(sealed(of, seen, entriesOf(of, seen)), join(folder, name)), { ...expert, POLICY: file })
      ).slice(1);
    const seen = own.list(NIAMEY, [own.commit()]);
    expect(await said(own, seen, 'rightly witnessed')).toEqual(['NOT JUDGED: by when the case existed']);
    const alone = { ...seen, checkpoint: own.checkpoint(['ne/main']) };
    const few = 'WRONG: 1 of the 2 members that the policy asks for have witnessed the log';
    expect(await said(own, alone, 'witnessed alone')).toContain(few);
    const anothers = join(folder, 'of-another-network.txt');
    await writeFile(anothers, policyText(policyOf(new ExampleCase('Test network').log.state), []));
    expect(await said(own, seen, 'of another network', anothers)).toContain("WRONG: the policy is another log's");
  }, 120_000);
});

describe('the command', () => {
  const cli = () => terminal(join(folder, 'none.json'));
  test('ends with 0, 6 or 3, and prints what the events themselves say', async () => {
    const whole = await cli()(['verify', await packed('genuine', {})]);
    expect([whole.code, whole.out]).toEqual([
      0,
      expect.stringMatching(/VERIFIED: NE-1[\s\S]*What the events say:[\s\S]*1 .*\n[\s\S]*2 .*refused/),
    ]);
    expect(whole.out).toContain('word of ne/central-authority alone');
    expect(whole.out).toContain(
      'NOT JUDGED without log or policy: whether enough members witnessed it, and by when the',
    );
    expect(whole.out).not.toContain('PROVED TO EXIST BY');
    expect(whole.err.replace(/\s+/g, ' ')).toMatch(
      /whether the end was cut off.*whether a key was replaced or revoked by a statement that was left out.*whether enough members have witnessed the log, and by when/,
    );
    const lacking = await packed('lacking', { list: ({ events }) => Object.assign(events[1]!, { content: null }) });
    expect(await cli()(['verify', lacking])).toMatchObject({ code: 6, out: expect.stringContaining('NOT HELD') });
    const forged = await packed('forged', put('decision.json'));
    expect(await cli()(['verify', forged])).toMatchObject({
      code: 3,
      err: expect.stringContaining('"decision.json" was put in'),
    });
  });

  test('with the whole log or a policy says who witnessed it and by when it existed; without them neither, in JSON as in words', async () => {
    const bundle = await packed('judged by the log', {});
    const log = join(folder, 'whole-log.json');
    const entries = genuine.log.entries.map((entry) => Buffer.from(entry).toString('base64'));
    await writeFile(log, JSON.stringify({ liaison: 'log, version 1', checkpoint: genuine.checkpoint(), entries }));
    const told = await cli()(['verify', bundle, '--log', log]);
    expect([told.code, told.out]).toEqual([0, expect.stringMatching(/of those in the log[\s\S]*PROVED TO EXIST BY/)]);
    expect(told.out).not.toContain('NOT JUDGED');
    const judgedBy = async (...more: string[]) => {
      const { witnesses, events } = JSON.parse((await cli()(['verify', bundle, '--json', ...more])).out);
      return { quorum: witnesses?.quorum, times: new Set(events.map((one: { existedBy: string }) => one.existedBy)) };
    };
    const at = new Date(WITNESSED * 1000).toISOString();
    expect(await judgedBy('--log', log)).toEqual({ quorum: 2, times: new Set([at]) });
    const printed = await cli()(['log', 'policy', log]);
    const policy = join(folder, 'policy.txt');
    await writeFile(policy, printed.out);
    expect(printed.err).toContain(hex(sha256(utf8(printed.out))));
    expect(await judgedBy('--policy', policy)).toEqual({ quorum: 2, times: new Set([at]) });
    const inWords = await cli()(['verify', bundle, '--policy', policy]);
    expect([inWords.code, inWords.out]).toEqual([0, expect.stringMatching(/of those in the policy/)]);
    expect(inWords.out).not.toContain('NOT JUDGED');
    expect(await cli()(['verify', bundle, '--policy', log])).toMatchObject({
      code: 3,
      err: expect.stringContaining('is no policy of a transparency log'),
    });
    expect(await judgedBy()).toEqual({ quorum: undefined, times: new Set([null]) });
  });

  test('a whole case on a network of its own making has another number, and another case’s code is in no event', async () => {
    const own = await packed('own network', { from: () => ExampleCase.whole('Test network') });
    const number = hex(genuine.log.state.network!);
    expect((await judgeFile(own)).verdict).toBe('whole');
    expect(await cli()(['verify', own, '--network', number])).toMatchObject({
      code: 3,
      err: expect.stringContaining('NOT VERIFIED: it is of the network'),
    });
    const code = verificationCode(ExampleCase.whole().caseId);
    expect(await cli()(['verify', await packed('genuine', {}), '--code', code])).toMatchObject({
      code: 3,
      err: expect.stringContaining('of no event'),
    });
  });
});
