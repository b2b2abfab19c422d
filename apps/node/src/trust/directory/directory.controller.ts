import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { LogPosition } from '#libs/bounds/numbers.js';
import { base64, fromBase64, hex } from '#libs/cose/bytes.js';
import { ENTRIES_PER_REPLY } from '#libs/transport/directory-protocol.js';
import { inWords, phraseOf } from '#libs/trust/bodies.js';
import { readEntry } from '#libs/trust/statement.js';
import { readStatementFile, toJson } from '#libs/trust/statement-file.js';
import { Phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { Get, InBody, InQuery, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { Audit } from '../../people/audit/audit.js';
import { HANDING_IN, type Officer, unitsIn } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { DirectoryService } from './directory.service.js';
import { HandingIn } from './handing-in.service.js';
import { LogStore } from './log-store.js';

/** A position of the log, as text in an address. */
const Position = z.coerce.number().pipe(LogPosition);
export const EntriesQuery = z.strictObject({ from: Position.default(0) });
/** Log entries in base64 from a position on, and the newest checkpoint that this node has verified. */
export const EntriesView = z.object({ checkpoint: z.string(), size: z.int(), entries: z.array(z.string()) });

/** Who has statements to hand in: their own, or what a member's or the committee's signers gave them. */

export const StatementRequest = z.strictObject({
  entry: z.string().transform((text, context) => {
    const bytes = fromBase64(text);
    if (bytes) return bytes;
    context.addIssue({ code: 'custom', message: 'a signed statement in base64' });
    return z.NEVER;
  }),
});

/** RFC 9162 inclusion proof: that a leaf is entry `index` of the log of `size` entries. Hashes in base64. */
export const ProofView = z.object({ index: z.int(), size: z.int(), root: z.string(), hashes: z.array(z.string()) });
export const HandedInView = z.object({ position: z.int(), credential: z.string().optional(), proof: ProofView });

/** A file of statements as it was carried from signer to signer; without `handIn` it is only read. */
export const StatementFileRequest = z.strictObject({ file: z.json(), handIn: z.boolean() });
export const StatementFileView = z.object({
  statements: z.array(
    z.object({
      says: z.string(),
      phrase: Phrase,
      /** Those that verify. */
      signatures: z.int(),
      /** Where it stands in the log; null while it was only read. */
      position: z.int().nullable(),
      credential: z.string().optional(),
    }),
  ),
});

/** One statement of the log, in words and whole, with its proof. */
export const StatementView = z.object({
  position: z.int(),
  says: z.string(),
  phrase: Phrase,
  author: z.string(),
  at: z.iso.datetime(),
  hash: z.string(),
  body: z.unknown(),
  proof: ProofView,
  checkpoint: z.string(),
});

/** The directory log as this node has verified it, and the way into it for statements that were signed elsewhere. */
@Controller('directory')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryService,
    private readonly handingIn: HandingIn,
    private readonly store: LogStore,
    private readonly audit: Audit,
  ) {}

  @Get('entries', {
    summary: 'Entries of the directory log, with the newest checkpoint',
    by: 'officers',
    query: EntriesQuery,
    answer: EntriesView,
  })
  async entries(@InQuery() { from }: z.infer<typeof EntriesQuery>): Promise<z.infer<typeof EntriesView>> {
    const { checkpoint, size } = this.directory.log;
    if (!checkpoint) {
      throw problem(503, 'directory-empty', 'This node has not seen the directory yet.', 'Try again when it has.');
    }
    const entries = await this.store.entries(from, Math.min(from + ENTRIES_PER_REPLY, size));
    return { checkpoint, size, entries: entries.map(base64) };
  }

  @Get('statements/:position', { summary: 'One statement with its proof', by: 'officers', answer: StatementView })
  async statement(@InPath('position', Position) position: number): Promise<z.infer<typeof StatementView>> {
    const { checkpoint, size } = this.directory.log;
    const [entry] = position <= size ? await this.store.entries(position - 1, position) : [];
    const read = entry && readEntry(entry);
    if (!read?.ok || !checkpoint) {
      throw problem(
        404,
        'statement-unknown',
        `The log has no statement at position ${position}.`,
        'See "liaison log".',
      );
    }
    const { author, at, body } = read.value.statement;
    return {
      position,
      says: inWords(body),
      phrase: phraseOf(body),
      author,
      at: new Date(at).toISOString(),
      hash: hex(read.value.hash),
      body: toJson(body),
      proof: this.directory.proofOf(position),
      checkpoint,
    };
  }

  @Post('statements', {
    summary: 'Hand in a statement that was signed elsewhere',
    by: HANDING_IN,
    body: StatementRequest,
    answer: HandedInView,
    status: 201,
  })
  async handIn(
    @CurrentOfficer() officer: Officer,
    @InBody() { entry }: z.infer<typeof StatementRequest>,
  ): Promise<z.infer<typeof HandedInView>> {
    const handed = await this.handInOne(officer, entry);
    return { ...handed, proof: this.directory.proofOf(handed.position) };
  }

  /** Says what a file of statements says, in this node's own words, and hands all of them in where that is asked for. */
  @Post('statement-files', {
    summary: 'What a file of statements says and who signed it; hands it in where that is asked for',
    by: 'officers',
    body: StatementFileRequest,
    answer: StatementFileView,
  })
  async readFile(
    @CurrentOfficer() officer: Officer,
    @InBody() { file, handIn }: z.infer<typeof StatementFileRequest>,
  ): Promise<z.infer<typeof StatementFileView>> {
    const read = readStatementFile(file);
    if (!read.ok) throw new Problem(422, read.refusal);
    const statements: z.infer<typeof StatementFileView>['statements'] = [];
    for (const { statement, says, signatures, entry } of read.value) {
      const handed = handIn ? await this.handInOne(officer, entry) : { position: null };
      statements.push({ says, phrase: phraseOf(statement.body), signatures: signatures.length, ...handed });
    }
    return { statements };
  }

  private async handInOne(officer: Officer, entry: Uint8Array): Promise<{ position: number; credential?: string }> {
    if (unitsIn(officer, HANDING_IN).length === 0) {
      throw problem(
        403,
        'role-missing',
        'Statements are handed in by liaison officers, releasers and administrators.',
        'Give the file to one of them.',
      );
    }
    const handed = await this.handingIn.handIn(entry);
    if (!handed.ok) throw new Problem(409, handed.refusal);
    const { position, credential } = handed.value;
    const line = {
      officer: officer.name,
      unit: '',
      role: '',
      action: 'statement-handed-in',
      subject: String(position),
    } as const;
    await this.audit.note(line);
    return { position, ...(credential === undefined ? {} : { credential }) };
  }
}
