import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type BundleFile, filePath, isBundled } from '#libs/cases/bundle.js';
import { commitTo } from '#libs/cases/commitment.js';
import { courtFiles } from '#libs/cases/court-files.js';
import { type CaseEvent, type SignedEvent, signEvent } from '#libs/cases/event.js';
import type { BundleParts } from '#libs/cases/findings.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { SUMS, SUMS_SIGNATURE, signSums, sumsOf, sumsParts } from '#libs/cases/manifest.js';
import { keyPath, signatureFiles } from '#libs/cases/signature-files.js';
import { toTerms } from '#libs/cases/terms.js';
import { toldBy } from '#libs/cases/told.js';
import { saidPath } from '#libs/cases/verify-said.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { contentOf, filesIn } from '#libs/kinds/case-message.js';
import { MUTUAL_LEGAL_ASSISTANCE } from '#libs/kinds/mutual-legal-assistance/kind.js';
import { noteOf, readCheckpoint, signCheckpoint } from '#libs/log/checkpoint.js';
import { cosign } from '#libs/log/cosignature.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { ExampleLog } from '#libs/testing/example-log.js';
import { UnitAddress } from '#libs/trust/address.js';

const unit = (name: string) => UnitAddress.parse(name);
export const NIAMEY = unit('ne/central-authority');
export const LISBON = unit('pt/central-authority');
export const POLICE = unit('pt/police');
export const OFFICE = unit('pt/liaison');
const BEGUN = Date.parse('2026-11-25T09:00Z');
/** When the members' nodes cosign, in seconds since 1970-01-01T00:00Z. */
export const WITNESSED = BEGUN / 1000 + 3600;
export const EVIDENCE = Buffer.from('2026-03-12;1200 EUR\n'.repeat(50));

const FILE = {
  name: 'f'.repeat(32),
  fileName: 'extrato.csv',
  mediaType: 'text/csv',
  bytes: EVIDENCE.length,
  parts: 1,
  sha256: hex(sha256(EVIDENCE)),
  key: '0'.repeat(64),
};

/** A case between two authorities as its parties make it, the log that it stands on, and everybody's keys. */
export class ExampleCase {
  readonly log: ExampleLog;
  readonly ledger: CaseLedger<unknown>;
  readonly contents = new Map<string, string>();
  readonly caseId: Uint8Array;

  constructor(name?: string) {
    this.log = new ExampleLog();
    expectAccepted(this.log.say(this.log.genesis(name), this.log.committee));
    for (const member of ['ne', 'pt', 'sn']) {
      this.log.admit(member);
      this.log.enrol(`${member}/main`);
      this.log.register(`${member}/central-authority`, 'central-authority');
      this.log.register(`${member}/police`, 'specialised-police');
      this.log.register(`${member}/liaison`, 'liaison-office');
    }
    const first = this.make(
      NIAMEY,
      'request',
      {
        reference: 'NE-1',
        language: 'fr',
        requested: LISBON,
        instruments: ['untoc'],
        urgency: 'normal',
        confidential: true,
        measures: [
          { number: 1, type: 'records' },
          { number: 2, type: 'freezing' },
        ],
      },
      { note: 'Qui reçoit l’argent ?' },
      undefined,
    );
    this.caseId = first.hash;
    this.ledger = new CaseLedger(MUTUAL_LEGAL_ASSISTANCE, first.hash) as CaseLedger<unknown>;
    this.ledger.add(first);
  }

  /** Asked, refused in part after a consultation, executed with evidence, and closed. */
  static whole(name?: string): ExampleCase {
    const one = new ExampleCase(name);
    one.does(LISBON, 'acknowledge', { reference: '112/26' }, { officer: 'Ana Duarte' });
    // A stranger's move: it stays in the record without effect.
    one.does(unit('sn/police'), 'decide', { decisions: [{ measure: 2, decision: 'accepted' }] }, { text: 'Accordé.' });
    one.does(LISBON, 'consult', { number: 1, about: 'refusal', measures: [2], answerBy: '2026-12-10' });
    one.does(NIAMEY, 'answer-consultation', { number: 1, agreed: false });
    one.does(
      LISBON,
      'decide',
      {
        decisions: [
          { measure: 1, decision: 'accepted' },
          { measure: 2, decision: 'refused', ground: 'domestic-law' },
        ],
      },
      { text: 'A medida 2 é recusada.' },
    );
    one.does(LISBON, 'assign', { unit: POLICE, measures: [1] });
    // Two at once: the next one comes after both.
    const [evidence, enquiry] = [
      one.make(POLICE, 'record-evidence', { item: 'E1', sha256: hex(sha256(EVIDENCE)) }, { files: [FILE] }),
      one.make(NIAMEY, 'enquire-status', { number: 1 }, { text: 'Où en est-on ?' }),
    ];
    one.ledger.add(evidence);
    one.ledger.add(enquiry);
    one.does(LISBON, 'answer-status', { number: 1 }, { text: 'Quase.' });
    return one;
  }

  does(author: UnitAddress, move: string, terms: object, content?: object): SignedEvent {
    const event = this.make(author, move, terms, content);
    this.ledger.add(event);
    return event;
  }

  make(
    author: UnitAddress,
    move: string,
    terms: object,
    content?: object,
    caseId: Uint8Array | undefined = this.caseId,
    change: Partial<CaseEvent> = {},
  ): SignedEvent {
    const text = content && JSON.stringify(content);
    const event = signEvent(
      {
        case: caseId ?? null,
        kind: MUTUAL_LEGAL_ASSISTANCE.name,
        author,
        sequence: caseId ? this.ledger.nextSequence(author) : 1,
        parents: caseId ? this.ledger.heads : [],
        at: BEGUN,
        logPosition: this.log.state.size,
        move,
        terms: toTerms(terms),
        content: text ? sha256(utf8(text)) : null,
        ...change,
      },
      this.keyOf(author),
    );
    if (text) this.contents.set(hex(event.hash), text);
    return event;
  }

  keyOf = (author: string): SigningKey => this.log.unitKeys.get(author)!;

  /** The log as it stands, signed by it and by these members' nodes. @param times that a node writes down, seconds since 1970 */
  checkpoint(
    witnesses: readonly string[] = ['ne/main', 'pt/main', 'sn/main'],
    times: Readonly<Record<string, number>> = {},
  ): string {
    const tree = this.tree();
    const { logOrigin } = this.log.genesis();
    const note = signCheckpoint({ origin: logOrigin, size: tree.size, root: tree.root() }, this.log.logKey);
    const signed = expectAccepted(readCheckpoint(note, logOrigin, this.log.logKey.publicKey));
    return noteOf(
      signed,
      witnesses.map((name) => cosign(signed, name, this.log.witnessKeys.get(name)!, times[name] ?? WITNESSED)),
    );
  }

  tree(): MerkleTree {
    const tree = new MerkleTree();
    for (const entry of this.log.entries) tree.append(leafHash(entry));
    return tree;
  }

  /** Says in the log how the case stands. */
  commit(witnesses?: readonly string[], times?: Readonly<Record<string, number>>): BundleFile['commitments'][number] {
    const committed = {
      caseId: this.caseId,
      heads: this.ledger.heads.sort(Buffer.compare),
      salt: sha256(utf8('salt')),
    };
    const others = { caseId: sha256(utf8('other')), heads: [sha256(utf8('head'))], salt: sha256(utf8('more')) };
    const [proof] = commitTo([committed, others]);
    this.log.must({ type: 'cases-committed', unit: NIAMEY, root: proof!.root }, [this.keyOf(NIAMEY)]);
    const position = this.log.entries.length;
    return {
      heads: committed.heads,
      salt: committed.salt,
      root: proof!.root,
      index: proof!.index,
      leaves: proof!.leaves,
      proof: [...proof!.proof],
      position,
      entry: this.log.entries[position - 1]!,
      checkpoint: this.checkpoint(witnesses, times),
      entryProof: this.tree().inclusionProof(position - 1, position),
    };
  }

  /** The list of a bundle by this unit, as its node makes it. */
  list(by: UnitAddress, commitments: BundleFile['commitments'] = [], reads = true): BundleFile {
    const tree = this.tree();
    return {
      liaison: 'case bundle, version 1',
      network: hex(this.log.state.network!),
      case: hex(this.caseId),
      kind: MUTUAL_LEGAL_ASSISTANCE.name,
      exportedBy: by,
      exportedAt: '2026-12-01T10:00:00.000Z',
      events: this.ledger.view.record.map(({ event }, i) => ({
        event: event.wire,
        content: reads && this.contents.has(hex(event.hash)) ? saidPath(i, event.move) : null,
      })),
      files: reads
        ? [
            {
              path: filePath(0, FILE.fileName),
              name: FILE.name,
              fileName: FILE.fileName,
              sha256: FILE.sha256,
              bytes: FILE.bytes,
            },
          ]
        : [],
      checkpoint: this.checkpoint(),
      statements: this.log.entries.flatMap((entry, i) =>
        isBundled(entry, this.log.state) ? [{ position: i + 1, entry, proof: tree.inclusionProof(i, tree.size) }] : [],
      ),
      commitments,
    };
  }
}

/** A bundle’s entries, to be forged and packed. */
export type Entries = Map<string, Buffer>;

/** All entries that go with a list, but for its exporter’s signature. */
export function entriesOf(one: ExampleCase, list: BundleFile): Entries {
  const { logOrigin } = one.log.genesis();
  const checkpoint = expectAccepted(readCheckpoint(list.checkpoint, logOrigin, one.log.logKey.publicKey));
  const told = expectAccepted(toldBy(list.statements, checkpoint));
  const events = one.ledger.view.record.map(({ event }) => event);
  const entries: Entries = new Map([['case.pdf', Buffer.from('%PDF-1.7 the record for people')]]);
  for (const { path, bytes } of courtFiles(list, events, told, checkpoint)) entries.set(path, Buffer.from(bytes));
  events.forEach((event, i) => {
    const text = one.contents.get(hex(event.hash));
    if (text && list.events[i]?.content) entries.set(saidPath(i, event.move), Buffer.from(text));
  });
  for (const { path } of list.files) entries.set(path, EVIDENCE);
  return entries;
}

/** Signs the list of what is there with the exporter’s own genuine key, as nobody can keep it from doing. @param key another’s by now */
export function sealed(
  one: ExampleCase,
  list: BundleFile,
  entries: Entries,
  logPosition = one.log.entries.length,
  key = one.keyOf(list.exportedBy),
): Entries {
  const all: Entries = new Map([...entries].filter(([path]) => !path.startsWith(SUMS)));
  const sums = sumsOf(new Map([...all].map(([path, bytes]) => [path, hex(sha256(bytes))])));
  const unit = UnitAddress.parse(list.exportedBy);
  const said = {
    case: Buffer.from(list.case, 'hex'),
    exportedBy: unit,
    at: Date.parse(list.exportedAt),
    logPosition,
  };
  const wire = signSums(sums, said, key);
  all.set(SUMS, Buffer.from(sums));
  all.set(SUMS_SIGNATURE, Buffer.from(wire));
  for (const { path, bytes } of signatureFiles(SUMS, sumsParts(wire), keyPath(unit, key.publicKey)))
    all.set(path, Buffer.from(bytes));
  return all;
}

/** What a verifier reads of these entries, without the way through a ZIP file. */
export function partsOf(entries: Entries): BundleParts {
  const said = [...entries]
    .filter(([path]) => path.startsWith('events/') && path.endsWith('.json'))
    .map(([path, bytes]) => [path, contentOf(bytes.toString('utf8'))] as const);
  return {
    entries: new Map([...entries].map(([path, bytes]) => [path, { sha256: hex(sha256(bytes)), bytes: bytes.length }])),
    twice: [],
    sums: entries.get(SUMS)?.toString('utf8'),
    sumsSignature: entries.get(SUMS_SIGNATURE),
    named: new Map(said.map(([path, content]) => [path, filesIn(content)])),
    unclear: said.filter(([, content]) => content === undefined).map(([path]) => path),
  };
}

/** @param more entries beside them, of whatever name */
export async function pack(
  file: string,
  entries: Entries,
  more: readonly (readonly [string, Buffer])[] = [],
): Promise<string> {
  const zip = new ZipFile();
  for (const [path, bytes] of [...entries, ...more])
    zip.addBuffer(bytes, path, { compress: !path.startsWith('files/') });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}
