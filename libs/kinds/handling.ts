import { z } from 'zod';

/** FIRST's Traffic Light Protocol 2.0. */
export const Tlp = z.enum(['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR']);
/** Europol handling codes: H0 none, H1 not in court without permission, H2 not passed on without permission, H3 other. */
export const HandlingCode = z.enum(['H0', 'H1', 'H2', 'H3']);
/** Permissible Actions Protocol. */
export const Pap = z.enum(['RED', 'AMBER', 'GREEN', 'CLEAR']);

/** From the most open to the strictest. */
const STRICTER: readonly z.infer<typeof Tlp>[] = [...Tlp.options].reverse();
/** Whether what is made from a message may bear this label: never a laxer one than the message's. */
export const isAsStrict = (label: z.infer<typeof Tlp>, as: z.infer<typeof Tlp>): boolean =>
  STRICTER.indexOf(label) >= STRICTER.indexOf(as);
