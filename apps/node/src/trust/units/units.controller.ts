import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { MemberCode, memberOf, UnitAddress } from '#libs/trust/address.js';
import { epochKeyFor } from '#libs/trust/directory.js';
import { UnitFunction } from '#libs/trust/vocabulary.js';
import { Get } from '../../http/route.js';
import { DirectoryService } from '../directory/directory.service.js';

export const UnitList = z.object({
  logPosition: z.int(),
  units: z.array(
    z.object({
      unit: UnitAddress,
      name: z.string(),
      member: MemberCode,
      memberName: z.string(),
      function: UnitFunction,
      languages: z.array(z.string()),
      subscribedKinds: z.array(z.string()),
      /** Whether it can be written to now: with the current epoch's key, with an older one, or not at all. */
      encryptionKey: z.enum(['current', 'stale', 'none']),
    }),
  ),
});

/** The units of the network, as this node's verified copy of the log has them. */
@Controller('units')
export class UnitsController {
  constructor(private readonly directory: DirectoryService) {}

  @Get('', { summary: 'The units of the network', by: 'officers', answer: UnitList })
  list(): z.infer<typeof UnitList> {
    const { state } = this.directory;
    const now = Date.now();
    const units = [...state.units.values()].map((unit) => {
      const key = epochKeyFor(unit, now);
      return {
        unit: unit.address,
        name: unit.name,
        member: memberOf(unit.address),
        memberName: state.members.get(memberOf(unit.address))?.name ?? '',
        function: unit.function,
        languages: [...unit.languages],
        subscribedKinds: [...new Set(unit.subscription?.lines.flatMap((line) => line.kinds))],
        encryptionKey: !key ? ('none' as const) : key.stale ? ('stale' as const) : ('current' as const),
      };
    });
    return { logPosition: state.size, units: units.sort((a, b) => a.unit.localeCompare(b.unit)) };
  }
}
