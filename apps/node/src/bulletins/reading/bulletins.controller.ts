import { Controller, type Type } from '@nestjs/common';
import type { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Delete, Get, InBody, InQuery, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { type Officer, READING, RELEASING, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { bulletinsOf } from '../paths.js';
import { AudienceService } from '../posting/audience.service.js';
import { PostingService } from '../posting/posting.service.js';
import { UndoingService } from '../posting/undoing.service.js';
import { BulletinsService } from './bulletins.service.js';
import { InboxService } from './inbox.service.js';
import {
  BulletinList,
  bulletinView,
  type ListQuery,
  listQuery,
  PostedView,
  type PostRequest,
  postRequest,
  ShowQuery,
} from './views.js';

function bulletinsController(kind: BulletinName): Type {
  const PostBulletin = postRequest(kind);
  const ListBulletins = listQuery(kind);

  @Controller(bulletinsOf(kind))
  class BulletinsController {
    constructor(
      private readonly bulletins: BulletinsService,
      private readonly posting: PostingService,
      private readonly audiences: AudienceService,
      private readonly undoing: UndoingService,
      private readonly inbox: InboxService,
    ) {}

    @Post('', {
      summary: 'Post it to its audience',
      by: RELEASING,
      body: PostBulletin,
      answer: PostedView,
      status: 201,
    })
    post(@CurrentOfficer() officer: Officer, @InBody() request: PostRequest) {
      return this.posting.post(officer, kind, request);
    }

    @Post('audience', {
      summary: 'Who would receive it, unit by unit, with reasons',
      by: WRITING,
      body: PostBulletin,
      answer: PostedView.pick({ audience: true }),
    })
    async audience(@InBody() { unit, body }: PostRequest) {
      return { audience: await this.audiences.ofDraft(kind, unit, body) };
    }

    @Post('dry-run', {
      summary: 'All that posting would check, and whom it would reach; sends nothing',
      by: RELEASING,
      body: PostBulletin,
      answer: PostedView.pick({ audience: true }),
    })
    rehearse(@CurrentOfficer() officer: Officer, @InBody() request: PostRequest) {
      return this.posting.rehearse(officer, kind, request);
    }

    /** Within the time that it was released with: nothing of it has left the node then. */
    @Delete(':id', { summary: 'Undo a release before anything of it has left the node', by: RELEASING, status: 204 })
    undo(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference): Promise<void> {
      return this.undoing.undo(officer, kind, id);
    }

    @Get('', { summary: 'A page of them, newest first', by: READING, query: ListBulletins, answer: BulletinList })
    async list(@CurrentOfficer() officer: Officer, @InQuery() query: ListQuery) {
      const { lines, ...page } = await this.inbox.list(officer, kind, query);
      return { bulletins: lines, ...page };
    }

    @Get(':id', {
      summary: 'One of them with its trust and delivery, and how its sources stand now',
      by: READING,
      query: ShowQuery,
      answer: bulletinView(kind),
    })
    show(
      @CurrentOfficer() officer: Officer,
      @InPath('id', MessageReference) id: MessageReference,
      @InQuery() query: z.infer<typeof ShowQuery>,
    ) {
      return this.bulletins.show(officer, kind, id, query.why);
    }
  }
  return BulletinsController;
}

/** Bulletins of each kind: posted, listed, read. */
export const BULLETINS_CONTROLLERS: Type[] = BULLETIN_NAMES.map(bulletinsController);
