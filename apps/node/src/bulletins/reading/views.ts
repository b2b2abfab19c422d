import { z } from 'zod';
import { Offset } from '#libs/bounds/numbers.js';
import { DateTime } from '#libs/bounds/times.js';
import { MessageId } from '#libs/envelope/id.js';
import { bulletinKind } from '#libs/kinds/bulletin-kinds.js';
import { type BulletinName } from '#libs/kinds/bulletin-names.js';
import { ReplyType } from '#libs/kinds/bulletin-reply.js';
import { Tlp } from '#libs/kinds/handling.js';
import { Word } from '#libs/kinds/searchable.js';
import { Text } from '#libs/kinds/text.js';
import { UnitAddress } from '#libs/trust/address.js';
import { Phrase } from '#libs/words/phrase.js';
import { FileStanding } from '../../post/files/views.js';

/** A bulletin of a kind as it is posted. */
export const postRequest = (kind: BulletinName) =>
  z.strictObject({
    unit: UnitAddress,
    body: bulletinKind(kind).draft,
    /** Posts again what this unit has posted before, word for word. */
    again: z.boolean().default(false),
  });
export type PostRequest = z.infer<ReturnType<typeof postRequest>>;

const AudienceMember = z.object({
  unit: UnitAddress,
  receives: z.boolean(),
  reason: z.string(),
  because: z.array(Phrase).readonly(),
  /** The rules of the policy that decided, by their ids. */
  rules: z.array(z.string()).readonly(),
  delivery: z.enum(['immediate', 'digest']),
});

export const PostedView = z.object({ id: z.string(), postedAt: z.iso.datetime(), audience: z.array(AudienceMember) });

/** Trust in one received message, each fact as it was checked when it came in. */
const TrustView = z.object({
  signedBy: UnitAddress,
  keyId: z.string(),
  logPosition: z.int(),
  channelSequence: z.int().nullable(),
  envelope: z.string(),
  /** How far its author's clock was ahead of ours when it came in, in minutes; null where that is not to be told. */
  clockAheadMinutes: z.int().nullable(),
  /** Where the key is known to have been in wrong hands: since when, and whether this came in only afterwards. */
  revoked: z.object({ compromisedAt: z.iso.datetime(), afterwards: z.boolean() }).nullable(),
});

const DeliveryView = z.object({
  unit: UnitAddress,
  reason: z.string(),
  /** `erased`: it has confirmed that it erased what was recalled. `lapsed`: it was over before it had it. */
  state: z.enum(['queued', 'sent', 'delivered', 'opened', 'acted-on', 'erased', 'lapsed']),
  deliveredAt: z.iso.datetime().nullable(),
  /** When the recipient's word for the last of these came in. */
  progressAt: z.iso.datetime().nullable(),
  erasedAt: z.iso.datetime().nullable(),
});

const Yes = z.enum(['yes', 'no']).transform((word) => word === 'yes');

/** What bulletins of any kind are chosen by; every filter that is given has to hold. */
const Filters = z.strictObject({
  unit: UnitAddress.optional(),
  box: z.enum(['in', 'out', 'all']).default('in'),
  /** Words in any language, `"words that follow each other"`, `-without`, `OR`, or an identifier. */
  q: z.string().trim().min(1).max(300).optional(),
  sender: UnitAddress.optional(),
  tlp: Tlp.optional(),
  urgent: Yes.optional(),
  language: Word.optional(),
  state: z.enum(['valid', 'expired', 'replaced', 'recalled']).optional(),
  /** Not opened by anyone of the unit yet. */
  unread: Yes.optional(),
  /** An officer's name, or `nobody`. */
  assigned: Word.optional(),
  since: DateTime.optional(),
  until: DateTime.optional(),
});
/** Beside these a kind's own facets are asked for, each by its name. */
export type BulletinFilters = z.infer<typeof Filters>;

/** What bulletins of a kind are chosen by. */
export const filtersOn = (kind: BulletinName): typeof Filters => Filters.extend(facetsAskedOf(kind));

/** A kind's own facets; the types know the filters that all kinds have. */
function facetsAskedOf(kind: BulletinName): Record<never, never> {
  const facets = Object.entries(bulletinKind(kind).facets);
  return Object.fromEntries(facets.map(([name, value]) => [name, value.optional()]));
}

/** By when it was stored, and by id, sender and unit where several were at once. */
const Place = z
  .string()
  .regex(/^\d{1,16}~[0-9A-Z]{26}(~[a-z]{2,12}\/[a-z0-9-]{1,61}){2}$/, 'where a page ended, as its "next" says');

const page = {
  /** By relevance only where something is looked for; otherwise the newest come first. */
  sort: z.enum(['newest', 'relevance']).default('newest'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** With the routes, for a map of what was found. */
  with: z.enum(['routes']).optional(),
  /** Where the last page ended, as its `next` says. */
  before: z.union([Offset, Place]).optional(),
};
export const listQuery = (kind: BulletinName) => filtersOn(kind).extend(page);
export type ListQuery = z.infer<ReturnType<typeof listQuery>>;

/** Why it is looked at, for the audit log. */
export const ShowQuery = z.strictObject({ why: z.string().trim().max(500).optional() });

export const BulletinSummary = z.object({
  id: z.string(),
  unit: UnitAddress,
  sender: UnitAddress,
  /** Empty where it was recalled and its content erased. */
  title: z.string(),
  /** The same in each language that it has. */
  titles: z.array(Text),
  recalled: z.boolean(),
  /** Erased because it was kept for long enough. */
  weeded: z.boolean(),
  /** It is there, and this node cannot read it. */
  unreadable: z.boolean(),
  expired: z.boolean(),
  /** The officer who deals with it. */
  assignedTo: z.string().nullable(),
  /** The later bulletin that took this one's place. */
  replacedBy: z.string().nullable(),
  tlp: z.string(),
  urgent: z.boolean(),
  createdAt: z.iso.datetime(),
  storedAt: z.iso.datetime(),
});
/** A bulletin in a list. */
export const BulletinLine = BulletinSummary.extend({
  /** Whether somebody of the unit has opened it; what is the unit's own is read. */
  read: z.boolean(),
  /** Where they were asked for, it is there, and its kind has any. */
  path: z
    .object({
      validUntil: z.iso.datetime({ offset: true }),
      routes: z.array(
        z.array(
          z.object({
            place: z.string(),
            country: z.string().nullable(),
            latitude: z.number().nullable(),
            longitude: z.number().nullable(),
            from: z.string().nullable(),
            until: z.string().nullable(),
          }),
        ),
      ),
    })
    .nullable(),
});
export const BulletinList = z.object({
  bulletins: z.array(BulletinLine),
  next: z.string().nullable(),
  /** Filters that are nobody's words: what was asked for and cannot be looked for, such as words that are too common. */
  ignored: z.array(z.string()),
});

const ReplyView = z.object({
  from: z.string(),
  at: z.iso.datetime(),
  type: ReplyType,
  text: z.object({ language: z.string(), text: z.string() }).nullable(),
  seenAt: z.string().nullable(),
  place: z.string().nullable(),
});

/** A bulletin with what is known of it beside what it says. */
export const bulletinView = (kind: BulletinName) =>
  BulletinSummary.extend({
    /** Null where it was recalled: its content is erased. */
    body: bulletinKind(kind).body.nullable(),
    /** Its files, in their order: how far each has come. */
    files: z.array(FileStanding),
    /** Where it replaces one that this unit has: what changed, field by field. */
    changes: z
      .array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
      .nullable(),
    /** How what it rests on stands now. */
    sources: z.array(
      z.object({
        kind: z.string(),
        author: UnitAddress,
        bulletin: MessageId,
        title: z.string().nullable(),
        standing: z.enum(['valid', 'expired', 'replaced', 'recalled', 'not-here']),
      }),
    ),
    recall: z.object({ at: z.iso.datetime(), reason: z.object({ language: z.string(), text: z.string() }) }).nullable(),
    trust: TrustView.nullable(),
    /** At the author: what recipients answered. At a recipient: what this unit answered. */
    replies: z.array(ReplyView),
    delivery: z.array(DeliveryView),
  });
export type BulletinView = z.infer<ReturnType<typeof bulletinView>>;
