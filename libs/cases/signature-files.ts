import { hex, utf8 } from '#libs/cose/bytes.js';
import { publicKeyPem } from '#libs/cose/ed25519.js';

/** An entry of a bundle that follows from what is signed. */
export interface CourtFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** `ne/central-authority` in a file name. */
export const inName = (address: string): string => address.replace('/', '.');
/** `keys/ne.central-authority.1a2b3c4d5e6f7081.pem` */
export const keyPath = (owner: string, key: Uint8Array): string => `keys/${inName(owner)}.${hex(key).slice(0, 16)}.pem`;
export const keyFile = (path: string, key: Uint8Array): CourtFile => ({ path, bytes: utf8(publicKeyPem(key)) });

/** What was signed, the signature, and the name of the key. */
export const signatureFiles = (
  stem: string,
  { structure, signature }: { readonly structure: Uint8Array; readonly signature: Uint8Array },
  key: string,
): CourtFile[] => [
  { path: `${stem}.signed`, bytes: structure },
  { path: `${stem}.sig`, bytes: signature },
  { path: `${stem}.key`, bytes: utf8(`${key}\n`) },
];
