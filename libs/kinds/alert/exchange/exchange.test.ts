import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expectAccepted } from '#libs/outcome/index.js';
import { bulletinAsText } from '#libs/testing/bulletin-as-text.js';
import { hiddenNetworks } from '#libs/testing/hidden-networks.js';
import { SHARED, whereSharedIs } from '#libs/testing/where-there-is.js';
import { Alert } from '../schema.js';
import { EXPORTS, imported } from './index.js';
import { mispEvent } from './misp-export.js';
import type { ImportedAlert } from './report.js';
import { type ExportedAlert, stixBundle } from './stix-export.js';

const FOREIGN = `${SHARED}/foreign`;

const bytes = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const importOf = (value: unknown) => expectAccepted(imported(bytes(value)));
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name));

const examples: ExportedAlert[] = ['sahel-route', 'document-fraud-ring', 'from-smuggling-to-exploitation'].map(
  (name, i) => ({
    id: `01M8EXAMPLE000000000000${i}`,
    sender: 'ne/police-agadez',
    createdAt: Date.parse('2026-11-24T08:00:00Z'),
    body: Alert.parse({ ...JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), files: [] }),
  }),
);
const invented: ExportedAlert[] = hiddenNetworks(77, { networks: 6, loners: 6 }).map(({ id, alert }) => ({
  id,
  sender: 'pt/police-lisboa',
  createdAt: Date.parse('2026-11-24T08:00:00Z'),
  body: Alert.parse({ ...alert, files: [] }),
}));
const all = [...examples, ...invented];
const sightings = [
  {
    by: 'pt/police-lisboa',
    toldAt: '2026-11-25T08:00:00.000Z',
    seenAt: '2026-11-24T22:00:00.000Z',
    what: 'Sines: vu deux fois',
  },
];
const withoutFiles = ({ files: _, ...alert }: Alert) => alert;

describe('STIX', () => {
  test('what one node exports another imports with nothing lost', () => {
    const { alerts, lines } = importOf(EXPORTS.stix.write(all));
    expect(alerts.map((one) => one.draft)).toEqual(all.map(({ body }) => withoutFiles(body)));
    const left = lines.filter((line) => !line.taken).map((line) => line.where);
    expect(left.filter((id) => !/^(marking|extension)-definition--/.test(id))).toEqual([]);
  });

  test('without the extension what STIX itself can hold comes back', () => {
    const [one] = examples;
    const bundle = stixBundle([one!]);
    const plainly = { ...bundle, objects: bundle.objects.map(({ extensions: _, ...object }) => object) };
    const [{ draft }] = importOf(plainly).alerts as unknown as [ImportedAlert];
    const { body: alert } = one!;
    expect(draft).toMatchObject({
      title: alert.title,
      summary: alert.summary,
      topics: alert.topics,
      handling: { tlp: alert.handling.tlp },
      network: { label: alert.network!.label, aliases: alert.network!.aliases },
      methods: { concealment: alert.methods!.concealment, payment: alert.methods!.payment },
    });
    expect((draft.indicators as object[]).map((each) => ({ ...each, validFrom: undefined }))).toEqual(
      alert.indicators.map((each) => ({ ...each, validFrom: undefined })),
    );
    const places = (draft.routes as Alert['routes'])[0]!.points.map((point) => [point.place, point.coordinates]);
    expect(places).toEqual(alert.routes[0]!.points.map((point) => [point.place, point.coordinates]));
  });
});

test('a point at sea leaves and comes back without a country, and is written without one', () => {
  const [route] = examples[0]!.body.routes;
  const atSea = {
    role: 'transit' as const,
    place: 'au large',
    coordinates: { latitude: 24.5, longitude: -17.8, precision: 'exact' as const },
  };
  const alert = Alert.parse({ ...examples[0]!.body, routes: [{ ...route!, points: [route!.points[0]!, atSea] }] });
  for (const format of ['stix', 'misp', 'geojson'] as const) {
    const file = JSON.parse(EXPORTS[format].write([{ ...examples[0]!, body: alert }]));
    if (format === 'stix') for (const object of file.objects) delete object.extensions;
    const [{ draft }] = importOf(file).alerts as unknown as [ImportedAlert];
    const countries = (draft.routes as Alert['routes']).flatMap(({ points }) => points.map((point) => point.country));
    expect([format, ...countries]).toEqual([format, 'NE', undefined]);
  }
  expect(bulletinAsText('alert', alert, 'fr')).toContain('au large (transit)');
});

test('a foreign point has the country that its file says, or else the map’s, and never another point’s', () => {
  const at = (longitude: number, latitude: number, country?: string) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { name: 'x', ...(country && { country }) },
  });
  const features = [at(7.99, 16.97, 'Niger'), at(14.43, 27.04), at(-11.5, 38.5), at(7.99, 16.97, 'Atlantis')];
  const { alerts, lines } = importOf({ type: 'FeatureCollection', features });
  const { points } = (alerts[0]!.draft.routes as Alert['routes'])[0]!;
  expect(points.map((point) => point.country)).toEqual(['NE', 'LY', undefined, undefined]);
  expect(lines[3]!.why).toContain('its country "Atlantis" is none that is known');
  const nowhere = importOf({
    info: 'x',
    Object: [{ name: 'geolocation', Attribute: [{ object_relation: 'latitude', type: 'float', value: '' }] }],
  });
  expect(nowhere.lines).toContainEqual(
    expect.objectContaining({ taken: false, why: expect.stringContaining('lies somewhere') }),
  );
});

test('an indicator is valid to the end of its last day, and that day comes back', () => {
  const indicators = [{ ...examples[0]!.body.indicators[0]!, validFrom: '2026-10-31', validUntil: '2026-10-31' }];
  const { objects, ...rest } = stixBundle([{ ...examples[0]!, body: { ...examples[0]!.body, indicators } }]);
  expect(objects.find((one) => one.type === 'indicator')).toMatchObject({
    valid_from: '2026-10-31T00:00:00Z',
    valid_until: '2026-11-01T00:00:00Z',
  });
  const plainly = { ...rest, objects: objects.map(({ extensions: _, ...object }) => object) };
  expect(importOf(plainly).alerts[0]!.draft.indicators).toEqual(indicators);
});

test('sightings that recipients told go with their alert, as sightings of its network', () => {
  const { objects } = stixBundle([{ ...examples[0]!, sightings }]);
  const actor = objects.find((one) => one.type === 'threat-actor')!;
  expect(objects).toContainEqual(
    expect.objectContaining({
      type: 'sighting',
      sighting_of_ref: actor.id,
      description: 'Sines: vu deux fois',
      count: 1,
    }),
  );
});

describe('MISP', () => {
  test.each(all.map((one) => [one.id, one] as const))('%s comes back with all that an event can hold', (_, one) => {
    const [{ draft }] = importOf(mispEvent(one)).alerts as unknown as [ImportedAlert];
    const { body: alert } = one;
    expect(draft).toMatchObject({
      title: alert.title,
      offence: alert.offence,
      actionAsked: alert.actionAsked,
      evaluation: alert.evaluation,
      handling: { tlp: alert.handling.tlp, pap: alert.handling.pap, code: alert.handling.code },
      validUntil: alert.validUntil,
    });
    expect(draft.indicators ?? []).toEqual(alert.indicators);
    const places = (routes: Alert['routes']) =>
      routes.flatMap((route) => route.points.map((point) => [point.place, point.country, point.coordinates?.latitude]));
    expect(places(draft.routes as Alert['routes'])).toEqual(places(alert.routes));
  });
});

test('GeoJSON holds longitude before latitude, and comes back as places in order', () => {
  const { features } = JSON.parse(EXPORTS.geojson.write([examples[0]!]));
  expect(features[0].geometry).toMatchObject({ type: 'LineString' });
  expect(features[1].geometry.coordinates).toEqual([7.99, 16.97]);
  const [{ draft }] = importOf(EXPORTS.geojson.write([examples[0]!])).alerts as unknown as [ImportedAlert];
  expect((draft.routes as Alert['routes'])[0]!.points.map((point) => point.place)).toEqual([
    'Agadez',
    'Séguédine',
    'Sabhā',
  ]);
});

test('CSV: a line for each indicator, and no cell that a spreadsheet would run', () => {
  const bad = { ...examples[0]!.body, title: { language: 'en', text: '=HYPERLINK("http://x")' } };
  const rows: Record<string, string>[] = parse(EXPORTS.csv.write([{ ...examples[0]!, body: bad }]), { columns: true });
  expect(rows).toHaveLength(2);
  expect(rows.map((row) => row.title!.startsWith("'="))).toEqual([true, true]);
  expect(rows[0]!.value).toBe("'+22796123456");
});

whereSharedIs('by others’ own schemas and files', () => {
  const stix = new Ajv2020({ strict: false, logger: false, unicodeRegExp: false });
  (formats as never as (ajv: Ajv2020) => void)(stix);
  const byType = new Map<string, string>();
  if (existsSync(FOREIGN)) {
    for (const file of filesUnder(`${FOREIGN}/stix/schemas`)) {
      const schema = JSON.parse(readFileSync(file, 'utf8'));
      stix.addSchema(schema);
      byType.set(schema.title, schema.$id);
    }
  }
  const stixFaults = (object: { type: string }): unknown[] => {
    const validate = stix.getSchema(byType.get(object.type)!)!;
    return validate(object) ? [] : validate.errors!;
  };

  test('every bundle that we export is valid by OASIS’s schemas, object by object', () => {
    const bundle = stixBundle([...all, { ...examples[0]!, id: '01M8ABCDE00000000000000009', sightings }]);
    // OASIS's bundle schema of this version knows neither locations nor extension definitions; their own schemas do.
    const listed = bundle.objects.filter(({ type }) => type !== 'location' && type !== 'extension-definition');
    expect(stixFaults({ ...bundle, objects: listed } as never)).toEqual([]);
    for (const object of bundle.objects) expect([object.id, stixFaults(object as never)]).toEqual([object.id, []]);
  });

  test('every event that we export is valid by MISP’s strict schema and its lax one', () => {
    const Draft04 = AjvDraft04 as never as typeof Ajv;
    for (const name of ['schema', 'schema-lax']) {
      const validate = new Draft04({ strict: false, allErrors: true }).compile(
        JSON.parse(readFileSync(`${FOREIGN}/misp/pymisp/data/${name}.json`, 'utf8')),
      );
      for (const one of all) {
        validate(mispEvent(one));
        expect([one.id, validate.errors]).toEqual([one.id, null]);
      }
    }
  });

  const files = existsSync(FOREIGN)
    ? [...filesUnder(`${FOREIGN}/stix/examples`), ...filesUnder(`${FOREIGN}/misp/tests`)]
    : [];

  test.each(files.map((file) => [file.slice(FOREIGN.length + 1)]))(
    '%s: imported with a line for each thing, or refused saying why',
    (file) => {
      const outcome = imported(readFileSync(join(FOREIGN, file)));
      if (!outcome.ok) {
        expect(outcome.refusal.message).toMatch(/neither STIX 2\.1 nor a MISP event/);
        return;
      }
      const { lines, alerts } = outcome.value;
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line.why).not.toBe('');
      for (const { draft } of alerts) expect(Object.keys(draft)).toContain('title');
      const json = JSON.parse(readFileSync(join(FOREIGN, file), 'utf8'));
      const things: { id: string }[] = json.type === 'bundle' ? json.objects : [];
      for (const { id } of things) expect(lines.map((line) => line.where)).toContain(id);
      const event = json.Event ?? json;
      for (const [i] of (event.Attribute ?? []).entries()) {
        expect(lines.map((line) => line.where)).toContain(`Event.Attribute[${i}]`);
      }
    },
  );

  test('what cannot become a number or a text is no time and no type', () => {
    const odd = { toString: 1 };
    const twice = { uuid: 'a', type: 'text', value: 'x', timestamp: odd };
    const event = { Event: { info: 'Odd', timestamp: odd, Attribute: [twice, twice] } };
    expect(() => imported(bytes(event))).not.toThrow();
    expect(() => imported(bytes({ type: 'Feature', geometry: { type: odd } }))).not.toThrow();
  });

  test('a foreign file altered anywhere is imported or refused, and never half believed', () => {
    const originals = files.map((file) => readFileSync(file, 'utf8')).filter((text) => text.length < 60_000);
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.nat(), fc.jsonValue(), (original, at, value) => {
        const json = JSON.parse(original);
        alterAt(json, at, value);
        const outcome = imported(bytes(json));
        if (!outcome.ok) return;
        for (const { draft } of outcome.value.alerts) expect(JSON.stringify(draft).length).toBeLessThan(2_000_000);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is hostile', () => {
  const refusal = (content: Uint8Array | string): string => {
    const outcome = imported(typeof content === 'string' ? bytes(content) : content);
    return outcome.ok ? 'imported' : outcome.refusal.code;
  };

  test('deep nesting, archives, other types under a wrong name and broken text are refused', () => {
    expect(refusal(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBe('too-deep');
    expect(refusal(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(100)]))).toBe('not-json');
    expect(refusal(Buffer.from([0x1f, 0x8b, 8, 0]))).toBe('not-json');
    expect(refusal(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toBe('not-utf8');
    expect(refusal('{"type": "bundle", "objects": [')).toBe('not-json');
    expect(refusal('{"hello": "world"}')).toBe('format-unknown');
    expect(refusal(Buffer.alloc(33 * 1024 * 1024, 0x20))).toBe('too-large');
    // Three bytes of file for each empty object: gigabytes, were it parsed.
    expect(refusal(`{"type":"bundle","objects":[${'{},'.repeat(1_500_000)}{}]}`)).toBe('too-large');
  });

  test('wrong ids, cycles, second objects of one id and huge strings cost their own line and nothing else', () => {
    const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-00000000000${n}`;
    const { alerts, lines } = importOf({
      type: 'bundle',
      id: id('bundle', 0),
      objects: [
        {
          type: 'report',
          id: id('report', 1),
          name: 'A',
          description: 'x'.repeat(1_000_000),
          object_refs: [id('report', 1), id('report', 2)],
        },
        { type: 'report', id: id('report', 2), name: 'B', object_refs: [id('report', 1), id('indicator', 5)] },
        { type: 'report', id: 'report--1', name: 'C' },
        { type: 'malware', id: id('tool', 3), name: 'D' },
        { type: 'report', id: id('report', 1), name: 'E', object_refs: [] },
        {
          type: 'indicator',
          id: id('indicator', 5),
          pattern_type: 'stix',
          pattern: "[phone-number:value = '+221771234567']",
          valid_from: '2026-01-01T00:00:00Z',
        },
      ],
    });
    expect(alerts.map(({ draft }) => (draft.title as { text: string }).text)).toEqual(['A', 'B']);
    expect((alerts[0]!.draft.summary as { text: string }).text.length).toBe(20_000);
    expect(alerts[1]!.draft.indicators).toMatchObject([{ type: 'telephone', value: '+221771234567' }]);
    expect(lines.filter((line) => !line.taken).map((line) => line.where)).toEqual(
      expect.arrayContaining(['objects[2]', 'objects[3]', 'objects[4]']),
    );
  });

  test('a bundle of thousands of reports is read up to a limit, with a line for each that is left', () => {
    const report = (n: number) => ({
      type: 'report',
      id: `report--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: `R${n}`,
      object_refs: [],
    });
    const { alerts, lines } = importOf({ type: 'bundle', objects: Array.from({ length: 3000 }, (_, n) => report(n)) });
    expect([alerts.length, lines.filter((line) => !line.taken).length]).toEqual([200, 2800]);
  });

  test('what names a person has no place, and control and bidirectional signs in text are gone', () => {
    const { alerts, lines } = importOf({
      info: 'Convoy\u0007 \u202Egnp.exe',
      Attribute: [
        { type: 'full-name', value: 'Example Person' },
        { type: 'phone-number', value: '12' },
        { type: 'text', value: '<script>alert(1)</script>' },
      ],
    });
    expect(JSON.stringify(alerts)).not.toContain('Example Person');
    expect(JSON.stringify(lines)).not.toContain('Example Person');
    expect(lines[2]).toMatchObject({ taken: false, why: expect.stringContaining('telephone number') });
    expect((alerts[0]!.draft.title as { text: string }).text).toBe('Convoy  gnp.exe');
  });

  test('any JSON at all is imported or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('bundle', 'FeatureCollection', 'indicator'), (value, type) => {
        imported(bytes({ type, objects: value, features: value, spec_version: value, Event: value }));
        imported(bytes({ info: 'x', Attribute: value, Object: [value], Tag: value, Galaxy: value }));
      }),
      { numRuns: 500 },
    );
  });
});

/** Puts a value in the place of the one that is `at` steps into the JSON. */
function alterAt(json: unknown, at: number, value: unknown): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const key of Object.keys(one)) {
      places.push({ holder: one as Record<string, unknown>, key });
      walk((one as Record<string, unknown>)[key]);
    }
  };
  walk(json);
  const place = places[at % Math.max(1, places.length)];
  if (place) place.holder[place.key] = value;
}
