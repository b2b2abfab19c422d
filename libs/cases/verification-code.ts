/** Crockford's base 32: no letter that is taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 80 bits of an event's hash, for people to read off paper: `7ZQ4-0K3M-…`, four groups of four. */
export function verificationCode(hash: Uint8Array): string {
  const bits = BigInt(`0x${Buffer.from(hash.subarray(0, 10)).toString('hex')}`);
  const letters = Array.from({ length: 16 }, (_, i) => LETTERS[Number((bits >> BigInt(75 - 5 * i)) & 31n)]!);
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** A code as somebody typed it, in its one form; undefined where it is none. */
export function readVerificationCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!new RegExp(`^[${LETTERS}]{16}$`).test(letters)) return undefined;
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
