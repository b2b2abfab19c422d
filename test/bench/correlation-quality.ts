import { compare, type Rarity, signalsOf } from '#libs/correlation/compare.js';
import { type Feature, findingFeatures, weighedFeatures } from '#libs/correlation/features.js';
import { type Link, propose } from '#libs/correlation/grouping.js';
import { type Profile, profileOf } from '#libs/correlation/profile.js';
import { LINK, TOGETHER, WEAKEST } from '#libs/correlation/weights.js';
import { indicatorKey } from '#libs/kinds/alert/indicators.js';
import { hiddenNetworks, type KnownAlert } from '#libs/testing/hidden-networks.js';

const WORLD = { networks: 60, loners: 150 };
/** What weights are fitted on; figures come from seeds that nothing was fitted on. */
const FITTED_ON = [1, 2, 3, 4, 5, 6];
const MEASURED_ON = [1001, 1002, 1003, 1004];

/** Over pairs of alerts: of those put together, how many belong together; of those that belong together, how many were put together. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface CorrelationQuality {
  readonly alerts: number;
  /** Links between alerts by all signals; networks proposed from them; links of equal indicators, as MISP correlates; and networks of these. */
  readonly links: Quality;
  readonly networks: Quality;
  readonly indicatorLinks: Quality;
  readonly indicatorNetworks: Quality;
}

/** Quality on worlds that nobody tuned to. */
export function correlationQuality(): CorrelationQuality {
  const worlds = MEASURED_ON.map((seed) => hiddenNetworks(seed, WORLD));
  const of = (pairs: (world: KnownAlert[]) => Iterable<readonly [string, string]>) => qualityOf(worlds, pairs);
  const linked = new Map(worlds.map((world) => [world, linksIn(world)]));
  return {
    alerts: worlds.reduce((sum, world) => sum + world.length, 0),
    links: of((world) =>
      linked
        .get(world)!
        .filter(({ score }) => score >= LINK)
        .map(({ a, b }) => [a, b] as const),
    ),
    networks: of((world) => pairsWithin(propose(linked.get(world)!, TOGETHER).map((group) => [...group.alerts]))),
    indicatorLinks: of((world) => equalIndicators(world).map(({ a, b }) => [a, b] as const)),
    indicatorNetworks: of((world) => pairsWithin(connected(equalIndicators(world)))),
  };
}

/** Weights by logistic regression on the seeds for fitting, ready to be put into libs/correlation/weights.ts. */
export function fittedWeights(): { weights: number[]; bias: number } {
  const samples = FITTED_ON.flatMap((seed) => {
    const world = hiddenNetworks(seed, WORLD);
    const { profiles, rarity, found } = prepared(world);
    const network = new Map(world.map((one) => [one.id, one.network]));
    return found.map(([a, b]) => ({
      signals: signalsOf(profiles.get(a)!, profiles.get(b)!, rarity).signals,
      same: network.get(a) !== null && network.get(a) === network.get(b) ? 1 : 0,
    }));
  });
  const weights = new Array<number>(samples[0]!.signals.length).fill(0);
  let bias = 0;
  for (let round = 0; round < 4000; round++) {
    const slope = new Array<number>(weights.length).fill(0);
    let slopeOfBias = 0;
    for (const { signals, same } of samples) {
      const error = 1 / (1 + Math.exp(-signals.reduce((sum, one, i) => sum + one * weights[i]!, bias))) - same;
      signals.forEach((one, i) => {
        slope[i]! += error * one;
      });
      slopeOfBias += error;
    }
    const step = 8 / samples.length;
    weights.forEach((_, i) => {
      weights[i]! -= step * slope[i]! + 4e-4 * weights[i]!;
    });
    bias -= step * slopeOfBias;
  }
  return { weights: weights.map((one) => Math.round(one * 100) / 100), bias: Math.round(bias * 100) / 100 };
}

/** As a node does it: what is found by a common feature is compared, and kept where the score says so. */
function linksIn(world: readonly KnownAlert[]): Link[] {
  const { profiles, rarity, found } = prepared(world);
  return found
    .map(([a, b]) => ({ a, b, score: compare(profiles.get(a)!, profiles.get(b)!, rarity).score }))
    .filter(({ score }) => score >= WEAKEST);
}

function prepared(world: readonly KnownAlert[]) {
  const profiles = new Map<string, Profile>(world.map(({ id, alert }) => [id, profileOf(alert)]));
  const counts = new Map<string, number>();
  const key = ({ of, value }: Feature) => `${of} ${value}`;
  for (const profile of profiles.values()) {
    for (const feature of weighedFeatures(profile)) counts.set(key(feature), (counts.get(key(feature)) ?? 0) + 1);
  }
  const rarity: Rarity = { alerts: world.length, having: (feature) => counts.get(key(feature)) ?? 0 };
  const having = new Map<string, string[]>();
  for (const [id, profile] of profiles) {
    for (const feature of findingFeatures(profile)) having.set(key(feature), [...(having.get(key(feature)) ?? []), id]);
  }
  const pairs = new Map([...having.values()].flatMap((ids) => pairsOf(ids).map((pair) => [pair.join(' '), pair])));
  return { profiles, rarity, found: [...pairs.values()] };
}

function equalIndicators(world: readonly KnownAlert[]): Link[] {
  const having = new Map<string, string[]>();
  for (const { id, alert } of world) {
    for (const key of new Set(alert.indicators.map(indicatorKey))) having.set(key, [...(having.get(key) ?? []), id]);
  }
  return [...having.values()].flatMap(pairsOf).map(([a, b]) => ({ a, b, score: 1 }));
}

function connected(links: readonly Link[]): string[][] {
  const groupOf = new Map<string, Set<string>>();
  for (const { a, b } of links) {
    const joined = new Set([...(groupOf.get(a) ?? [a]), ...(groupOf.get(b) ?? [b])]);
    for (const one of joined) groupOf.set(one, joined);
  }
  return [...new Set(groupOf.values())].map((group) => [...group]);
}

const pairsOf = (ids: readonly string[]): (readonly [string, string])[] =>
  ids.flatMap((a, i) => ids.slice(i + 1).map((b) => (a < b ? ([a, b] as const) : ([b, a] as const))));
const pairsWithin = (groups: readonly string[][]) => groups.flatMap(pairsOf);

function qualityOf(
  worlds: readonly KnownAlert[][],
  pairs: (world: KnownAlert[]) => Iterable<readonly [string, string]>,
): Quality {
  let [right, said, true_] = [0, 0, 0];
  for (const world of worlds) {
    const network = new Map(world.map((one) => [one.id, one.network]));
    const together = new Set([...pairs(world)].map(([a, b]) => (a < b ? `${a} ${b}` : `${b} ${a}`)));
    said += together.size;
    for (const pair of together) {
      const [a, b] = pair.split(' ') as [string, string];
      if (network.get(a) !== null && network.get(a) === network.get(b)) right++;
    }
    const sizes = new Map<number, number>();
    for (const one of world) if (one.network !== null) sizes.set(one.network, (sizes.get(one.network) ?? 0) + 1);
    for (const n of sizes.values()) true_ += (n * (n - 1)) / 2;
  }
  const [precision, recall] = [said > 0 ? right / said : 1, right / true_];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
