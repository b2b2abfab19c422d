import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { Arrivals, type Arrived } from '../../post/arrivals.js';
import { AlertIndexService } from '../index/alert-index.service.js';
import { RecallsService } from '../recalls/recalls.service.js';
import { SharingService } from '../sharing/sharing.service.js';
import { ReplacementsService } from './replacements.service.js';

/** What an alert does when it comes in: takes an earlier one's place, is known as passed on, and goes where it was recalled. */
@Injectable()
export class AlertArrival {
  constructor(
    private readonly replacements: ReplacementsService,
    private readonly sharing: SharingService,
    private readonly recalls: RecallsService,
    index: AlertIndexService,
    arrivals: Arrivals,
  ) {
    arrivals.on('alert', {
      take: (manager, arrived) => this.take(manager, arrived),
      committed: (alerts) => index.wake(alerts),
    });
  }

  private async take(manager: EntityManager, { unit, sender, messageId, body }: Arrived<Alert>): Promise<void> {
    await this.replacements.note(manager, unit, sender, messageId, body);
    await this.sharing.received(manager, unit, sender, messageId, body);
    await this.recalls.eraseIfRecalled(manager, unit, sender, messageId, body.passedOn);
  }
}
