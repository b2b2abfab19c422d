import { Injectable } from '@nestjs/common';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { Officer } from '../../people/officers/roles.js';

/**
 * @param within the case that the files go into; undefined for anything else
 * @throws Problem where a file may not be used there
 */
export type FileLimit = (
  officer: Officer,
  unit: UnitAddress,
  files: readonly Pick<AttachedFile, 'sha256' | 'fileName'>[],
  within?: string,
) => Promise<void>;

/** Where rooms say for what a file that they brought may not be used; who sends files asks, and knows none of them. */
@Injectable()
export class FileLimits {
  private readonly limits: FileLimit[] = [];

  on(limit: FileLimit): void {
    this.limits.push(limit);
  }

  mustBeFree: FileLimit = async (...use) => {
    for (const limit of this.limits) await limit(...use);
  };
}
