import { MAX_BODY_BYTES } from '#libs/envelope/limits.js';
import { fieldFaults } from '#libs/outcome/field-faults.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { ExportFormat } from '../../bulletin-kind.js';
import { type Alert, AlertDraft } from '../schema.js';
import { csv } from './csv.js';
import { geojson, importGeojson, isGeojson } from './geojson.js';
import { mispEvent } from './misp-export.js';
import { importMisp, isMisp } from './misp-import.js';
import { readJson } from './read-json.js';
import type { Imported, ImportedAlert, JudgedAlert } from './report.js';
import { stixBundle } from './stix-export.js';
import { importStix, isStix } from './stix-import.js';

/** The formats in which other systems read alerts. */
export const EXPORTS = {
  stix: {
    mediaType: 'application/stix+json;version=2.1',
    extension: 'stix.json',
    write: (alerts) => inJson(stixBundle(alerts)),
  },
  misp: {
    mediaType: 'application/json',
    extension: 'misp.json',
    write: (alerts) => inJson(alerts.length === 1 ? mispEvent(alerts[0]!) : { response: alerts.map(mispEvent) }),
  },
  geojson: { mediaType: 'application/geo+json', extension: 'geojson', write: (alerts) => inJson(geojson(alerts)) },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv', write: csv },
} as const satisfies Readonly<Record<string, ExportFormat<Alert>>>;

const inJson = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

/** A file that somebody else wrote, whichever of the known formats it is in. */
export function imported(bytes: Uint8Array): Outcome<Imported<JudgedAlert>> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  const { value } = json;
  if (isStix(value)) return accept(judged(importStix(value)));
  if (isGeojson(value)) return accept(judged(importGeojson(value)));
  if (isMisp(value)) return accept(judged(importMisp(value)));
  return refuse(
    'format-unknown',
    'The file is neither STIX 2.1 nor a MISP event nor GeoJSON.',
    'Export it again in one of these.',
  );
}

/** Each alert with what it lacks; without those that are longer than any may be. */
function judged({ format, alerts, lines }: Imported): Imported<JudgedAlert> {
  const titled = alerts.map((alert) => ({ ...alert, title: titleOf(alert) }));
  const fits = ({ draft }: ImportedAlert) => Buffer.byteLength(JSON.stringify(draft)) <= MAX_BODY_BYTES;
  const why = `it is more than the ${MAX_BODY_BYTES} bytes that an alert holds: no draft is made of it`;
  const tooLarge = titled.filter((alert) => !fits(alert));
  return {
    format,
    alerts: titled.filter(fits).map((alert) => {
      const parsed = AlertDraft.safeParse(alert.draft);
      return { ...alert, missing: parsed.success ? [] : fieldFaults(parsed.error) };
    }),
    lines: [...lines, ...tooLarge.map(({ where, title: what }) => ({ where, what, taken: false, why }))],
  };
}

const titleOf = ({ draft }: ImportedAlert): string => (draft.title as { text?: string } | undefined)?.text ?? '';
