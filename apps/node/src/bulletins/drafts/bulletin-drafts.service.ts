import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { BulletinDraft } from '#libs/kinds/bulletin-kind.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import { type PrivacyWarning, privacyWarnings } from '#libs/kinds/privacy.js';
import { type FieldFault, fieldFaults, REPORTING } from '#libs/outcome/field-faults.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Problem } from '../../http/problem.js';
import type { Officer } from '../../people/officers/roles.js';
import { DraftStore, type KeptDraft, type ListedDraft } from '../../post/drafts/draft-store.js';
import { PostingService } from '../posting/posting.service.js';
import type { PostedView } from '../reading/views.js';

export interface WrittenDraft extends Omit<KeptDraft, 'content'> {
  readonly body: Record<string, unknown>;
  /** What is wrong or still missing; empty when it can be released. */
  readonly faults: readonly FieldFault[];
  /** What looks as if it told of one person. */
  readonly warnings: readonly PrivacyWarning[];
}

/** Bulletins in the writing: judged each time they are saved, released by one officer or two. */
@Injectable()
export class BulletinDraftsService {
  constructor(
    private readonly drafts: DraftStore,
    private readonly posting: PostingService,
  ) {}

  async create(
    officer: Officer,
    kind: BulletinName,
    unit: UnitAddress,
    body: Record<string, unknown>,
  ): Promise<WrittenDraft> {
    const [draft] = await this.drafts.createAll(officer, unit, { kind, action: `${kind}-drafted` }, [body]);
    return judged(kind, draft!);
  }

  /** All of them, or none. @returns their ids */
  async createAll(
    officer: Officer,
    kind: BulletinName,
    unit: UnitAddress,
    bodies: readonly Readonly<Record<string, unknown>>[],
  ): Promise<string[]> {
    const kept = await this.drafts.createAll(officer, unit, { kind, action: `${kind}-drafted` }, bodies);
    return kept.map(({ id }) => id);
  }

  async save(
    officer: Officer,
    kind: BulletinName,
    id: string,
    version: number,
    body: Record<string, unknown>,
  ): Promise<WrittenDraft> {
    return judged(kind, await this.drafts.save(officer, kind, id, version, body));
  }

  list(officer: Officer, kind: BulletinName): Promise<(ListedDraft & { title: string | null; faults: number })[]> {
    return this.drafts.list(officer, kind, ({ content }) => ({
      title: titleOf(kind, content),
      faults: faultsOf(kind, content).length,
    }));
  }

  async show(officer: Officer, kind: BulletinName, id: string): Promise<WrittenDraft> {
    return judged(kind, await this.drafts.find(officer, kind, id));
  }

  discard = (officer: Officer, kind: BulletinName, id: string): Promise<void> => this.drafts.discard(officer, kind, id);

  async askRelease(officer: Officer, kind: BulletinName, id: string, version: number): Promise<WrittenDraft> {
    const draft = await this.drafts.find(officer, kind, id);
    mustBeComplete(kind, draft);
    return judged(kind, await this.drafts.askRelease(officer, kind, draft, version));
  }

  /** Releases exactly the version that the officer has seen; the draft goes in the transaction that takes the bulletin. */
  async release(
    officer: Officer,
    kind: BulletinName,
    { id, version }: { readonly id: string; readonly version: number },
    { notBefore, again }: { readonly notBefore: number; readonly again: boolean },
  ): Promise<z.infer<typeof PostedView>> {
    const draft = await this.drafts.findVersion(officer, kind, id, version);
    return this.posting.post(
      officer,
      kind,
      { unit: draft.unit, body: mustBeComplete(kind, draft), again },
      {
        askedBy: draft.releaseAskedBy ?? undefined,
        notBefore,
        within: (manager) => this.drafts.take(manager, draft),
      },
    );
  }

  /** Whom a release would reach now, and whether it would go through; nothing is sent. */
  async rehearse(officer: Officer, kind: BulletinName, id: string, version: number) {
    const draft = await this.drafts.findVersion(officer, kind, id, version);
    const request = { unit: draft.unit, body: mustBeComplete(kind, draft), again: false };
    return this.posting.rehearse(officer, kind, request, { askedBy: draft.releaseAskedBy ?? undefined });
  }
}

function judged(kind: BulletinName, { content: body, ...draft }: KeptDraft): WrittenDraft {
  return { ...draft, body, faults: faultsOf(kind, body), warnings: privacyWarnings(body) };
}

function faultsOf(kind: BulletinName, body: Record<string, unknown>): FieldFault[] {
  const parsed = bulletinKind(kind).draft.safeParse(body, REPORTING);
  return parsed.success ? [] : fieldFaults(parsed.error);
}

/** As a list has room for it. */
function titleOf(kind: BulletinName, content: Record<string, unknown>): string | null {
  const own = (content.title as { text?: unknown } | null | undefined)?.text;
  const title = bulletinKind(kind).titleIn?.(content) ?? own;
  return typeof title === 'string' ? title.slice(0, 200) : null;
}

function mustBeComplete(kind: BulletinName, { content }: KeptDraft): BulletinDraft {
  const parsed = bulletinKind(kind).draft.safeParse(content, REPORTING);
  if (parsed.success) return parsed.data;
  const faults = fieldFaults(parsed.error);
  throw new Problem(
    422,
    {
      code: 'fields-wrong',
      message: `${faults.length} ${faults.length === 1 ? 'field is' : 'fields are'} missing or not as expected.`,
      remedy: 'Mend the fields named; the draft is kept.',
    },
    { faults },
  );
}
