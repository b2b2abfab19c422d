import { z } from 'zod';

/**
 * What a unit keeps a bulletin for. Data are kept no longer than the purpose needs, with time limits for erasure and for
 * looking again whether they are needed (LED 2016/680 Art. 4(1)(e) and Art. 5).
 */
export const Purpose = z.enum(['information', 'investigation', 'own']);
export type Purpose = z.infer<typeof Purpose>;

/** Days after a bulletin's validity ended, where a unit has said nothing else. */
export type RetentionDays = Readonly<Record<Purpose, number>>;

/** Longer than this nothing is kept without somebody saying so again. */
export const MOST_DAYS = 3650;
