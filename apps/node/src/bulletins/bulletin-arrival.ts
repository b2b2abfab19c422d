import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bulletinOf } from '#libs/kinds/bulletin.js';
import type { BulletinBody } from '#libs/kinds/bulletin-kind.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { Arrivals, type Arrived } from '../post/arrivals.js';
import { BulletinIndex } from './index/bulletin-index.service.js';
import { ReplacementsService } from './posting/replacements.service.js';
import { Recalled } from './recalls/recalled.js';
import { ShareArrival } from './sharing/share-arrival.js';

/** What a bulletin does when it comes in: takes an earlier one's place, is known as passed on, and goes where it was recalled. */
@Injectable()
export class BulletinArrival {
  constructor(
    private readonly replacements: ReplacementsService,
    private readonly sharing: ShareArrival,
    private readonly recalled: Recalled,
    index: BulletinIndex,
    arrivals: Arrivals,
  ) {
    for (const name of BULLETIN_NAMES)
      arrivals.on<BulletinName>(name, {
        take: (manager, arrived) => this.take(manager, name, arrived),
        committed: (messages) => index.wake(messages),
      });
  }

  private async take(
    manager: EntityManager,
    name: BulletinName,
    { unit, sender, messageId, body }: Arrived<BulletinBody>,
  ): Promise<void> {
    const { kind, summary } = bulletinOf(name, body, sender);
    const passedOn = kind.passedOn?.(body);
    await this.replacements.note(manager, unit, sender, messageId, summary.replaces);
    if (passedOn) await this.sharing.received(manager, unit, sender, messageId, passedOn);
    await this.recalled.eraseIfRecalled(manager, unit, sender, name, messageId, passedOn);
  }
}
