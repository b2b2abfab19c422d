import { z } from 'zod';
import { LONGEST_IDENTIFIER } from './longest.js';

/** A registration plate as it is looked for: capitals and digits of any script, nothing between them. */
export const Plate = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text) => text.toUpperCase().replace(/[\s.·-]+/g, ''))
  .pipe(z.string().regex(/^[\p{L}\p{N}]{2,12}$/u, 'a registration plate of two to twelve letters and digits'));

/**
 * The number of a passport, an identity card or another document: capitals and digits, nothing between them. A machine
 * readable zone holds at most nine signs of it (ICAO Doc 9303-3); national documents have more.
 */
export const DocumentNumber = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text) => text.toUpperCase().replace(/[\s./-]+/g, ''))
  .pipe(
    z
      .string()
      .regex(/^[A-Z0-9]{4,24}$/, 'a document’s number: four to twenty-four letters and digits')
      .regex(/\d/, 'a document’s number, which holds at least one digit'),
  );
