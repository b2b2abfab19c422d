import { Controller, Param, ParseUUIDPipe, type Type } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import { MessageReference } from '#libs/envelope/id.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { type Officer, READING, WORKING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { bulletinsOf } from '../paths.js';
import { BulletinWorkService, type Note } from './bulletin-work.service.js';

export const AssignmentRequest = z.strictObject({ officer: z.string().trim().min(1).max(100).nullable() });
export const NoteRequest = z.strictObject({ text: z.string().trim().min(1).max(10_000) });
export const NoteView = z.object({ id: z.string(), officer: z.string(), notedAt: z.iso.datetime(), text: z.string() });
export const NoteList = z.object({ notes: z.array(NoteView) });

const viewOf = ({ notedAt, ...note }: Note): z.infer<typeof NoteView> => ({ ...note, notedAt: iso(notedAt) });

function workController(kind: BulletinName): Type {
  @Controller(`${bulletinsOf(kind)}/:id`)
  class BulletinWorkController {
    constructor(private readonly work: BulletinWorkService) {}

    @Put('assignment', {
      summary: 'Say which officer of the unit deals with it',
      by: WORKING,
      body: AssignmentRequest,
      status: 204,
    })
    assign(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InBody() body: z.infer<typeof AssignmentRequest>,
    ): Promise<void> {
      return this.work.assign(officer, kind, id, body.officer);
    }

    @Post('notes', {
      summary: 'Note something on it, for the unit alone',
      by: WORKING,
      body: NoteRequest,
      answer: NoteView,
      status: 201,
    })
    async note(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InBody() body: z.infer<typeof NoteRequest>,
    ) {
      return viewOf(await this.work.note(officer, kind, id, body.text));
    }

    @Delete('notes/:note', { summary: 'Take back a note of one’s own', by: WORKING, status: 204 })
    removeNote(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @Param('note', ParseUUIDPipe) note: string,
    ): Promise<void> {
      return this.work.removeNote(officer, kind, id, note);
    }

    @Get('notes', { summary: 'What the unit noted on it', by: READING, answer: NoteList })
    async notes(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
      return { notes: (await this.work.notes(officer, kind, id)).map(viewOf) };
    }
  }
  return BulletinWorkController;
}

/** What a unit does with bulletins among itself. */
export const BULLETIN_WORK: Type[] = BULLETIN_NAMES.map(workController);
