import { Controller } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { z } from 'zod';
import { inTurn, TookTooMuch } from '#libs/apart/apart.js';
import { readPolicy } from '#libs/policy/rules.js';
import type { Trial, TrialResult, TriedMessage } from '#libs/policy/trial.js';
import { MessageRow } from '#libs/store/post-entities.js';
import { MemberCode, UnitAddress } from '#libs/trust/address.js';
import { Phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { InBody, Post } from '../../http/route.js';
import { type Officer, READING, unitsIn } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { StoredMessages } from '../stored-messages.js';

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
  /** How many messages it was tried on. */
  messages: z.int(),
  /** How many decisions would change. */
  changed: z.int(),
  /** The first thousand of them. */
  changes: z
    .array(
      z.object({
        message: z.string(),
        kind: z.string(),
        sender: z.string(),
        unit: UnitAddress,
        before: Side,
        after: Side,
      }),
    )
    .readonly(),
});

const TRIER = new URL('./trial-worker.js', import.meta.url);
const ALLOWANCE = { megabytes: 1024, milliseconds: 60_000 };

/** Trying a policy before it is adopted. Nothing of it leaves this node. */
@Controller('policy')
export class TrialController {
  private readonly trier = inTurn<TrialResult>(TRIER, ALLOWANCE);

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly stored: StoredMessages,
  ) {}

  @Post('trial', {
    summary: 'Which decisions about recent messages a draft policy would change',
    by: READING,
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
    const chosen = await this.database.getRepository(MessageRow).find({
      select: { unit: true, sender: true, messageId: true },
      where: { unit: In(unitsIn(officer, READING)) },
      order: { storedAt: 'DESC', messageId: 'DESC' },
      take: messages,
    });
    const known: TriedMessage[] = [];
    for (const each of chosen) known.push(...(await this.triedAs(each)));
    const { size, units, networkPolicies, nationalPolicies } = this.directory.state;
    const state = { size, units, networkPolicies, nationalPolicies };
    return {
      messages: chosen.length,
      ...(await this.tried({ state, draft: { text: policy, member }, messages: known })),
    };
  }

  /** Nothing of a message that is not here any more, or says nothing. */
  private async triedAs({ unit, sender, messageId }: MessageRow): Promise<TriedMessage[]> {
    const row = await this.database.getRepository(MessageRow).findOneBy({ unit, sender, messageId });
    const opened = row && this.stored.openAny(row);
    if (!row || !opened || typeof opened === 'string') return [];
    // What was sent from here went to whom it went; what came in came to one unit.
    const recipients = row.direction === 'out' ? undefined : [unit as UnitAddress];
    return [{ message: messageId, kind: row.kind, sender, terms: opened.facts.terms, recipients }];
  }

  private async tried(trial: Trial): Promise<TrialResult> {
    try {
      return await this.trier(trial);
    } catch (error) {
      if (!(error instanceof TookTooMuch)) throw error;
      throw problem(
        422,
        'trial-too-long',
        `Trying it on ${trial.messages.length} messages took too much ${error.what}.`,
        'Try it on fewer messages.',
      );
    }
  }
}
