import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '#deploy/local/daemon.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { alertTitled, type Posted, TestNetwork, UNITS, untilHeld } from './support/journey.js';
import type { NodeApi } from './support/node-api.js';

/** Alerts leave Lisbon for its own tools, and come in from feeds that others wrote. */
let net: TestNetwork;
let agadez: NodeApi;
let lisbon: NodeApi;
let open: string;
let red: string;

beforeAll(async () => {
  net = await TestNetwork.start('exchange');
  [agadez, lisbon] = await net.officers();
  const handling = { tlp: 'RED', code: 'H2', pap: 'AMBER', namedUnits: [UNITS.pt], conditions: [] };
  const post = async (alert: object) =>
    (await agadez.post<Posted>('/bulletins/alert', { unit: UNITS.ne, body: alert })).id;
  open = await post(await alertTitled('May be exported'));
  red = await post({ ...(await alertTitled('For named units')), handling });
  await untilHeld(lisbon, open);
  await untilHeld(lisbon, red);
});
afterAll(() => net?.stop());

interface ImportReport {
  drafts: { id: string | null; title: string; missing: { field: string }[] }[];
  lines: { where: string; taken: boolean; why: string }[];
}
const signIn = () => net.network.signIn('pt');
const exportOf = async (ids: string[], format: string): Promise<Response> => {
  const { token } = await lisbon.post<{ token: string }>('/session', signIn());
  return fetch(`${lisbon.url}/api/v1/bulletins/alert/exports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ format, bulletins: ids, why: 'for our own tools' }),
  });
};
const importOf = (bytes: Uint8Array, more = '') =>
  lisbon.upload<ImportReport>(
    `/imports?unit=${encodeURIComponent(UNITS.pt!)}${more}`,
    new Blob([bytes as never]).stream(),
  );
const drafts = async () => (await lisbon.get<{ drafts: object[] }>('/bulletin-drafts/alert')).drafts;

test('an export holds what it says, and stands in the audit log with its reason', async () => {
  const answer = await exportOf([open], 'stix');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="alert.stix.json"');
  const { objects } = (await answer.json()) as { objects: { type: string; name?: string }[] };
  expect(objects).toContainEqual(expect.objectContaining({ type: 'report', name: 'May be exported' }));
  const auditor = await net.secondOfficer('pt');
  const { lines } = await auditor.get<{ lines: object[] }>('/audit?action=alert-exported');
  expect(lines).toContainEqual(
    expect.objectContaining({ subject: expect.stringContaining(open), why: 'stix: for our own tools' }),
  );
});

test('what policy forbids to export is refused with the reason, and nothing of the others goes either', async () => {
  const answer = await exportOf([open, red], 'misp');
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({
    code: 'export-refused',
    faults: [{ field: 'bulletins[1]', expected: expect.stringContaining('TLP:RED and PAP:RED are not exported') }],
  });
});

test('a PDF is PDF/A, says on each page who printed it and why, and is made of one alert', async () => {
  const answer = await exportOf([open], 'pdf');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const pdf = Buffer.from(await answer.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
  expect((await exportOf([open, open], 'pdf')).status).toBe(422);
  expect((await exportOf([red], 'pdf')).status).toBe(403);
});

test('a file of our own comes back as a complete draft; on a dry run nothing is kept', async () => {
  const bytes = new Uint8Array(await (await exportOf([open], 'stix')).arrayBuffer());
  const dry = await importOf(bytes, '&dryRun=yes');
  expect(dry.drafts).toEqual([{ id: null, where: expect.any(String), title: 'May be exported', missing: [] }]);
  expect(await drafts()).toEqual([]);
  const { drafts: kept } = await importOf(bytes);
  expect(await lisbon.get(`/bulletin-drafts/alert/${kept[0]!.id}`)).toMatchObject({
    faults: [],
    body: { offence: 'smuggling' },
  });
});

test('a hostile file is refused whole, and leaves nothing behind', async () => {
  const before = (await drafts()).length;
  await expect(importOf(Buffer.from('['.repeat(5000)))).rejects.toMatchObject({ code: 'too-deep' });
  await expect(importOf(Buffer.from([0x50, 0x4b, 3, 4, 0]))).rejects.toMatchObject({ code: 'not-json' });
  expect(await drafts()).toHaveLength(before);
});

whereSharedIs('foreign feeds', () => {
  test('a feed that nobody here wrote becomes drafts that say what is missing', async () => {
    const { drafts: kept, lines } = await importOf(
      readFileSync(`${SHARED}/foreign/stix/examples/threat-reports/apt1.json`),
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(kept[0]!.missing.map((one) => one.field)).toEqual(
      expect.arrayContaining(['offence', 'evaluation', 'validUntil']),
    );
    expect(lines.some((line) => line.taken)).toBe(true);
    expect(lines.filter((line) => !line.taken).every((line) => line.why !== '')).toBe(true);
  });
});

test('TAXII: a member’s tools read what policy lets them export, page by page, and nothing of others', async () => {
  const { name, password } = signIn();
  const basic = (who: string, word: string) => `Basic ${Buffer.from(`${who}:${word}`).toString('base64')}`;
  const get = (path: string, authorization = basic(name, password)) =>
    fetch(`${lisbon.url}/taxii2/${path}`, { headers: { authorization, accept: 'application/taxii+json;version=2.1' } });
  const wrong = await get('', basic(name, 'wrong'));
  expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Liaison"']);
  // OASIS's own client (cti-taxii-client) asks for each of these by its address with a slash, compares the media type
  // part by part, and follows `api_roots`.
  const discovery = await get('');
  expect(discovery.headers.get('content-type')).toBe('application/taxii+json;version=2.1');
  expect(await discovery.json()).toMatchObject({ default: '/taxii2/alerts/', api_roots: ['/taxii2/alerts/'] });
  for (const accept of ['application/taxii+json;version=2.0', 'application/json']) {
    const refused = await fetch(`${lisbon.url}/taxii2/alerts/`, {
      headers: { authorization: basic(name, password), accept },
    });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([406, 'not-acceptable']);
  }
  const { collections } = (await (await get('alerts/collections/')).json()) as {
    collections: { id: string; title: string }[];
  };
  const collection = collections.find((one) => one.title.endsWith(UNITS.pt!))!;
  const objects = `alerts/collections/${collection.id}/objects/`;
  for (const path of [
    'alerts/',
    'alerts/collections/',
    objects.replace('objects/', ''),
    objects,
    objects.replace('objects/', 'manifest/'),
  ])
    expect([path, (await get(path)).headers.get('content-type')]).toEqual([path, 'application/taxii+json;version=2.1']);
  await until('the alert is indexed', async () => {
    const page = (await (await get(objects)).json()) as { objects: object[] };
    return page.objects.length > 0 || undefined;
  });
  const whole = (await (await get(objects)).json()) as { more: boolean; objects: { id: string; type: string }[] };
  expect(JSON.stringify(whole)).toContain('May be exported');
  expect(JSON.stringify(whole)).not.toContain('For named units');
  const first = (await (await get(`${objects}?limit=3`)).json()) as { more: boolean; next: string; objects: object[] };
  const second = (await (await get(`${objects}?limit=500&next=${first.next}`)).json()) as { objects: object[] };
  expect([first.more, [...first.objects, ...second.objects]]).toEqual([true, whole.objects]);
  const reports = (await (await get(`${objects}?match[type]=report`)).json()) as { objects: object[] };
  expect(reports.objects).toHaveLength(1);
  const [report] = reports.objects as { id: string; modified: string }[];
  const versions = (await (await get(`${objects}${report!.id}/versions/`)).json()) as { versions: string[] };
  expect(versions).toEqual({ more: false, versions: [report!.modified] });
  for (const [version, count] of [
    ['last', 1],
    [report!.modified, 1],
    ['2020-01-01T00:00:00.000Z', 0],
  ] as const) {
    const page = (await (await get(`${objects}?match[id]=${report!.id}&match[version]=${version}`)).json()) as {
      objects: object[];
    };
    expect([version, page.objects.length]).toEqual([version, count]);
  }
  const later = (await (await get(`${objects}?added_after=2099-01-01T00:00:00Z`)).json()) as { objects: object[] };
  expect(later.objects).toEqual([]);
  expect((await get('alerts/collections/00000000-0000-4000-8000-000000000000/objects/')).status).toBe(404);
  const put = await fetch(`${lisbon.url}/taxii2/${objects}`, {
    method: 'POST',
    headers: { authorization: basic(name, password) },
  });
  expect(put.status).toBe(404);
});
