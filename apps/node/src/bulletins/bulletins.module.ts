import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { PostModule } from '../post/post.module.js';
import { TrustModule } from '../trust/trust.module.js';
import { AlertFilesController } from './alerts/alert-files.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AlertsService } from './alerts/alerts.service.js';
import { BulletinArrival } from './alerts/bulletin-arrival.js';
import { InboxService } from './alerts/inbox.service.js';
import { PostingService } from './alerts/posting.service.js';
import { ReadingService } from './alerts/reading.service.js';
import { ReplacementsService } from './alerts/replacements.service.js';
import { AssessmentsController } from './assessments/assessments.controller.js';
import { AssessmentsService } from './assessments/assessments.service.js';
import { BULLETIN_ACTIONS } from './bulletin-actions.controller.js';
import { CatchUpController } from './catch-up/catch-up.controller.js';
import { CatchUpService } from './catch-up/catch-up.service.js';
import { CatchUpAnswers } from './catch-up/catch-up-answers.service.js';
import { BulletinClock } from './clock/bulletin-clock.service.js';
import { AlertDraftsController } from './drafts/alert-drafts.controller.js';
import { AlertDraftsService } from './drafts/alert-drafts.service.js';
import { ExchangeController } from './exchange/exchange.controller.js';
import { ExchangeService } from './exchange/exchange.service.js';
import { BulletinIndex } from './index/bulletin-index.service.js';
import { Comparing } from './index/comparing.js';
import { PlacesController } from './places/places.controller.js';
import { RecallsService } from './recalls/recalls.service.js';
import { RemindersService } from './reminders/reminders.service.js';
import { RepliesService } from './replies/replies.service.js';
import { RetentionController } from './retention/retention.controller.js';
import { RetentionService } from './retention/retention.service.js';
import { Lexicon } from './search/lexicon.js';
import { SearchesController } from './searches/searches.controller.js';
import { SearchesService } from './searches/searches.service.js';
import { SharingController } from './sharing/sharing.controller.js';
import { SharingService } from './sharing/sharing.service.js';
import { TaxiiController } from './taxii/taxii.controller.js';
import { TaxiiService } from './taxii/taxii.service.js';
import { AlertWorkController } from './work/alert-work.controller.js';
import { AlertWorkService } from './work/alert-work.service.js';

const services = [
  CatchUpService,
  CatchUpAnswers,
  AlertsService,
  BulletinArrival,
  AssessmentsService,
  RemindersService,
  RetentionService,
  SharingService,
  ExchangeService,
  TaxiiService,
  ReadingService,
  AlertWorkService,
  SearchesService,
  Lexicon,
  InboxService,
  BulletinIndex,
  PostingService,
  RecallsService,
  ReplacementsService,
  RepliesService,
  AlertDraftsService,
  BulletinClock,
  Comparing,
];

/** What units publish to whoever may and wants to see it: written, released, read, answered, taken back, found and weeded. */
@Module({
  imports: [PeopleModule, TrustModule, PostModule],
  controllers: [
    ...BULLETIN_ACTIONS,
    AlertsController,
    AssessmentsController,
    PlacesController,
    RetentionController,
    SharingController,
    ExchangeController,
    TaxiiController,
    AlertWorkController,
    SearchesController,
    AlertDraftsController,
    CatchUpController,
    AlertFilesController,
  ],
  providers: [...services],
  exports: services,
})
export class BulletinsModule {}
