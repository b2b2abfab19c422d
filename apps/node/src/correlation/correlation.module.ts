import { Module } from '@nestjs/common';
import { BulletinsModule } from '../bulletins/bulletins.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PostModule } from '../post/post.module.js';
import { TrustModule } from '../trust/trust.module.js';
import { AlertsInIndex } from './alerts-in-index.js';
import { AnalysisService } from './analysis.service.js';
import { ComparedBulletins } from './compared-bulletins.js';
import { CorrelationService } from './correlation.service.js';
import { NetworksController } from './networks.controller.js';
import { NetworksService } from './networks.service.js';

const services = [AlertsInIndex, AnalysisService, NetworksService, CorrelationService, ComparedBulletins];

/** Bulletins beside each other: those that seem to tell of one network, and the networks that analysts make of them. */
@Module({
  imports: [PeopleModule, TrustModule, PostModule, BulletinsModule],
  controllers: [NetworksController],
  providers: [...services],
  exports: services,
})
export class CorrelationModule {}
