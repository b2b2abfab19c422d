import { countryByName } from '#libs/geography/country.js';
import { countryAt } from '#libs/geography/country-at.js';
import { type Indicator, Indicator as IndicatorSchema } from '../indicators.js';
import { type Labelled, stricter } from './labels.js';
import { MOST_TRIED, plain, type Report } from './report.js';

const LONGEST_TEXT = 20_000;
const LONGEST_LABEL = 200;
const MOST_INDICATORS = 500;
const MOST_POINTS = 40;
const MOST_TEXTS = 10;

export interface FoundPoint {
  readonly place: string;
  readonly country: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  /** Metres, as STIX has it. */
  readonly precision?: number | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** An alert in the making from a foreign file: each thing is checked as it is put, and a line says whether it was taken. */
export class DraftBuilder {
  private readonly draft: Record<string, unknown> = {};
  private readonly indicators: Indicator[] = [];
  private readonly points: object[] = [];
  private readonly narrative: object[] = [];
  private readonly topics = new Set<string>();
  private readonly codes = new Map<string, Set<string>>();
  private called: string | undefined;
  private readonly aliases = new Set<string>();

  constructor(
    private readonly report: Report,
    private readonly language: string,
  ) {}

  title(text: string): void {
    this.draft.title = this.text(text, LONGEST_LABEL);
  }
  summary(text: string): void {
    if (text.trim()) this.draft.summary = this.text(text, LONGEST_TEXT);
  }
  topic(where: string, label: string): boolean {
    const topic = label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40);
    if (topic.length < 2 || this.topics.size >= 20) return this.report.left(where, label, 'no word to be a topic');
    this.topics.add(topic);
    return this.report.taken(where, label, 'as a topic');
  }
  /** A label of the file or of any part of it: of all that are said, the strictest holds. */
  label(of: Labelled, value: string): void {
    const handling = this.draft.handling as Record<string, unknown> | undefined;
    const strictest = stricter(of, handling?.[of], value);
    this.draft.handling = { namedUnits: [], conditions: [], ...handling, [of]: strictest };
  }
  set(field: string, value: unknown): void {
    this.draft[field] = value;
  }

  indicator(where: string, what: string, value: unknown): boolean {
    if (this.indicators.length >= MOST_INDICATORS) {
      return this.report.left(where, what, `an alert holds ${MOST_INDICATORS} indicators`);
    }
    if (!this.report.mayTry()) return this.report.left(where, what, `a file is read up to ${MOST_TRIED} indicators`);
    const parsed = IndicatorSchema.safeParse(value);
    if (!parsed.success) {
      return this.report.left(where, what, `expected ${parsed.error.issues[0]?.message ?? 'another form'}`);
    }
    this.indicators.push(parsed.data);
    return this.report.taken(where, what, `as an indicator (${parsed.data.type})`);
  }

  point(where: string, found: FoundPoint): boolean {
    const { place, latitude, longitude, precision, from, until } = found;
    if (this.points.length >= MOST_POINTS) return this.report.left(where, place, `a route has ${MOST_POINTS} points`);
    const placed = latitude !== undefined && longitude !== undefined && within(latitude, longitude);
    const said = found.country ? countryByName(found.country) : undefined;
    // What the file says, or the map proves, and no country of another point.
    const country = said ?? (placed && !found.country ? countryAt(latitude, longitude) : undefined);
    const name = plain(place, LONGEST_LABEL) || country || (placed ? `${latitude}, ${longitude}` : '');
    if (!name)
      return this.report.left(where, place, 'a place on a route has a name or lies somewhere, and this does not');
    this.points.push({
      role: 'transit',
      place: name,
      ...(country && { country }),
      ...(placed && { coordinates: { latitude, longitude, precision: precisionOf(precision) } }),
      ...(from && { from }),
      ...(until && { until }),
    });
    const unknown = found.country && !said ? `; its country "${found.country}" is none that is known` : '';
    return this.report.taken(where, name, `as a place on a route; put them in the order travelled${unknown}`);
  }

  network(where: string, name: string, aliases: readonly string[] = []): boolean {
    this.called ??= plain(name, LONGEST_LABEL);
    for (const alias of [name, ...aliases]) {
      const clean = plain(alias, LONGEST_LABEL);
      if (clean && clean !== this.called && this.aliases.size < 50) this.aliases.add(clean);
    }
    return this.report.taken(where, name, 'as the network');
  }
  narrate(where: string, what: string, text: string): boolean {
    if (this.narrative.length >= MOST_TEXTS)
      return this.report.left(where, what, `an alert holds ${MOST_TEXTS} such texts`);
    if (!text.trim()) return this.report.left(where, what, 'it is empty');
    this.narrative.push(this.text(text, LONGEST_TEXT));
    return this.report.taken(where, what, 'into the text on methods');
  }
  /** A code of ours that a file of ours carries: `concealment`, `night-convoy`. */
  code(field: string, code: string): void {
    this.codes.set(field, (this.codes.get(field) ?? new Set()).add(code));
  }

  build(): Record<string, unknown> {
    const methods = ['recruitment', 'concealment', 'control', 'payment'].flatMap((field) =>
      this.codes.has(field) ? [[field, [...this.codes.get(field)!]] as const] : [],
    );
    const transport = [...(this.codes.get('transport') ?? [])];
    return {
      ...this.draft,
      ...(this.topics.size > 0 && { topics: [...this.topics] }),
      ...(this.indicators.length > 0 && { indicators: this.indicators }),
      ...(this.points.length > 0 && { routes: [{ points: this.points, transport, carriers: [] }] }),
      ...(this.called && {
        network: {
          label: this.called,
          aliases: [...this.aliases],
          structure: 'unknown',
          roles: [],
          nationalities: [],
          languages: [],
          knownLinks: [],
        },
      }),
      ...((methods.length > 0 || this.narrative.length > 0) && {
        methods: { ...Object.fromEntries(methods), narrative: this.narrative },
      }),
    };
  }

  private text = (text: string, longest: number) => ({ language: this.language, text: plain(text, longest) });
}

const within = (latitude: number, longitude: number): boolean => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

function precisionOf(metres: number | undefined): string {
  if (metres === undefined) return 'within-10-km';
  if (metres < 500) return 'exact';
  return metres <= 1000
    ? 'within-1-km'
    : metres <= 10_000
      ? 'within-10-km'
      : metres <= 50_000
        ? 'within-50-km'
        : 'area';
}
/** Metres, as STIX states a location's precision. */
export const metresOf = (precision: string): number =>
  ({ exact: 50, 'within-1-km': 1000, 'within-10-km': 10_000, 'within-50-km': 50_000 })[precision] ?? 200_000;
