import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Runs } from '../process/roles.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AuditController } from './audit/audit.controller.js';
import { Audit } from './audit/audit.js';
import { Digests } from './notifications/digests.service.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { NotificationsService } from './notifications/notifications.service.js';
import { OfficersController } from './officers/officers.controller.js';
import { OfficersService } from './officers/officers.service.js';
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

const services = [
  Audit,
  AccountsService,
  OfficersService,
  SessionsService,
  SignInSteps,
  Attempts,
  CodesService,
  PasskeysService,
  Proofs,
  IdentityProviderService,
  NotificationsService,
  Digests,
];

/** Officers: who they are, what they may do, what they did, and what they are told. */
@Module({
  controllers: [
    AccountsController,
    SessionController,
    SessionsController,
    PasskeysController,
    CodesController,
    OfficersController,
    NotificationsController,
    AuditController,
  ],
  providers: [{ provide: APP_GUARD, useClass: SessionGuard }, ...services],
  exports: services,
})
@Runs({ api: [NotificationsService] })
export class PeopleModule {}
