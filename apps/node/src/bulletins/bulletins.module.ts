import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { PostModule } from '../post/post.module.js';
import { Runs } from '../process/roles.js';
import { TrustModule } from '../trust/trust.module.js';
import { BULLETIN_ACTIONS } from './bulletin-actions.controller.js';
import { BulletinArrival } from './bulletin-arrival.js';
import { BulletinFormsController } from './bulletin-forms.controller.js';
import { CatchUpController } from './catch-up/catch-up.controller.js';
import { CatchUpService } from './catch-up/catch-up.service.js';
import { CatchUpAnswers } from './catch-up/catch-up-answers.service.js';
import { BulletinClock } from './clock/bulletin-clock.service.js';
import { BULLETIN_DRAFTS } from './drafts/bulletin-drafts.controller.js';
import { BulletinDraftsService } from './drafts/bulletin-drafts.service.js';
import { BULLETIN_EXPORTS } from './exchange/exports.controller.js';
import { ExportsService } from './exchange/exports.service.js';
import { ImportsController } from './exchange/imports.controller.js';
import { ImportsService } from './exchange/imports.service.js';
import { BulletinIndex } from './index/bulletin-index.service.js';
import { BulletinNews } from './index/bulletin-news.js';
import { Comparing } from './index/comparing.js';
import { PlacesController } from './places/places.controller.js';
import { AudienceService } from './posting/audience.service.js';
import { BulletinSending } from './posting/bulletin-sending.js';
import { CitationsService } from './posting/citations.service.js';
import { PostingService } from './posting/posting.service.js';
import { PreparationService } from './posting/preparation.service.js';
import { ReplacementsService } from './posting/replacements.service.js';
import { UndoingService } from './posting/undoing.service.js';
import { BULLETIN_FILES } from './reading/bulletin-files.controller.js';
import { BULLETINS_CONTROLLERS } from './reading/bulletins.controller.js';
import { BulletinsService } from './reading/bulletins.service.js';
import { InboxService } from './reading/inbox.service.js';
import { JourneyService } from './reading/journey.service.js';
import { ReadingService } from './reading/reading.service.js';
import { StandingService } from './reading/standing.service.js';
import { RecallArrival } from './recalls/recall-arrival.js';
import { Recalled } from './recalls/recalled.js';
import { RecallsService } from './recalls/recalls.service.js';
import { ReminderArrival } from './reminders/reminder-arrival.js';
import { RemindersService } from './reminders/reminders.service.js';
import { AnsweringService } from './replies/answering.service.js';
import { RepliesService } from './replies/replies.service.js';
import { BulletinErasure } from './retention/bulletin-erasure.js';
import { RetentionController } from './retention/retention.controller.js';
import { RetentionService } from './retention/retention.service.js';
import { Lexicon } from './search/lexicon.js';
import { SearchesController } from './searches/searches.controller.js';
import { SearchesService } from './searches/searches.service.js';
import { Grants } from './sharing/grants.js';
import { PassingOn } from './sharing/passing-on.service.js';
import { ShareArrival } from './sharing/share-arrival.js';
import { ShareAsking } from './sharing/share-asking.service.js';
import { ShareDecisions } from './sharing/share-decisions.service.js';
import { ShareReleases } from './sharing/share-releases.js';
import { ShareRequests } from './sharing/share-requests.js';
import { SharingController } from './sharing/sharing.controller.js';
import { TaxiiController } from './taxii/taxii.controller.js';
import { TaxiiService } from './taxii/taxii.service.js';
import { BULLETIN_WORK } from './work/bulletin-work.controller.js';
import { BulletinWorkService } from './work/bulletin-work.service.js';

const services = [
  CatchUpService,
  CatchUpAnswers,
  BulletinsService,
  StandingService,
  JourneyService,
  BulletinArrival,
  CitationsService,
  RemindersService,
  RetentionService,
  ShareRequests,
  ShareReleases,
  ShareArrival,
  ShareAsking,
  ShareDecisions,
  PassingOn,
  Grants,
  ExportsService,
  ImportsService,
  TaxiiService,
  ReadingService,
  BulletinWorkService,
  SearchesService,
  Lexicon,
  InboxService,
  BulletinIndex,
  BulletinNews,
  AudienceService,
  PreparationService,
  BulletinSending,
  PostingService,
  UndoingService,
  BulletinErasure,
  Recalled,
  RecallArrival,
  ReminderArrival,
  RecallsService,
  ReplacementsService,
  RepliesService,
  AnsweringService,
  BulletinDraftsService,
  BulletinClock,
  Comparing,
];

/** What units publish to whoever may and wants to see it: written, released, read, answered, taken back, found and weeded. */
@Module({
  imports: [PeopleModule, TrustModule, PostModule],
  controllers: [
    ...BULLETIN_ACTIONS,
    BulletinFormsController,
    ...BULLETINS_CONTROLLERS,
    PlacesController,
    RetentionController,
    SharingController,
    ...BULLETIN_EXPORTS,
    ImportsController,
    TaxiiController,
    ...BULLETIN_WORK,
    SearchesController,
    ...BULLETIN_DRAFTS,
    CatchUpController,
    ...BULLETIN_FILES,
  ],
  providers: [...services],
  exports: services,
})
@Runs({ index: [BulletinIndex], clock: [CatchUpAnswers] })
export class BulletinsModule {}
