import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SignedEvent, signEvent, UnreadableEvent } from '#libs/cases/event.js';
import { toTerms } from '#libs/cases/terms.js';
import { sha256, utf8 } from '#libs/cose/bytes.js';
import { type AttachedFile, MOST_FILES, UploadedFile } from '#libs/kinds/attached-file.js';
import type { MoveForm } from '#libs/kinds/case-kind.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../people/officers/roles.js';
import { FileLimits } from '../post/files/file-limits.js';
import { FilesService } from '../post/files/files.service.js';
import { Authority } from '../trust/authority/authority.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { KeysService } from '../trust/keys/keys.service.js';

/** What an officer says in a move. */
export interface Said {
  readonly move: string;
  readonly terms: Readonly<Record<string, unknown>>;
  /** As it is written: files by the name under which they were uploaded. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** Makes of what an officer says an event that the unit has signed. */
@Injectable()
export class MoveWriting {
  constructor(
    private readonly authority: Authority,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly files: FilesService,
    private readonly limits: FileLimits,
  ) {}

  /** Everything that beginning or going on would check of what was written. @throws Problem where it would be refused */
  async prepared(officer: Officer, unit: UnitAddress, form: MoveForm, said: Said, caseId?: string) {
    this.authority.mustBeBelieved(unit);
    const drafted = validated(form.draft, said.content);
    const terms = validated(form.terms, { ...form.told?.from(drafted), ...said.terms });
    const attached = await this.withFiles(unit, drafted);
    if (attached.files.length > MOST_FILES) {
      throw problem(
        413,
        'too-large',
        `The move has ${attached.files.length} files, at most ${MOST_FILES}.`,
        'Give the others with another move.',
      );
    }
    await this.limits.mustBeFree(officer, unit, attached.files, caseId);
    const content = validated(form.content, attached.value) as Record<string, unknown>;
    // Salted, so that nobody finds what it says by trying: those who do not read it have its hash.
    const text = Object.values(content).some((one) => !(Array.isArray(one) && one.length === 0) && one !== undefined)
      ? JSON.stringify({ salt: randomBytes(16).toString('hex'), ...content })
      : null;
    return { terms: terms as Record<string, unknown>, content: text };
  }

  /** Puts the files themselves in the place of the names of uploads, wherever they stand. */
  private async withFiles(unit: UnitAddress, value: unknown): Promise<{ value: unknown; files: AttachedFile[] }> {
    const files: AttachedFile[] = [];
    const walk = async (one: unknown): Promise<unknown> => {
      const upload = UploadedFile.safeParse(one);
      if (upload.success) {
        const [file] = await this.files.attach(unit, [upload.data]);
        files.push(file!);
        return file;
      }
      if (Array.isArray(one)) return Promise.all(one.map(walk));
      if (typeof one !== 'object' || one === null) return one;
      const entries = await Promise.all(
        Object.entries(one).map(async ([name, each]) => [name, await walk(each)] as const),
      );
      return Object.fromEntries(entries);
    };
    return { value: await walk(value), files };
  }

  /** @param place where it stands in its case; else it begins one @throws Problem where nobody could read it */
  signed(
    author: UnitAddress,
    kind: string,
    move: string,
    terms: object,
    content: string | null,
    place: Partial<Pick<SignedEvent, 'case' | 'parents' | 'sequence' | 'at'>>,
  ): SignedEvent {
    const first = { case: null, parents: [], sequence: 1, at: Date.now() };
    const said = {
      kind,
      author,
      move,
      terms: toTerms(terms),
      content: content === null ? null : sha256(utf8(content)),
      logPosition: this.directory.state.size,
    };
    try {
      return signEvent({ ...first, ...said, ...place }, this.keys.signingKey(author));
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      throw problem(413, 'too-large', 'Its terms are more than one event holds.', 'Say it in several moves.');
    }
  }
}
