import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { Runs } from '../process/roles.js';
import { TrustModule } from '../trust/trust.module.js';
import { Arrivals } from './arrivals.js';
import { Claims } from './courier/claims.js';
import { CourierService } from './courier/courier.service.js';
import { EpochErasure } from './courier/epoch-erasure.js';
import { Introductions } from './courier/introductions.js';
import { Outbox } from './courier/outbox.js';
import { Publishing } from './courier/publishing.js';
import { Sealing } from './courier/sealing.js';
import { DraftStore } from './drafts/draft-store.js';
import { PresenceController } from './drafts/presence.controller.js';
import { Presence } from './drafts/presence.js';
import { FileAnswers } from './files/file-answers.js';
import { FileCarrier } from './files/file-carrier.service.js';
import { FileLimits } from './files/file-limits.js';
import { FilesController } from './files/files.controller.js';
import { FilesService } from './files/files.service.js';
import { UploadsController } from './files/uploads.controller.js';
import { UploadsService } from './files/uploads.service.js';
import { Admission } from './mailbox/admission.service.js';
import { Arrival } from './mailbox/arrival.service.js';
import { LaterAdmission } from './mailbox/later-admission.service.js';
import { MailReader } from './mailbox/mail-reader.service.js';
import { MailStore } from './mailbox/mail-store.service.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { QuarantineController } from './mailbox/quarantine.controller.js';
import { Quarantine } from './mailbox/quarantine.service.js';
import { ReceiptsController } from './mailbox/receipts.controller.js';
import { ReceiptsService } from './mailbox/receipts.service.js';
import { SecondLook } from './mailbox/second-look.service.js';
import { Shares } from './mailbox/shares.service.js';
import { WaitingRoom } from './mailbox/waiting-room.service.js';
import { StatusController } from './status/status.controller.js';
import { StoredMessages } from './stored-messages.js';
import { TrialController } from './trial/trial.controller.js';

const services = [
  Introductions,
  EpochErasure,
  Outbox,
  Sealing,
  Claims,
  Publishing,
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
  DraftStore,
  Presence,
  FileLimits,
  FileAnswers,
];

/** Mail between nodes: sealed, sent, taken in once, kept, with its files and its receipts; and what is still being written. */
@Module({
  imports: [PeopleModule, TrustModule],
  controllers: [
    QuarantineController,
    PresenceController,
    FilesController,
    UploadsController,
    TrialController,
    StatusController,
    MailboxController,
    ReceiptsController,
  ],
  providers: [...services],
  exports: services,
})
@Runs({ post: [CourierService, ReceiptsService, LaterAdmission, SecondLook, FileCarrier], clock: [EpochErasure] })
export class PostModule {}
