import { referenceTo } from '#libs/envelope/reference.js';
import type { Reason } from './compare.js';

export type { Reason } from './compare.js';

export interface GraphAlert {
  readonly id: string;
  readonly title: string;
  readonly sender: string;
  readonly tlp: string;
}
export interface GraphLink {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** A network as GraphML (graphml.graphdrawing.org), which graph programs read. */
export function graphml(name: string, alerts: readonly GraphAlert[], links: readonly GraphLink[]): string {
  const key = (id: string, of: 'node' | 'edge', type: string) =>
    `  <key id="${id}" for="${of}" attr.name="${id}" attr.type="${type}"/>`;
  const data = (id: string, value: string) => `<data key="${id}">${escaped(value)}</data>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key('title', 'node', 'string'),
    key('sender', 'node', 'string'),
    key('tlp', 'node', 'string'),
    key('score', 'edge', 'double'),
    key('reasons', 'edge', 'string'),
    `  <graph id="${escaped(name)}" edgedefault="undirected">`,
    ...alerts.map(
      ({ id, title, sender, tlp }) =>
        `    <node id="${escaped(referenceTo({ id, sender }))}">${data('title', title)}${data('sender', sender)}${data('tlp', tlp)}</node>`,
    ),
    ...links.map(
      ({ a, b, score, reasons }) =>
        `    <edge source="${escaped(a)}" target="${escaped(b)}">${data('score', score.toFixed(3))}${data('reasons', reasons.map(reasonInWords).join('; '))}</edge>`,
    ),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

/** In one line, for people who read English: `3 of 4 places, within 12 km`. */
export function reasonInWords({ signal, shared, weight }: Reason): string {
  const [first = '', ...rest] = shared;
  const counted = first.replace('/', ' of ');
  const words = {
    indicator: () => `same ${shared.map((key) => key.split(':').filter(Boolean).join(' ')).join(', ')}`,
    name: () => (rest.length > 0 ? `names that sound alike: ${shared.join(' / ')}` : `the same name: ${first}`),
    route: () => (rest.length > 0 ? `${counted} places, within ${rest[0]}` : 'the same countries'),
    methods: () => `${counted} methods: ${rest.map((code) => code.split(':')[1]).join(', ')}`,
    season: () => (first === 'same-season' ? 'the same time of the year' : 'another time of the year'),
    text: () => `${first} of their words`,
    apart: () => (first === 'routes-far-apart' ? 'routes far from each other' : 'another offence'),
  }[signal]();
  return weight < 0 ? `against it: ${words}` : words;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML 1.0 has no control characters but tab and line ends. */
const escaped = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n\r]/gu, ' ').replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
