import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { ulid } from 'ulid';
import { equalBytes, sha256 } from '#libs/cose/bytes.js';
import { decodeCbor, encodeCbor } from '#libs/cose/cbor.js';
import { keyId, newSigningKey, signBytes } from '#libs/cose/ed25519.js';
import { sign1Structure } from '#libs/cose/sign.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { UnitAddress } from '#libs/trust/address.js';
import { sealCapsules } from './capsule.js';
import { BODY_NONCE, expandContentKey } from './content-key.js';
import { EnvelopeHeader, encodeHeader } from './header.js';
import { newKemKey } from './hpke.js';
import { acceptIntroduction, introduce, readIntroduction } from './introduction.js';
import { openSlice, readSlice, SliceReader, verifySlice } from './open.js';
import { pad, padmeLength, unpad } from './padding.js';
import { seal, slice } from './seal.js';

const agadez = UnitAddress.parse('ne/police-agadez');
const senderKey = newSigningKey();
const units = ['pt/pj-ust', 'sn/dnlt', 'ml/police-gao'].map((name) => {
  const unit = UnitAddress.parse(name);
  const epochKey = newKemKey();
  const { introduction, wrapKey } = introduce(agadez, senderKey, unit, epochKey.publicKey);
  return { unit, epochKey, introduction, wrapKey };
});
const [lisbon, dakar] = [units[0]!, units[1]!];

const header = (): EnvelopeHeader =>
  EnvelopeHeader.parse({
    id: ulid(),
    kind: 'alert',
    sender: agadez,
    createdAt: 1_795_500_000_000,
    logPosition: 12,
    policyVersion: 0,
    handling: 'AMBER',
    urgent: false,
  });

const sealFor = (body: Uint8Array, recipients = units) =>
  expectAccepted(
    seal(
      header(),
      body,
      recipients.map(({ unit, wrapKey, introduction }) => ({
        unit,
        wrapKey,
        introductionId: introduction.id,
        sequence: 1,
        previous: new Uint8Array(32),
      })),
      senderKey,
    ),
  );

/** What a recipient's node does with what its mailbox held. */
function receive(wire: Uint8Array, { wrapKey } = lisbon, senderPublicKey = senderKey.publicKey) {
  const read = readSlice(wire);
  if (!read.ok) return read;
  const verified = verifySlice(read.value, senderPublicKey);
  return verified.ok ? openSlice(verified.value, wrapKey) : verified;
}
const refusalOf = (outcome: ReturnType<typeof receive>) => (outcome.ok ? 'opened' : outcome.refusal.code);

describe('an envelope', () => {
  test('opens to the same bytes for every recipient, whatever the body and the place in the channel', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (body) => {
        const envelope = sealFor(body);
        for (const recipient of units) {
          const opened = expectAccepted(receive(slice(envelope, recipient.unit)!, recipient));
          expect(equalBytes(opened.body, body)).toBe(true);
          expect(opened.sequence).toBe(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('opens for nobody else, even one who holds another wrap key of the same sender', () => {
    const envelope = sealFor(Buffer.from('convoy'), [lisbon]);
    expect(slice(envelope, dakar.unit)).toBeUndefined();
    expect(refusalOf(receive(slice(envelope, lisbon.unit)!, dakar))).toBe('capsule-not-yours');
  });

  test('is refused with a specific reason when any bit of it is flipped', () => {
    const wire = slice(sealFor(Buffer.from('route by night')), lisbon.unit)!;
    const codes = new Set<string>();
    for (let bit = 0; bit < wire.length * 8; bit++) {
      const altered = Buffer.from(wire);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      const read = readSlice(altered);
      // the introduction's name only says which wrap key to fetch: another name finds none
      if (read.ok && !equalBytes(read.value.introductionId, lisbon.introduction.id)) continue;
      codes.add(refusalOf(receive(altered)));
    }
    expect([...codes].sort()).toEqual([
      'capsule-not-yours',
      'header-malformed',
      'signature-wrong',
      'slice-malformed',
      'update-needed',
    ]);
  });

  test('is refused when cut anywhere', () => {
    const wire = slice(sealFor(Buffer.from('route by night')), lisbon.unit)!;
    for (let length = 0; length < wire.length; length++) {
      expect(refusalOf(receive(wire.subarray(0, length)))).toBe('slice-malformed');
    }
  });

  test('is refused with a capsule of another recipient or of another message', () => {
    const one = sealFor(Buffer.from('one'));
    const two = sealFor(Buffer.from('two'));
    const withCapsule = (capsule: Uint8Array) =>
      Buffer.concat([one.shared, encodeCbor(lisbon.introduction.id), encodeCbor(capsule)]);
    expect(refusalOf(receive(withCapsule(one.capsules.get(dakar.unit)!.capsule)))).toBe('capsule-not-yours');
    expect(refusalOf(receive(withCapsule(two.capsules.get(lisbon.unit)!.capsule)))).toBe('capsule-not-yours');
  });

  test('that its own sender makes openable by a second key breaks its commitment', () => {
    const [first, second] = [sodium.randombytes_buf(32), sodium.randombytes_buf(32)];
    const protectedHeader = encodeHeader({
      ...header(),
      commitment: expandContentKey(first).commitment,
      senderKeyId: keyId(senderKey.publicKey),
    });
    const ciphertext = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
      pad(Buffer.from('another story')),
      protectedHeader,
      null,
      BODY_NONCE,
      expandContentKey(second).bodyKey,
    );
    const signed = sign1Structure(protectedHeader, sha256(ciphertext));
    const [capsule] = sealCapsules(second, sha256(signed), [
      { wrapKey: lisbon.wrapKey, sequence: 1, previous: new Uint8Array(32) },
    ]);
    const wire = encodeCbor([
      protectedHeader,
      signBytes(signed, senderKey),
      ciphertext,
      lisbon.introduction.id,
      capsule,
    ]);
    expect(refusalOf(receive(wire))).toBe('commitment-broken');
  });

  test('names a recipient once', () => {
    const outcome = seal(
      header(),
      new Uint8Array(1),
      [lisbon, lisbon].map((r) => ({
        ...r,
        introductionId: r.introduction.id,
        sequence: 1,
        previous: new Uint8Array(32),
      })),
      senderKey,
    );
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'recipient-twice' } });
  });
});

describe('an introduction', () => {
  test('gives both sides the same wrap key', () => {
    const read = expectAccepted(readIntroduction(lisbon.introduction.bytes));
    expect(
      equalBytes(expectAccepted(acceptIntroduction(read, senderKey.publicKey, lisbon.epochKey)), lisbon.wrapKey),
    ).toBe(true);
  });

  test('is refused when any byte of it changes, or for another epoch key', () => {
    for (let at = 0; at < lisbon.introduction.bytes.length; at++) {
      const altered = Buffer.from(lisbon.introduction.bytes);
      altered[at]! ^= 0x01;
      const read = readIntroduction(altered);
      expect(read.ok && acceptIntroduction(read.value, senderKey.publicKey, lisbon.epochKey).ok).toBe(false);
    }
    expect(acceptIntroduction(lisbon.introduction, senderKey.publicKey, dakar.epochKey)).toMatchObject({
      refusal: { code: 'introduction-other-epoch-key' },
    });
  });
});

describe('padding', () => {
  test('adds at most 12 % beyond small sizes, and comes off again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 1_000_000 }), (length) => {
        expect(padmeLength(length)).toBeGreaterThanOrEqual(length);
        expect(padmeLength(length)).toBeLessThanOrEqual(length * 1.12);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (body) => equalBytes(unpad(pad(body))!, body)));
  });
});

test('decoding is bounded before it allocates: a huge announced length, deep nesting, indefinite lengths', () => {
  const bounds = { bytes: 1 << 20, depth: 16, items: 1000 };
  for (const hostile of [
    '5affffffff',
    '9bffffffffffffffff',
    '9f01ff',
    'bf6161ff',
    `${'81'.repeat(50)}00`,
    '1817',
    'a2010101 02'.replace(/ /g, ''),
  ]) {
    expect(decodeCbor(Buffer.from(hostile, 'hex'), bounds).ok).toBe(false);
  }
});

test('a reader of many slices answers as one that knows nothing of the others, in any order, for any altered bit', () => {
  const slices = [sealFor(Buffer.from('one')), sealFor(Buffer.from('two'))].flatMap((envelope) =>
    units.map((recipient) => ({ wire: slice(envelope, recipient.unit)!, recipient })),
  );
  const withReader = (reader: SliceReader, wire: Uint8Array, wrapKey: typeof lisbon.wrapKey) => {
    const read = reader.read(wire);
    const verified = read.ok ? reader.verify(read.value, senderKey.publicKey) : read;
    return verified.ok ? reader.open(verified.value, wrapKey) : verified;
  };
  const alteration = fc.record({
    which: fc.nat(slices.length - 1),
    key: fc.nat(units.length - 1),
    at: fc.nat(),
    bit: fc.nat(15),
  });
  fc.assert(
    fc.property(fc.array(alteration, { minLength: 1, maxLength: 12 }), (alterations) => {
      const reader = new SliceReader();
      for (const { which, key, at, bit } of alterations) {
        const wire = Buffer.from(slices[which]!.wire);
        if (bit < 8) wire[at % wire.length]! ^= 1 << bit;
        const { wrapKey } = bit === 9 ? units[key]! : slices[which]!.recipient;
        const cut = bit === 10 ? wire.subarray(0, at % wire.length) : wire;
        expect(withReader(reader, cut, wrapKey)).toEqual(receive(cut, { ...lisbon, wrapKey }));
      }
    }),
    { numRuns: 300 },
  );
});

test('a reader that has opened an envelope for one unit opens it for no other by a second key', () => {
  const envelope = sealFor(Buffer.from('one story'));
  const reader = new SliceReader();
  const judge = (wire: Uint8Array, wrapKey: typeof lisbon.wrapKey) => {
    const verified = expectAccepted(reader.verify(expectAccepted(reader.read(wire)), senderKey.publicKey));
    return reader.open(verified, wrapKey);
  };
  expect(judge(slice(envelope, lisbon.unit)!, lisbon.wrapKey).ok).toBe(true);
  const place = { wrapKey: dakar.wrapKey, sequence: 1, previous: new Uint8Array(32) };
  const [capsule] = sealCapsules(sodium.randombytes_buf(32), envelope.hash, [place]);
  const forged = new Map([[dakar.unit, { introductionId: dakar.introduction.id, capsule: capsule! }]]);
  const wire = slice({ shared: envelope.shared, capsules: forged }, dakar.unit)!;
  expect(judge(wire, dakar.wrapKey)).toMatchObject({ refusal: { code: 'commitment-broken' } });
});
