import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import sharp from 'sharp';
import { contentOf, contentOfFile, type Uploaded, uploadFile } from '#apps/cli/src/upload.js';
import { until } from '#deploy/local/daemon.js';
import { alertTitled, refusal, TestNetwork, UNITS } from './support/journey.js';
import { NodeApi } from './support/node-api.js';

/** Files that officers attach: cut lines, lying types, and what cameras write into pictures. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('files', { nodeEnvironment: { LIAISON_CLOCK_SECONDS: '1' } });
  [agadez, lisbon] = await net.officers();
});
afterAll(() => net?.stop());

interface Upload {
  name: string;
  received: number;
  file: Uploaded | null;
}
const unit = UNITS.ne!;
const begin = (bytes: number, more: object = {}, officer = agadez) =>
  officer.post<Upload>('/uploads', {
    unit,
    fileName: 'film.bin',
    mediaType: 'application/octet-stream',
    bytes,
    ...more,
  });
const goOn = (name: string, offset: number, bytes: Uint8Array, officer = agadez) =>
  officer.putBytes<Upload>(`/uploads/${name}?offset=${offset}`, new Blob([bytes as never]).stream() as ReadableStream);
const downloaded = async (name: string) =>
  Buffer.from(await new Response(await agadez.download(`/files/${name}`)).arrayBuffer());

/** A photograph as a telephone takes it: with the place, the device, and turned on its side. */
const photograph = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#aa7744' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Examplephone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '16/1 58/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '7/1 59/1 0/1' },
    })
    .jpeg()
    .toBuffer();

test('an upload that is cut at 99 % goes on where it was, and arrives whole', async () => {
  const content = Buffer.alloc(5_000_000, 'a film of a convoy ');
  const { name } = await begin(content.length);
  const cut = await goOn(name, 0, content.subarray(0, 4_950_000));
  expect(cut).toMatchObject({ file: null, received: 4 * 1_047_552 });
  await net.network.nodes.get('ne')!.kill();
  await net.network.startNode('ne');
  expect(await agadez.get(`/uploads/${name}`)).toMatchObject({ received: cut.received });
  expect(await refusal(goOn(name, 4_950_000, content.subarray(4_950_000)))).toBe('upload-elsewhere');
  const { file } = await goOn(name, cut.received, content.subarray(cut.received));
  expect((await downloaded(file!.name)).equals(content)).toBe(true);
  expect(await refusal(agadez.get(`/uploads/${name}`))).toBe('upload-unknown');
});

test('what is here whole is not written over by a request that was begun before', async () => {
  const content = Buffer.alloc(100, 'the evidence that was hashed ');
  const { name } = await begin(content.length);
  let sends!: ReadableStreamDefaultController<Uint8Array>;
  const held = new ReadableStream<Uint8Array>({
    start: (controller) => {
      sends = controller;
    },
  });
  sends.enqueue(Buffer.alloc(99, 'x'));
  const late = refusal(agadez.putBytes<Upload>(`/uploads/${name}?offset=0`, held));
  const { file } = await goOn(name, 0, content);
  sends.enqueue(Buffer.alloc(1, 'x'));
  sends.close();
  expect(await late).toMatch(/^upload-(busy|unknown)$/);
  expect((await downloaded(file!.name)).equals(content)).toBe(true);
});

test('two requests that bring the same file at once keep it once, and the other is told', async () => {
  const content = Buffer.alloc(2_000_000, 'twice ');
  const { name } = await begin(content.length);
  const brought = await Promise.all([1, 2].map(() => goOn(name, 0, content).catch((error) => error.code)));
  expect(brought.filter((one) => typeof one === 'object')).toHaveLength(1);
  expect(brought.find((one) => typeof one === 'string')).toMatch(/^upload-(busy|unknown|elsewhere)$/);
});

test('a file of more than 32 bits is announced and read whole', async () => {
  const file = join(net.folder, 'large.bin');
  await writeFile(file, '');
  await truncate(file, 5 * 1024 ** 3);
  const { bytes, part } = await contentOfFile(file);
  expect(bytes).toBe(5 * 1024 ** 3);
  const end = await new Response(part(bytes - 10, bytes)).arrayBuffer();
  expect(end.byteLength).toBe(10);
});

test('more than was announced, another’s upload, and too much or nothing at all are refused', async () => {
  const { name } = await begin(10);
  expect(await refusal(goOn(name, 0, Buffer.alloc(11)))).toBe('more-than-announced');
  expect(await refusal(goOn(name, 0, Buffer.alloc(10), lisbon))).toBe('upload-unknown');
  expect(await refusal(begin(0))).toBe('fields-wrong');
  expect(await refusal(begin(6 * 1024 ** 3))).toBe('fields-wrong');
  expect(await refusal(begin(10, {}, lisbon))).toBe('role-missing');
});

test.each([
  ['an upload', 'PUT', 3_000_000, 'more-than-announced'],
  ['an import', 'POST', 33 * 1024 ** 2, 'too-large'],
])(
  '%s that is refused half read leaves its connection free for the next request',
  async (what, method, bytes, code) => {
    const path = what === 'an upload' ? `/uploads/${(await begin(10)).name}?offset=0` : `/imports?unit=${unit}`;
    const { token } = await new NodeApi(net.network.nodeUrl('ne')).post<{ token: string }>(
      '/session',
      net.network.signIn('ne'),
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const call = async (method: string, path: string, body?: Buffer): Promise<object> => {
      const request = httpRequest(`${net.network.nodeUrl('ne')}/api/v1${path}`, {
        method,
        agent,
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/octet-stream' }) },
      });
      request.end(body);
      const [answer] = await once(request, 'response');
      return (await json(answer)) as object;
    };
    try {
      expect(await call(method, path, Buffer.alloc(bytes))).toMatchObject({ code });
      expect(await call('GET', '/session')).toMatchObject({ name: net.network.signIn('ne').name });
    } finally {
      agent.destroy();
    }
  },
);

test('what the hub has whole is not sent again with each message, and what it lost is', async () => {
  await net.network.nodes.get('pt')!.stop();
  const described = { unit, fileName: 'film.bin', mediaType: 'application/octet-stream' };
  const content = Buffer.alloc(6_000_000, 'a long film of a convoy ');
  const { name } = await uploadFile(agadez.typed, described, contentOf(content));
  const draft = await alertTitled('With a film');
  const body = { ...draft, files: [{ name }] };
  const { id } = await agadez.post<{ id: string }>('/bulletins/alert', { unit, body });
  const inNiamey = (sql: string) => net.network.postgres.query(sql, [], 'liaison_ne');
  const untilSent = () =>
    until('all parts are at the hub', async () => {
      const { rowCount } = await inNiamey(`SELECT 1 FROM file_out WHERE message_id = '${id}' AND complete`);
      return rowCount! > 0 || undefined;
    });
  const sendAgain = () => inNiamey(`UPDATE outbox SET next_attempt_at = 0, attempts = 5 WHERE message_id = '${id}'`);
  await untilSent();
  const operator = await net.network.hubOperator();
  const parts: string[] = [];
  operator.subscribe('liaison.v1.part.>', { callback: (_, { subject }) => void parts.push(subject) });
  await operator.flush();
  const untilPut = (count: number) => until('they went', async () => parts.length >= count || undefined);
  await sendAgain();
  await untilPut(2);
  await untilSent();
  await operator.flush();
  expect(parts.map((subject) => subject.split('.').at(-1))).toEqual(['0', '5']);

  await (await jetstreamManager(operator)).streams.purge('PARTS_ne');
  await sendAgain();
  await untilPut(2 + 2 + 6);
  await untilSent();
  await operator.close();
  await net.network.startNode('pt');
  lisbon = await net.officer('pt');
  const film = await until('Lisbon has it', () =>
    lisbon.download(`/bulletins/alert/${id}/files/${name}`).catch(() => undefined),
  );
  expect(Buffer.from(await new Response(film).arrayBuffer()).equals(content)).toBe(true);
});

test('a picture loses place and device, and stays as the camera turned it', async () => {
  const original = await photograph();
  expect(original.includes('Examplephone')).toBe(true);
  const described = { unit, fileName: 'p.jpg', mediaType: 'image/jpeg' };
  const stripped = await uploadFile(agadez.typed, described, contentOf(original));
  expect(stripped.metadata).toBe('removed');
  const clean = await downloaded(stripped.name);
  expect(clean.includes('Examplephone')).toBe(false);
  const { exif, ...seen } = await sharp(clean).metadata();
  expect([seen, exif]).toEqual([expect.objectContaining({ format: 'jpeg', width: 20, height: 40 }), undefined]);
  const kept = await uploadFile(agadez.typed, { ...described, keepMetadata: true }, contentOf(original));
  expect((await downloaded(kept.name)).equals(original)).toBe(true);
});

test('a preview is a small picture made anew; what is no picture has none', async () => {
  const described = { unit, fileName: 'p.jpg', mediaType: 'image/jpeg', keepMetadata: true };
  const { name } = await uploadFile(agadez.typed, described, contentOf(await photograph()));
  const preview = Buffer.from(await new Response(await agadez.download(`/files/${name}/preview`)).arrayBuffer());
  const { format, exif } = await sharp(preview).metadata();
  expect([format, exif]).toEqual(['webp', undefined]);
  const { name: text } = await uploadFile(
    agadez.typed,
    { unit, fileName: 't.txt', mediaType: 'text/plain' },
    contentOf(Buffer.from('x')),
  );
  expect(await refusal(agadez.download(`/files/${text}/preview`))).toBe('no-preview');
  expect(await refusal(lisbon.download(`/files/${name}/preview`))).toBe('file-unknown');
});

test.each([
  ['a program as a picture', 'image/png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
  [
    'a program as text',
    'text/plain',
    Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(200)]),
  ],
  ['an archive as a picture', 'image/jpeg', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(200)])],
  ['text as a PDF', 'application/pdf', Buffer.from('hello')],
])('%s is refused, and nothing of it is kept', async (_, mediaType, content) => {
  const { name } = await begin(content.length, { mediaType });
  expect(await refusal(goOn(name, 0, content))).toBe('type-contradicts');
  expect(await refusal(agadez.get(`/uploads/${name}`))).toBe('upload-unknown');
});

test('a picture that cannot be read, and one of more pixels than any camera has, are refused', async () => {
  const broken = (await photograph()).subarray(0, 400);
  const { name } = await begin(broken.length, { mediaType: 'image/jpeg' });
  expect(await refusal(goOn(name, 0, broken))).toBe('picture-unreadable');
  // Larger than cameras take, and a few hundred bytes long.
  const bomb = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: 'white' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const large = await begin(bomb.length, { mediaType: 'image/png' });
  expect(bomb.length).toBeLessThan(1_047_552);
  expect(await refusal(goOn(large.name, 0, bomb))).toBe('picture-unreadable');
});

describe('what is uploaded and never sent', () => {
  const WEEK_MS = 7 * 86_400_000;
  const database = 'liaison_ne';
  const query = (sql: string, ...values: unknown[]) => net.network.postgres.query(sql, values, database);
  const note = { unit, fileName: 'note.txt', mediaType: 'text/plain' };
  const uploaded = async (text: string, officer = agadez) =>
    (await uploadFile(officer.typed, note, contentOf(Buffer.from(text)))).name;
  const partsOf = (name: string) => existsSync(join(net.folder, 'network/members/ne/node/files', name));
  const aWeekLater = async () => {
    await query('UPDATE file SET waits_since = waits_since - $1', WEEK_MS);
    await query('UPDATE upload SET last_at = last_at - $1', WEEK_MS);
  };
  const isGone = (name: string) => until(`${name} is gone from the disk`, async () => !partsOf(name) || undefined);
  const waits = async (name: string): Promise<boolean> =>
    (await query('SELECT waits_since FROM file WHERE id = $1', name)).rows[0].waits_since !== null;
  const alertWith = async (...names: string[]) => ({
    ...(await alertTitled('With files')),
    files: names.map((name) => ({ name })),
  });

  test('is removed after a week, begun or whole, but for what a message has or a draft names', async () => {
    const [loose, drafted, sent, undone] = await Promise.all(['a', 'b', 'c', 'd'].map((text) => uploaded(text)));
    const begun = await begin(2_000_000);
    await goOn(begun.name, 0, Buffer.alloc(1_500_000));
    const half = { ...(await alertWith(drafted!)), title: '' };
    const draft = await agadez.post<{ id: string }>('/bulletin-drafts/alert', { unit, body: half });
    await agadez.post('/bulletins/alert', { unit, body: await alertWith(sent!) });
    const whole = await agadez.post<{ id: string; version: number }>('/bulletin-drafts/alert', {
      unit,
      body: await alertWith(undone!),
    });
    const { id } = await agadez.post<{ id: string }>(`/bulletin-drafts/alert/${whole.id}/release`, {
      version: whole.version,
      undoSeconds: 60,
    });
    expect(await Promise.all([loose!, drafted!, sent!, undone!].map(waits))).toEqual([true, true, false, false]);
    await aWeekLater();
    await Promise.all([loose!, begun.name].map(isGone));
    expect(await refusal(agadez.download(`/files/${loose}`))).toBe('file-unknown');
    expect(await refusal(agadez.get(`/uploads/${begun.name}`))).toBe('upload-unknown');
    for (const name of [drafted!, sent!, undone!]) expect((await downloaded(name)).length).toBe(1);

    // What a draft named, and what was taken back with its message, waits for a week again.
    await agadez.delete(`/bulletin-drafts/alert/${draft.id}`);
    await agadez.delete(`/bulletins/alert/${id}`);
    const again = await query('SELECT id FROM file WHERE waits_since > $1', Date.now() - WEEK_MS / 2);
    expect(again.rows.map((row) => row.id)).toEqual(expect.arrayContaining([drafted, undone]));
    await aWeekLater();
    await Promise.all([drafted!, undone!].map(isGone));
    expect((await downloaded(sent!)).length).toBe(1);
  });

  test('an upload that brought nothing for an hour has no place any more, and none of its bytes is taken in', async () => {
    const { name } = await begin(10);
    await query('UPDATE upload SET last_at = last_at - 3600000 WHERE name = $1', name);
    expect(await refusal(goOn(name, 0, Buffer.alloc(10)))).toBe('upload-unknown');
  });

  test('by one officer takes at most half of the room that is left', async () => {
    const other = await net.secondOfficer('ne');
    const grown = async (name: string, held: number) => {
      await query('UPDATE file SET bytes = $2 WHERE id = $1', name, held);
      return [await refusal(begin(1)), await refusal(begin(1, {}, other))];
    };
    const more = 10 ** 15;
    const [waiting, sent] = [await uploaded('waits'), await uploaded('is sent')];
    await agadez.post('/bulletins/alert', { unit, body: await alertWith(sent) });
    expect(await grown(sent, more)).toEqual(['taken', 'taken']);
    expect(await grown(waiting, more)).toEqual(['uploads-fill-room', 'taken']);
    expect(await grown(waiting, 5)).toEqual(['taken', 'taken']);
    const announced = await begin(10);
    await query('UPDATE upload SET bytes = $2, received = $2 WHERE name = $1', announced.name, more);
    expect([await refusal(begin(1)), await refusal(begin(1, {}, other))]).toEqual(['uploads-fill-room', 'taken']);
    await query('DELETE FROM upload WHERE name = $1', announced.name);
  });
});
