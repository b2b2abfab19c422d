import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { nodeDataSource } from '#libs/store/data-source.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AlertDraftsController } from './alert-drafts/alert-drafts.controller.js';
import { AlertDraftsService } from './alert-drafts/alert-drafts.service.js';
import { AlertIndexService } from './alert-index/alert-index.service.js';
import { AlertWorkController } from './alert-work/alert-work.controller.js';
import { AlertWorkService } from './alert-work/alert-work.service.js';
import { AlertArrival } from './alerts/alert-arrival.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AlertsService } from './alerts/alerts.service.js';
import { InboxService } from './alerts/inbox.service.js';
import { PostingService } from './alerts/posting.service.js';
import { ReadingService } from './alerts/reading.service.js';
import { ReplacementsService } from './alerts/replacements.service.js';
import { AssessmentsController } from './assessments/assessments.controller.js';
import { AssessmentsService } from './assessments/assessments.service.js';
import { RequestDraftsController } from './assistance/request-drafts.controller.js';
import { RequestDraftsService } from './assistance/request-drafts.service.js';
import { AuditController } from './audit/audit.controller.js';
import { Audit } from './audit/audit.js';
import { BundleService } from './cases/bundle.service.js';
import { CaseClock } from './cases/case-clock.service.js';
import { CaseMail } from './cases/case-mail.service.js';
import { CaseStore } from './cases/case-store.js';
import { CasesController } from './cases/cases.controller.js';
import { CasesService } from './cases/cases.service.js';
import { CommitmentsService } from './cases/commitments.service.js';
import { DocumentsService } from './cases/documents.service.js';
import { MovesService } from './cases/moves.service.js';
import { ReuseService } from './cases/reuse.service.js';
import { CaseSending } from './cases/sending.service.js';
import { CatchUpController } from './catch-up/catch-up.controller.js';
import { CatchUpService } from './catch-up/catch-up.service.js';
import { CatchUpAnswers } from './catch-up/catch-up-answers.service.js';
import { CONFIG, type NodeConfig } from './config.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsService } from './contacts/contacts.service.js';
import { AnalysisService } from './correlation/analysis.service.js';
import { CorrelationService } from './correlation/correlation.service.js';
import { NetworksController } from './correlation/networks.controller.js';
import { NetworksService } from './correlation/networks.service.js';
import { CourierService } from './courier/courier.service.js';
import { Introductions } from './courier/introductions.js';
import { DirectoryController } from './directory/directory.controller.js';
import { DirectoryService } from './directory/directory.service.js';
import { LogStore } from './directory/log-store.js';
import { MembersController } from './directory/members.controller.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { DraftsService } from './drafts/drafts.service.js';
import { ExchangeController } from './exchange/exchange.controller.js';
import { ExchangeService } from './exchange/exchange.service.js';
import { FileCarrier } from './files/file-carrier.service.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { UploadsController } from './files/uploads.controller.js';
import { UploadsService } from './files/uploads.service.js';
import { OpenApiController } from './http/openapi.controller.js';
import { ProblemFilter } from './http/problem.js';
import { HubLink } from './hub/hub-link.js';
import { EpochErasure } from './keys/epoch-erasure.js';
import { KeysService } from './keys/keys.service.js';
import { LifecycleService } from './lifecycle/lifecycle.service.js';
import { Admission } from './mailbox/admission.service.js';
import { Arrival } from './mailbox/arrival.service.js';
import { LaterAdmission } from './mailbox/later-admission.service.js';
import { MailReader } from './mailbox/mail-reader.service.js';
import { MailStore } from './mailbox/mail-store.service.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { Quarantine } from './mailbox/quarantine.service.js';
import { ReceiptsController } from './mailbox/receipts.controller.js';
import { ReceiptsService } from './mailbox/receipts.service.js';
import { SecondLook } from './mailbox/second-look.service.js';
import { Shares } from './mailbox/shares.service.js';
import { WaitingRoom } from './mailbox/waiting-room.service.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { NotificationsService } from './notifications/notifications.service.js';
import { OfficersController } from './officers/officers.controller.js';
import { OfficersService } from './officers/officers.service.js';
import { PlacesController } from './places/places.controller.js';
import { PolicyController } from './policy/policy.controller.js';
import { PolicyService } from './policy/policy.service.js';
import { Arrivals } from './post/arrivals.js';
import { StoredMessages } from './post/stored-messages.js';
import { RecallsController } from './recalls/recalls.controller.js';
import { RecallsService } from './recalls/recalls.service.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { RemindersService } from './reminders/reminders.service.js';
import { RepliesController } from './replies/replies.controller.js';
import { RepliesService } from './replies/replies.service.js';
import { RetentionController } from './retention/retention.controller.js';
import { RetentionService } from './retention/retention.service.js';
import { Lexicon } from './search/lexicon.js';
import { SearchesController } from './searches/searches.controller.js';
import { SearchesService } from './searches/searches.service.js';
import { SharingController } from './sharing/sharing.controller.js';
import { SharingService } from './sharing/sharing.service.js';
import { Attempts } from './sign-in/attempts.service.js';
import { CodesController } from './sign-in/codes.controller.js';
import { CodesService } from './sign-in/codes.service.js';
import { IdentityProviderService } from './sign-in/identity-provider.service.js';
import { PasskeysController } from './sign-in/passkeys.controller.js';
import { PasskeysService } from './sign-in/passkeys.service.js';
import { Proofs } from './sign-in/proofs.service.js';
import { SessionController, SessionsController } from './sign-in/session.controller.js';
import { SessionGuard } from './sign-in/session.js';
import { SessionsService } from './sign-in/sessions.service.js';
import { SignInSteps } from './sign-in/steps.js';
import { IncidentsController } from './status/incidents.controller.js';
import { Incidents } from './status/incidents.js';
import { QuarantineController } from './status/quarantine.controller.js';
import { StatusController } from './status/status.controller.js';
import { TaxiiController } from './taxii/taxii.controller.js';
import { TaxiiService } from './taxii/taxii.service.js';
import { UnitsController } from './units/units.controller.js';
import { DraftStore } from './writing/draft-store.js';
import { PresenceController } from './writing/presence.controller.js';
import { Presence } from './writing/presence.js';

export const CONTROLLERS: Type[] = [
  AccountsController,
  QuarantineController,
  SessionController,
  SessionsController,
  PasskeysController,
  CodesController,
  OfficersController,
  AlertsController,
  AssessmentsController,
  PlacesController,
  PresenceController,
  RemindersController,
  RetentionController,
  SharingController,
  ExchangeController,
  TaxiiController,
  AlertWorkController,
  NetworksController,
  NotificationsController,
  SearchesController,
  AlertDraftsController,
  CasesController,
  RequestDraftsController,
  RecallsController,
  RepliesController,
  FilesController,
  UploadsController,
  UnitsController,
  DirectoryController,
  MembersController,
  PolicyController,
  DraftsController,
  ContactsController,
  CatchUpController,
  AuditController,
  StatusController,
  IncidentsController,
  OpenApiController,
  MailboxController,
  ReceiptsController,
];

@Module({})
class NodeModule {}

/** The node, whole, for one configuration. */
export function nodeModule(config: NodeConfig): DynamicModule {
  return {
    module: NodeModule,
    imports: [
      DiscoveryModule,
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ type: 'postgres' as const, retryAttempts: 20, retryDelay: 500 }),
        dataSourceFactory: () => nodeDataSource(config.databaseUrl).initialize(),
      }),
    ],
    controllers: CONTROLLERS,
    providers: [
      { provide: CONFIG, useValue: config },
      { provide: APP_GUARD, useClass: SessionGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
      HubLink,
      Incidents,
      Audit,
      LogStore,
      DirectoryService,
      PolicyService,
      KeysService,
      Introductions,
      EpochErasure,
      CatchUpService,
      CatchUpAnswers,
      DraftsService,
      ContactsService,
      CourierService,
      ReceiptsService,
      Arrivals,
      StoredMessages,
      Shares,
      Quarantine,
      WaitingRoom,
      Admission,
      LaterAdmission,
      MailReader,
      MailStore,
      Arrival,
      SecondLook,
      FilesService,
      FileCarrier,
      UploadsService,
      AccountsService,
      OfficersService,
      SessionsService,
      SignInSteps,
      Attempts,
      CodesService,
      PasskeysService,
      Proofs,
      IdentityProviderService,
      AlertsService,
      AlertArrival,
      AssessmentsService,
      LifecycleService,
      RemindersService,
      RetentionService,
      SharingService,
      ExchangeService,
      TaxiiService,
      ReadingService,
      AlertWorkService,
      AnalysisService,
      SearchesService,
      Lexicon,
      NotificationsService,
      NetworksService,
      CorrelationService,
      InboxService,
      AlertIndexService,
      PostingService,
      RecallsService,
      ReplacementsService,
      RepliesService,
      DraftStore,
      Presence,
      CaseStore,
      CaseSending,
      CaseMail,
      CaseClock,
      CommitmentsService,
      BundleService,
      DocumentsService,
      RequestDraftsService,
      CasesService,
      MovesService,
      ReuseService,
      AlertDraftsService,
    ],
  };
}
