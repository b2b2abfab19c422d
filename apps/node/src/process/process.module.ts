import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { CONFIG, type NodeConfig } from './config.js';
import { HubLink } from './hub-link.js';
import { Runs } from './roles.js';
import { Signals } from './signals.js';

/** What every room stands on. The index needs no hub: what it makes comes from the database and stays there. */
@Module({})
@Runs({ api: [HubLink], post: [HubLink], clock: [HubLink, Clock] })
export class ProcessModule {}

export function processModule(config: NodeConfig): DynamicModule {
  const providers = [{ provide: CONFIG, useValue: config }, Signals, HubLink, Clock];
  return { module: ProcessModule, global: true, providers, exports: providers };
}
