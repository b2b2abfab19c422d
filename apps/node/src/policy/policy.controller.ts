import { Controller } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { z } from 'zod';
import { readPolicy } from '#libs/policy/rules.js';
import { PolicyTrial } from '#libs/policy/trial.js';
import { MessageRow } from '#libs/store/node-entities.js';
import { MemberCode, UnitAddress } from '#libs/trust/address.js';
import { Phrase } from '#libs/words/phrase.js';
import { DirectoryService } from '../directory/directory.service.js';
import { Problem } from '../http/problem.js';
import { InBody, Post } from '../http/route.js';
import { type Officer, READING, unitsIn } from '../officers/roles.js';
import { StoredMessages } from '../post/stored-messages.js';
import { CurrentOfficer } from '../sign-in/session.js';

export const TryRequest = z.strictObject({
  policy: z.string().min(1).max(32_768),
  /** Whose national policy it would be; null for the network's. */
  member: MemberCode.nullable().default(null),
  /** How many of this node's newest messages it is tried on. */
  messages: z.int().min(1).max(500).default(100),
});
const Side = z.object({
  allowed: z.boolean(),
  reason: z.string(),
  because: z.array(Phrase).readonly(),
  rules: z.array(z.string()).readonly(),
});
export const TryView = z.object({
  /** How many messages it was tried on, and how many decisions those were about. */
  messages: z.int(),
  changes: z.array(
    z.object({
      message: z.string(),
      kind: z.string(),
      sender: z.string(),
      unit: UnitAddress,
      before: Side,
      after: Side,
    }),
  ),
});

/** Trying a policy before it is adopted. Nothing of it leaves this node. */
@Controller('policy')
export class PolicyController {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly stored: StoredMessages,
  ) {}

  @Post('trial', {
    summary: 'Which decisions about recent messages a draft policy would change',
    body: TryRequest,
    answer: TryView,
  })
  async try(
    @CurrentOfficer() officer: Officer,
    @InBody() { policy, member, messages }: z.infer<typeof TryRequest>,
  ): Promise<z.infer<typeof TryView>> {
    const read = readPolicy(policy, member === null ? 'network' : 'national');
    if (!read.ok) throw new Problem(422, read.refusal);
    // On messages that the officer may read: the answer names them.
    const units = unitsIn(officer, READING);
    const trial = new PolicyTrial(this.directory.state, { text: policy, member });
    const rows = await this.database
      .getRepository(MessageRow)
      .find({ where: { unit: In(units) }, order: { storedAt: 'DESC', messageId: 'DESC' }, take: messages });
    const changes = rows.flatMap((row) => {
      const known = this.stored.openAny(row);
      if (typeof known === 'string') return [];
      // What was sent from here went to whom it went; what came in came to one unit.
      const own = this.directory.state.units.get(row.unit as UnitAddress);
      const recipients = row.direction === 'out' ? undefined : own ? [own] : [];
      return trial
        .changes(known.facts.terms, recipients)
        .map((change) => ({ message: row.messageId, kind: row.kind, sender: row.sender, ...change }));
    });
    return { messages: rows.length, changes };
  }
}
