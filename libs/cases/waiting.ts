import { hex } from '#libs/cose/bytes.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import type { SignedEvent } from './event.js';

/** Of one author, that nothing known builds on: who names parents that never come has no more of them kept. */
export const MOST_WAITING_OF_AN_AUTHOR = 50;

/** The events of a case that wait for others before them. */
export class Waiting {
  private readonly events = new Map<string, SignedEvent>();
  /** By name of an event that is not in the record: those that wait for it. */
  private readonly waitingFor = new Map<string, string[]>();
  /** Of each event that waits, how many before it are not in the record. */
  private readonly lacking = new Map<string, number>();
  private readonly byAuthor = new Map<UnitAddress, number>();
  /** By name of an event that is not in the record: the members whose parties wait for it; undefined until that is asked. */
  private wanting: Map<string, Set<string>> | undefined;
  private parties: readonly UnitAddress[] = [];

  has = (name: string): boolean => this.events.has(name);
  get = (name: string): SignedEvent | undefined => this.events.get(name);
  isWaitedFor = (name: string): boolean => this.waitingFor.has(name);
  hasFull = (author: UnitAddress): boolean => (this.byAuthor.get(author) ?? 0) >= MOST_WAITING_OF_AN_AUTHOR;

  /** The authors who have as many here as one may. */
  get full(): UnitAddress[] {
    return [...this.byAuthor.keys()].filter(this.hasFull);
  }

  /** The names of what is missing: it is waited for, and does not wait itself. */
  get missing(): string[] {
    return [...this.waitingFor.keys()].filter((name) => !this.events.has(name));
  }

  /** @param lacking its parents that are not in the record, at least one */
  add(name: string, event: SignedEvent, lacking: readonly string[]): void {
    this.events.set(name, event);
    this.byAuthor.set(event.author, (this.byAuthor.get(event.author) ?? 0) + 1);
    this.lacking.set(name, lacking.length);
    for (const parent of lacking) {
      const others = this.waitingFor.get(parent);
      if (others) others.push(name);
      else this.waitingFor.set(parent, [name]);
    }
    if (this.wanting) this.pass(name, event, this.wanting);
  }

  /** An event is in the record now. @returns those that then lack nothing any more, and do not wait from here on */
  release(name: string): [string, SignedEvent][] {
    const free: [string, SignedEvent][] = [];
    for (const child of this.waitingFor.get(name) ?? []) {
      const lacking = this.lacking.get(child)! - 1;
      this.lacking.set(child, lacking);
      if (lacking > 0) continue;
      const waited = this.events.get(child)!;
      this.events.delete(child);
      this.lacking.delete(child);
      this.byAuthor.set(waited.author, this.byAuthor.get(waited.author)! - 1);
      free.push([child, waited]);
    }
    this.waitingFor.delete(name);
    this.wanting?.delete(name);
    return free;
  }

  /** Whether one of these parties, of another member than its author's, has built on it: by an event that waits for it, however far behind. */
  isWantedByAnother(name: string, author: UnitAddress, parties: readonly UnitAddress[]): boolean {
    if (this.wanting === undefined || parties.join() !== this.parties.join()) {
      this.parties = parties;
      this.wanting = new Map();
      for (const [waiting, event] of this.events) this.pass(waiting, event, this.wanting);
    }
    return [...(this.wanting.get(name) ?? [])].some((member) => member !== memberOf(author));
  }

  /** Who wants an event, wants all that it comes after. Each is passed on to each event once. */
  private pass(name: string, event: SignedEvent, wanting: Map<string, Set<string>>): void {
    const own = this.parties.includes(event.author) ? [memberOf(event.author)] : [];
    const open = [...own, ...(wanting.get(name) ?? [])].map((member) => [event, member] as const);
    for (const [one, member] of open) {
      for (const parent of one.parents.map(hex)) {
        if (!this.waitingFor.has(parent)) continue;
        const known = wanting.get(parent) ?? new Set();
        if (known.has(member)) continue;
        wanting.set(parent, known.add(member));
        const before = this.events.get(parent);
        if (before) open.push([before, member]);
      }
    }
  }
}
