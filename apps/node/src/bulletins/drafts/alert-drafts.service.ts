import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type PrivacyWarning, privacyWarnings } from '#libs/kinds/alert/privacy.js';
import { AlertDraft } from '#libs/kinds/alert/schema.js';
import { type FieldFault, fieldFaults } from '#libs/outcome/field-faults.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Problem } from '../../http/problem.js';
import type { Officer } from '../../people/officers/roles.js';
import { DraftStore, type KeptDraft, type ListedDraft } from '../../post/drafts/draft-store.js';
import { PostingService } from '../alerts/posting.service.js';
import type { PostedView } from '../alerts/views.js';

const KIND = 'alert';
const DRAFTED = { kind: KIND, action: 'alert-drafted' } as const;

export interface WrittenDraft extends Omit<KeptDraft, 'content'> {
  readonly alert: Record<string, unknown>;
  /** What is wrong or still missing; empty when it can be released. */
  readonly faults: readonly FieldFault[];
  /** What looks as if it told of one person. */
  readonly warnings: readonly PrivacyWarning[];
}

/** Alerts in the writing: judged each time they are saved, released by one officer or two. */
@Injectable()
export class AlertDraftsService {
  constructor(
    private readonly drafts: DraftStore,
    private readonly posting: PostingService,
  ) {}

  async create(officer: Officer, unit: UnitAddress, alert: Record<string, unknown>): Promise<WrittenDraft> {
    const [draft] = await this.drafts.createAll(officer, unit, DRAFTED, [alert]);
    return judged(draft!);
  }

  /** All of them, or none. @returns their ids */
  async createAll(
    officer: Officer,
    unit: UnitAddress,
    alerts: readonly Readonly<Record<string, unknown>>[],
  ): Promise<string[]> {
    const kept = await this.drafts.createAll(officer, unit, DRAFTED, alerts);
    return kept.map(({ id }) => id);
  }

  save = async (officer: Officer, id: string, version: number, alert: Record<string, unknown>): Promise<WrittenDraft> =>
    judged(await this.drafts.save(officer, KIND, id, version, alert));
  list = (officer: Officer): Promise<(ListedDraft & { title: string | null; faults: number })[]> =>
    this.drafts.list(officer, KIND, ({ content }) => ({ title: titleOf(content), faults: faultsOf(content).length }));
  show = async (officer: Officer, id: string): Promise<WrittenDraft> =>
    judged(await this.drafts.find(officer, KIND, id));
  discard = (officer: Officer, id: string): Promise<void> => this.drafts.discard(officer, KIND, id);

  async askRelease(officer: Officer, id: string, version: number): Promise<WrittenDraft> {
    const draft = await this.drafts.find(officer, KIND, id);
    mustBeComplete(draft);
    return judged(await this.drafts.askRelease(officer, draft, version));
  }

  /** Releases exactly the version that the officer has seen; the draft goes in the transaction that takes the alert. */
  async release(
    officer: Officer,
    id: string,
    version: number,
    notBefore: number | undefined,
  ): Promise<z.infer<typeof PostedView>> {
    const draft = await this.drafts.findVersion(officer, KIND, id, version);
    return this.posting.post(
      officer,
      { unit: draft.unit, alert: mustBeComplete(draft), again: false },
      {
        askedBy: draft.releaseAskedBy ?? undefined,
        notBefore,
        within: (manager) => this.drafts.take(manager, draft),
      },
    );
  }

  /** Whom a release would reach now, and whether it would go through; nothing is sent. */
  async rehearse(officer: Officer, id: string, version: number) {
    const draft = await this.drafts.findVersion(officer, KIND, id, version);
    const request = { unit: draft.unit, alert: mustBeComplete(draft), again: false };
    return this.posting.rehearse(officer, request, { askedBy: draft.releaseAskedBy ?? undefined });
  }
}

function judged({ content: alert, ...draft }: KeptDraft): WrittenDraft {
  return { ...draft, alert, faults: faultsOf(alert), warnings: privacyWarnings(alert) };
}

function faultsOf(alert: Record<string, unknown>): FieldFault[] {
  const parsed = AlertDraft.safeParse(alert);
  return parsed.success ? [] : fieldFaults(parsed.error);
}

/** As a list has room for it. */
const titleOf = ({ title }: Record<string, unknown>): string | null =>
  typeof title === 'object' && title !== null && 'text' in title && typeof title.text === 'string'
    ? title.text.slice(0, 200)
    : null;

function mustBeComplete({ content }: KeptDraft): AlertDraft {
  const parsed = AlertDraft.safeParse(content);
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
