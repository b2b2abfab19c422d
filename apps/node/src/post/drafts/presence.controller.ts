import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { z } from 'zod';
import { Put } from '../../http/route.js';
import { type Officer, WRITING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { DraftStore } from './draft-store.js';
import { Presence } from './presence.js';

/** Who else has the draft open, and its newest version with who saved it. */
export const PresenceView = z.object({
  others: z.array(z.string()),
  version: z.int(),
  savedBy: z.string(),
});

/** Officers in one draft see each other, before either saves over what the other writes. */
@Controller('drafts')
export class PresenceController {
  constructor(
    private readonly drafts: DraftStore,
    private readonly presence: Presence,
  ) {}

  /** Says that the officer has it open; said again every few seconds while it is so. */
  @Put(':id/presence', {
    summary: 'Say that you have a draft of any kind open, and see who else has',
    by: WRITING,
    answer: PresenceView,
  })
  async here(
    @CurrentOfficer() officer: Officer,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<z.infer<typeof PresenceView>> {
    const { version, savedBy } = await this.drafts.standing(officer, id);
    return { others: await this.presence.note(id, officer), version, savedBy };
  }
}
