import { keptEvent, type SignedEvent } from '#libs/cases/event.js';
import { CaseLedger } from '#libs/cases/ledger.js';
import { type Room, roomForWords } from '#libs/cases/room.js';
import { equalBytes, hex, sha256, utf8 } from '#libs/cose/bytes.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import type { CaseRooms } from '#libs/kinds/case-kind.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { contentOf, filesInAll } from '#libs/kinds/case-message.js';
import type { ReadEvent } from '#libs/kinds/case-paper.js';
import type { CaseRow } from '#libs/store/cases-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';

/** Where an event lies among the unit's messages. */
export interface EventPlace {
  /** Who brought it. */
  readonly sender: string;
  readonly messageId: string;
  readonly place: number;
}

/** An event with the message that it lies in. */
export interface PlacedEvent extends EventPlace {
  readonly event: SignedEvent;
  readonly content: string | null;
  /** Those that the content names. */
  readonly files: readonly AttachedFile[];
}

/** An event as it is kept: its signed bytes, and where what it says is among the unit's messages. */
export interface KeptEvent extends EventPlace {
  readonly name: string;
  readonly wire: Uint8Array;
  /** Whether what it says is there, or was; true where it says nothing. */
  readonly whole: boolean;
  /** Bytes of what it says, as it came. */
  readonly words: number;
  /** Whether what was said in its message is erased. */
  readonly erased: boolean;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly storedAt: number;
}

/** A case as a unit has it, open to be read and gone on with. */
export interface OpenCase {
  readonly unit: UnitAddress;
  readonly caseId: string;
  readonly kindName: string;
  readonly kind: CaseRooms<unknown>;
  readonly ledger: CaseLedger<unknown>;
  /** By event's name: its content as text; null where this unit does not have it. As far as it was opened: see `CaseStore`. */
  readonly contents: Map<string, string | null>;
  /** The names of events of which this unit has what they say, or had. */
  readonly whole: Set<string>;
  /** Room for more of that. */
  readonly words: Room;
  /** The names of events whose content was here and is erased. */
  readonly erased: ReadonlySet<string>;
  /** When that was done last, milliseconds since 1970-01-01T00:00Z; null where it never was. */
  readonly erasedAt: number | null;
  /** By event's name: when it came in, milliseconds since 1970-01-01T00:00Z. */
  readonly storedAt: Map<string, number>;
  /** By event's name. */
  readonly places: Map<string, EventPlace>;
  /** The names of events that are kept and cannot be read. */
  readonly unreadable: ReadonlySet<string>;
}

/** A case as it was kept, without what its events say. @throws where this node does not know its kind */
export function opened(row: CaseRow, events: readonly KeptEvent[]): OpenCase {
  const kind = CASE_KINDS[row.kind];
  if (!kind) throw new Error('a case of a kind that this node does not know');
  const erased = new Set<string>();
  const unreadable = new Set<string>();
  const open: OpenCase = {
    unit: row.unit as UnitAddress,
    caseId: row.caseId,
    kindName: row.kind,
    kind,
    ledger: new CaseLedger(kind.engine, Buffer.from(row.caseId, 'hex')),
    contents: new Map(),
    whole: new Set(),
    words: roomForWords(),
    erased,
    erasedAt: row.erasedAt,
    storedAt: new Map(),
    places: new Map(),
    unreadable,
  };
  for (const { name, wire, whole, words, storedAt, sender, messageId, place, ...kept } of events) {
    const event = keptEvent(wire);
    if (!event) {
      // One event that nobody can read takes nothing from the others.
      unreadable.add(name);
      continue;
    }
    open.ledger.restore(event);
    open.words.take(event.author, words);
    open.storedAt.set(name, storedAt);
    open.places.set(name, { sender, messageId, place });
    if (whole) open.whole.add(name);
    if (whole && kept.erased && event.content !== null) erased.add(name);
  }
  return open;
}

/** Every file that is named in a case. */
export const filesOf = ({ contents }: OpenCase): AttachedFile[] => filesInAll([...contents.values()]);

/** What was done in a case, as far as the unit that reads has it. */
export const readEvents = (open: OpenCase): ReadEvent[] =>
  open.ledger.view.record.map(({ event, refusal }) => ({
    event,
    content: contentOf(open.contents.get(hex(event.hash)) ?? null),
    absent: absenceOf(open, event),
    refusal: refusal?.message,
  }));

/** Why the unit does not have what an event says; null where it has it, and where it says nothing. */
export function absenceOf({ contents, erased }: OpenCase, { hash, content }: SignedEvent): ReadEvent['absent'] {
  if (content === null || typeof contents.get(hex(hash)) === 'string') return null;
  return erased.has(hex(hash)) ? 'erased' : 'withheld';
}

/** A file in a case, as the audit log names it: the event that gave it, and which of its files. */
export const fileInCase = (event: string, name: string): string => `${event}/${name}`;

/** Whether a content is the one that the event commits to. */
export const isWhatWasSigned = ({ content }: Pick<SignedEvent, 'content'>, text: string | null): boolean =>
  text === null ? content === null : content !== null && equalBytes(sha256(utf8(text)), content);
