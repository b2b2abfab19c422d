import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { errorName } from '#libs/outcome/error-name.js';
import { CheckpointsService } from './checkpoints.service.js';
import type { DirectoryConfig } from './config.js';
import { LogService } from './log.service.js';
import { CONFIG } from './tokens.js';

/** Has the log state what it says of every key, so often as something was said: what a bundle proves its keys by. */
@Injectable()
export class StateRootsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(StateRootsService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: LogService,
    private readonly checkpoints: CheckpointsService,
    @Inject(CONFIG) private readonly config: DirectoryConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.stateRoot(), this.config.stateRootMs);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async stateRoot(): Promise<void> {
    try {
      if (await this.log.stateRoot()) this.checkpoints.grown();
    } catch (error) {
      this.logger.error(`the log has not stated what it says: ${errorName(error)}`);
    }
  }
}
