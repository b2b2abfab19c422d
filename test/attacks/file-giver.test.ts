import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestNetwork, UNITS } from '../support/journey.js';
import type { NodeApi } from '../support/node-api.js';

/** Who hands in a file: a feed, an attachment, another system's export, in the hope that a draft says what its author never said. */
let net: TestNetwork;
let lisbon: NodeApi;

beforeAll(async () => {
  net = await TestNetwork.start('fileGiver');
  [, lisbon] = await net.officers();
});
afterAll(() => net?.stop());

interface Report {
  readonly drafts: readonly { readonly id: string }[];
  readonly lines: readonly { readonly where: string; readonly taken: boolean; readonly why: string }[];
}
interface Draft {
  readonly handling?: { readonly tlp: string };
  readonly indicators?: readonly { readonly value: string }[];
  readonly routes?: readonly { readonly points: readonly Record<string, unknown>[] }[];
}
/** What becomes of a file at the node: its drafts as they are kept, and the lines that say what was left. */
async function handedIn(file: object): Promise<{ drafts: Draft[]; left: string[] }> {
  const content = new Blob([JSON.stringify(file)]).stream();
  const { drafts, lines } = await lisbon.upload<Report>(`/imports?unit=${encodeURIComponent(UNITS.pt!)}`, content);
  const kept = await Promise.all(
    drafts.map(async ({ id }) => (await lisbon.get<{ body: Draft }>(`/bulletin-drafts/alert/${id}`)).body),
  );
  return { drafts: kept, left: lines.filter((line) => !line.taken).map(({ where, why }) => `${where}: ${why}`) };
}

const [said, takenBack] = ['+22796000001', '+22796000099'];
const phone = { type: 'phone-number', value: said };
const tags = (...names: string[]) => names.map((name) => ({ name }));
const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GREEN = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
const stix = (...objects: object[]) => ({ type: 'bundle', id: id('bundle', 9), objects });
const report = (marking?: string) => ({
  type: 'report',
  spec_version: '2.1',
  id: id('report', 1),
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-01T00:00:00.000Z',
  name: 'Invented report',
  description: 'd',
  published: '2026-10-01T00:00:00.000Z',
  object_refs: [id('indicator', 2)],
  ...(marking && { object_marking_refs: [marking] }),
});
const indicator = (change: object = {}) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: id('indicator', 2),
  created: '2026-10-01T00:00:00.000Z',
  modified: '2026-10-01T00:00:00.000Z',
  pattern: `[phone-number:value = '${said}']`,
  pattern_type: 'stix',
  valid_from: '2026-10-01T00:00:00.000Z',
  ...change,
});

describe('label laundering', () => {
  const red = id('marking-definition', 33);
  test.each([
    [
      'a laxer tag after the strict one',
      { Event: { info: 'x', Tag: tags('tlp:red', 'tlp:green'), Attribute: [phone] } },
    ],
    [
      'a strict tag on one attribute alone',
      { Event: { info: 'x', Tag: tags('tlp:green'), Attribute: [{ ...phone, Tag: tags('tlp:red') }] } },
    ],
    [
      'TLP 2.0 under an id of its own, beside a laxer marking, on a part of an object',
      stix(report(GREEN), indicator({ granular_markings: [{ marking_ref: red, selectors: ['pattern'] }] }), {
        type: 'marking-definition',
        spec_version: '2.1',
        id: red,
        created: '2026-10-01T00:00:00.000Z',
        extensions: {
          'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
            extension_type: 'property-extension',
            tlp_2_0: 'red',
          },
        },
      }),
    ],
  ])('%s: the draft is RED', async (_, file) => {
    const { drafts } = await handedIn(file);
    expect(drafts.map((one) => one.handling?.tlp)).toEqual(['RED']);
  });
});

describe('what was taken back is not revived', () => {
  const values = (drafts: readonly Draft[]) => drafts.flatMap((one) => one.indicators ?? []).map((one) => one.value);

  test('a deleted attribute, and the older version of one', async () => {
    const uuid = '00000000-0000-4000-8000-000000000007';
    const Attribute = [
      phone,
      { ...phone, value: takenBack, deleted: 1 },
      { ...phone, uuid, value: '+22796000002', timestamp: '1795000000' },
      { ...phone, uuid, value: takenBack, timestamp: '1790000000' },
    ];
    const { drafts, left } = await handedIn({ Event: { info: 'x', Attribute } });
    expect(values(drafts)).toEqual([said, '+22796000002']);
    expect(left).toEqual([
      'Event.Attribute[1]: its author deleted it',
      'Event.Attribute[3]: an older version of it; the newest was read',
    ]);
  });

  test('a revoked indicator, behind an older version that was not', async () => {
    const gone = {
      pattern: `[phone-number:value = '${takenBack}']`,
      revoked: true,
      modified: '2026-11-01T00:00:00.000Z',
    };
    const { drafts, left } = await handedIn(stix(report(), indicator(gone), indicator()));
    expect(values(drafts)).toEqual([]);
    expect(left).toEqual(expect.arrayContaining([`${id('indicator', 2)}: its author revoked it`]));
  });
});

test('a point in the Atlantic gets no country, neither from a file nor from the map', async () => {
  const at = (name: string, longitude: number, latitude: number, more: object = {}) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { name, ...more },
  });
  const features = [
    at('Agadez', 7.99, 16.97, { country: 'NE' }),
    at('In the Ténéré', 11.2, 18.5),
    at('At sea', -11.5, 38.5),
  ];
  const { drafts } = await handedIn({ type: 'FeatureCollection', features });
  expect(drafts[0]!.routes![0]!.points.map((point) => point.country)).toEqual(['NE', 'NE', undefined]);
  expect(await lisbon.get('/places?near=38.5,-11.5')).toEqual({ country: null, places: [] });
});
