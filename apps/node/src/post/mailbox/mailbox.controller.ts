import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { HubMessage } from '#libs/transport/jetstream-server.js';
import { Arrival } from './arrival.service.js';

/** The hub's mail. It is told that a batch is taken only after the commit. */
@Controller()
export class MailboxController {
  constructor(private readonly arrival: Arrival) {}

  @EventPattern('mail')
  takeIn(@Payload() batch: readonly HubMessage[]): Promise<void> {
    return this.arrival.take(batch);
  }
}
