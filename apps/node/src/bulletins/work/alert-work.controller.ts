import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { AlertWorkService, type Note } from './alert-work.service.js';

export const AssignmentRequest = z.strictObject({ officer: z.string().trim().min(1).max(100).nullable() });
export const NoteRequest = z.strictObject({ text: z.string().trim().min(1).max(10_000) });
export const NoteView = z.object({ id: z.string(), officer: z.string(), notedAt: z.iso.datetime(), text: z.string() });
export const NoteList = z.object({ notes: z.array(NoteView) });

const viewOf = ({ notedAt, ...note }: Note): z.infer<typeof NoteView> => ({ ...note, notedAt: iso(notedAt) });

@Controller('alerts/:id')
export class AlertWorkController {
  constructor(private readonly work: AlertWorkService) {}

  @Put('assignment', { summary: 'Say which officer of the unit deals with it', body: AssignmentRequest, status: 204 })
  assign(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InBody() body: z.infer<typeof AssignmentRequest>,
  ): Promise<void> {
    return this.work.assign(officer, id, body.officer);
  }

  @Post('notes', {
    summary: 'Note something on it, for the unit alone',
    body: NoteRequest,
    answer: NoteView,
    status: 201,
  })
  async note(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @InBody() body: z.infer<typeof NoteRequest>,
  ) {
    return viewOf(await this.work.note(officer, id, body.text));
  }

  @Delete('notes/:note', { summary: 'Take back a note of one’s own', status: 204 })
  removeNote(
    @CurrentOfficer() officer: Officer,
    @InPath('id', MessageReference) id: MessageReference,
    @Param('note', ParseUUIDPipe) note: string,
  ): Promise<void> {
    return this.work.removeNote(officer, id, note);
  }

  @Get('notes', { summary: 'What the unit noted on it', answer: NoteList })
  async notes(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
    return { notes: (await this.work.notes(officer, id)).map(viewOf) };
  }
}
