import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { csv } from './csv.js';
import { geojson, importGeojson, isGeojson } from './geojson.js';
import { mispEvent } from './misp-export.js';
import { importMisp, isMisp } from './misp-import.js';
import { readJson } from './read-json.js';
import type { Imported } from './report.js';
import { type ExportedAlert, stixBundle } from './stix-export.js';
import { importStix, isStix } from './stix-import.js';

/** The formats in which other systems read alerts. */
export const EXPORTS = {
  stix: { mediaType: 'application/stix+json;version=2.1', extension: 'stix.json' },
  misp: { mediaType: 'application/json', extension: 'misp.json' },
  geojson: { mediaType: 'application/geo+json', extension: 'geojson' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
} as const;
export type ExportFormat = keyof typeof EXPORTS;

/** Alerts in a format that other systems read. */
export function exported(format: ExportFormat, alerts: readonly ExportedAlert[]): string {
  if (format === 'csv') return csv(alerts);
  const content = {
    stix: () => stixBundle(alerts),
    misp: () => (alerts.length === 1 ? mispEvent(alerts[0]!) : { response: alerts.map(mispEvent) }),
    geojson: () => geojson(alerts),
  }[format]();
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** A file that somebody else wrote, whichever of the known formats it is in. */
export function imported(bytes: Uint8Array): Outcome<Imported> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  const { value } = json;
  if (isStix(value)) return accept(importStix(value));
  if (isGeojson(value)) return accept(importGeojson(value));
  if (isMisp(value)) return accept(importMisp(value));
  return refuse(
    'format-unknown',
    'The file is neither STIX 2.1 nor a MISP event nor GeoJSON.',
    'Export it again in one of these.',
  );
}
