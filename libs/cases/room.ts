import { memberOf, type UnitAddress } from '#libs/trust/address.js';

/** Of one author in one case, and so the highest sequence number: what anybody may send is folded by everybody. */
export const MOST_EVENTS_OF_AN_AUTHOR = 2000;
/** Of all units of one member: who registers more units says no more. */
const MOST_EVENTS_OF_A_MEMBER = 2 * MOST_EVENTS_OF_AN_AUTHOR;
/** As many as a bundle lists. */
export const MOST_EVENTS_OF_A_CASE = 20_000;
/** As many as a message of a case names, and those who were let go at once. */
export const MOST_PARTIES = 60;
/** An event that is longer counts as as many as it is long: terms are folded by everybody, too. */
const BYTES_OF_AN_EVENT = 2048;

const MIB = 1024 ** 2;
/** Bytes of what one author says beside the terms: as many events as it may have, each with two pages of text. */
export const MOST_WORDS_OF_AN_AUTHOR = 8 * MIB;
const MOST_WORDS_OF_A_MEMBER = 2 * MOST_WORDS_OF_AN_AUTHOR;
/** Half of what a bundle may hold unpacked. */
const MOST_WORDS_OF_A_CASE = 64 * MIB;

/** The most that one author, the units of one member, and all together have in a case. */
interface Shares {
  readonly ofAuthor: number;
  readonly ofMember: number;
  readonly ofCase: number;
}

/** How much of a case's room each author has taken up: no member takes another's. */
class Room {
  private readonly taken = new Map<UnitAddress | string, number>();
  private whole = 0;

  constructor(private readonly shares: Shares) {}

  /** @param times how often over an author and a member may have their share */
  has(author: UnitAddress, size: number, times = 1): boolean {
    const { ofAuthor, ofMember, ofCase } = this.shares;
    return (
      this.of(author) + size <= ofAuthor * times &&
      this.of(memberOf(author)) + size <= ofMember * times &&
      this.whole + size <= ofCase
    );
  }

  take(author: UnitAddress, size: number): void {
    for (const who of [author, memberOf(author)]) this.taken.set(who, this.of(who) + size);
    this.whole += size;
  }

  private of = (who: UnitAddress | string): number => this.taken.get(who) ?? 0;
}

export const roomForEvents = (): Room =>
  new Room({
    ofAuthor: MOST_EVENTS_OF_AN_AUTHOR,
    ofMember: MOST_EVENTS_OF_A_MEMBER,
    ofCase: MOST_EVENTS_OF_A_CASE,
  });
export const roomForWords = (): Room =>
  new Room({ ofAuthor: MOST_WORDS_OF_AN_AUTHOR, ofMember: MOST_WORDS_OF_A_MEMBER, ofCase: MOST_WORDS_OF_A_CASE });
export type { Room };

/** What an event takes up of the room for events. */
export const eventsIn = (wire: Uint8Array): number => Math.max(1, Math.ceil(wire.length / BYTES_OF_AN_EVENT));
