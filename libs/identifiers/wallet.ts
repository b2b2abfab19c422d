import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { Address } from '@scure/btc-signer';
import { addr } from 'micro-eth-signer';
import { z } from 'zod';
import { LONGEST_IDENTIFIER } from './longest.js';

const base58check = createBase58check(sha256);
/** First byte of a main-net address of the Tron protocol. */
const TRON = 0x41;

/** In the one form that each chain writes, or undefined: Bitcoin (BIP-13, BIP-173, BIP-350), Ethereum (EIP-55), Tron. */
function normalised(text: string): string | undefined {
  try {
    if (/^0x/i.test(text)) {
      const hex = `0x${text.slice(2)}`;
      return addr.isValid(hex) ? addr.addChecksum(hex.toLowerCase()) : undefined;
    }
    if (text.startsWith('T')) {
      const decoded = base58check.decode(text);
      return decoded.length === 21 && decoded[0] === TRON ? text : undefined;
    }
    const bitcoin = /^bc1/i.test(text) ? text.toLowerCase() : text;
    Address().decode(bitcoin);
    return bitcoin;
  } catch {
    return undefined;
  }
}

/** A crypto-asset address whose checksum agrees. */
export const Wallet = z
  .string()
  .max(LONGEST_IDENTIFIER)
  .transform((text, context) => {
    const wallet = normalised(text.trim());
    if (wallet) return wallet;
    context.addIssue({
      code: 'custom',
      message: 'a Bitcoin, Ethereum or Tron address whose checksum agrees: copy it, do not type it',
    });
    return z.NEVER;
  })
  .pipe(z.string());
