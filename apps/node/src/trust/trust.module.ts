import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { Runs } from '../process/roles.js';
import { Authority } from './authority/authority.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsService } from './contacts/contacts.service.js';
import { DirectoryController } from './directory/directory.controller.js';
import { DirectoryService } from './directory/directory.service.js';
import { DirectoryFollowing } from './directory/following.service.js';
import { HandingIn } from './directory/handing-in.service.js';
import { LogStore } from './directory/log-store.js';
import { MembersController } from './directory/members.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { Incidents } from './incidents/incidents.js';
import { KeysService } from './keys/keys.service.js';
import { PolicyService } from './policy/policy.service.js';
import { DraftsController } from './statements/drafts.controller.js';
import { DraftsService } from './statements/drafts.service.js';
import { StatementDrafts } from './statements/statement-drafts.js';
import { UnitsController } from './units/units.controller.js';

const services = [
  Incidents,
  LogStore,
  DirectoryService,
  HandingIn,
  DirectoryFollowing,
  PolicyService,
  KeysService,
  Authority,
  StatementDrafts,
  DraftsService,
  ContactsService,
];

/** The directory that this node relies on, its units’ keys, and the policy in force. */
@Module({
  imports: [PeopleModule],
  controllers: [
    UnitsController,
    DirectoryController,
    MembersController,
    DraftsController,
    ContactsController,
    IncidentsController,
  ],
  providers: [...services],
  exports: services,
})
@Runs({ post: [DirectoryFollowing, KeysService, ContactsService] })
export class TrustModule {}
