/**
 * Log-odds of each signal, in the order of `signalsOf`: indicators, names, route, methods, season, text, apart. Fitted by
 * `npm run bench -- correlation` (it prints them) on the generator's seeds 1 to 6, which the figures never use.
 */
export const WEIGHTS: readonly number[] = [7.02, 7.07, 1.6, 15.33, 0.94, 2.94, -3.39];
export const BIAS = -9.23;
/** From this score on, an officer is shown that two alerts seem to tell of one network. */
export const LINK = 0.6;
/** Weaker ones are kept, too: several together may say what none says alone. */
export const WEAKEST = 0.2;
/** How close the alerts of a proposed network are to each other on average. */
export const TOGETHER = 0.3;
