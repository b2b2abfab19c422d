import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Version } from '#libs/bounds/numbers.js';
import { DateTime } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { FieldFault } from '#libs/outcome/field-faults.js';
import { UnitAddress } from '#libs/trust/address.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
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

  @Post()
  async create(@CurrentOfficer() officer: Officer, @Body() body: unknown) {
    const request = validated(CreateAlertDraft, body);
    const alert = 'from' in request ? (await this.alerts.template(officer, request.from)).alert : request.alert;
    return viewOf(await this.drafts.create(officer, request.unit, alert as Record<string, unknown>));
  }

  @Get()
  async list(@CurrentOfficer() officer: Officer) {
    const drafts = await this.drafts.list(officer);
    return { drafts: drafts.map((one) => ({ ...one, savedAt: new Date(one.savedAt).toISOString() })) };
  }

  @Get(':id')
  async show(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string) {
    return viewOf(await this.drafts.show(officer, id));
  }

  @Put(':id')
  async save(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    const { version, alert } = validated(SaveAlertDraft, body);
    return viewOf(await this.drafts.save(officer, id, version, alert));
  }

  @Delete(':id')
  @HttpCode(204)
  discard(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.drafts.discard(officer, id);
  }

  @Post(':id/release-request')
  @HttpCode(200)
  async ask(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return viewOf(await this.drafts.askRelease(officer, id, validated(AskRelease, body).version));
  }

  @Post(':id/dry-run')
  @HttpCode(200)
  rehearse(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    return this.drafts.rehearse(officer, id, validated(AskRelease, body).version);
  }

  @Post(':id/release')
  release(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown) {
    const { version, undoSeconds, embargoUntil } = validated(ReleaseAlertDraft, body);
    const notBefore = Math.max(Date.now() + undoSeconds * 1000, embargoUntil ? Date.parse(embargoUntil) : 0);
    return this.drafts.release(officer, id, version, notBefore);
  }
}
