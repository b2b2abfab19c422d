import { lookup } from '#libs/bounds/lookup.js';
import type { Move } from '../../case-move.js';
import type { CaseState, PartyRole } from '../state.js';
import { asking } from './asking.js';
import { conditions } from './conditions.js';
import { correspondence } from './correspondence.js';
import { deciding } from './deciding.js';
import { evidence } from './evidence.js';
import { executing } from './executing.js';
import { hearing } from './hearing.js';
import { team } from './team.js';

const ALL = lookup({
  ...asking,
  ...deciding,
  ...executing,
  ...hearing,
  ...evidence,
  ...conditions,
  ...correspondence,
  ...team,
});
export type MoveName = keyof typeof ALL;
/** Every move after the first one, by name. */
export const MOVES: Readonly<Record<MoveName, Move<CaseState, PartyRole>>> = ALL;
export const MOVE_NAMES = Object.keys(ALL) as [MoveName, ...MoveName[]];
