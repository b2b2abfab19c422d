import { expect, test } from '@jest/globals';
import { base64, utf8 } from '#libs/cose/bytes.js';
import { AttachedFile, fileList, MOST_FILES, uploadsIn } from './attached-file.js';
import { CaseMessage, filesIn, saidIn } from './case-message.js';

const file = (change: Partial<AttachedFile> = {}): AttachedFile => ({
  name: '0'.repeat(32),
  fileName: 'film.bin',
  mediaType: 'application/octet-stream',
  bytes: 10,
  parts: 1,
  sha256: '1'.repeat(64),
  key: '2'.repeat(64),
  ...change,
});
const other = file({ key: '3'.repeat(64) });
const event = (...files: AttachedFile[]) => ({ event: base64(utf8('an event')), content: JSON.stringify({ files }) });
const message = (...events: object[]) =>
  CaseMessage.safeParse({ case: '0'.repeat(64), parties: ['ne/police-agadez'], urgent: false, events });

test.each([
  ['parts that its bytes do not make', { parts: 2 }],
  ['no bytes', { bytes: 0, parts: 0 }],
  ['more than 5 GiB', { bytes: 5 * 1024 ** 3 + 1, parts: 5126 }],
  ['a name that leads out of a folder', { name: `../${'0'.repeat(29)}` }],
])('a file of %s is none', (_, change) => {
  expect(AttachedFile.safeParse(file(change)).success).toBe(false);
});

test('no list names two files alike, or one twice', () => {
  const list = fileList(AttachedFile);
  expect(list.safeParse([file(), file({ name: '4'.repeat(32) })]).success).toBe(true);
  expect(list.safeParse([file(), other]).success).toBe(false);
  expect(list.safeParse([file(), file()]).success).toBe(false);
});

test('no message of a case names more files than go beside one, in one event or in several', () => {
  const files = Array.from({ length: MOST_FILES }, (_, n) => file({ name: `${n}`.padStart(32, '0') }));
  expect(message(event(...files)).data?.files).toHaveLength(MOST_FILES);
  expect(message(event(...files, other)).success).toBe(false);
  expect(message(event(...files), event(file(), other)).success).toBe(false);
  expect(message(event(...files), event(...files)).success).toBe(true);
});

test('no event names two files alike; two events may, and each keeps its own', () => {
  expect(message(event(file(), other)).success).toBe(false);
  expect(message(event(file(), file())).data?.files).toEqual([file()]);
  expect(message(event(file()), event(other)).data?.files).toEqual([file(), other]);
  expect(filesIn({ here: file(), there: [{ deeper: other }] })).toEqual([file(), other]);
});

test('what people said in a content is its texts, and of a file its name and caption', () => {
  const caption = { language: 'fr', text: 'Un film' };
  const content = {
    salt: '5'.repeat(32),
    request: { facts: { language: 'fr', text: 'Quatorze convois', translations: [] }, amount: { value: 1200 } },
    files: [file({ caption })],
  };
  expect(saidIn(content)).toEqual(['Quatorze convois', '1200', 'film.bin', 'Un film']);
  expect(saidIn(undefined)).toEqual([]);
});

test('uploads are found in what is half written, wherever they stand', () => {
  const [one, two] = ['0'.repeat(32), '1'.repeat(32)];
  const written = {
    files: [{ name: one, caption: { text: '' } }, { name: 'Mari' }],
    annexes: [{ file: { name: two } }],
  };
  expect(uploadsIn(written)).toEqual([one, two]);
  expect([undefined, null, one, [], { name: 1 }].flatMap(uploadsIn)).toEqual([]);
});
