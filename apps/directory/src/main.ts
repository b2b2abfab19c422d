import 'reflect-metadata';
import { ConsoleLogger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfigurationError } from '#libs/config/index.js';
import { logFailedTasks } from '#libs/outcome/failed-tasks.js';
import { directoryDataSource } from '#libs/store/data-source.js';
import { hubOptions } from '#libs/transport/connection.js';
import { AccountsService } from './accounts.service.js';
import { CheckpointsService } from './checkpoints.service.js';
import { type DirectoryConfig, readConfig } from './config.js';
import { DirectoryController } from './directory.controller.js';
import { HubService } from './hub.service.js';
import { LogService } from './log.service.js';
import { RecordsService } from './records.service.js';
import { ShelfService } from './shelf.service.js';
import { StateRootsService } from './state-roots.service.js';
import { CONFIG } from './tokens.js';

function moduleFor(config: DirectoryConfig) {
  @Module({
    imports: [
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ type: 'postgres' as const, retryAttempts: 20, retryDelay: 500 }),
        dataSourceFactory: () => directoryDataSource(config.databaseUrl).initialize(),
      }),
    ],
    controllers: [DirectoryController],
    providers: [
      { provide: CONFIG, useValue: config },
      LogService,
      AccountsService,
      ShelfService,
      HubService,
      CheckpointsService,
      RecordsService,
      StateRootsService,
    ],
  })
  class DirectoryModule {}
  return DirectoryModule;
}

async function main(): Promise<void> {
  const logger = new ConsoleLogger({ json: true, colors: false });
  logFailedTasks(logger);
  const config = readConfig(process.env);
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(moduleFor(config), {
    transport: Transport.NATS,
    options: hubOptions(config.hub, config.secrets.credential, 'directory', '_INBOX_directory'),
    logger,
  });
  app.enableShutdownHooks();
  await app.listen();
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
});
