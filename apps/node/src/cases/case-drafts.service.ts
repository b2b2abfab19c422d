import { Injectable } from '@nestjs/common';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../http/problem.js';
import type { Officer } from '../people/officers/roles.js';
import { DraftStore, type KeptDraft, type ListedDraft } from '../post/drafts/draft-store.js';
import type { Said } from './move-writing.js';
import { MovesService } from './moves.service.js';

/** The beginning of a case in the writing. */
export interface DraftedCase extends Said {
  readonly kind: string;
}
export interface CaseDraft extends Omit<KeptDraft, 'content'> {
  readonly drafted: DraftedCase;
}
export type ListedCaseDraft = ListedDraft & Pick<DraftedCase, 'kind' | 'move'> & { readonly reference: string | null };

/** Under which beginnings of every kind are kept; those that a kind judges as they are written have a place of their own. */
const PLACE = 'case';

/** Beginnings of cases that wait for a second officer. */
@Injectable()
export class CaseDraftsService {
  constructor(
    private readonly drafts: DraftStore,
    private readonly moves: MovesService,
  ) {}

  async create(officer: Officer, unit: UnitAddress, drafted: DraftedCase): Promise<CaseDraft> {
    mustBegin(drafted);
    const place = { kind: PLACE, action: 'case-drafted' as const };
    const [draft] = await this.drafts.createAll(officer, unit, place, [{ ...drafted }]);
    return opened(draft!);
  }

  async save(officer: Officer, id: string, version: number, drafted: DraftedCase): Promise<CaseDraft> {
    mustBegin(drafted);
    return opened(await this.drafts.save(officer, PLACE, id, version, { ...drafted }));
  }

  list = (officer: Officer): Promise<ListedCaseDraft[]> =>
    this.drafts.list(officer, PLACE, (draft) => {
      const { kind, move, terms } = opened(draft).drafted;
      const { reference } = terms;
      return { kind, move, reference: typeof reference === 'string' && reference ? reference.slice(0, 200) : null };
    });

  show = async (officer: Officer, id: string): Promise<CaseDraft> => opened(await this.drafts.find(officer, PLACE, id));
  discard = (officer: Officer, id: string): Promise<void> => this.drafts.discard(officer, PLACE, id);

  async askRelease(officer: Officer, id: string, version: number): Promise<CaseDraft> {
    return opened(await this.drafts.askRelease(officer, PLACE, await this.drafts.find(officer, PLACE, id), version));
  }

  /** Releases exactly the version that the officer has seen. @returns the case */
  async release(officer: Officer, id: string, version: number): Promise<{ id: string }> {
    const draft = await this.drafts.findVersion(officer, PLACE, id, version);
    const { kind, ...said } = opened(draft).drafted;
    const making = {
      askedBy: draft.releaseAskedBy ?? undefined,
      within: (manager: Parameters<DraftStore['take']>[0]) => this.drafts.take(manager, draft),
    };
    return { id: await this.moves.begin(officer, draft.unit, kind, said, making) };
  }
}

const opened = ({ content, ...draft }: KeptDraft): CaseDraft => ({
  ...draft,
  drafted: content as unknown as DraftedCase,
});

function mustBegin({ kind, move }: DraftedCase): void {
  const known = CASE_KINDS[kind];
  if (known?.beginnings[move] && !known.isDrafted(move)) return;
  throw problem(404, 'kind-unknown', `No case of "${kind}" begins with "${move}" here.`, 'See the API.');
}
