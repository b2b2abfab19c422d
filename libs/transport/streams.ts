import { isDeepStrictEqual } from 'node:util';
import {
  AckPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { MAX_RECEIPT_BYTES, MAX_SLICE_BYTES } from '#libs/envelope/limits.js';
import { MAX_NOTE_BYTES } from '#libs/log/note.js';
import type { MemberCode, NodeName, UnitAddress } from '#libs/trust/address.js';
import {
  consumerName,
  mailboxes,
  SHELVES,
  type Shelf,
  STREAM,
  shelfOf,
  shelfSubject,
  TOLD_AS,
  WITNESSED,
} from './subjects.js';

const DAY_NS = 24 * 3600 * 1e9;
const SECOND_NS = 1e9;
const KEPT_DAYS: Readonly<Record<Shelf, number>> = { introductions: 90, parts: 30 };

const base = {
  storage: StorageType.File,
  num_replicas: 1,
  allow_direct: true,
  deny_purge: false,
  // No message of ours has an id; what a stranger's ids take is kept as short as the hub lets it be.
  duplicate_window: 100e6,
};

type Config = Partial<StreamConfig> & { name: string };

/**
 * One mailbox a unit and sender; what the recipient acknowledged is gone from the hub. There are none but those of the
 * log's units: who makes up tens of thousands has nats-server go through all of them at each publish that names them in a
 * header, one after another for everybody.
 */
const queue = (name: 'MAIL' | 'RECEIPTS', units: readonly UnitAddress[], bytes: number): Config => ({
  ...base,
  name,
  // Of a network without units it has the stream's own name, which nobody may publish on.
  subjects: mailboxes(name, units),
  retention: RetentionPolicy.Workqueue,
  discard: DiscardPolicy.New,
  discard_new_per_subject: true,
  // A member that reads nothing fills only its own mailboxes; its senders are refused and keep what they have. One that
  // floods has so much of a reader's time ahead of others' mail, and no more until that is read.
  max_msgs_per_subject: 10_000,
  // Whoever reads it holds many at a time in memory.
  max_msg_size: bytes,
  // Each batch that is opened is a folder synced to the disk, and one member that opens many stops the stream for all.
  allow_atomic: false,
  allow_direct: false,
});

/** One message a subject, never overwritten, read by direct get. A member goes through no others' subjects but its own. */
const shelf = (which: Shelf, member: MemberCode): Config => ({
  ...base,
  name: shelfOf(which, member),
  subjects: [shelfSubject(which, member)],
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.New,
  discard_new_per_subject: true,
  max_msgs_per_subject: 1,
  max_age: KEPT_DAYS[which] * DAY_NS,
});

/** @param units all that the log ever had: mail may be on its way to one that is retired */
const streamsFor = (members: readonly MemberCode[], units: readonly UnitAddress[]): Config[] => [
  queue(STREAM.mail, units, MAX_SLICE_BYTES),
  queue(STREAM.receipts, units, MAX_RECEIPT_BYTES),
  ...SHELVES.flatMap((which) => members.map((member) => shelf(which, member))),
  // Kept only to be told to every member: the newest of each, and no longer than the hub runs.
  {
    name: STREAM.witnessed,
    subjects: [WITNESSED],
    storage: StorageType.Memory,
    num_replicas: 1,
    max_msgs_per_subject: 1,
    max_msg_size: MAX_NOTE_BYTES,
    duplicate_window: 100e6,
    republish: TOLD_AS,
  },
];

/** Makes the streams that are missing, on a new hub or one that lost its disk, and those that are there as they have to be. */
export async function ensureStreams(
  manager: JetStreamManager,
  members: readonly MemberCode[],
  units: readonly UnitAddress[],
): Promise<void> {
  const present = new Map<string, StreamConfig>();
  for await (const { config } of manager.streams.list()) present.set(config.name, config);
  for (const wanted of streamsFor(members, units)) {
    const known = present.get(wanted.name);
    if (!known) await manager.streams.add(wanted);
    else if (!isAs(wanted, known)) await manager.streams.update(wanted.name, wanted);
  }
}

/** What is not so is left out by nats-server where it says what a stream is like. */
const isAs = (wanted: Config, known: StreamConfig): boolean =>
  Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(known[name as keyof StreamConfig] ?? false, value));

const MOST_PULLS = 16;

/**
 * The durable pull consumers through which a node reads its own units' mailboxes and no others. Where it has none to
 * read, retired or suspended, it has no consumer either; what waits for its units stays in their mailboxes.
 */
export async function ensureConsumers(
  manager: JetStreamManager,
  node: NodeName,
  units: readonly UnitAddress[],
): Promise<void> {
  const name = consumerName(node);
  for (const stream of [STREAM.mail, STREAM.receipts] as const) {
    if (units.length === 0) {
      await manager.consumers.delete(stream, name).catch(isAbsent);
      continue;
    }
    const filters = mailboxes(stream, units);
    try {
      const known = await manager.consumers.info(stream, name);
      const current = known.config.filter_subjects ?? [known.config.filter_subject ?? ''];
      if ([...current].sort().join() === [...filters].sort().join()) continue;
      await manager.consumers.update(stream, name, { filter_subjects: filters });
    } catch {
      await manager.consumers.add(stream, {
        durable_name: name,
        ack_policy: AckPolicy.Explicit,
        // A batch is one transaction of well under a second; a node that died with mail in hand gets it again soon.
        ack_wait: 10 * SECOND_NS,
        max_ack_pending: 2000,
        // One or two for each of a node's processes. The hub answers each as often as its asker likes.
        max_waiting: MOST_PULLS,
        max_deliver: -1,
        filter_subjects: filters,
      });
    }
  }
}

/** nats-server error: there is no such consumer. */
function isAbsent(error: unknown): void {
  if (!(error instanceof JetStreamApiError && error.code === 10014)) throw error;
}
