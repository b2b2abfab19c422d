import type { Feature } from './features.js';
import type { Profile } from './profile.js';
import { BIAS, LINK, WEIGHTS } from './weights.js';

/** How many of the alerts at hand have a feature, of how many. */
export interface Rarity {
  readonly alerts: number;
  readonly having: (feature: Feature) => number;
}

/** What can speak for two alerts telling of one network, in the order of WEIGHTS; `apart` against it. */
export const SIGNALS = ['indicator', 'name', 'route', 'methods', 'season', 'text', 'apart'] as const;

/** Why two alerts seem to tell of one network, or not: the strongest first. Codes; words are the reader's side's. */
export interface Reason {
  readonly signal: (typeof SIGNALS)[number];
  /** What they share: the indicators, the names as each writes them, `4/6` and the methods, `3/4` places and the distance. */
  readonly shared: readonly string[];
  /** How far it moves the score, in the score's own log-odds. */
  readonly weight: number;
}

export interface Comparison {
  /** That both tell of one network, from 0 to 1, as fitted on known networks. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** The signals as numbers, in the order of WEIGHTS. */
export type Signals = readonly number[];

/** An indicator that changed hands is no link: beyond this between its uses, its weight halves with each such time. */
const HANDED_ON_DAYS = 180;
/** Points nearer than this are one place as reports tell it. */
const NEAR_KM = 30;
/** Of each alert so many names, its own and the first aliases, are compared with names that are only like them; all, with equal ones. */
const MOST_ALIKE = 12;

/** Compares two alerts by what `kinds` name as signals: indicators, names, route in space and time, methods, text. */
export function compare(a: Profile, b: Profile, rarity: Rarity): Comparison {
  const { signals, shared } = signalsOf(a, b, rarity);
  const contributions = signals.map((signal, i) => signal * WEIGHTS[i]!);
  const at = (signal: Reason['signal']) => SIGNALS.indexOf(signal);
  const hasShared = (signal: Reason['signal']) => shared[at(signal)]!.length > 0;
  // Many networks keep the same habits: between routes that nowhere come near each other these are no link by themselves.
  if (shared[at('apart')]!.includes('routes-far-apart') && !hasShared('indicator') && !hasShared('name'))
    for (const habit of HABITS) contributions[at(habit)] = 0;
  const sum = () => contributions.reduce((all, one) => all + one, BIAS);
  // The same telephone, plate or account is a link whatever else is said: it weighs as much as that takes.
  if (hasShared('indicator')) contributions[at('indicator')]! += Math.max(0, LINKING - sum());
  const logOdds = sum();
  const reasons = SIGNALS.map((signal, i) => ({ signal, shared: shared[i]!, weight: contributions[i]! }))
    .filter(({ signal, weight, shared: what }) => what.length > 0 && (signal === 'indicator' || Math.abs(weight) > 0.2))
    .sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight));
  return { score: 1 / (1 + Math.exp(-logOdds)), reasons };
}

/** How it is done, when, and in which words. */
const HABITS = ['methods', 'season', 'text'] as const;
/** The log-odds of a score that is shown as a link, and a little more than that. */
const LINKING = Math.log(LINK / (1 - LINK)) + 1e-6;

export function signalsOf(a: Profile, b: Profile, rarity: Rarity): { signals: Signals; shared: readonly string[][] } {
  const bits = (feature: Feature) => Math.log2((rarity.alerts + 1) / (Math.max(1, rarity.having(feature)) + 0.5));
  const indicators = sharedIndicators(a, b, bits);
  const names = sharedNames(a, b, bits);
  const route = sharedRoute(a, b, bits);
  const methods = sharedMethods(a, b, bits);
  const season = seasonOf(a, b);
  const words = overlap(a.words, b.words);
  const apart = route.apart || a.offence !== b.offence ? 1 : 0;
  return {
    signals: [
      Math.min(2, indicators.bits / 10),
      Math.min(1.5, names.bits / 10),
      route.similarity,
      methods.similarity,
      season,
      words,
      (route.apart ? 1 : 0) + (a.offence !== b.offence ? 0.5 : 0),
    ],
    shared: [
      indicators.shared,
      names.shared,
      route.shared,
      methods.shared,
      season === 0 ? [] : [season > 0 ? 'same-season' : 'other-season'],
      words > 0 ? [`${Math.round(words * 100)} %`] : [],
      apart ? [route.apart ? 'routes-far-apart' : 'other-offence'] : [],
    ],
  };
}

function sharedIndicators(a: Profile, b: Profile, bits: (feature: Feature) => number) {
  const theirs = new Map(b.indicators.map((one) => [one.key, one]));
  let sum = 0;
  const shared = [];
  for (const mine of a.indicators) {
    const other = theirs.get(mine.key);
    if (!other) continue;
    const apart = daysBetween([mine.from, mine.until], [other.from, other.until]) ?? daysBetween(a.days, b.days) ?? 0;
    sum += bits({ of: 'indicator', value: mine.key }) * 2 ** -(apart / HANDED_ON_DAYS);
    shared.push(mine.key);
  }
  return { bits: sum, shared };
}

/** The closest pair of names: equal as they sound, or mostly so. */
function sharedNames(a: Profile, b: Profile, bits: (feature: Feature) => number) {
  let best = { bits: 0, shared: [] as string[] };
  const likenessOf = likenesses(b.names.slice(-MOST_ALIKE).map(({ sound }) => sound));
  for (const [i, mine] of a.names.entries()) {
    const alike = i < a.names.length - MOST_ALIKE ? undefined : likenessOf(mine.sound);
    for (const other of b.names) {
      const likeness = mine.sound === other.sound ? 1 : (alike?.get(other.sound) ?? 0);
      if (likeness < 0.7) continue;
      const found = bits({ of: 'name', value: mine.sound }) * likeness * (mine.sound.length > 4 ? 1 : 0.5);
      if (found > best.bits) best = { bits: found, shared: [...new Set([mine.written, other.written])] };
    }
  }
  return best;
}

/** How much of the shorter route the longer one passes near; places that many routes pass count less. */
function sharedRoute(a: Profile, b: Profile, bits: (feature: Feature) => number) {
  const [short, long] = a.points.length <= b.points.length ? [a.points, b.points] : [b.points, a.points];
  if (short.length === 0) {
    const countries = overlap(a.countries, b.countries);
    // Where nobody said where it is, nothing is far.
    return { similarity: countries / 4, shared: countries > 0 ? ['countries'] : [], apart: false };
  }
  let [sum, all, matched, farthest, nearest] = [0, 0, 0, 0, Number.POSITIVE_INFINITY];
  const nearestOf = nearestAmong(long);
  for (const point of short) {
    const weight = 1 + bits({ of: 'cell', value: point.cell });
    const near = kilometres(point, nearestOf(point));
    nearest = Math.min(nearest, near);
    all += weight;
    if (near > NEAR_KM * 2) continue;
    sum += weight * Math.max(0, 1 - near / (NEAR_KM * 4));
    matched += near <= NEAR_KM ? 1 : 0;
    farthest = Math.max(farthest, near);
  }
  const similarity = (sum / all) * Math.min(1, short.length / 2);
  return {
    similarity,
    shared: matched > 0 ? [`${matched}/${short.length}`, `${Math.max(1, Math.round(farthest))} km`] : [],
    apart: nearest > 300,
  };
}

/** Shared methods among all that either has, each weighing as it is rare. */
function sharedMethods(a: Profile, b: Profile, bits: (feature: Feature) => number) {
  const mine = new Set(a.methods);
  const shared = b.methods.filter((one) => mine.has(one));
  const weigh = (list: Iterable<string>) =>
    [...list].reduce((sum, value) => sum + 0.3 + bits({ of: 'method', value }), 0);
  const all = weigh(new Set([...a.methods, ...b.methods]));
  return {
    similarity: all > 0 ? weigh(shared) / all : 0,
    shared: shared.length > 0 ? [`${shared.length}/${Math.min(a.methods.length, b.methods.length)}`, ...shared] : [],
  };
}

/** 1 where they are of one time of the year, −1 where of opposite ones, 0 where one names no dates. */
function seasonOf(a: Profile, b: Profile): number {
  if (!a.days || !b.days) return 0;
  const middle = ([from, until]: readonly [number, number]) => (((from + until) / 2) % 365.25) / 365.25;
  const apart = Math.abs(middle(a.days) - middle(b.days));
  return Math.cos(2 * Math.PI * Math.min(apart, 1 - apart));
}

type Span = readonly [number | null, number | null];
/** Days between two spans, 0 where they touch; null where nothing is known of one. */
function daysBetween(a: Span | null, b: Span | null): number | null {
  if (!a || !b) return null;
  const [from, until] = [a[0] ?? a[1], a[1] ?? a[0]];
  const [otherFrom, otherUntil] = [b[0] ?? b[1], b[1] ?? b[0]];
  if (from === null || until === null || otherFrom === null || otherUntil === null) return null;
  return Math.max(0, otherFrom - until, from - otherUntil);
}

/** Jaccard's index. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const mine = new Set(a);
  const shared = b.filter((one) => mine.has(one)).length;
  const all = mine.size + b.length - shared;
  return all === 0 ? 0 : shared / all;
}

/** How much a name is like each of these as they sound: Dice's coefficient over pairs of letters. */
function likenesses(sounds: readonly string[]): (sound: string) => ReadonlyMap<string, number> {
  const pairs = (text: string) => new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
  const theirs = sounds.map((sound) => [sound, pairs(sound)] as const);
  return (sound) => {
    const mine = [...pairs(sound)];
    return new Map(
      theirs.map(([other, its]) => {
        const all = mine.length + its.size;
        return [other, all === 0 ? 0 : (2 * mine.filter((pair) => its.has(pair)).length) / all];
      }),
    );
  };
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
/** Which of these points is nearest to another: that whose chord through the globe is the shortest, so that no pair costs a sine. */
function nearestAmong<P extends Point>(points: readonly P[]): (point: Point) => P {
  const placed = points.map(onGlobe);
  return (point) => {
    const [x, y, z] = onGlobe(point);
    let [at, least] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < placed.length; i++) {
      const other = placed[i]!;
      const chord = (x - other[0]) ** 2 + (y - other[1]) ** 2 + (z - other[2]) ** 2;
      if (chord < least) [at, least] = [i, chord];
    }
    return points[at]!;
  };
}

const RAD = Math.PI / 180;
const onGlobe = ({ latitude, longitude }: Point): readonly [number, number, number] => {
  const [lat, lon] = [latitude * RAD, longitude * RAD];
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
};

/** Great-circle distance (haversine) on a sphere of 6,371 km. */
export function kilometres(a: Point, b: Point): number {
  const [dLat, dLon] = [(b.latitude - a.latitude) * RAD, (b.longitude - a.longitude) * RAD];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * RAD) * Math.cos(b.latitude * RAD) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}
