import { readFileSync } from 'node:fs';
import type { Alert } from '#libs/kinds/alert/schema.js';

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

/** Corridors that many networks use: towns with their countries and degrees, in the order travelled. */
const CORRIDORS: readonly (readonly [string, string, number, number][])[] = [
  [
    ['Agadez', 'NE', 16.97, 7.99],
    ['Séguédine', 'NE', 20.2, 12.98],
    ['Toummo', 'NE', 22.66, 14.1],
    ['Sabhā', 'LY', 27.04, 14.43],
    ['Zuwarah', 'LY', 32.93, 12.08],
    ['Lampedusa', 'IT', 35.5, 12.61],
  ],
  [
    ['Gao', 'ML', 16.27, -0.05],
    ['Tessalit', 'ML', 20.2, 1.01],
    ['Bordj Badji Mokhtar', 'DZ', 21.33, 0.95],
    ['Tamanrasset', 'DZ', 22.79, 5.53],
    ['Oran', 'DZ', 35.7, -0.63],
    ['Almería', 'ES', 36.84, -2.46],
  ],
  [
    ['Kayes', 'ML', 14.45, -11.44],
    ['Nouakchott', 'MR', 18.08, -15.98],
    ['Nouadhibou', 'MR', 20.94, -17.04],
    ['Dakhla', 'MA', 23.68, -15.96],
    ['Arguineguín', 'ES', 27.76, -15.68],
  ],
  [
    ['Saint-Louis', 'SN', 16.02, -16.5],
    ['Mbour', 'SN', 14.42, -16.97],
    ['Banjul', 'GM', 13.45, -16.58],
    ['El Hierro', 'ES', 27.72, -18.02],
  ],
  [
    ['Benin City', 'NG', 6.34, 5.63],
    ['Kano', 'NG', 12.0, 8.52],
    ['Zinder', 'NE', 13.81, 8.99],
    ['Agadez', 'NE', 16.97, 7.99],
    ['Tripoli', 'LY', 32.89, 13.19],
    ['Castel Volturno', 'IT', 41.03, 13.94],
  ],
  [
    ['Conakry', 'GN', 9.64, -13.58],
    ['Bamako', 'ML', 12.64, -8.0],
    ['Gao', 'ML', 16.27, -0.05],
    ['Assamaka', 'NE', 19.35, 5.77],
    ['Tunis', 'TN', 36.81, 10.18],
    ['Sfax', 'TN', 34.74, 10.76],
  ],
  [
    ['Abidjan', 'CI', 5.36, -4.01],
    ['Ouagadougou', 'BF', 12.37, -1.52],
    ['Niamey', 'NE', 13.51, 2.11],
    ['Agadez', 'NE', 16.97, 7.99],
    ['Sabhā', 'LY', 27.04, 14.43],
  ],
  [
    ['Oujda', 'MA', 34.68, -1.91],
    ['Nador', 'MA', 35.17, -2.93],
    ['Melilla', 'ES', 35.29, -2.94],
    ['Málaga', 'ES', 36.72, -4.42],
    ['Perpignan', 'FR', 42.69, 2.89],
    ['Bruxelles', 'BE', 50.85, 4.35],
  ],
  [
    ['Douala', 'CM', 4.05, 9.77],
    ['N’Djaména', 'TD', 12.13, 15.06],
    ['Faya', 'TD', 17.93, 19.1],
    ['Kufra', 'LY', 24.18, 23.31],
    ['Benghazi', 'LY', 32.12, 20.07],
  ],
];

/** Names as reports in French, English, Portuguese and Arabic spell one of them. */
const NAMES: readonly (readonly string[])[] = [
  ['Muhammad', 'Mohamed', 'Mahamadou', 'محمد'],
  ['Abu Bakr', 'Aboubakar', 'Abubacar', 'أبو بكر'],
  ['Yusuf', 'Youssouf', 'Iussuf', 'يوسف'],
  ['Uthman', 'Ousmane', 'Osman', 'عثمان'],
  ['Ibrahim', 'Ibrahima', 'Brahim', 'إبراهيم'],
  ['Khalid', 'Khaled', 'Kaled', 'خالد'],
  ['Sheikh', 'Cheikh', 'Xeique', 'شيخ'],
  ['Jamal', 'Djamel', 'Djamal', 'جمال'],
  ['Mustafa', 'Moustapha', 'Mustafá', 'مصطفى'],
  ['Hussein', 'Houssein', 'Hussain', 'حسين'],
  ['Idris', 'Driss', 'Idriss', 'إدريس'],
  ['Hasan', 'Hassane', 'Hassan', 'حسن'],
  ['Bashir', 'Bachir', 'Baxir', 'بشير'],
  ['Musa', 'Moussa', 'Mussá', 'موسى'],
  ['Sulayman', 'Souleymane', 'Suleimane', 'سليمان'],
  ['Tariq', 'Tarek', 'Tarik', 'طارق'],
];
const NICKNAMES = [
  'le Vieux',
  'Tchadien',
  'Hilux',
  'Kano',
  'Pirogue',
  'le Grand',
  'Dakhla',
  'Sahara',
  'Mafia',
  'Express',
  'Douze',
  'Capitaine',
  'Bamako',
  'Toubou',
  'Agence',
  'Fantôme',
  'Le Port',
  'Palma',
];

const SENTENCES: readonly (readonly string[])[] = [
  [
    'Les passagers paient au bureau de transfert avant le départ.',
    'Passengers pay at a transfer office before departure.',
    'Os passageiros pagam numa agência de transferência antes da partida.',
  ],
  [
    'Un véhicule éclaireur part une heure avant le convoi.',
    'A scout vehicle leaves an hour before the convoy.',
    'Um veículo batedor parte uma hora antes da coluna.',
  ],
  [
    'Des passeports authentiques sont prêtés à des sosies.',
    'Genuine passports are lent to look-alikes.',
    'Passaportes autênticos são emprestados a sósias.',
  ],
  [
    'Les jeunes femmes signent une dette et prêtent serment.',
    'Young women sign a debt and swear an oath.',
    'As jovens assinam uma dívida e prestam juramento.',
  ],
  [
    'Une pirogue de pêche attend au large avec deux moteurs.',
    'A fishing boat waits offshore with two engines.',
    'Uma piroga de pesca espera ao largo com dois motores.',
  ],
  [
    'Les téléphones sont pris à l’arrivée et rendus contre paiement.',
    'Phones are taken on arrival and given back for money.',
    'Os telefones são retirados à chegada e devolvidos contra pagamento.',
  ],
  [
    'Le recrutement passe par un groupe fermé de messagerie.',
    'Recruitment goes through a closed messaging group.',
    'O recrutamento passa por um grupo fechado de mensagens.',
  ],
  [
    'Du carburant est caché dans des fûts enterrés.',
    'Fuel is hidden in buried drums.',
    'Combustível é escondido em bidões enterrados.',
  ],
  [
    'Les certificats de naissance viennent d’un seul centre d’état civil.',
    'Birth certificates come from one civil registry.',
    'As certidões de nascimento vêm de um único registo civil.',
  ],
];
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
