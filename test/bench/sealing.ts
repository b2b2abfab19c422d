import { randomBytes } from 'node:crypto';
import * as age from 'age-encryption';
import * as jose from 'jose';
import sodium from 'libsodium-wrappers';
import * as openpgp from 'openpgp';
import { ulid } from 'ulid';
import { newSigningKey, signBytes, verifyBytes } from '#libs/cose/ed25519.js';
import { EnvelopeHeader } from '#libs/envelope/header.js';
import { newKemKey } from '#libs/envelope/hpke.js';
import { introduce } from '#libs/envelope/introduction.js';
import { openSlice, readSlice, verifySlice } from '#libs/envelope/open.js';
import { seal, slice } from '#libs/envelope/seal.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { timed } from './stopwatch.js';

const BODY = randomBytes(4096);

export interface Peer {
  readonly name: string;
  /** Microseconds to seal for all recipients, and for one of them to open. */
  readonly sealUs: number;
  readonly openUs: number;
}

/** Seals 4 KB for `n` recipients and opens it as one of them, with ours and with each peer, in this process. */
export async function sealingFor(n: number): Promise<Peer[]> {
  return [await floor(), await ours(n), await openPgp(n), await jweInJws(n), await ageFor(n)];
}

/** The least that signing and encrypting can cost: one signature, one AEAD pass. */
async function floor(): Promise<Peer> {
  const key = newSigningKey();
  const secret = sodium.randombytes_buf(32);
  const nonce = new Uint8Array(12);
  const encrypt = () => sodium.crypto_aead_chacha20poly1305_ietf_encrypt(BODY, null, null, nonce, secret);
  const [sealed, signature] = [encrypt(), signBytes(BODY.subarray(0, 32), key)];
  return {
    name: 'floor',
    sealUs: await timed(() => [encrypt(), signBytes(BODY.subarray(0, 32), key)]),
    openUs: await timed(() => [
      verifyBytes(BODY.subarray(0, 32), signature, key.publicKey),
      sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, null, nonce, secret),
    ]),
  };
}

/** As in every message but the first of an epoch: the introductions are made. */
async function ours(n: number): Promise<Peer> {
  const sender = UnitAddress.parse('ne/police-agadez');
  const key = newSigningKey();
  const recipients = Array.from({ length: n }, (_, i) => {
    const unit = UnitAddress.parse(`pt/unit-${i}`);
    const { introduction, wrapKey } = introduce(sender, key, unit, newKemKey().publicKey);
    return { unit, introductionId: introduction.id, wrapKey, sequence: 1, previous: new Uint8Array(32) };
  });
  const header = EnvelopeHeader.parse({
    id: ulid(),
    kind: 'alert',
    sender,
    createdAt: Date.now(),
    logPosition: 100,
    policyVersion: 0,
    handling: 'AMBER',
    urgent: false,
  });
  const sealAll = () => expectAccepted(seal(header, BODY, recipients, key));
  const [first] = recipients;
  const wire = slice(sealAll(), first!.unit);
  const open = () =>
    expectAccepted(
      openSlice(expectAccepted(verifySlice(expectAccepted(readSlice(wire!)), key.publicKey)), first!.wrapKey),
    );
  return { name: 'Liaison', sealUs: await timed(sealAll), openUs: await timed(open) };
}

async function openPgp(n: number): Promise<Peer> {
  const make = () => openpgp.generateKey({ type: 'curve25519', userIDs: [{ name: 'unit' }], format: 'object' });
  const sender = await make();
  const recipients = await Promise.all(Array.from({ length: n }, make));
  const encryptionKeys = recipients.map((one) => one.publicKey);
  const sealIt = async () =>
    openpgp.encrypt({
      message: await openpgp.createMessage({ binary: BODY }),
      encryptionKeys,
      signingKeys: sender.privateKey,
      format: 'binary',
    });
  const sealed = (await sealIt()) as Uint8Array;
  const open = async () =>
    openpgp.decrypt({
      message: await openpgp.readMessage({ binaryMessage: sealed }),
      decryptionKeys: recipients[0]!.privateKey,
      verificationKeys: sender.publicKey,
      expectSigned: true,
      format: 'binary',
    });
  return { name: 'OpenPGP.js 6', sealUs: await timed(sealIt), openUs: await timed(open) };
}

async function jweInJws(n: number): Promise<Peer> {
  const sender = await jose.generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const recipients = await Promise.all(
    Array.from({ length: n }, () => jose.generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' })),
  );
  const sealIt = async () => {
    const signed = await new jose.CompactSign(BODY).setProtectedHeader({ alg: 'EdDSA' }).sign(sender.privateKey);
    const jwe = new jose.GeneralEncrypt(Buffer.from(signed)).setProtectedHeader({ enc: 'A256GCM' });
    for (const { publicKey } of recipients) jwe.addRecipient(publicKey).setUnprotectedHeader({ alg: 'ECDH-ES+A256KW' });
    return jwe.encrypt();
  };
  const sealed = await sealIt();
  const open = async () => {
    const { plaintext } = await jose.generalDecrypt(
      { ...sealed, recipients: [sealed.recipients[0]!] },
      recipients[0]!.privateKey,
    );
    return jose.compactVerify(plaintext, sender.publicKey);
  };
  return { name: 'jose (JWS in JWE)', sealUs: await timed(sealIt), openUs: await timed(open) };
}

/** age signs nothing: it is given that for free. */
async function ageFor(n: number): Promise<Peer> {
  const identities: string[] = [];
  for (let i = 0; i < n; i++) identities.push(await age.generateX25519Identity());
  const encrypter = new age.Encrypter();
  for (const identity of identities) encrypter.addRecipient(await age.identityToRecipient(identity));
  const sealIt = () => encrypter.encrypt(BODY);
  const sealed = await sealIt();
  const decrypter = new age.Decrypter();
  decrypter.addIdentity(identities[0]!);
  return { name: 'age-encryption', sealUs: await timed(sealIt), openUs: await timed(() => decrypter.decrypt(sealed)) };
}
