import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../../post/files/files.service.js';
import { type MessageName, StoredMessages } from '../../post/stored-messages.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';

/** What goes with a bulletin that is recalled or weeded: its body with its key, its files, and all that was made from it. */
@Injectable()
export class BulletinErasure {
  constructor(
    private readonly index: BulletinIndex,
    private readonly stored: StoredMessages,
    private readonly files: FilesService,
  ) {}

  async erase(manager: EntityManager, { unit, sender, messageId }: MessageName): Promise<void> {
    await this.index.erase(manager, unit, sender, messageId);
    await this.stored.erase(manager, { unit, sender, messageId });
    await this.files.erase(manager, unit, sender, messageId);
  }
}
