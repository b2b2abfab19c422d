import type { Alert } from './schema.js';

/** An alert as plain text for a terminal: one block a heading, empty headings left out. */
export function alertAsText(alert: Alert): string {
  const blocks: [string, string[]][] = [
    ['Summary', [alert.summary.text]],
    ['Offence', [offence(alert)]],
    ['Routes', alert.routes.flatMap(route)],
    ['Network', network(alert)],
    [
      'Documents',
      alert.documents.map((d) =>
        [`${d.document}, ${d.abuse}${d.issuedBy ? ` (${d.issuedBy})` : ''}`, ...d.features.map((f) => f.text)].join(
          '. ',
        ),
      ),
    ],
    ['Methods', methods(alert)],
    [
      'Indicators',
      alert.indicators.map((i) => {
        const of = 'country' in i ? ` (${i.country})` : 'service' in i ? ` (${i.service})` : '';
        return `${i.type}${of}: ${i.value}, confidence ${i.confidence}`;
      }),
    ],
    ['Those at risk', atRisk(alert)],
    ['Lessons', alert.lessons.map((t) => t.text)],
    ['Technology', alert.technology.map((t) => t.text)],
    [
      'Risk',
      [
        `likelihood ${alert.risk.likelihood}, impact ${alert.risk.impact}`,
        ...alert.risk.reasons.map((reason) => reason.text),
      ],
    ],
    ['Files', alert.files.map((f) => `${f.fileName} (${f.mediaType}, ${f.bytes.toLocaleString('en')} bytes)`)],
  ];
  return blocks
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `${heading}\n${lines.map((line) => `  ${line}`).join('\n')}`)
    .join('\n\n');
}

/** What a reader may do, in words, as it stands above any content. */
export function handlingAsText({ handling }: Alert): string {
  const passOn = {
    H0: 'no further restriction',
    H1: 'not for court without the sender’s permission',
    H2: 'not to be passed on without the sender’s permission',
    H3: 'as the sender’s conditions say',
  }[handling.code];
  return [
    `TLP:${handling.tlp}`,
    `${handling.code}: ${passOn}`,
    `PAP:${handling.pap}`,
    ...handling.conditions.map((condition) => condition.text),
  ].join(' · ');
}

function offence({ offence: what, trafficking }: Alert): string {
  if (!trafficking) return what;
  const means = trafficking.means.length > 0 ? ` by ${trafficking.means.join(', ')}` : '';
  return `${what}: ${trafficking.acts.join(', ')}${means}, for ${trafficking.purposes.join(', ')}`;
}

function route(r: Alert['routes'][number]): string[] {
  const path = r.points.map((p) => `${p.place} (${p.country}, ${p.role})`).join(' → ');
  const persons = r.capacity && `${r.capacity.least}–${r.capacity.most} persons`;
  const how = [r.transport.join(', '), persons, r.frequency, r.carriers.join(', ')].filter(Boolean);
  return how.length > 0 ? [path, how.join(' · ')] : [path];
}

function network({ network: n }: Alert): string[] {
  if (!n) return [];
  const facts = [
    n.aliases.length > 0 && `also known as ${n.aliases.join(', ')}`,
    `structure: ${n.structure}`,
    n.roles.length > 0 && `roles: ${n.roles.join(', ')}`,
    n.nationalities.length > 0 && `nationalities: ${n.nationalities.join(', ')}`,
    n.knownLinks.length > 0 && `links: ${n.knownLinks.join(', ')}`,
  ];
  return [n.label, facts.filter(Boolean).join(' · ')];
}

function methods({ methods: m }: Alert): string[] {
  if (!m) return [];
  const facts = [
    ['recruitment', m.recruitment],
    ['concealment', m.concealment],
    ['control', m.control],
    ['payment', m.payment],
  ] as const;
  return [
    ...facts.filter(([, codes]) => codes.length > 0).map(([name, codes]) => `${name}: ${codes.join(', ')}`),
    ...(m.price ? [`price: ${m.price.least}–${m.price.most} ${m.price.currency}`] : []),
    ...m.narrative.map((t) => t.text),
  ];
}

function atRisk({ atRisk: a }: Alert): string[] {
  if (!a) return [];
  const lists = [a.ageBands, a.nationalities, a.vulnerabilities].filter((list) => list.length > 0);
  return [[`sex: ${a.sex}`, ...lists.map((list) => list.join(', '))].join(' · ')];
}
