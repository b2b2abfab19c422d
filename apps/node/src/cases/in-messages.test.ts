import { expect, test } from '@jest/globals';
import { hex, sha256, utf8 } from '#libs/cose/bytes.js';
import { MOST_FILES } from '#libs/kinds/attached-file.js';
import { MOST_EVENTS } from '#libs/kinds/case-message.js';
import { fitsMessage, inMessages } from './sending.service.js';

const file = (n: number) => ({
  name: hex(sha256(utf8(`${n}`))).slice(0, 32),
  fileName: 'film.bin',
  mediaType: 'application/octet-stream',
  bytes: 10,
  parts: 1,
  sha256: '1'.repeat(64),
  key: '2'.repeat(64),
});
const event = (content: string | null, bytes = 10) => ({ event: { wire: new Uint8Array(bytes) }, content });
const lengths = (events: Parameters<typeof inMessages>[0]) => inMessages(events).map((batch) => batch.length);

test.each([
  ['no events', [], []],
  ['more events than a message has', Array.from({ length: MOST_EVENTS + 1 }, () => event(null)), [MOST_EVENTS, 1]],
  ['more values than a message says', Array.from({ length: 4 }, () => event(`[${'0,'.repeat(30_000)}0]`)), [3, 1]],
  ['more bytes than a message has', Array.from({ length: 3 }, () => event(null, 150_000)), [2, 1]],
  [
    'more files than go beside a message',
    Array.from({ length: MOST_FILES / 10 + 1 }, (_, n) =>
      event(JSON.stringify({ files: Array.from({ length: 10 }, (_, i) => file(10 * n + i)) })),
    ),
    [MOST_FILES / 10, 1],
  ],
])('%s of a history go in as many messages as they need, in their order', (_, events, expected) => {
  expect(lengths(events)).toEqual(expected);
  expect(inMessages(events).flat()).toEqual(events);
});

test('what is so long that its author alone could send it is passed on by nobody', () => {
  const said = (bytes: number) => event(JSON.stringify({ text: 'x'.repeat(bytes) }));
  expect([400, 470, 485, 512].map((kib) => fitsMessage(said(kib * 1024)))).toEqual([true, true, false, false]);
});
