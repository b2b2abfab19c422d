import { readFileSync } from 'node:fs';
import type { Alert } from '#libs/kinds/alert/schema.js';
import { CORRIDORS, NAMES, NICKNAMES, SENTENCES } from './known-world.js';

/** An alert of a world that is known: which network it tells of; null where of none. */
export interface KnownAlert {
  readonly id: string;
  readonly network: number | null;
  readonly alert: Alert;
}

export interface World {
  readonly networks: number;
  /** Alerts that tell of no network but look like those that do. */
  readonly loners: number;
}

const START = Date.parse('2023-01-01');
const DAY_MS = 86_400_000;
const LONGEST_LIFE_DAYS = 900;

const LANGUAGES = ['fr', 'en', 'pt'];

const METHODS = {
  recruitment: ['in-person', 'social-network', 'false-job', 'family', 'agency'],
  concealment: [
    'night-convoy',
    'hidden-compartment',
    'mixed-with-cargo',
    'false-crew',
    'decoy',
    'bribed-passage',
    'abandoned-track',
    'fuel-caches',
    'safe-house',
  ],
  control: ['debt', 'confiscated-documents', 'violence', 'threats-to-family', 'ritual', 'confinement'],
  payment: ['cash', 'hawala', 'mobile-money', 'bank', 'crypto-assets'],
} as const;
const TRANSPORT = ['pick-up', 'lorry', 'bus', 'vessel', 'car', 'rail', 'on-foot'];

/** Mulberry32: the same world from the same seed, everywhere. */
class Dice {
  constructor(private state: number) {}
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below = (n: number): number => Math.floor(this.next() * n);
  chance = (p: number): boolean => this.next() < p;
  one = <T>(list: readonly T[]): T => list[this.below(list.length)]!;
  some = <T>(list: readonly T[], n: number): T[] =>
    [...list]
      .map((item) => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, n)
      .map(({ item }) => item);
  /** Mostly the first ones of the list: what one place is used to. */
  usual = <T>(list: readonly T[], n: number): T[] =>
    [...list]
      .map((item, i) => ({ item, at: this.next() * (1 + i * 0.6) }))
      .sort((a, b) => a.at - b.at)
      .slice(0, n)
      .map(({ item }) => item);
  around = (): number => this.next() + this.next() + this.next() - 1.5;
}

type Point = readonly [string, string, number, number];
interface Known {
  readonly spellings: readonly (readonly string[])[];
  readonly indicators: readonly object[];
  readonly route: readonly Point[];
  readonly methods: Readonly<Record<keyof typeof METHODS, readonly string[]>>;
  readonly transport: readonly string[];
  readonly sentences: readonly (readonly string[])[];
  /** Days since START when it begins, how long it lives, and the day of the year around which it is busy. */
  readonly begins: number;
  readonly lives: number;
  readonly season: number | null;
  readonly offence: 'smuggling' | 'trafficking';
}

/**
 * Alerts about networks that are known to whoever asks and hidden from whoever reads: under several names and spellings,
 * with few shared indicators, on corridors that others use too, in season; among decoys (numbers of call shops and money
 * changers that many networks use, numbers that were given to somebody else later) and alerts that tell of no network.
 */
export function hiddenNetworks(seed: number, { networks, loners }: World): KnownAlert[] {
  const dice = new Dice(seed * 7919 + 17);
  const template: Alert = JSON.parse(readFileSync('examples/sahel-route.json', 'utf8'));
  const shops = Array.from({ length: 6 }, () => telephone(dice));
  const all = Array.from({ length: networks }, () => network(dice));
  // A number that one network gives up is given to another's customer years later.
  const reissued = all.filter((one) => one.begins + one.lives < 500).map((one) => one.indicators[0]!);
  const known: KnownAlert[] = [];
  all.forEach((one, number) => {
    const alerts = 3 + dice.below(10);
    for (let i = 0; i < alerts; i++) known.push(written(one, number));
  });
  for (let i = 0; i < loners; i++) known.push(written(network(dice), null));
  return known.map((one, i) => ({ ...one, id: `alert-${seed}-${i}` }));

  function written(one: Known, number: number | null): KnownAlert {
    const language = dice.below(LANGUAGES.length);
    const day = dayOf(one, dice);
    const from = isoDay(day);
    const until = isoDay(day + 5 + dice.below(40));
    const indicators = [
      ...dice
        .some(one.indicators, dice.chance(0.45) ? 0 : 1 + dice.below(2))
        .map((held) => ({ ...held, validFrom: from, validUntil: until })),
      ...(dice.chance(0.18)
        ? [{ type: 'telephone', value: dice.one(shops), confidence: 'medium', validFrom: from, validUntil: until }]
        : []),
      ...(dice.chance(0.3)
        ? [{ type: 'telephone', value: telephone(dice), confidence: 'low', validFrom: from, validUntil: until }]
        : []),
      ...(day > 700 && reissued.length > 0 && dice.chance(0.06)
        ? [{ ...dice.one(reissued), validFrom: from, validUntil: until }]
        : []),
    ];
    const kept = one.route.filter(() => dice.chance(0.75));
    const names = dice.chance(0.55) ? one.spellings.map((spellings) => dice.one(spellings)) : [];
    const text = dice
      .some(one.sentences, 2)
      .map((sentence) => sentence[language]!)
      .join(' ');
    const alert = {
      ...template,
      title: {
        language: LANGUAGES[language]!,
        text: `${(kept[0] ?? one.route[0]!)[0]} – ${(kept.at(-1) ?? one.route.at(-1)!)[0]}`,
      },
      summary: { language: LANGUAGES[language]!, text },
      offence: one.offence,
      ...(one.offence === 'trafficking' && {
        trafficking: {
          acts: ['transportation'],
          means: ['deception'],
          purposes: ['sexual-exploitation'],
          concernsChildren: false,
        },
      }),
      topics: [],
      routes: [
        {
          points: (kept.length > 0 ? kept : one.route).map(([place, country, latitude, longitude]) => ({
            role: 'transit',
            place,
            country,
            coordinates: {
              latitude: latitude + dice.around() * 0.15,
              longitude: longitude + dice.around() * 0.15,
              precision: 'within-10-km',
            },
            from,
            until,
          })),
          transport: dice.some(one.transport, 1 + dice.below(one.transport.length)),
          carriers: [],
        },
      ],
      network:
        names.length > 0
          ? {
              label: dice.some(names, names.length).join(' '),
              aliases: [],
              structure: 'unknown',
              roles: [],
              nationalities: [],
              languages: [],
              knownLinks: [],
            }
          : undefined,
      documents: [],
      methods: {
        ...Object.fromEntries(
          Object.entries(one.methods).map(([field, codes]) => [
            field,
            noisy(codes, METHODS[field as keyof typeof METHODS], dice),
          ]),
        ),
        narrative: [],
      },
      lessons: [],
      technology: [],
      indicators,
      files: [],
    };
    return { id: '', network: number, alert: alert as unknown as Alert };
  }
}

function network(dice: Dice): Known {
  const corridor = dice.one(CORRIDORS);
  // Networks of one corridor work much alike: each corridor has its own habits, the same list begun elsewhere.
  const habits = <T>(list: readonly T[], n: number) => {
    const from = CORRIDORS.indexOf(corridor) % list.length;
    return dice.usual([...list.slice(from), ...list.slice(0, from)], n);
  };
  const first = dice.below(Math.max(1, corridor.length - 3));
  const nickname = dice.one(NICKNAMES);
  return {
    spellings: [
      dice.one(NAMES),
      ...(dice.chance(0.6) ? [[nickname, nickname, nickname.toUpperCase()]] : [dice.one(NAMES)]),
    ],
    indicators: [
      ...Array.from({ length: 2 + dice.below(3) }, () => ({
        type: 'telephone',
        value: telephone(dice),
        confidence: 'high',
      })),
      ...(dice.chance(0.5)
        ? [{ type: 'plate', country: 'NE', value: `${dice.below(9)}A${1000 + dice.below(9000)}`, confidence: 'medium' }]
        : []),
    ],
    route: corridor.slice(first, first + 3 + dice.below(3)),
    methods: {
      recruitment: habits(METHODS.recruitment, 1 + dice.below(2)),
      concealment: habits(METHODS.concealment, 2 + dice.below(2)),
      control: habits(METHODS.control, 1 + dice.below(2)),
      payment: habits(METHODS.payment, 1 + dice.below(2)),
    },
    transport: habits(TRANSPORT, 1 + dice.below(2)),
    sentences: habits(SENTENCES, 3),
    begins: dice.below(700),
    lives: 120 + dice.below(LONGEST_LIFE_DAYS - 120),
    season: dice.chance(0.5) ? dice.below(365) : null,
    offence: dice.chance(0.3) ? 'trafficking' : 'smuggling',
  };
}

/** Most of the codes, and now and then one that is not true. */
function noisy(codes: readonly string[], all: readonly string[], dice: Dice): string[] {
  const kept = codes.filter(() => dice.chance(0.75));
  return [...new Set([...kept, ...(dice.chance(0.25) ? [dice.one(all)] : [])])];
}

function dayOf({ begins, lives, season }: Known, dice: Dice): number {
  const day = begins + dice.below(lives);
  if (season === null) return day;
  const year = Math.floor(day / 365);
  return year * 365 + season + Math.round(dice.around() * 30);
}

const telephone = (dice: Dice): string => `+2279${String(1_000_000 + dice.below(8_999_999))}`;
const isoDay = (day: number): string => new Date(START + day * DAY_MS).toISOString().slice(0, 10);
