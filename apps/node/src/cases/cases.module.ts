import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { PostModule } from '../post/post.module.js';
import { Runs } from '../process/roles.js';
import { TrustModule } from '../trust/trust.module.js';
import { RequestDraftsController } from './assistance/request-drafts.controller.js';
import { RequestDraftsService } from './assistance/request-drafts.service.js';
import { BundleService } from './bundle.service.js';
import { CaseClock } from './case-clock.service.js';
import { CaseDraftsController } from './case-drafts.controller.js';
import { CaseDraftsService } from './case-drafts.service.js';
import { CaseFilesController } from './case-files.controller.js';
import { CaseMail } from './case-mail.service.js';
import { CaseStore } from './case-store.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';
import { CommitmentsService } from './commitments.service.js';
import { DocumentsService } from './documents.service.js';
import { LogProofs } from './log-proofs.js';
import { MoveKeeping } from './move-keeping.js';
import { MoveWriting } from './move-writing.js';
import { MovesService } from './moves.service.js';
import { CaseHolds } from './retention/case-holds.service.js';
import { CaseRetentionController } from './retention/case-retention.controller.js';
import { CaseRetention } from './retention/case-retention.service.js';
import { ReuseService } from './reuse.service.js';
import { CaseSending } from './sending.service.js';

const services = [
  CaseStore,
  CaseSending,
  CaseMail,
  CaseClock,
  CommitmentsService,
  LogProofs,
  BundleService,
  DocumentsService,
  RequestDraftsService,
  CaseDraftsService,
  CasesService,
  MoveWriting,
  MoveKeeping,
  MovesService,
  ReuseService,
  CaseRetention,
  CaseHolds,
];

/** What parties ask of each other and follow to its end. */
@Module({
  imports: [PeopleModule, TrustModule, PostModule],
  controllers: [
    CasesController,
    CaseDraftsController,
    RequestDraftsController,
    CaseFilesController,
    CaseRetentionController,
  ],
  providers: [...services],
  exports: services,
})
@Runs({ clock: [CommitmentsService] })
export class CasesModule {}
