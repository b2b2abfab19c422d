import { readFileSync } from 'node:fs';
import { CipherSuite, ExportOnly, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { describe, expect, test } from '@jest/globals';
import sodium from 'libsodium-wrappers';
import { hex, utf8 } from '#libs/cose/bytes.js';
import { decodeCbor, encodeCbor, STATEMENT_BOUNDS } from '#libs/cose/cbor.js';
import { signBytes, signingKeyFromSeed, verifyBytes } from '#libs/cose/ed25519.js';
import { sign1Structure } from '#libs/cose/sign.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { exportSecret, kemKeyFromSeed, newKemKey, receiveExport, sendExport } from './hpke.js';
import { acceptIntroduction, readIntroduction } from './introduction.js';
import { openSlice, readSlice, verifySlice } from './open.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

describe('RFC 8949 appendix A', () => {
  const examples: [string, unknown][] = [
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['20', -1],
    ['3903e7', -1000],
    ['f4', false],
    ['f6', null],
    ['40', new Uint8Array(0)],
    ['4401020304', bytes('01020304')],
    ['6449455446', 'IETF'],
    ['62c3bc', 'ü'],
    ['64f0908591', '\u{10151}'],
    ['80', []],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['a0', new Map()],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
    [
      'a26161016162820203',
      new Map<string, unknown>([
        ['a', 1],
        ['b', [2, 3]],
      ]),
    ],
  ];
  test.each(examples)('%s encodes and decodes', (encoded, value) => {
    expect(hex(encodeCbor(value))).toBe(encoded);
    expect(expectAccepted(decodeCbor(bytes(encoded), STATEMENT_BOUNDS))).toEqual(value);
  });

  test.each([
    ['5f42010243030405ff', 'indefinite byte string'],
    ['9fff', 'indefinite array'],
    ['1818ff', 'bytes left over'],
    ['1801', 'longer than needed'],
    ['a203040102', 'keys out of order'],
    ['c11a514b67b0', 'a tag'],
    ['f7', 'undefined'],
    ['ff', 'a lone break'],
    ['62ff', 'cut short'],
  ])('%s is refused: %s', (encoded) => {
    expect(decodeCbor(bytes(encoded), STATEMENT_BOUNDS).ok).toBe(false);
  });
});

test('COSE_Sign1 gives the COSE working group’s eddsa-sig-01', () => {
  const key = signingKeyFromSeed(bytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'));
  expect(hex(key.publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  const toSign = sign1Structure(bytes('a201270300'), utf8('This is the content.'));
  expect(hex(toSign)).toBe('846a5369676e61747572653145a2012703004054546869732069732074686520636f6e74656e742e');
  const signature =
    '7142fd2ff96d56db85bee905a76ba1d0b7321a95c8c4d3607c5781932b7afb8711497dfa751bf40b58b3bcc32300b1487f3db34085eef013bf08f4a44d6fef0d';
  expect(hex(signBytes(toSign, key))).toBe(signature);
  expect(verifyBytes(toSign, bytes(signature), key.publicKey)).toBe(true);
});

describe('HPKE', () => {
  // RFC 9180 has no X-Wing suite; its X25519 export-only vectors check the same key schedule.
  test.each([
    ['', '7a36221bd56d50fb51ee65edfd98d06a23c4dc87085aa5866cb7087244bd2a36'],
    ['00', 'd5535b87099c6c3ce80dc112a2671c6ec8e811a2f284f948cec6dd1708ee33f0'],
    ['54657374436f6e74657874', 'ffaabc85a776136ca0c378e5d084c9140ab552b78f039d2e8775f26efff4c70e'],
  ])('exports as RFC 9180 A.7.1 for context "%s"', (context, exported) => {
    const secret = exportSecret(
      0x0020,
      bytes('e81716ce8f73141d4f25ee9098efc968c91e5b8ce52ffff59d64039e82918b66'),
      bytes('4f6465206f6e2061204772656369616e2055726e'),
      bytes(context),
      32,
    );
    expect(hex(secret)).toBe(exported);
  });

  const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new ExportOnly() });
  const info = utf8('info');
  const context = utf8('context');

  test('the independent implementation opens what ours sends', async () => {
    const key = newKemKey();
    const sent = sendExport(key.publicKey, info, context);
    const recipientKey = await suite.kem.importKey('raw', buffer(key.secretKey), false);
    const receiver = await suite.createRecipientContext({ recipientKey, enc: buffer(sent.enc), info: buffer(info) });
    expect(hex(new Uint8Array(await receiver.export(buffer(context), 32)))).toBe(hex(sent.secret));
  });

  test('ours opens what the independent implementation sends', async () => {
    const key = newKemKey();
    const recipientPublicKey = await suite.kem.deserializePublicKey(buffer(key.publicKey));
    const sender = await suite.createSenderContext({ recipientPublicKey, info: buffer(info) });
    const theirs = hex(new Uint8Array(await sender.export(buffer(context), 32)));
    expect(hex(receiveExport(new Uint8Array(sender.enc), key, info, context))).toBe(theirs);
  });
});

const buffer = (view: Uint8Array): ArrayBuffer => new Uint8Array(view).buffer;

test('X-Wing agrees with its draft’s vectors', () => {
  const vectors = JSON.parse(readFileSync('test/vectors/xwing-draft-connolly.json', 'utf8')) as Record<
    'seed' | 'eseed' | 'ss' | 'pk' | 'ct',
    string
  >[];
  expect(vectors.length).toBeGreaterThan(0);
  for (const vector of vectors) {
    const key = kemKeyFromSeed(bytes(vector.seed));
    expect(hex(key.publicKey)).toBe(vector.pk);
    const sent = sodium.crypto_kem_xwing_enc_deterministic(key.publicKey, bytes(vector.eseed));
    expect([hex(sent.ciphertext), hex(sent.sharedSecret)]).toEqual([vector.ct, vector.ss]);
    expect(hex(sodium.crypto_kem_xwing_dec(bytes(vector.ct), key.secretKey))).toBe(vector.ss);
  }
});

test('our own published vector opens as it says', () => {
  const vector = JSON.parse(readFileSync('test/vectors/envelope.json', 'utf8')) as Record<string, string>;
  const senderKey = signingKeyFromSeed(bytes(vector.senderSeed!));
  const epochKey = kemKeyFromSeed(bytes(vector.recipientEpochSeed!));
  const introduction = expectAccepted(readIntroduction(bytes(vector.introduction!)));
  expect(hex(introduction.id)).toBe(vector.introductionId);
  const wrapKey = expectAccepted(acceptIntroduction(introduction, senderKey.publicKey, epochKey));
  expect(hex(wrapKey)).toBe(vector.wrapKey);
  const slice = expectAccepted(verifySlice(expectAccepted(readSlice(bytes(vector.slice!))), senderKey.publicKey));
  expect(hex(slice.hash)).toBe(vector.envelopeHash);
  const opened = expectAccepted(openSlice(slice, wrapKey));
  expect(hex(opened.body)).toBe(vector.body);
  expect(opened.sequence).toBe(Number(vector.sequence));
  expect(hex(opened.previous)).toBe(vector.previous);
});
