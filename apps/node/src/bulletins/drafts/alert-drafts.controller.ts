import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { Version } from '#libs/bounds/numbers.js';
import { DateTime } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { FieldFault } from '#libs/outcome/field-faults.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { PostedView } from '../alerts/views.js';
import { AlertDraftsService, type WrittenDraft } from './alert-drafts.service.js';

const Unfinished = z.record(z.string(), z.json());
const LONGEST_UNDO_S = 60;

/** An alert as far as it is written, or the id of one to begin from. */
export const CreateAlertDraft = z.union([
  z.strictObject({ unit: UnitAddress, alert: Unfinished }),
  z.strictObject({ unit: UnitAddress, from: MessageReference }),
]);
export const SaveAlertDraft = z.strictObject({ version: Version, alert: Unfinished });
export const AskRelease = z.strictObject({ version: Version });
export const ReleaseAlertDraft = z.strictObject({
  version: Version,
  /** How long it can be undone before anything of it leaves the node, in seconds. */
  undoSeconds: z.int().min(0).max(LONGEST_UNDO_S).default(10),
  /** Nothing of it leaves the node before. */
  embargoUntil: DateTime.optional(),
});
export const AlertDraftView = z.object({
  id: z.string(),
  unit: UnitAddress,
  version: Version,
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  releaseAskedBy: z.string().nullable(),
  alert: Unfinished,
  faults: z.array(FieldFault).readonly(),
  warnings: z
    .array(
      z.object({
        field: z.string(),
        looksLike: z.enum(['telephone', 'mail', 'document-number', 'person']),
        found: z.string(),
      }),
    )
    .readonly(),
});
export const AlertDraftList = z.object({
  drafts: z.array(
    AlertDraftView.omit({ alert: true, faults: true, warnings: true }).extend({
      title: z.string().nullable(),
      /** How many fields are wrong or missing. */
      faults: z.int(),
    }),
  ),
});

const viewOf = ({ savedAt, unit, alert, ...draft }: WrittenDraft): z.infer<typeof AlertDraftView> => ({
  ...draft,
  unit: unit as UnitAddress,
  savedAt: new Date(savedAt).toISOString(),
  alert: alert as z.infer<typeof Unfinished>,
});

/** Alerts in the writing. */
@Controller('alert-drafts')
export class AlertDraftsController {
  constructor(
    private readonly drafts: AlertDraftsService,
    private readonly alerts: AlertsService,
  ) {}

  @Post('', {
    summary: 'Begin an alert, from nothing or from another',
    body: CreateAlertDraft,
    answer: AlertDraftView,
    status: 201,
  })
  async create(@CurrentOfficer() officer: Officer, @InBody() request: z.infer<typeof CreateAlertDraft>) {
    const alert = 'from' in request ? (await this.alerts.template(officer, request.from)).alert : request.alert;
    return viewOf(await this.drafts.create(officer, request.unit, alert as Record<string, unknown>));
  }

  @Get('', { summary: 'Alerts in the writing', answer: AlertDraftList })
  async list(@CurrentOfficer() officer: Officer) {
    const drafts = await this.drafts.list(officer);
    return { drafts: drafts.map((one) => ({ ...one, savedAt: new Date(one.savedAt).toISOString() })) };
  }

  @Get(':id', { summary: 'One of them, with what is missing', answer: AlertDraftView })
  async show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return viewOf(await this.drafts.show(officer, id));
  }

  @Put(':id', { summary: 'Save it as it is now', body: SaveAlertDraft, answer: AlertDraftView })
  async save(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { version, alert }: z.infer<typeof SaveAlertDraft>,
  ) {
    return viewOf(await this.drafts.save(officer, id, version, alert));
  }

  @Delete(':id', { summary: 'Discard it', status: 204 })
  discard(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.drafts.discard(officer, id);
  }

  @Post(':id/release-request', {
    summary: 'Ask a second officer to release it',
    body: AskRelease,
    answer: AlertDraftView,
  })
  async ask(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof AskRelease>,
  ) {
    return viewOf(await this.drafts.askRelease(officer, id, body.version));
  }

  @Post(':id/dry-run', {
    summary: 'All that releasing it would check, and whom it would reach; sends nothing',
    body: AskRelease,
    answer: PostedView.pick({ audience: true }),
  })
  rehearse(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() body: z.infer<typeof AskRelease>,
  ) {
    return this.drafts.rehearse(officer, id, body.version);
  }

  @Post(':id/release', {
    summary: 'Release it to its audience',
    body: ReleaseAlertDraft,
    answer: PostedView,
    status: 201,
  })
  release(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
    @InBody() { version, undoSeconds, embargoUntil }: z.infer<typeof ReleaseAlertDraft>,
  ) {
    const notBefore = Math.max(Date.now() + undoSeconds * 1000, embargoUntil ? Date.parse(embargoUntil) : 0);
    return this.drafts.release(officer, id, version, notBefore);
  }
}
