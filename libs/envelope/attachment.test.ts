import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equalBytes } from '#libs/cose/bytes.js';
import { newAttachmentKey, newAttachmentName, openPart, sealPart } from './attachment.js';

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
