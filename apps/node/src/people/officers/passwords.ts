import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's second parameter set: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

/** Of a password that nobody has, so that an unknown name takes as long as a known one. */
const NOBODY = hashPassword('nobody has this password');

/** False for an unknown officer (`passwordHash` undefined), after the same work. */
export async function passwordFits(password: string, passwordHash: string | undefined): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await NOBODY), password);
  return fits && passwordHash !== undefined;
}

/** Letters and digits that are not taken for each other when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Easy to read out and to type, 59 bits: enough where every wrong try is counted. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group()].join('-');
}
