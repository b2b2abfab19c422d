import { Injectable } from '@nestjs/common';
import { type Gap, gapIn, gapsIn } from '#libs/kinds/mutual-legal-assistance/completeness.js';
import { Request, RequestDraft } from '#libs/kinds/mutual-legal-assistance/request.js';
import type { CaseState } from '#libs/kinds/mutual-legal-assistance/state.js';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { type CommonTerms, commonTerms } from '#libs/trust/instruments.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { type Officer, WRITING } from '../../people/officers/roles.js';
import { DraftStore, type KeptDraft } from '../../post/drafts/draft-store.js';
import { Authority } from '../../trust/authority/authority.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { CasesService } from '../cases.service.js';
import type { Said } from '../move-writing.js';
import { MovesService } from '../moves.service.js';

const KIND = 'mutual-legal-assistance';

/** A request in the writing: what is written, to whom, and in which case where it confirms or changes one. */
export interface DraftedRequest {
  readonly requested?: string | undefined;
  /** The case that it belongs to, with the move that it makes there; a new one otherwise. */
  readonly within?: { readonly case: string; readonly move: 'confirm-in-writing' | 'amend' | 'extend' } | undefined;
  readonly request: Readonly<Record<string, unknown>>;
  /** Why it goes without what is only advised. */
  readonly despite?: string | undefined;
}

export interface JudgedRequest extends Omit<KeptDraft, 'content'> {
  readonly drafted: DraftedRequest;
  readonly gaps: readonly Gap[];
  /** What holds between the two states, as the directory says. */
  readonly terms: CommonTerms | null;
}

/** Requests in the writing, judged by what the law asks for and what the requested state has declared. */
@Injectable()
export class RequestDraftsService {
  constructor(
    private readonly drafts: DraftStore,
    private readonly cases: CasesService,
    private readonly moves: MovesService,
    private readonly directory: DirectoryService,
    private readonly authority: Authority,
  ) {}

  async create(officer: Officer, unit: UnitAddress, drafted: DraftedRequest): Promise<JudgedRequest> {
    const kind = { kind: KIND, action: 'case-drafted' as const };
    const [draft] = await this.drafts.createAll(officer, unit, kind, [{ ...drafted }]);
    return this.judged(draft!);
  }

  save = async (officer: Officer, id: string, version: number, drafted: DraftedRequest): Promise<JudgedRequest> =>
    this.judged(await this.drafts.save(officer, KIND, id, version, { ...drafted }));
  list = (officer: Officer) =>
    this.drafts.list(officer, KIND, ({ unit, content }) => {
      const drafted = content as unknown as DraftedRequest;
      const { reference } = drafted.request;
      return {
        requested: drafted.requested ?? null,
        reference: typeof reference === 'string' && reference ? reference.slice(0, 200) : null,
        gaps: this.gapsOf(unit, drafted).gaps.length,
      };
    });
  show = async (officer: Officer, id: string): Promise<JudgedRequest> =>
    this.judged(await this.drafts.find(officer, KIND, id));
  discard = (officer: Officer, id: string): Promise<void> => this.drafts.discard(officer, KIND, id);

  /** What an earlier request asked, to begin another one from: its files stay with it. A draft that is kept as a template serves as well. */
  async copyOf(officer: Officer, from: string): Promise<DraftedRequest> {
    if (from.includes('-')) {
      const { content } = await this.drafts.find(officer, KIND, from);
      const { requested, request } = content as unknown as DraftedRequest;
      return { requested, request };
    }
    const view = await this.cases.show(officer, from, undefined, 'template for another request');
    const latest = view.timeline.findLast(
      (one) => one.content !== null && typeof one.content === 'object' && 'request' in (one.content as object),
    );
    if (!latest) throw problem(409, 'no-request', 'This case has no written request to copy.', 'Begin from another.');
    const { request } = latest.content as {
      request: Record<string, unknown> & { annexes?: { title: string; language: string }[] };
    };
    const annexes = (request.annexes ?? []).map(({ title, language }) => ({ title, language }));
    return { requested: view.requested, request: { ...request, annexes, reference: undefined } };
  }

  async askRelease(officer: Officer, id: string, version: number): Promise<JudgedRequest> {
    const draft = await this.drafts.find(officer, KIND, id);
    this.mustBeReady(this.judged(draft));
    return this.judged(await this.drafts.askRelease(officer, KIND, draft, version));
  }

  /** Releases exactly the version that the officer has seen. @returns the case */
  async release(officer: Officer, id: string, version: number): Promise<{ id: string }> {
    const draft = await this.drafts.findVersion(officer, KIND, id, version);
    const judged = this.judged(draft);
    const { request, requested } = this.mustBeReady(judged);
    const making = {
      askedBy: draft.releaseAskedBy ?? undefined,
      isJudged: true,
      within: (manager: Parameters<DraftStore['take']>[0]) => this.drafts.take(manager, draft),
    };
    const { within } = judged.drafted;
    if (within) {
      const said: Said = {
        move: within.move,
        terms: { measures: await this.changedIn(officer, within, request) },
        content: { request, ...(within.move !== 'confirm-in-writing' && { text: request.purpose }) },
      };
      await this.moves.make(officer, draft.unit, within.case, said, making);
      return { id: within.case };
    }
    const { despite } = judged.drafted;
    const content = { request, ...(despite && { despite }) };
    const said: Said = { move: 'request', terms: termsOf(request, requested, judged.terms?.times), content };
    return { id: await this.moves.begin(officer, draft.unit, KIND, said, making) };
  }

  /** Of an amendment the measures that are not decided yet, of an extension those that the case does not have. */
  private async changedIn(
    officer: Officer,
    { case: id, move }: NonNullable<DraftedRequest['within']>,
    request: RequestDraft,
  ) {
    const { open } = await this.cases.read(officer, id);
    const { measures } = open.ledger.view.state as CaseState;
    const asked = measuresOf(request);
    if (move === 'confirm-in-writing') return asked;
    const standing = (number: number) => measures.find((one) => one.number === number)?.status;
    const changed = asked.filter(({ number }) => standing(number) === (move === 'amend' ? 'asked' : undefined));
    if (changed.length > 0) return changed;
    throw problem(
      409,
      'nothing-changes',
      move === 'amend' ? 'Every measure in it is decided already.' : 'The case has every measure in it already.',
      move === 'amend'
        ? 'Extend the request instead; the draft is kept.'
        : 'Give new measures numbers of their own; the draft is kept.',
    );
  }

  /** Judges a request that is kept nowhere: a file before it is saved, a form as it is filled in. */
  check(officer: Officer, unit: UnitAddress, drafted: DraftedRequest) {
    this.authority.mustHold(officer, unit, WRITING);
    return this.gapsOf(unit, drafted);
  }

  private gapsOf(
    unit: UnitAddress,
    { requested, request }: DraftedRequest,
  ): { gaps: Gap[]; terms: CommonTerms | null } {
    const to = UnitAddress.safeParse(requested);
    const known = to.success && this.directory.state.units.has(to.data);
    const terms = to.success ? commonTerms(this.directory.state, memberOf(unit), memberOf(to.data)) : null;
    const gaps = gapsIn(request, terms?.acceptedLanguages ?? [], terms?.instruments ?? []);
    if (known) return { gaps, terms };
    const unknown = gapIn(
      'required',
      'requested',
      phrase('the requested authority, a unit of the directory'),
      'somebody has to receive it',
      'UNTOC Art. 18(13)',
    );
    return { gaps: [unknown, ...gaps], terms };
  }

  private judged({ content, ...draft }: KeptDraft): JudgedRequest {
    const drafted = content as unknown as DraftedRequest;
    return { ...draft, drafted, ...this.gapsOf(draft.unit, drafted) };
  }

  /** A request cannot go without what the law requires; without what it advises it goes with a written reason. */
  private mustBeReady({ gaps, drafted }: JudgedRequest): { request: RequestDraft; requested: UnitAddress } {
    const required = gaps.filter((gap) => gap.level === 'required');
    const open = drafted.despite ? required : gaps;
    if (open.length > 0) {
      throw new Problem(
        422,
        {
          code: required.length > 0 ? 'request-incomplete' : 'request-thin',
          message:
            required.length > 0
              ? `${required.length} ${required.length === 1 ? 'part is' : 'parts are'} missing that the request cannot go without.`
              : `${open.length} ${open.length === 1 ? 'part' : 'parts'} will be asked for.`,
          remedy:
            required.length > 0
              ? 'Mend what is named; the draft is kept.'
              : 'Mend what is named, or write in "despite" why it goes without; the draft is kept.',
        },
        {
          faults: open.map(({ field, missing, why, law, phrases }) => ({
            field,
            expected: `${missing}: ${why} (${law})`,
            phrase: phrases.missing,
          })),
        },
      );
    }
    return { request: RequestDraft.parse(drafted.request), requested: UnitAddress.parse(drafted.requested) };
  }
}

const measuresOf = (request: RequestDraft | Request) =>
  request.measures.map(({ number, type }) => ({ number, type })).sort((a, b) => a.number - b.number);

/** What every party learns of a request, liaison offices too. */
const termsOf = (request: RequestDraft, requested: UnitAddress, times?: CommonTerms['times']): Said['terms'] => ({
  ...(times && { times }),
  reference: request.reference,
  language: request.purpose.language,
  requested,
  instruments: request.instruments,
  urgency: request.urgency.level,
  ...(request.wishedBy && { wishedBy: request.wishedBy }),
  confidential: request.confidentiality !== undefined,
  measures: measuresOf(request),
});
