import { z } from 'zod';

/**
 * What a unit keeps an alert for. Data are kept no longer than the purpose needs, with time limits for erasure and for
 * looking again whether they are needed (LED 2016/680 Art. 4(1)(e) and Art. 5).
 */
export const Purpose = z.enum(['information', 'investigation', 'own']);
export type Purpose = z.infer<typeof Purpose>;

/** Days after its validity ended, where a unit has said nothing else. */
export const DEFAULT_DAYS: Readonly<Record<Purpose, number>> = {
  /** Received, and nobody works with it. */
  information: 180,
  /** In a network that was confirmed, or assigned to an officer. */
  investigation: 1095,
  /** The unit's own: its recipients may answer, and ask what it said. */
  own: 1095,
};
/** Longer than this nothing is kept without somebody saying so again. */
export const MOST_DAYS = 3650;
