import { v5 } from 'uuid';
import { referenceTo } from '#libs/envelope/reference.js';
import { ADMIRALTY } from '../admiralty.js';
import type { Indicator } from '../indicators.js';
import type { ExportedAlert } from './stix-export.js';
import { methodsOf, termsOf } from './stix-export.js';

const NAMESPACE = '0b8f4a52-9f0e-5d11-8a3e-7c1f6b2d9e10';
const uuid = (name: string): string => v5(name, NAMESPACE);

/** MISP's threat levels: 1 high, 2 medium, 3 low. */
const THREAT = { low: '3', medium: '2', high: '1', critical: '1' } as const;

/**
 * An alert as a MISP event (core format, MISP's strict schema): indicators as attributes, codes and labels as machine
 * tags, places and texts as text attributes. Distribution is "your organisation only": who may have it is for policy.
 */
export function mispEvent({ id, sender, createdAt, body: alert }: ExportedAlert): { Event: Record<string, unknown> } {
  const timestamp = String(Math.floor(createdAt / 1000));
  // By its sender, too: an id is anybody's to use again.
  const name = referenceTo({ id, sender });
  const attribute = (field: string, fields: Record<string, unknown>) => ({
    uuid: uuid(`${name} ${field}`),
    category: 'Other',
    to_ids: false,
    distribution: '0',
    timestamp,
    comment: '',
    ...fields,
  });
  const { evaluation, handling, risk, network } = alert;
  const machine = (predicate: string, value: string) => tag(`liaison:${predicate}="${value}"`);
  return {
    Event: {
      uuid: uuid(name),
      info: alert.title.text,
      date: new Date(createdAt).toISOString().slice(0, 10),
      timestamp,
      threat_level_id: THREAT[risk.impact],
      analysis: '2',
      distribution: '0',
      published: false,
      Orgc: { uuid: uuid(sender), name: sender },
      Tag: [
        tag(`tlp:${handling.tlp.toLowerCase()}`),
        tag(`PAP:${handling.pap}`),
        tag(`admiralty-scale:source-reliability="${ADMIRALTY.source[evaluation.source].toLowerCase()}"`),
        tag(`admiralty-scale:information-credibility="${ADMIRALTY.information[evaluation.information]}"`),
        machine('handling-code', handling.code),
        machine('evaluation', `${evaluation.source}${evaluation.information}`),
        machine('offence', alert.offence),
        machine('action-asked', alert.actionAsked),
        machine('likelihood', risk.likelihood),
        machine('impact', risk.impact),
        machine('valid-until', alert.validUntil),
        machine('language', alert.title.language),
        ...alert.topics.map((topic) => machine('topic', topic)),
        ...methodsOf(alert).map(([field, code]) => machine(field, code)),
      ],
      Attribute: [
        attribute('summary', { type: 'text', value: alert.summary.text, comment: 'summary' }),
        attribute('terms', { type: 'comment', value: termsOf(alert), comment: 'handling' }),
        ...(network
          ? [network.label, ...network.aliases].map((name, i) =>
              attribute(`name ${i}`, { type: 'text', value: name, comment: i === 0 ? 'network' : 'network alias' }),
            )
          : []),
        ...(alert.methods?.narrative ?? []).map((text, i) =>
          attribute(`narrative ${i}`, { type: 'text', value: text.text, comment: 'methods' }),
        ),
        ...alert.routes.flatMap((route, r) =>
          route.points.map((point, p) =>
            attribute(`place ${r} ${p}`, { type: 'text', value: point.place, comment: placeInWords(r, p, point) }),
          ),
        ),
        ...alert.indicators.map((one, i) => attribute(`indicator ${i}`, indicatorFields(one))),
      ],
    },
  };
}

const tag = (name: string) => ({ name });

/** `route 1 point 2: transit; NE; 16.97,7.99; within-10-km; 2026-09-01/2026-11-20` */
function placeInWords(
  route: number,
  point: number,
  { role, country, coordinates, from, until }: ExportedAlert['body']['routes'][number]['points'][number],
): string {
  const placed = coordinates
    ? `${coordinates.latitude},${coordinates.longitude}; ${coordinates.precision}`
    : 'not placed';
  return `route ${route + 1} point ${point + 1}: ${role}; ${country ?? 'no country'}; ${placed}; ${from ?? ''}/${until ?? ''}`;
}

/** MISP's own attribute types where it has one; otherwise text, with what it is in a machine tag. */
const TYPES: Readonly<Partial<Record<Indicator['type'], { type: string; category: string }>>> = {
  telephone: { type: 'phone-number', category: 'Person' },
  iban: { type: 'iban', category: 'Financial fraud' },
  'document-number': { type: 'passport-number', category: 'Person' },
};

function indicatorFields(indicator: Indicator): Record<string, unknown> {
  const bitcoin = indicator.type === 'wallet' && /^(bc1|[13])/.test(indicator.value);
  const known = bitcoin ? { type: 'btc', category: 'Financial fraud' } : TYPES[indicator.type];
  const of = 'country' in indicator ? indicator.country : 'service' in indicator ? indicator.service : '';
  return {
    ...(known ?? { type: 'text', category: 'Other' }),
    value: indicator.value,
    to_ids: true,
    comment: [indicator.type, of, `${indicator.validFrom ?? ''}/${indicator.validUntil ?? ''}`].join('; '),
    Tag: [
      tag(`estimative-language:confidence-in-analytic-judgment="${CONFIDENCE[indicator.confidence]}"`),
      tag(`liaison:indicator="${indicator.type}"`),
      ...(of ? [tag(`liaison:of="${of}"`)] : []),
    ],
  };
}
const CONFIDENCE = { low: 'low', medium: 'moderate', high: 'high' } as const;
