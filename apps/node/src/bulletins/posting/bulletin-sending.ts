import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Bulletin } from '#libs/kinds/bulletin.js';
import type { AudienceDecision } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import { messageBody, Outbox, type Outgoing } from '../../post/courier/outbox.js';
import { FilesService } from '../../post/files/files.service.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';
import { ReplacementsService } from './replacements.service.js';

/** Carries a bulletin out of its author’s hands: to its recipients with its files, into the index, in the place of an earlier one. */
@Injectable()
export class BulletinSending {
  constructor(
    private readonly outbox: Outbox,
    private readonly replacements: ReplacementsService,
    private readonly files: FilesService,
    private readonly index: BulletinIndex,
  ) {}

  /** In the transaction that posts it. @throws Problem where a colleague has replaced the earlier one just now */
  async send(
    manager: EntityManager,
    unit: UnitAddress,
    { name, body, summary, facts: { terms } }: Bulletin,
    recipients: readonly AudienceDecision[],
    posting: Pick<Outgoing, 'messageId' | 'postedHash' | 'notBefore'>,
  ): Promise<void> {
    const { messageId } = posting;
    const message = {
      ...posting,
      sender: unit,
      kind: name,
      handling: terms.tlp,
      urgent: terms.urgent,
      body: messageBody(name, body),
    };
    await this.outbox.put(manager, message, recipients);
    if (!(await this.replacements.note(manager, unit, unit, messageId, summary.replaces))) {
      throw problem(
        409,
        'replaced-already',
        'A colleague has replaced that one just now.',
        'Look at theirs first; nothing was sent.',
      );
    }
    await this.files.send(manager, unit, body.files, messageId);
  }

  /** After the commit. */
  wake(): void {
    this.outbox.wake();
    this.files.wake();
    this.index.wake();
  }
}
