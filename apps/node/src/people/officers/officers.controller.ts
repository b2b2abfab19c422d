import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';
import { Get, InQuery } from '../../http/route.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { mustHold } from './must-hold.js';
import { OfficersService } from './officers.service.js';
import { type Officer, READING, Role } from './roles.js';

export const OfficerQuery = z.strictObject({ unit: UnitAddress });
export const OfficerList = z.object({
  officers: z.array(z.object({ name: z.string(), displayName: z.string(), roles: z.array(Role) })),
});

/** Colleagues of a unit: to whom an alert can be given. */
@Controller('officers')
export class OfficersController {
  constructor(
    private readonly officers: OfficersService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  @Get('', { summary: 'Colleagues of a unit, with their roles', by: READING, query: OfficerQuery, answer: OfficerList })
  async list(
    @CurrentOfficer() officer: Officer,
    @InQuery() { unit }: z.infer<typeof OfficerQuery>,
  ): Promise<z.infer<typeof OfficerList>> {
    mustHold(this.config, officer, unit, READING);
    return { officers: await this.officers.inUnit(unit) };
  }
}
