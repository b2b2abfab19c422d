import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { APP_FILTER, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { nodeDataSource } from '#libs/store/data-source.js';
import { BulletinsModule } from './bulletins/bulletins.module.js';
import { CasesModule } from './cases/cases.module.js';
import { CorrelationModule } from './correlation/correlation.module.js';
import { OpenApiController } from './http/openapi.controller.js';
import { ProblemFilter } from './http/problem.js';
import { PeopleModule } from './people/people.module.js';
import { PostModule } from './post/post.module.js';
import { Clock } from './process/clock.js';
import { CONFIG, type NodeConfig } from './process/config.js';
import { HubLink } from './process/hub-link.js';
import { TrustModule } from './trust/trust.module.js';

/** Each knows those before it alone. */
const ROOMS: Type[] = [PeopleModule, TrustModule, PostModule, BulletinsModule, CorrelationModule, CasesModule];

export const CONTROLLERS: Type[] = [
  OpenApiController,
  ...ROOMS.flatMap((room): Type[] => Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, room)),
];

@Global()
@Module({})
class NodeModule {}

/** The node, whole, for one configuration. */
export function nodeModule(config: NodeConfig): DynamicModule {
  const process = [{ provide: CONFIG, useValue: config }, HubLink, Clock];
  return {
    module: NodeModule,
    imports: [
      DiscoveryModule,
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ type: 'postgres' as const, retryAttempts: 20, retryDelay: 500 }),
        dataSourceFactory: () => nodeDataSource(config.databaseUrl).initialize(),
      }),
      ...ROOMS,
    ],
    controllers: [OpenApiController],
    providers: [{ provide: APP_FILTER, useClass: ProblemFilter }, ...process],
    exports: process,
  };
}
