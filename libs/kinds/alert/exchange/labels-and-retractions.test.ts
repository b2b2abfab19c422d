import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { expectAccepted } from '#libs/outcome/index.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { Alert } from '../schema.js';
import { EXPORTS, imported } from './index.js';
import type { ExportedAlert } from './stix-export.js';
import { stixBundle } from './stix-export.js';

const importOf = (value: unknown) => expectAccepted(imported(Buffer.from(JSON.stringify(value))));
const tlpOf = (value: unknown): unknown =>
  (importOf(value).alerts[0]?.draft.handling as { tlp?: string } | undefined)?.tlp;
/** What the file's drafts say, as one text. */
const taken = (value: unknown): string => JSON.stringify(importOf(value).alerts);
const left = (value: unknown): string[] =>
  importOf(value)
    .lines.filter((line) => !line.taken)
    .map(({ where, why }) => `${where}: ${why}`);

const tags = (...names: string[]) => names.map((name) => ({ name }));
const phone = { type: 'phone-number', value: '+22796000001' };
const misp = (event: object) => ({ Event: { info: 'Invented event', Attribute: [phone], ...event } });

const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [RED, GREEN] = [
  'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
];
const at = (day: string) => `2026-${day}T00:00:00.000Z`;
const indicator = (change: object = {}) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: id('indicator', 2),
  created: at('10-01'),
  modified: at('10-01'),
  pattern: "[phone-number:value = '+22796000001']",
  pattern_type: 'stix',
  valid_from: at('10-01'),
  ...change,
});
const report = (change: object = {}) => ({
  type: 'report',
  spec_version: '2.1',
  id: id('report', 1),
  created: at('10-01'),
  modified: at('10-01'),
  name: 'Invented report',
  description: 'd',
  published: at('10-01'),
  object_refs: [id('indicator', 2)],
  ...change,
});
const marking = (change: object) => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: id('marking-definition', 33),
  created: at('10-01'),
  ...change,
});
const bundle = (...objects: object[]) => ({ type: 'bundle', id: id('bundle', 999), objects });
const TLP_2 = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

const example: ExportedAlert = {
  id: '01M8EXAMPLE0000000000000AA',
  sender: 'ne/police-agadez',
  createdAt: Date.parse('2026-11-24T08:00:00Z'),
  body: Alert.parse({ ...JSON.parse(readFileSync('examples/sahel-route.json', 'utf8')), files: [] }),
};

describe('a label is never laxer than any label on what is imported', () => {
  test.each([
    ['MISP: two on the event, the laxer one last', misp({ Tag: tags('tlp:red', 'tlp:green') })],
    ['MISP: on an attribute', misp({ Tag: tags('tlp:green'), Attribute: [{ ...phone, Tag: tags('tlp:red') }] })],
    [
      'MISP: on an object’s attribute',
      misp({
        Tag: tags('tlp:green'),
        Object: [
          { name: 'vehicle', Attribute: [{ object_relation: 'x', type: 'text', value: 'v', Tag: tags('TLP:RED') }] },
        ],
      }),
    ],
    ['MISP: as its database writes them', misp({ EventTag: [{ Tag: { name: 'tlp:red' } }], Tag: tags('tlp:green') })],
    [
      'MISP: on a galaxy’s cluster',
      misp({ Galaxy: [{ name: 'g', GalaxyCluster: [{ type: 't', value: 'v', Tag: tags('tlp:red') }] }] }),
    ],
    ['MISP: spelt otherwise', misp({ Tag: tags('tlp="Red"', 'tlp:clear') })],
    ['STIX: two on one object', bundle(report({ object_marking_refs: [RED, GREEN] }), indicator())],
    [
      'STIX: on the indicator',
      bundle(report({ object_marking_refs: [GREEN] }), indicator({ object_marking_refs: [RED] })),
    ],
    [
      'STIX: on a part of an object',
      bundle(
        report({ object_marking_refs: [GREEN] }),
        indicator({ granular_markings: [{ marking_ref: RED, selectors: ['pattern'] }] }),
      ),
    ],
    [
      'STIX: TLP 2.0 by its extension, under an id of its own',
      bundle(
        report({ object_marking_refs: [id('marking-definition', 33)] }),
        indicator(),
        marking({ extensions: { [TLP_2]: { extension_type: 'property-extension', tlp_2_0: 'red' } } }),
      ),
    ],
    [
      'STIX: TLP 2.0 under a laxer name',
      bundle(
        report({ object_marking_refs: [id('marking-definition', 33)] }),
        indicator(),
        marking({
          name: 'TLP:GREEN',
          extensions: { [TLP_2]: { extension_type: 'property-extension', tlp_2_0: 'red' } },
        }),
      ),
    ],
    [
      'STIX: as a statement',
      bundle(
        report({ object_marking_refs: [id('marking-definition', 33)] }),
        indicator(),
        marking({ definition_type: 'statement', definition: { statement: 'TLP:RED' } }),
      ),
    ],
    ['STIX: as a word among an object’s labels', bundle(report({ labels: ['tlp:red'] }), indicator())],
    [
      'STIX: on what the alert’s own extension says more laxly',
      {
        ...stixBundle([example]),
        objects: stixBundle([example]).objects.map((one) =>
          one.type === 'report' ? { ...one, object_marking_refs: [RED] } : one,
        ),
      },
    ],
    [
      'GeoJSON: on one of the points',
      {
        type: 'FeatureCollection',
        features: ['GREEN', 'RED', 'AMBER'].map((tlp) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [7.99, 16.97] },
          properties: { name: 'Agadez', country: 'NE', tlp },
        })),
      },
    ],
  ])('%s', (_, file) => {
    expect(tlpOf(file)).toBe('RED');
  });

  test('nor is a handling code, or what may be done with it', () => {
    const several = misp({
      Tag: tags(
        'PAP:RED',
        'PAP:CLEAR',
        'liaison:handling-code="H3"',
        'liaison:handling-code="H0"',
        'tlp:amber+strict',
        'tlp:amber',
      ),
    });
    expect(importOf(several).alerts[0]!.draft.handling).toMatchObject({ tlp: 'AMBER+STRICT', pap: 'RED', code: 'H3' });
  });

  test('STIX: nor is what may be done with it, said by a word on any object', () => {
    const words = bundle(report({ labels: ['PAP:RED', 'tlp:green'] }), indicator({ labels: ['PAP:CLEAR'] }));
    expect(importOf(words).alerts[0]!.draft.handling).toMatchObject({ tlp: 'GREEN', pap: 'RED' });
    const ours = JSON.parse(EXPORTS.stix.write([example])) as { objects: { type: string; labels?: string[] }[] };
    for (const object of ours.objects) if (object.type === 'report') object.labels = ['PAP:RED'];
    expect(importOf(ours).alerts[0]!.draft.handling).toMatchObject({ pap: 'RED' });
  });

  test('GeoJSON: on a feature that is not read any more, and it is said that it is not', () => {
    const place = (tlp: string) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [8, 17] },
      properties: { tlp },
    });
    const features = [...Array.from({ length: 20_000 }, () => place('CLEAR')), place('RED')];
    const { alerts, lines } = importOf({ type: 'FeatureCollection', features });
    expect(alerts[0]!.draft.handling).toMatchObject({ tlp: 'RED' });
    expect(lines.at(-1)).toMatchObject({ why: '20000 lines are shown' });
  });

  test('however an event writes its tags, and whatever stands beside them', () => {
    for (const tag of [
      [{ name: 'tlp:red' }, null],
      { name: 'tlp:red' },
      ['tlp:red'],
      [{ name: 'tlp:red' }, { name: 5 }],
    ]) {
      const attribute = { type: 'text', value: 'x', Tag: tags('tlp:clear') };
      expect(tlpOf(misp({ Tag: tag, Attribute: [attribute] }))).toBe('RED');
    }
    const place = { type: 'Feature', geometry: { type: 'Point', coordinates: [8, 17] }, properties: { tlp: 'CLEAR' } };
    const road = { type: 'Feature', geometry: { type: 'LineString', coordinates: [] }, properties: { tlp: 'TLP:RED' } };
    expect(tlpOf({ type: 'FeatureCollection', features: [place, road] })).toBe('RED');
    expect(tlpOf({ type: 'FeatureCollection', properties: { tlp: 'RED' }, features: [place] })).toBe('RED');
  });

  test('a label that nobody knows is no topic and no label: a line asks for one', () => {
    expect(left(misp({ Tag: tags('tlp:unclear') }))).toEqual([
      'Event.Tag[0]: no label of TLP 2.0: set the handling yourself',
    ]);
    expect(importOf(misp({ Tag: tags('tlp:unclear') })).alerts[0]!.draft).not.toHaveProperty('topics');
    const elsewhere = bundle(report({ object_marking_refs: [id('marking-definition', 44)] }), indicator());
    expect(left(elsewhere)).toEqual([
      `${id('report', 1)}: it is marked with ${id('marking-definition', 44)}, which the file does not hold: ask its author, and set the handling yourself`,
    ]);
  });

  test('what a file of ours says comes back as it was', () => {
    for (const format of ['stix', 'misp', 'geojson'] as const)
      expect([format, tlpOf(JSON.parse(EXPORTS[format].write([example])))]).toEqual([
        format,
        example.body.handling.tlp,
      ]);
  });
});

describe('what its author took back stays taken back', () => {
  const [kept, gone] = ['+22796000001', '+22796000099'];
  const deletedPhone = (deleted: unknown) => ({ ...phone, value: gone, deleted });

  test.each([[true], ['1'], [1], ['true']])('MISP: an attribute deleted as %p', (deleted) => {
    const file = misp({ Attribute: [phone, deletedPhone(deleted)] });
    expect([taken(file).includes(kept), taken(file).includes(gone)]).toEqual([true, false]);
    expect(left(file)).toEqual(['Event.Attribute[1]: its author deleted it']);
  });

  test('MISP: an object, a part of one, a report, a cluster', () => {
    const plate = { object_relation: 'license-plate-number', type: 'text', value: '8A 3921' };
    const country = { object_relation: 'license-plate-country', type: 'text', value: 'NE' };
    const file = misp({
      Object: [
        { name: 'vehicle', deleted: true, Attribute: [plate, country] },
        { name: 'vehicle', Attribute: [{ ...plate, deleted: true }, country] },
      ],
      EventReport: [{ name: 'draft', content: 'retracted text', deleted: true }],
      Galaxy: [{ name: 'g', GalaxyCluster: [{ type: 'threat-actor', value: 'Withdrawn', deleted: true }] }],
    });
    expect(taken(file)).not.toMatch(/3921|retracted|Withdrawn/);
    expect(left(file)).toEqual(
      expect.arrayContaining([
        'Event.Object[0]: its author deleted it',
        'Event.Object[1].Attribute[0]: its author deleted it',
        'Event.EventReport[0]: its author deleted it',
        'Event.Galaxy[0]: its author deleted it',
      ]),
    );
  });

  test('MISP: of two versions the newest is read, whichever comes first, and one deleted since is gone', () => {
    const uuid = '00000000-0000-4000-8000-000000000007';
    const [older, newer] = [
      { ...phone, uuid, value: gone, timestamp: '1790000000' },
      { ...phone, uuid, timestamp: '1795000000' },
    ];
    for (const Attribute of [
      [older, newer],
      [newer, older],
    ]) {
      expect([taken(misp({ Attribute })).includes(kept), taken(misp({ Attribute })).includes(gone)]).toEqual([
        true,
        false,
      ]);
      expect(left(misp({ Attribute }))).toEqual([
        expect.stringMatching(/Attribute\[[01]\]: an older version of it; the newest was read/),
      ]);
    }
    const since = misp({ Attribute: [{ ...newer, deleted: true }, older] });
    expect(taken(since)).not.toMatch(/227960/);
    const events = {
      response: [newer, older].map((one) => misp({ uuid, timestamp: one.timestamp, Attribute: [one] })),
    };
    expect([importOf(events).alerts.length, taken(events).includes(gone)]).toEqual([1, false]);
  });

  test('STIX: an object, the report itself, and the older version of what was revoked since', () => {
    expect(taken(bundle(report(), indicator({ revoked: true })))).not.toContain(kept);
    expect(left(bundle(report(), indicator({ revoked: true })))).toEqual([
      `${id('indicator', 2)}: its author revoked it`,
    ]);
    expect(importOf(bundle(report({ revoked: true }))).alerts).toEqual([]);
    const revived = bundle(report(), indicator({ revoked: true, modified: at('11-01') }), indicator());
    expect(taken(revived)).not.toContain(kept);
  });

  test('STIX: of two versions the newest is read, whichever comes first', () => {
    const [older, newer] = [
      indicator({ pattern: `[phone-number:value = '${gone}']` }),
      // Half an hour later, in another zone’s writing: what is compared is time, not text.
      indicator({ modified: '2026-10-01T01:30:00+01:00' }),
    ];
    for (const objects of [
      [older, newer],
      [newer, older],
    ]) {
      const file = bundle(report(), ...objects);
      expect([taken(file).includes(kept), taken(file).includes(gone)]).toEqual([true, false]);
      expect(left(file)).toEqual([
        expect.stringMatching(/objects\[[12]\]: an older version of .*; the newest was read/),
      ]);
    }
  });

  test('of two versions that are as new and say different things, the first is read, and an officer is told', () => {
    const [first, second] = [indicator(), indicator({ pattern: `[phone-number:value = '${gone}']` })];
    const rival = expect.stringMatching(/as new as the one that was read and says something else/);
    expect(left(bundle(report(), first, second))).toEqual([rival]);
    expect(taken(bundle(report(), first, second))).not.toContain(gone);
    expect(left(bundle(report(), first, first))).toEqual([expect.stringContaining('an older version of it')]);
    const uuid = '00000000-0000-4000-8000-000000000008';
    const attributes = [phone, { ...phone, value: gone }].map((one) => ({ ...one, uuid, timestamp: '1790000000' }));
    expect(left(misp({ Attribute: attributes }))).toEqual([rival]);
  });

  test('STIX: what others added to a file of ours, or changed in it, is said to be left', () => {
    const { objects, ...rest } = stixBundle([example]);
    const since = at('11-27');
    const changed = objects.map((one) =>
      one.type === 'report'
        ? {
            ...one,
            name: 'Changed',
            modified: since,
            object_refs: [...(one.object_refs as string[]), id('indicator', 2)],
          }
        : one,
    );
    const lines = left({ ...rest, objects: [...changed, indicator()] });
    expect(lines).toContain(
      `${id('indicator', 2)}: added to the file since; its report carries an alert whole, and that was read`,
    );
    expect(lines.filter((line) => /^report--.*changed since/.test(line))).toHaveLength(1);
    expect(left(stixBundle([example])).filter((line) => /since/.test(line))).toEqual([]);
  });
});

const read = (name: string) => JSON.parse(readFileSync(`${SHARED}/cases/exchange/${name}.json`, 'utf8'));

whereSharedIs('files that once were read wrong', () => {
  test.each(['misp-attr-tlp-red', 'misp-two-tlp', 'stix-tlp2-ext-own-id', 'stix-extension-hides-later-edit'])(
    'the case %s is RED',
    (name) => {
      expect(tlpOf(read(name))).toBe('RED');
    },
  );
  test.each([
    ['misp-deleted-vehicle', /3921/],
    ['misp-deleted-eventreport', /retracted/],
    ['stix-revoked-indicator', /\+22796000001/],
    ['stix-two-versions', /\+22796000001/],
  ])('of the case %s what was taken back is left, with a line', (name, gone) => {
    expect(taken(read(name))).not.toMatch(gone);
    expect(left(read(name))).not.toEqual([]);
  });
});

describe('a small file that names its things without end', () => {
  const pattern = Array.from({ length: 400 }, () => "[phone-number:value = '+22796000001']").join(' OR ');

  test('is read as far as a file is: each thing of a story once, and so many in all', () => {
    const stories = Array.from({ length: 100 }, (_, n) =>
      report({ id: id('report', 1000 + n), object_refs: Array.from({ length: 500 }, () => id('indicator', 2)) }),
    );
    const { alerts, lines } = importOf(bundle(...stories, indicator({ pattern })));
    expect(alerts).toHaveLength(100);
    expect(lines.length).toBeLessThanOrEqual(20_001);
    const held = alerts.map(({ draft }) => (draft.indicators as object[] | undefined)?.length ?? 0);
    expect(held.reduce((sum, count) => sum + count)).toBe(10_000);
  });

  test.each([
    ['a bundle', () => bundle(...Array.from({ length: 20_001 }, () => ({})))],
    ['an event', () => ({ Event: { info: 'x', Attribute: Array.from({ length: 20_001 }, () => ({})) } })],
  ])('%s of more than is read is not read by half: what follows may take back what stands first', (_, made) => {
    const { alerts, lines } = importOf(made());
    expect(alerts).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ taken: false, why: expect.stringContaining('split it') })]);
  });

  test('a text that is cut is cut between two characters', () => {
    const { alerts } = importOf(bundle(report({ name: `${'x'.repeat(198)}😀y` }), indicator()));
    expect(alerts[0]!.draft.title).toMatchObject({ text: `${'x'.repeat(198)}…` });
  });

  test('a country as long as a book is none, and its line is short', () => {
    const features = [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [8, 17] },
        properties: { name: 'x', country: 'Niger'.repeat(100_000) },
      },
    ];
    const { lines } = importOf({ type: 'FeatureCollection', features });
    expect(Math.max(...lines.map(({ why }) => why.length))).toBeLessThanOrEqual(300);
  });
});

test('a time that only some programs can read is none', () => {
  const odd = indicator({ valid_until: '2026-31-00 Jan (T00:00Z)' });
  const { alerts, lines } = importOf(bundle(report(), odd));
  expect((alerts[0]!.draft.indicators as object[])[0]).not.toHaveProperty('validUntil');
  expect(lines).toContainEqual(expect.objectContaining({ what: 'valid_until', taken: false }));
});
