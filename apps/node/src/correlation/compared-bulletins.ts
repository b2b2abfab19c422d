import { Injectable } from '@nestjs/common';
import { LINK } from '#libs/correlation/weights.js';
import { Comparing } from '../bulletins/index/comparing.js';
import { CorrelationService } from './correlation.service.js';
import { NetworksService } from './networks.service.js';

/** Compares each bulletin that has a profile with the others of its unit as it comes, and proposes networks. */
@Injectable()
export class ComparedBulletins {
  constructor(correlation: CorrelationService, networks: NetworksService, comparing: Comparing) {
    comparing.use({
      add: async (manager, unit, number, profile, earlier) => {
        if (earlier !== undefined) {
          await networks.takePlace(manager, earlier, number);
          await correlation.remove(manager, unit, earlier);
        }
        await correlation.put(manager, unit, number, correlation.kept(profile));
        const links = await correlation.link(manager, unit, number, profile);
        await networks.regroup(manager, unit, number);
        return links.some(({ score }) => score >= LINK);
      },
      remove: async (manager, unit, number) => {
        await networks.leave(manager, number);
        await correlation.remove(manager, unit, number);
      },
    });
  }
}
