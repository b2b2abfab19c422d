import { z } from 'zod';

/**
 * Numbers from outside, each within what it is kept in. A whole number here is a safe integer (zod's `int`), which
 * `bigint` columns hold; one that is kept in an `integer` column ends where that ends.
 */
const INTEGER_MAX = 2 ** 31 - 1;

/** A count that is kept in a `bigint` column or nowhere. */
export const Count = z.int().nonnegative();
/** How many entries a log has; the directory service numbers them in an `integer`. */
export const LogPosition = z.int().nonnegative().max(INTEGER_MAX);
/** A place in a channel, in a case, or in an author's chain of statements: from 1, without gaps. */
export const Sequence = z.int().positive().max(INTEGER_MAX);
/** A version of what several people write, as they count their savings. */
export const Version = z.int().positive().max(INTEGER_MAX);

export const MAX_FILE_BYTES = 5 * 1024 ** 3;
/** Of MAX_FILE_BYTES, in parts of `PART_BYTES`. */
export const MAX_PARTS = 5126;
export const FileBytes = z.int().positive('a file that is not empty').max(MAX_FILE_BYTES, 'at most 5 GiB');
export const PartCount = z.int().positive().max(MAX_PARTS);

/** In JSON and in addresses: the number of a row that a `bigint` column counts, as text. */
export const RowNumber = z.string().regex(/^\d{1,18}$/, 'a number');
/** How far into a list a page begins, as text in an address. */
export const Offset = z.string().regex(/^\d{1,9}$/, 'where a page ended, as its "next" says');
