import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Role } from '#libs/policy/roles.js';
import { UnitAddress } from '#libs/trust/address.js';
import { isItsLiaisonOffice } from '#libs/trust/rule.js';
import { problem } from '../../http/problem.js';
import { InBody, Post } from '../../http/route.js';
import { type Officer, RELEASING, roleIn, SPEAKING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { CatchUpService } from './catch-up.service.js';

export const CatchUpRequest = z.strictObject({ unit: UnitAddress });
export const CatchUpView = z.object({ id: z.string(), asked: z.array(UnitAddress) });

@Controller('catch-up')
export class CatchUpController {
  constructor(
    private readonly catchUp: CatchUpService,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
  ) {}

  @Post('', {
    summary: 'Ask all units for what is still valid and newly subscribed to',
    by: [...RELEASING, 'liaison-officer'],
    body: CatchUpRequest,
    answer: CatchUpView,
    status: 201,
  })
  async ask(
    @CurrentOfficer() officer: Officer,
    @InBody() { unit }: z.infer<typeof CatchUpRequest>,
  ): Promise<z.infer<typeof CatchUpView>> {
    return this.catchUp.ask(officer, this.mustSpeakFor(officer, unit), unit);
  }

  /** A releaser of the unit, or a liaison officer of its member's office. */
  private mustSpeakFor(officer: Officer, unit: UnitAddress): Role {
    const office = [...officer.units.keys()].find((one) =>
      isItsLiaisonOffice(this.directory.state, unit, one as UnitAddress),
    );
    const role = roleIn(officer, unit, RELEASING) ?? (office && roleIn(officer, office, SPEAKING));
    if (role && this.keys.owns(unit)) return role;
    throw problem(
      403,
      'role-missing',
      `You do not speak for ${unit}.`,
      'Ask its liaison office, or the administrator of your node.',
    );
  }
}
