import type { Role } from '#libs/policy/roles.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { problem } from '../../http/problem.js';
import type { NodeConfig } from '../../process/config.js';
import { type Officer, roleIn } from './roles.js';

/** The first of the wanted roles that the officer holds in a unit of this node. @throws Problem where there is none */
export function mustHold(
  { units }: Pick<NodeConfig, 'units'>,
  officer: Officer,
  unit: UnitAddress,
  wanted: readonly Role[],
): Role {
  const role = roleIn(officer, unit, wanted);
  if (role && units.some(({ address }) => address === unit)) return role;
  throw problem(
    403,
    'role-missing',
    `You do not hold the role ${wanted.join(' or ')} in ${unit}.`,
    'Ask the administrator of your node, or name one of your own units.',
  );
}
