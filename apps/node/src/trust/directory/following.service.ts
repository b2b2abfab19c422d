import { Inject, Injectable } from '@nestjs/common';
import { DIRECTORY, FOLLOWED } from '#libs/transport/subjects.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import type { Worker } from '../../process/roles.js';
import { DirectoryService } from './directory.service.js';
import { ToldNotes } from './told-notes.js';

const POLL_MS = 15_000;

/** Follows the directory as it grows, and hears which log other members' nodes were shown. */
@Injectable()
export class DirectoryFollowing implements Worker {
  private readonly told = new ToldNotes((subject, note) => this.directory.hear(subject, note));
  private polling: NodeJS.Timeout | undefined;

  constructor(
    private readonly directory: DirectoryService,
    private readonly hub: HubLink,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  start(): void {
    this.hub.whenReached(() => void this.directory.sync());
    this.polling = setInterval(() => void this.directory.sync(), Math.min(POLL_MS, this.config.staleMs / 4)).unref();
    void this.hub.connection().then(async (connection) => {
      connection.subscribe(FOLLOWED, {
        callback: (_error, message) => this.told.take(message.subject, message.string()),
      });
      for await (const _ of connection.subscribe(DIRECTORY.pushed)) void this.directory.sync();
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.polling);
  }
}
