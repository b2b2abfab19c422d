import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { alone } from '../../process/alone.js';
import { HubLink } from '../../process/hub-link.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { Introductions } from '../courier/introductions.js';
import { Arrival } from './arrival.service.js';
import { WaitingRoom } from './waiting-room.service.js';

const IDLE_MS = 1000;
const APART_MS = 50;
/** In case the news of a longer log was lost. */
const ASK_DIRECTORY_MS = 5000;

/** Looks again at what waits: when the directory has moved on, when an introduction has come, at start, and now and then. */
@Injectable()
export class SecondLook implements Worker {
  private readonly logger = new Logger(SecondLook.name);
  private askedAt = 0;
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: APART_MS },
    () => alone(this.database, 'second look', () => this.look()).then(Boolean),
    this.logger,
    'waiting mail goes on waiting',
  );

  constructor(
    private readonly database: DataSource,
    private readonly waitingRoom: WaitingRoom,
    private readonly arrival: Arrival,
    private readonly directory: DirectoryService,
    private readonly introductions: Introductions,
    private readonly hub: HubLink,
  ) {}

  start(): void {
    this.hub.whenReached(() => this.loop.wake());
    this.directory.whenChanged(() => this.loop.wake());
    this.introductions.whenFetched(async (id) => {
      await this.waitingRoom.introduced(id);
      this.loop.wake();
    });
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  /** @returns whether there may be more to look at at once */
  private async look(): Promise<boolean> {
    const due = await this.waitingRoom.due(this.directory.reach, this.hub.reachable);
    await this.arrival.take(due);
    if (due.length > 0) return true;
    if (Date.now() < this.askedAt + ASK_DIRECTORY_MS || !(await this.waitingRoom.waitsForDirectory())) return false;
    this.askedAt = Date.now();
    await this.directory.sync();
    return false;
  }
}
