import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equalBytes, hex } from '#libs/cose/bytes.js';
import { newAttachmentKey, newAttachmentName, openPart, partsName, sealPart } from './attachment.js';
import { PART_BYTES, partLength, partsOf } from './part-sizes.js';

test('a part opens only in its own place of its own attachment, unaltered', () => {
  const [key, name] = [newAttachmentKey(), newAttachmentName()];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(5000), fc.boolean(), fc.nat(), (plain, part, last, at) => {
      const sealed = sealPart(key, name, part, last, plain);
      const opened = openPart(key, name, part, last, sealed);
      expect(opened.ok && equalBytes(opened.value, plain)).toBe(true);
      const altered = Buffer.from(sealed);
      altered[at % altered.length]! ^= 1;
      expect(openPart(key, name, part, last, altered).ok).toBe(false);
      expect(openPart(key, name, part + 1, last, sealed).ok).toBe(false);
      expect(openPart(key, name, part, !last, sealed).ok).toBe(false);
      expect(openPart(key, newAttachmentName(), part, last, sealed).ok).toBe(false);
      expect(openPart(newAttachmentKey(), name, part, last, sealed).ok).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('parts have another name at the hub where name, key or content is another’s', () => {
  const file = { name: newAttachmentName(), key: hex(newAttachmentKey()), sha256: hex(newAttachmentKey()) };
  const others = [
    { ...file, name: newAttachmentName() },
    { ...file, key: hex(newAttachmentKey()) },
    { ...file, sha256: hex(newAttachmentKey()) },
    { ...file, key: file.sha256, sha256: file.key },
  ];
  expect(partsName({ ...file })).toBe(partsName(file));
  expect(new Set([file, ...others].map(partsName)).size).toBe(1 + others.length);
  // As docs/protocol.md writes it, so that another implementation finds the parts.
  expect(partsName({ name: '00'.repeat(16), key: '11'.repeat(32), sha256: '22'.repeat(32) })).toBe(
    '24967ba8426a1b3387586edae515d10d',
  );
});

test('the parts of a file are as long as the file', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 * PART_BYTES }), (bytes) => {
      const lengths = Array.from({ length: partsOf(bytes) }, (_, part) => partLength(bytes, part));
      expect(lengths.reduce((sum, one) => sum + one, 0)).toBe(bytes);
      expect(lengths.every((one) => one > 0 && one <= PART_BYTES)).toBe(true);
    }),
  );
});
