import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { type BundleFile, filePath } from '#libs/cases/bundle.js';
import { courtFiles } from '#libs/cases/court-files.js';
import { SUMS, SUMS_SIGNATURE, signSums, sumsOf, sumsParts } from '#libs/cases/manifest.js';
import { type CourtFile, keyPath, signatureFiles } from '#libs/cases/signature-files.js';
import { toldBy } from '#libs/cases/told.js';
import { RECORD } from '#libs/cases/verify-manifest.js';
import { saidPath } from '#libs/cases/verify-said.js';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { Audit } from '../people/audit/audit.js';
import type { Officer } from '../people/officers/roles.js';
import { type FileHeld, FilesService } from '../post/files/files.service.js';
import { Authority } from '../trust/authority/authority.js';
import { CasesService } from './cases.service.js';
import { DocumentsService } from './documents.service.js';
import { LogProofs } from './log-proofs.js';
import { filesOf, type OpenCase } from './open-case.js';

/** A file of a case as its event describes it, and where it lies here. */
interface FileHere {
  readonly file: AttachedFile;
  readonly row: FileHeld;
}

/** A case in one file that anybody checks without a network and without trust in us. */
@Injectable()
export class BundleService {
  constructor(
    private readonly cases: CasesService,
    private readonly authority: Authority,
    private readonly proofs: LogProofs,
    private readonly files: FilesService,
    private readonly documents: DocumentsService,
    private readonly audit: Audit,
  ) {}

  /** @returns the bundle as a stream (ZIP), whatever its length, and a name for it */
  async export(
    officer: Officer,
    caseId: string,
    why: string,
    languages: readonly ReaderLanguage[],
  ): Promise<{ stream: Readable; fileName: string }> {
    const { open, role } = await this.cases.readToExport(officer, caseId);
    const key = this.authority.mustBeBelieved(open.unit);
    const here = await this.filesHere(open);
    const bundle = await this.listOf(open, here);
    const { reference } = open.kind.summary(open.ledger.view.state);
    const record = await this.documents.record(open, languages, { by: officer.displayName, why });
    await this.audit.note({
      officer: officer.name,
      unit: open.unit,
      role,
      action: 'case-exported',
      subject: caseId,
      why,
    });
    const zip = new ZipFile();
    const sums = new Map<string, string>();
    const put = ({ path, bytes }: CourtFile): void => zip.addBuffer(Buffer.from(bytes), path);
    const add = (one: CourtFile): void => {
      sums.set(one.path, hex(sha256(one.bytes)));
      put(one);
    };
    const events = open.ledger.view.record.map((one) => one.event);
    const checkpoint = this.proofs.checkpoint(bundle.checkpoint);
    const told = expectAccepted(toldBy(bundle.statements, checkpoint));
    add({ path: RECORD, bytes: record });
    for (const one of courtFiles(bundle, events, told, checkpoint)) add(one);
    for (const [i, event] of events.entries()) {
      const text = open.contents.get(hex(event.hash));
      if (typeof text === 'string') add({ path: saidPath(i, event.move), bytes: utf8(text) });
    }
    for (const [i, file] of bundle.files.entries()) {
      const { row } = here[i]!;
      sums.set(file.path, file.sha256);
      // Opened when its turn comes: only one file is read at a time.
      zip.addReadStreamLazy(file.path, { compress: false, size: file.bytes }, (done) =>
        done(null, Readable.from(this.files.content(row))),
      );
    }
    this.signedList(open, sumsOf(sums), bundle, key).forEach(put);
    zip.end();
    // A stream of Node’s own, whatever its type says; wrapped in another one it stalls.
    const stream = zip.outputStream as Readable;
    return { stream, fileName: `${reference.replace(/[^\w.-]+/g, '-')}.liaison.zip` };
  }

  /** The list of everything in the bundle, signed by the unit: the record for people cannot be exchanged either. */
  private signedList(
    open: OpenCase,
    sums: string,
    { exportedAt, checkpoint }: BundleFile,
    key: SigningKey,
  ): CourtFile[] {
    const said = {
      case: Buffer.from(open.caseId, 'hex'),
      exportedBy: open.unit,
      at: Date.parse(exportedAt),
      // By the checkpoint in the bundle: the log may have grown since.
      logPosition: this.proofs.checkpoint(checkpoint).size,
    };
    const wire = signSums(sums, said, key);
    return [
      { path: SUMS, bytes: utf8(sums) },
      { path: SUMS_SIGNATURE, bytes: wire },
      ...signatureFiles(SUMS, sumsParts(wire), keyPath(open.unit, key.publicKey)),
    ];
  }

  /** What is not here, or is not what its author signed, is left out: whoever verifies the bundle is told so. */
  private async filesHere(open: OpenCase): Promise<FileHere[]> {
    const here: FileHere[] = [];
    for (const file of filesOf(open)) {
      const row = await this.files.held(open.unit, file);
      if (row) here.push({ file, row });
    }
    return here;
  }

  private async listOf(open: OpenCase, here: readonly FileHere[]): Promise<BundleFile> {
    const at = await this.proofs.newest();
    return {
      liaison: 'case bundle, version 1',
      network: this.proofs.network,
      case: open.caseId,
      kind: open.kindName,
      exportedBy: open.unit,
      exportedAt: new Date().toISOString(),
      ...(open.erasedAt !== null && { erasedOn: new Date(open.erasedAt).toISOString().slice(0, 10) }),
      events: open.ledger.view.record.map(({ event }, i) => ({
        event: event.wire,
        content: typeof open.contents.get(hex(event.hash)) === 'string' ? saidPath(i, event.move) : null,
      })),
      files: here.map(({ file: { name, fileName, sha256, bytes } }, i) => ({
        path: filePath(i, fileName),
        name,
        fileName,
        sha256,
        bytes,
      })),
      checkpoint: at,
      statements: await this.proofs.statementsUnder(this.proofs.checkpoint(at).size),
      commitments: await this.proofs.ofCase(open.unit, open.caseId),
    };
  }
}
