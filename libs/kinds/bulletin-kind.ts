import type { z } from 'zod';
import type { Profile } from '#libs/correlation/profile.js';
import type { MessageId } from '#libs/envelope/id.js';
import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { PassedOnClaim } from './alert/sharing.js';
import type { AttachedFile, UploadedFile } from './attached-file.js';
import type { WrittenReplyType } from './bulletin-reply.js';
import type { RetentionDays } from './bulletin-retention.js';
import type { Searchable } from './searchable.js';
import type { Text } from './text.js';

/** What a bulletin says of itself in lists, to clocks and to those who handle it. */
export interface BulletinSummary {
  /** In each language that it has, its own first. */
  readonly titles: readonly [z.infer<typeof Text>, ...z.infer<typeof Text>[]];
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly validUntil: number;
  /** The earlier bulletin of the same author and kind whose place it takes. */
  readonly replaces: { readonly id: string; readonly as: string } | undefined;
}

/** A point of a route as a map shows it. */
export interface MappedPoint {
  readonly place: string;
  readonly country?: string | undefined;
  /** Degrees (WGS 84). */
  readonly coordinates?: { readonly latitude: number; readonly longitude: number } | undefined;
  /** First and last day (ISO 8601). */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** What travels is as its author wrote it, with files. */
export interface BulletinBody {
  readonly files: readonly AttachedFile[];
}

/** The same while it is written: a file is named as it was uploaded. */
export interface BulletinDraft {
  readonly files: readonly UploadedFile[];
}

/** Something that a body rests on, and where it says so. */
export interface Cited {
  /** `judgements[0].citations[1]` */
  readonly field: string;
  readonly kind: string;
  readonly author: UnitAddress;
  readonly bulletin: MessageId;
}

/** A bulletin that leaves the node for somebody's own use. */
export interface Exported<Body> {
  readonly id: string;
  readonly sender: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly body: Body;
  /** What recipients answered to their author of having seen it. */
  readonly sightings?: readonly Sighting[];
}

export interface Sighting {
  readonly by: string;
  /** ISO 8601: when it was told, and when it was seen, where that was said. */
  readonly toldAt: string;
  readonly seenAt: string | undefined;
  readonly what: string;
}

/** A format that programs read. */
export interface ExportFormat<Body> {
  readonly mediaType: string;
  readonly extension: string;
  readonly write: (bulletins: readonly Exported<Body>[]) => string;
}

/** A kind of bulletin: what one unit publishes to whoever may and wants to see it. The rest of the system goes by this. */
export interface BulletinKind<Body extends BulletinBody = never> {
  /** What a body of this kind has to be; nothing of it is believed before it passes. */
  readonly body: z.ZodType<Body>;
  /** The same as an officer writes it. */
  readonly draft: z.ZodType<BulletinDraft>;
  /** What policies and subscriptions decide by, told from a body. */
  readonly facts: (body: Body, sender: UnitAddress) => BulletinFacts;
  readonly summary: (body: Body) => BulletinSummary;
  /** The title of what is written so far, where that is no field of its own. */
  readonly titleIn?: (written: Readonly<Record<string, unknown>>) => unknown;
  /** Everything that it can be found by. */
  readonly searchable: (body: Body) => Searchable;
  /** By which of its facets it is chosen in lists, beside label and language, and what each of them may be asked for: a list offers a closed one's codes, and countries by name. */
  readonly facets: Readonly<Record<string, z.ZodType<string>>>;
  readonly retention: RetentionDays;
  /** Whether its author can take it back from everybody who has it. */
  readonly recallable: boolean;
  /** What recipients can answer; none where it is not answered. */
  readonly replies: readonly WrittenReplyType[];
  /** Whether a unit that subscribes late is sent what is still valid. */
  readonly sentLate: boolean;
  /** By which it is compared with others of its kind, where it is. */
  readonly profile?: (body: Body) => Profile;
  /** What it rests on: its author has each of these, and it is labelled no laxer than any. */
  readonly cites?: (body: Body) => readonly Cited[];
  /** Where it leads on a map, where it says so. */
  readonly routes?: (body: Body) => readonly (readonly MappedPoint[])[];
  /** In which formats other systems of the field read it, by name, beside those that every kind has. */
  readonly exchange?: Readonly<Record<string, ExportFormat<Body>>>;
  /** Whose word a body says that it passes on, where it does. */
  readonly passedOn?: (body: Body) => PassedOnClaim | undefined;
}
