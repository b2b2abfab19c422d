import { hex } from '#libs/cose/bytes.js';
import type { Outcome, Refusal } from '#libs/outcome/index.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { MOST_PARENTS, type SignedEvent } from './event.js';
import type { CaseKind, Changed } from './kind.js';
import { eventsIn, MOST_EVENTS_OF_AN_AUTHOR, MOST_PARTIES, roomForEvents } from './room.js';
import { Waiting } from './waiting.js';

export { MOST_EVENTS_OF_AN_AUTHOR } from './room.js';
export { MOST_WAITING_OF_AN_AUTHOR } from './waiting.js';

/** What became of an event that was given to a ledger. */
export type Added =
  /** It is in the record now, and whatever waited for it. */
  | 'added'
  | 'known'
  /** An event before it is missing: it is kept until that comes. */
  | 'waits'
  /** An event before it is missing, and its author has so many waiting already: it is not kept. */
  | 'left'
  /** It can belong to no record of this case. */
  | 'refused'
  /** Its author, or the units of its author's member together, have said more than a case holds. */
  | 'too-many';

/** Two events of one author in one place: only a dishonest author, or a restored backup, makes them. */
export interface Fork {
  readonly author: UnitAddress;
  readonly sequence: number;
  /** The wires, as evidence. */
  readonly events: readonly [Uint8Array, Uint8Array];
}

/** An event in its place, with what it did. */
export interface Placed {
  readonly event: SignedEvent;
  /** Why it has no effect; undefined where it has. */
  readonly refusal: Refusal | undefined;
}

export interface CaseView<State> {
  /** Every event, in the order in which all parties apply them. */
  readonly record: readonly Placed[];
  readonly state: State | undefined;
  readonly parties: readonly UnitAddress[];
  readonly forks: readonly Fork[];
}

/**
 * The events of one case as one party has them. Whoever has the same events has the same record and state, in whatever
 * order they came, how often, and with what delays: order comes from the events' links, and between events that know
 * nothing of each other from written rules.
 */
export class CaseLedger<State> {
  private readonly events = new Map<string, SignedEvent>();
  private readonly waiting = new Waiting();
  private readonly byPlace = new Map<string, string[]>();
  private readonly room = roomForEvents();
  /** The events in the order in which they were put here, and of each one bit for every event that it comes after. */
  private readonly names: string[] = [];
  private readonly ancestry = new Map<string, { readonly index: number; readonly bits: Uint32Array }>();
  private first: string | undefined;
  private seen: CaseView<State> | undefined;
  /** The parties when the case was last looked at. */
  private parties: readonly UnitAddress[] | undefined;

  /** @param caseId the first event's hash */
  constructor(
    private readonly kind: CaseKind<State>,
    readonly caseId: Uint8Array,
  ) {}

  /** Takes in an event whose signature was verified. */
  add(event: SignedEvent): Added {
    const name = hex(event.hash);
    if (this.events.has(name) || this.waiting.has(name)) return 'known';
    if (!this.belongs(event)) return 'refused';
    if (event.sequence > MOST_EVENTS_OF_AN_AUTHOR || !this.hasRoomFor(name, event)) return 'too-many';
    const wanted = this.isBegun && this.waiting.isWaitedFor(name);
    if (!this.lacksNothing(event) && this.waiting.hasFull(event.author) && !wanted) return 'left';
    return this.take(name, event);
  }

  /**
   * Takes in an event of this case that was kept: the bounds were held when it came, and its neighbours may come in any
   * order now.
   */
  restore(event: SignedEvent): void {
    const name = hex(event.hash);
    if (this.belongs(event) && !this.events.has(name) && !this.waiting.has(name)) this.take(name, event);
  }

  /** Whether the first event is here. */
  get isBegun(): boolean {
    return this.first !== undefined;
  }

  /** The authors of whom no more is kept that nothing known builds on, while something before it is missing. */
  get full(): UnitAddress[] {
    return this.waiting.full;
  }

  /**
   * The newest events, as many as one event names. Of each author its newest goes first, of parties before others: who is
   * honest has no more than one, and whoever has hundreds pushes nobody else's out. What has no effect whatever comes is
   * not among them, since no party needs it: an event out of a broken chain, and what a forked author said but for the
   * two events that prove it.
   */
  get heads(): Uint8Array[] {
    const { record, forks, parties } = this.view;
    const proofs = new Set(forks.flatMap(({ events }) => events));
    const counting = record
      .filter(({ event, refusal }) => (refusal !== CHAIN_BROKEN && refusal !== FORKED) || proofs.has(event.wire))
      .map(({ event }) => event);
    const older = new Set(counting.flatMap((event) => event.parents.map(hex)));
    const newest = counting.filter((event) => !older.has(hex(event.hash))).sort((a, b) => b.sequence - a.sequence);
    const authors = new Set<UnitAddress>();
    const first = newest.filter(({ author }) => !authors.has(author) && authors.add(author));
    const ofParties = first.filter(({ author }) => parties.includes(author));
    return [...new Set([...ofParties, ...first, ...newest])].slice(0, MOST_PARENTS).map((event) => event.hash);
  }

  /** What an author's next event comes after: the newest events, and its own before in any case, without which it has no effect. */
  parentsOf(author: UnitAddress): Uint8Array[] {
    const { heads } = this;
    const own = this.byPlace.get(placeOf(author, this.nextSequence(author) - 1)) ?? [];
    const isAfterOwn = (head: string) => own.some((name) => name === head || this.comesAfter(head, name));
    if (own.length === 0 || heads.some((head) => isAfterOwn(hex(head)))) return heads;
    return [this.events.get(own[0]!)!.hash, ...heads.slice(0, MOST_PARENTS - 1)];
  }

  /** The sequence number of an author's next event. */
  nextSequence = (author: UnitAddress): number =>
    1 +
    Math.max(0, ...[...this.events.values()].filter((event) => event.author === author).map((event) => event.sequence));

  /** The hashes of events that are missing before those that wait. */
  get missing(): string[] {
    return this.waiting.missing;
  }

  /** The hashes of what is missing before these events, kept or not, as far back as is known. */
  missingBefore(events: readonly SignedEvent[]): string[] {
    const before = new Set(events.filter((event) => this.belongs(event)).flatMap((event) => event.parents.map(hex)));
    // A set goes on over what is added while it is walked.
    for (const name of before) for (const parent of this.waiting.get(name)?.parents ?? []) before.add(hex(parent));
    return [...before].filter((name) => !this.events.has(name) && !this.waiting.has(name));
  }

  /** The events of these names with all that comes before them: what their authors had seen. */
  before(names: readonly string[]): Set<string> {
    const known = names.filter((name) => this.events.has(name));
    return new Set([...known, ...this.names.filter((one) => known.some((name) => this.comesAfter(name, one)))]);
  }

  /** The events of these names that wait. */
  waitingOnes = (names: readonly string[]): SignedEvent[] =>
    names.map((name) => this.waiting.get(name)).filter((event) => event !== undefined);

  /** An event that is in the record, by name. */
  event = (name: string): SignedEvent | undefined => this.events.get(name);

  /** What the case is now. */
  get view(): CaseView<State> {
    this.seen ??= this.fold();
    this.parties = this.seen.parties;
    return this.seen;
  }

  private belongs(event: SignedEvent): boolean {
    if (event.kind !== this.kind.name) return false;
    if (event.case === null) return hex(event.hash) === hex(this.caseId) && event.sequence === 1;
    return hex(event.case) === hex(this.caseId);
  }

  private lacksNothing = (event: SignedEvent): boolean => event.parents.every((parent) => this.events.has(hex(parent)));

  /**
   * What a party of another member has built on is taken beyond its author's share, too: it may have been told what was
   * not told here, and without it its own events would never be read. Each member's parties may have been told as much.
   */
  private hasRoomFor(name: string, { author, wire }: SignedEvent): boolean {
    const size = eventsIn(wire);
    if (this.room.has(author, size)) return true;
    if (!this.isBegun) return false;
    this.parties ??= this.view.parties;
    const times = new Set(this.parties.map(memberOf)).size;
    return this.room.has(author, size, times) && this.waiting.isWantedByAnother(name, author, this.parties);
  }

  private take(name: string, event: SignedEvent): Added {
    this.room.take(event.author, eventsIn(event.wire));
    const lacking = event.parents.map(hex).filter((parent) => !this.events.has(parent));
    if (lacking.length === 0) {
      this.settle(name, event);
      return 'added';
    }
    this.waiting.add(name, event, lacking);
    return 'waits';
  }

  /** Puts an event into the record, and whatever then has all that comes before it. */
  private settle(name: string, event: SignedEvent): void {
    const free: [string, SignedEvent][] = [[name, event]];
    for (const [next, one] of free) {
      this.put(next, one);
      free.push(...this.waiting.release(next));
    }
  }

  /** An author knows its own events: each of them but the first comes after the one before. */
  private followsItself(event: SignedEvent): boolean {
    if (event.sequence === 1) return true;
    const before = this.byPlace.get(placeOf(event.author, event.sequence - 1)) ?? [];
    return before.some((name) => this.comesAfter(hex(event.hash), name));
  }

  private put(name: string, event: SignedEvent): void {
    this.events.set(name, event);
    this.ancestry.set(name, { index: this.names.length, bits: this.ancestryOf(event) });
    this.names.push(name);
    const place = placeOf(event.author, event.sequence);
    this.byPlace.set(place, [...(this.byPlace.get(place) ?? []), name]);
    if (event.case === null) this.first = name;
    this.seen = undefined;
  }

  private ancestryOf(event: SignedEvent): Uint32Array {
    const bits = new Uint32Array(Math.ceil(this.names.length / 32));
    for (const parent of event.parents.map(hex)) {
      const { index, bits: theirs } = this.ancestry.get(parent)!;
      theirs.forEach((word, i) => {
        bits[i]! |= word;
      });
      bits[index >> 5]! |= 1 << (index & 31);
    }
    return bits;
  }

  private comesAfter(name: string, earlier: string): boolean {
    const { index } = this.ancestry.get(earlier)!;
    return (((this.ancestry.get(name)!.bits[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  private fold(): CaseView<State> {
    const forks = this.forks();
    const record: Placed[] = [];
    let [state, parties]: [State | undefined, readonly UnitAddress[]] = [undefined, []];
    for (const event of this.inOrder()) {
      const refusal = this.barred(event, forks, parties);
      const outcome: Outcome<Changed<State>> | undefined = refusal ? undefined : this.apply(state, event, parties);
      if (outcome?.ok) {
        state = outcome.value.state;
        parties = outcome.value.parties ?? parties;
      }
      record.push({ event, refusal: refusal ?? (outcome?.ok ? undefined : outcome?.refusal) });
    }
    return { record, state, parties, forks };
  }

  private apply(
    state: State | undefined,
    event: SignedEvent,
    parties: readonly UnitAddress[],
  ): Outcome<Changed<State>> {
    if (event.case !== null && state === undefined) return { ok: false, refusal: NOT_BEGUN };
    const changed = event.case === null ? this.kind.begin(event) : this.kind.apply(state!, event, parties);
    const isCrowded = changed.ok && (changed.value.parties?.length ?? 0) > MOST_PARTIES;
    return isCrowded ? { ok: false, refusal: TOO_MANY_PARTIES } : changed;
  }

  /** What the engine itself refuses, whatever the kind says. */
  private barred(event: SignedEvent, forks: readonly Fork[], parties: readonly UnitAddress[]): Refusal | undefined {
    const forked = forks.some((fork) => fork.author === event.author && event.sequence >= fork.sequence);
    if (forked) return FORKED;
    if (!this.followsItself(event)) return CHAIN_BROKEN;
    return event.case !== null && !parties.includes(event.author) ? NO_PARTY : undefined;
  }

  /** The first place in which each author said two things. */
  private forks(): Fork[] {
    const first = new Map<UnitAddress, Fork>();
    for (const names of this.byPlace.values()) {
      if (names.length < 2) continue;
      const [one, other] = [...names].sort().map((name) => this.events.get(name)!) as [SignedEvent, SignedEvent];
      const known = first.get(one.author);
      if (known && known.sequence <= one.sequence) continue;
      first.set(one.author, { author: one.author, sequence: one.sequence, events: [one.wire, other.wire] });
    }
    return [...first.values()].sort((a, b) => (a.author < b.author ? -1 : 1));
  }

  /** Each event after all that it knew of; of those that are free to come, the lowest rank, then the lowest hash. */
  private inOrder(): SignedEvent[] {
    const ordered: SignedEvent[] = [];
    if (this.first === undefined) return ordered;
    const left = new Map([...this.events].map(([name, event]) => [name, event.parents.length]));
    const children = new Map([...this.events.keys()].map((name) => [name, [] as string[]]));
    for (const [name, event] of this.events) {
      for (const parent of event.parents.map(hex)) children.get(parent)!.push(name);
    }
    // The last is the next to come.
    const free = [this.first];
    for (let name = free.pop(); name !== undefined; name = free.pop()) {
      ordered.push(this.events.get(name)!);
      for (const child of children.get(name)!) {
        left.set(child, left.get(child)! - 1);
        if (left.get(child) === 0) free.splice(this.placeAmong(free, child), 0, child);
      }
    }
    return ordered;
  }

  /** Where an event goes among those that are free to come, the last of them first. */
  private placeAmong(free: readonly string[], name: string): number {
    let [from, until] = [0, free.length];
    while (from < until) {
      const middle = (from + until) >> 1;
      if (this.comesBefore(name, free[middle]!)) from = middle + 1;
      else until = middle;
    }
    return from;
  }

  private comesBefore(a: string, b: string): boolean {
    const byRank = this.rankOf(a) - this.rankOf(b);
    return byRank === 0 ? a < b : byRank < 0;
  }

  private rankOf = (name: string): number => this.kind.rank(this.events.get(name)!);
}

const placeOf = (author: UnitAddress, sequence: number): string => `${author} ${sequence}`;

const FORKED: Refusal = {
  code: 'author-forked',
  message: 'Its author gave one place in the case to two events.',
  remedy: 'Nothing that it says from there on has effect. The evidence is kept: call the author, and its member.',
};
const CHAIN_BROKEN: Refusal = {
  code: 'chain-broken',
  message: 'It does not come after its author’s own event before it.',
  remedy: 'It stays in the record without effect: its author’s node lost what it had written.',
};
const NO_PARTY: Refusal = {
  code: 'not-a-party',
  message: 'Its author is not a party of the case there.',
  remedy: 'It stays in the record without effect.',
};
/** A message names all parties: with more of them nobody's next move could be sent. */
export const TOO_MANY_PARTIES: Refusal = {
  code: 'too-many-parties',
  message: `A case has at most ${MOST_PARTIES} parties.`,
  remedy: 'It stays in the record without effect: let another party go first.',
};
const NOT_BEGUN: Refusal = {
  code: 'case-not-begun',
  message: 'The case’s first event could not begin it.',
  remedy: 'Ask its author to begin another.',
};
