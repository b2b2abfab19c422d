import { stringify } from 'csv-stringify/sync';
import type { ExportedAlert } from './stix-export.js';

const COLUMNS = [
  'alert',
  'sender',
  'title',
  'tlp',
  'handling',
  'pap',
  'evaluation',
  'valid_until',
  'type',
  'of',
  'value',
  'confidence',
  'from',
  'until',
];

/**
 * A line for each indicator of the alerts (RFC 4180), one for an alert that has none. A cell that a spreadsheet would
 * run as a formula gets an apostrophe before it.
 */
export function csv(alerts: readonly ExportedAlert[]): string {
  const rows = alerts.flatMap(({ id, sender, body: alert }) => {
    const { handling, evaluation } = alert;
    const common = [
      id,
      sender,
      alert.title.text,
      handling.tlp,
      handling.code,
      handling.pap,
      `${evaluation.source}${evaluation.information}`,
      alert.validUntil,
    ];
    if (alert.indicators.length === 0) return [[...common, '', '', '', '', '', '']];
    return alert.indicators.map((one) => [
      ...common,
      one.type,
      'country' in one ? one.country : 'service' in one ? one.service : '',
      one.value,
      one.confidence,
      one.validFrom ?? '',
      one.validUntil ?? '',
    ]);
  });
  return stringify([COLUMNS, ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}
