import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { APP_FILTER, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { nodeDataSource, openDatabase } from '#libs/store/data-source.js';
import { BulletinsModule } from './bulletins/bulletins.module.js';
import { CasesModule } from './cases/cases.module.js';
import { CorrelationModule } from './correlation/correlation.module.js';
import { OpenApiController } from './http/openapi.controller.js';
import { ProblemFilter } from './http/problem.js';
import { PeopleModule } from './people/people.module.js';
import { PostModule } from './post/post.module.js';
import type { NodeConfig } from './process/config.js';
import { IndexBeside } from './process/index-beside.js';
import { ProcessModule, processModule } from './process/process.module.js';
import { type Worker, workersOf } from './process/roles.js';
import { Running } from './process/running.js';
import { TrustModule } from './trust/trust.module.js';

/** Each knows those before it alone. */
const ROOMS: Type[] = [PeopleModule, TrustModule, PostModule, BulletinsModule, CorrelationModule, CasesModule];

export const CONTROLLERS: Type[] = [
  OpenApiController,
  ...ROOMS.flatMap((room): Type[] => Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, room)),
];

@Module({})
class NodeModule {}

/**
 * The node for one configuration: all of it in every process, of which those providers work that its roles name.
 * @param index whether the index has its own process beside this one
 */
export function nodeModule(config: NodeConfig, index: 'here' | 'beside'): DynamicModule {
  const workers = [ProcessModule, ...ROOMS].flatMap((room) => workersOf(room, config.roles));
  if (index === 'beside') workers.push(IndexBeside);
  return {
    module: NodeModule,
    imports: [
      DiscoveryModule,
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ type: 'postgres' as const, retryAttempts: 20, retryDelay: 500 }),
        dataSourceFactory: () =>
          openDatabase(nodeDataSource(config.databaseUrl, `liaison ${config.roles} ${process.pid}`)),
      }),
      processModule(config),
      ...ROOMS,
    ],
    controllers: [OpenApiController],
    providers: [
      { provide: APP_FILTER, useClass: ProblemFilter },
      IndexBeside,
      { provide: Running, useFactory: (...working: Worker[]) => new Running(working), inject: workers },
    ],
  };
}
