import { z } from 'zod';

/**
 * 4x4, as Regulation (EU) 2016/794 (Europol) Art. 29(1)–(2) and SIENA have it: how reliable the source is, how accurate the
 * information.
 */
export const SourceReliability = z.enum(['A', 'B', 'C', 'X']);
export type SourceReliability = z.infer<typeof SourceReliability>;
export const InformationReliability = z.enum(['1', '2', '3', '4']);
export type InformationReliability = z.infer<typeof InformationReliability>;
