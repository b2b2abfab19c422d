import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { post, TestNetwork, UNITS, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** What an auditor of Lisbon's unit finds, and what whoever has the database cannot hide. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let auditor: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('audit');
  [agadez, lisbon] = await net.officers();
  auditor = await net.secondOfficer('pt');
  const { id } = await post(agadez, 'ne', 'Looked at');
  await untilHeld(lisbon, id);
  await lisbon.get(`/bulletins/alert/${id}?why=${encodeURIComponent('Operation Exemple')}`);
});
afterAll(() => net?.stop());

interface Log {
  unit: string;
  head: { position: number; hash: string };
  fault: { position: number; what: string } | null;
}
const verify = async (query = ''): Promise<Log> => {
  const { logs } = await auditor.get<{ logs: Log[] }>(`/audit/verification?${query}`);
  return logs.find((log) => log.unit === UNITS.pt)!;
};
const inLisbon = (sql: string) => net.network.postgres.query(sql, [], 'liaison_pt');
const ofUnit = `unit = '${UNITS.pt}'`;

test('each look is recorded: who, when, what, under which role, and why', async () => {
  const { lines } = await auditor.get<{ lines: object[] }>(`/audit?unit=${UNITS.pt}&action=message-opened`);
  expect(lines).toEqual([
    expect.objectContaining({ officer: 'lisboa', unit: UNITS.pt, role: 'drafter', why: 'Operation Exemple' }),
  ]);
  const all = await auditor.get<{ lines: { action: string }[] }>('/audit');
  expect(new Set(all.lines.map((line) => line.action))).toEqual(
    new Set(['signed-in', 'alert-listed', 'message-opened', 'audit-read']),
  );
});

test('a list that a screen asks for again and again is one look; a search is an act each time', async () => {
  for (const path of [
    '/bulletins/alert?box=all',
    '/bulletins/alert?box=all',
    '/bulletins/alert?q=convoy',
    '/bulletins/alert?q=convoy',
  ])
    await lisbon.get(path);
  const of = async (action: string) =>
    (await auditor.get<{ lines: { subject: string }[] }>(`/audit?unit=${UNITS.pt}&action=${action}`)).lines;
  expect((await of('alert-listed')).filter(({ subject }) => subject === 'all')).toHaveLength(1);
  expect(await of('alert-searched')).toHaveLength(2);
});

test('who sees a list that could not be noted sees it with its line the next time', async () => {
  const list = () => lisbon.get(`/bulletins/alert?box=out&unit=${encodeURIComponent(UNITS.pt!)}`);
  await inLisbon('ALTER TABLE audit RENAME TO audit_away');
  await expect(list()).rejects.toMatchObject({ status: 500 });
  await inLisbon('ALTER TABLE audit_away RENAME TO audit');
  await list();
  const { lines } = await auditor.get<{ lines: { subject: string }[] }>(`/audit?unit=${UNITS.pt}&action=alert-listed`);
  expect(lines.filter(({ subject }) => subject === 'out')).toHaveLength(1);
});

test('lines of one millisecond are read page by page, and none is lost between two pages', async () => {
  const at = async (sql: string) => (await inLisbon(`SELECT position, at FROM audit WHERE ${sql}`)).rows;
  const searched = await at(`${ofUnit} AND action = 'alert-searched'`);
  expect(searched).toHaveLength(2);
  // As where one act has many lines, such as an export of five hundred alerts.
  await inLisbon(`UPDATE audit SET at = ${searched[0]!.at} WHERE ${ofUnit} AND action = 'alert-searched'`);
  const read = [];
  for (let next: string | null = ''; next !== null; ) {
    const page = `/audit?unit=${UNITS.pt}&action=alert-searched&limit=1${next && `&before=${next}`}`;
    const answer: { lines: { position: number }[]; next: string | null } = await auditor.get(page);
    read.push(...answer.lines.map(({ position }) => position));
    next = answer.next;
  }
  for (const line of searched)
    await inLisbon(`UPDATE audit SET at = ${line.at} WHERE ${ofUnit} AND position = ${line.position}`);
  expect(read).toEqual(searched.map(({ position }) => Number(position)).reverse());
});

test('reading what colleagues noted is recorded, and asking whether the log is whole', async () => {
  const { bulletins: alerts } = await lisbon.get<{ bulletins: { id: string; sender: string }[] }>('/bulletins/alert');
  await lisbon.get(`/bulletins/alert/${alerts[0]!.id}/notes`);
  await auditor.get('/audit/verification');
  const of = async (action: string) =>
    (await auditor.get<{ lines: { officer: string; subject: string }[] }>(`/audit?action=${action}`)).lines;
  expect(await of('notes-read')).toMatchObject([
    { officer: 'lisboa', subject: expect.stringContaining(alerts[0]!.id) },
  ]);
  expect((await of('audit-read')).filter(({ subject }) => subject === 'verification')).toHaveLength(1);
});

test('only an auditor reads it, and a page goes on where the last one ended', async () => {
  await expect(lisbon.get('/audit')).rejects.toMatchObject({ code: 'role-missing' });
  await expect(auditor.get(`/audit?unit=${UNITS.ne}`)).rejects.toMatchObject({ code: 'role-missing' });
  const first = await auditor.get<{ lines: { at: string }[]; next: string }>('/audit?limit=2');
  const second = await auditor.get<{ lines: { at: string }[] }>(`/audit?limit=2&before=${first.next}`);
  expect(second.lines[0]!.at < first.lines[1]!.at).toBe(true);
});

test('whole as it was written; then a line altered, a line taken out and an end cut off are each found', async () => {
  const { head, fault } = await verify();
  expect(fault).toBeNull();
  const written = `unit=${encodeURIComponent(UNITS.pt!)}&position=${head.position}&hash=${head.hash}`;
  expect((await verify(written)).fault).toBeNull();

  await inLisbon(`UPDATE audit SET officer = 'nobody' WHERE ${ofUnit} AND position = 2`);
  expect((await verify()).fault).toEqual({ position: 2, what: 'this line is not as it was written' });
  await inLisbon(`DELETE FROM audit WHERE ${ofUnit} AND position = 2`);
  expect((await verify()).fault).toEqual({ position: 2, what: 'this line was taken out' });
  await inLisbon(`UPDATE audit SET position = position - 1 WHERE ${ofUnit} AND position > 2`);
  expect((await verify()).fault).toMatchObject({ position: 2 });
  await inLisbon(`DELETE FROM audit WHERE ${ofUnit} AND position >= 2`);
  expect((await verify()).fault).toBeNull();
  expect((await verify(written)).fault).toEqual({
    position: 2,
    what: `the log was cut short: it had ${head.position} lines`,
  });
});
