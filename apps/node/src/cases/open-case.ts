import type { SignedEvent } from '#libs/cases/event.js';
import type { CaseLedger } from '#libs/cases/ledger.js';
import { equalBytes, hex, sha256, utf8 } from '#libs/cose/bytes.js';
import type { AttachedFile } from '#libs/kinds/attached-file.js';
import type { CaseRooms } from '#libs/kinds/case-kind.js';
import { contentOf, filesInAll } from '#libs/kinds/case-message.js';
import type { ReadEvent } from '#libs/kinds/case-paper.js';
import type { UnitAddress } from '#libs/trust/address.js';

/** An event with the message that it lies in. */
export interface PlacedEvent {
  readonly event: SignedEvent;
  readonly content: string | null;
  /** Those that the content names. */
  readonly files: readonly AttachedFile[];
  readonly sender: string;
  readonly messageId: string;
  readonly place: number;
}

/** A case as a unit has it, open to be read and gone on with. */
export interface OpenCase {
  readonly unit: UnitAddress;
  readonly caseId: string;
  readonly kindName: string;
  readonly kind: CaseRooms<unknown>;
  readonly ledger: CaseLedger<unknown>;
  /** By event's name: its content as text; null where this unit does not have it. */
  readonly contents: Map<string, string | null>;
  /** The names of events whose content was here and is erased. */
  readonly erased: ReadonlySet<string>;
  /** When that was done last, milliseconds since 1970-01-01T00:00Z; null where it never was. */
  readonly erasedAt: number | null;
  /** By event's name: when it came in, milliseconds since 1970-01-01T00:00Z. */
  readonly storedAt: Map<string, number>;
  /** By event's name: who brought it. */
  readonly broughtBy: Map<string, string>;
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
