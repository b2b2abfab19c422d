import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { hex } from '#libs/cose/bytes.js';
import { newSigningKey, type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { MemberCode } from '#libs/trust/address.js';
import { fingerprint, sameFingerprint } from '#libs/trust/fingerprint.js';
import { asJson, readJsonFile, refused, writeNewFile } from '../files.js';
import { bold, print, say } from '../output.js';
import { Prompt } from '../prompt.js';

const hexOf = (bytes: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`), `${bytes} bytes in hexadecimal`);

/** A secret key in its file: as it is, or sealed under a passphrase (argon2id, XChaCha20-Poly1305). */
const KeyFile = z.union([
  z.strictObject({ liaison: z.literal('secret key, version 1'), key: hexOf(32), seed: hexOf(32) }),
  z.strictObject({ liaison: z.literal('sealed key, version 1'), key: hexOf(32), salt: hexOf(16), sealed: hexOf(72) }),
]);

/** What is handed to others of a key: whose it is, and the public part. */
export const Card = z.strictObject({
  liaison: z.literal('card, version 1'),
  name: z.string().min(1).max(200),
  member: MemberCode.optional(),
  key: hexOf(32),
});
export type Card = z.infer<typeof Card>;

/** 256 MiB and three passes: once a ceremony, and a stolen stick should cost its thief as much as it can. */
const ARGON2 = { memoryCost: 262_144, timeCost: 3, parallelism: 1, outputLen: 32 } as const;
const PURPOSE = 'ceremony key';

/** `liaison key new FILE` */
export async function newKey(file: string): Promise<void> {
  const key = newSigningKey();
  const passphrase = await askPassphrase(`Passphrase for ${file} (empty for none): `);
  await writeNewFile(file, asJson(await keyFile(key, passphrase)));
  print(`${bold(file)} holds a new key. Its fingerprint, to be read aloud:`);
  print(`  ${fingerprint(key.publicKey)}`);
  if (!passphrase) say('It is not under a passphrase: whoever has the file has the key.');
  say('It never goes to a hub or a node. Keep a copy where a fire does not reach both.');
}

async function keyFile(key: SigningKey, passphrase: string): Promise<z.infer<typeof KeyFile>> {
  const seed = key.secretKey.subarray(0, 32);
  const named = { key: hex(key.publicKey) };
  if (!passphrase) return { liaison: 'secret key, version 1', ...named, seed: hex(seed) };
  const salt = randomBytes(16);
  const sealed = sealUnder(await hashRaw(passphrase, { ...ARGON2, salt }), PURPOSE, seed);
  return { liaison: 'sealed key, version 1', ...named, salt: hex(salt), sealed: hex(sealed) };
}

/** Reads a key from its file; asks for the passphrase where it is under one. */
export async function readKey(file: string): Promise<SigningKey> {
  const kept = await readJsonFile(file, 'key file', KeyFile);
  if (kept.liaison === 'secret key, version 1') return signingKeyFromSeed(Buffer.from(kept.seed, 'hex'));
  const passphrase = await askPassphrase(`Passphrase for ${file}: `);
  try {
    const under = await hashRaw(passphrase, { ...ARGON2, salt: Buffer.from(kept.salt, 'hex') });
    return signingKeyFromSeed(openUnder(under, PURPOSE, Buffer.from(kept.sealed, 'hex')));
  } catch {
    throw refused(`That is not the passphrase of ${file}.`, 'Try again; nothing was signed.', 'passphrase-wrong');
  }
}

/** `liaison key card KEY --name NAME` */
export async function makeCard(
  file: string,
  options: { name: string; member?: string; output: string },
): Promise<void> {
  const { key } = await readJsonFile(file, 'key file', KeyFile);
  const member = options.member === undefined ? {} : { member: options.member };
  const card = Card.safeParse({ liaison: 'card, version 1', name: options.name, ...member, key });
  if (!card.success) throw refused(z.prettifyError(card.error), 'Mend --name or --member.', 'card-malformed');
  await writeNewFile(options.output, asJson(card.data));
  print(`${bold(options.output)} can be given to anyone. Read the fingerprint aloud, by a way that nobody can change:`);
  print(`  ${fingerprint(Buffer.from(key, 'hex'))}`);
}

export const readCard = (file: string): Promise<Card> => readJsonFile(file, 'card', Card);

/** The card's key, after somebody has heard its fingerprint. @throws Problem where another was heard */
export function heardKey(card: Card, heard: string): Uint8Array {
  const key = Buffer.from(card.key, 'hex');
  if (sameFingerprint(heard, key)) return key;
  throw refused(
    `The fingerprint that was read to you is not that of ${card.name}'s card, which is ${fingerprint(key)}.`,
    'Do not go on: the card may have been exchanged on its way. Ask for it again.',
    'fingerprint-wrong',
  );
}

/** From the environment where no person is at a terminal. */
async function askPassphrase(question: string): Promise<string> {
  if (process.env.LIAISON_PASSPHRASE !== undefined) return process.env.LIAISON_PASSPHRASE;
  if (!process.stdin.isTTY) return '';
  const prompt = new Prompt();
  return prompt.askHidden(question).finally(prompt.close);
}
