import { setTimeout as delay } from 'node:timers/promises';
import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';

export interface Outgoing {
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** nats-server: a batch holds at most this many messages. */
const BATCH_LIMIT = 1000;
/** nats-server error: too many atomic batches are open on the stream. */
const TOO_MANY_BATCHES = 10210;
/** nats-server error: the subject holds its one message already (discard_new_per_subject). */
const SUBJECT_TAKEN = 10077;

/**
 * Publishes the slices of one message as one atomic batch, flushed to the hub's disk when this resolves: every mailbox
 * or none. Where the hub refuses the batch (one full mailbox is enough), each slice goes alone, so that one absent
 * member costs the others nothing. No message id is set: deduplication is the receiver's.
 * @returns how many mailboxes took theirs; throws where the hub cannot be reached
 */
export async function publishSlices(js: JetStreamClient, slices: readonly Outgoing[]): Promise<number> {
  let taken = 0;
  for (let from = 0; from < slices.length; from += BATCH_LIMIT) {
    taken += await publishChunk(js, slices.slice(from, from + BATCH_LIMIT));
  }
  return taken;
}

async function publishChunk(js: JetStreamClient, slices: readonly Outgoing[]): Promise<number> {
  if (slices.length > 1) {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        await publishBatch(js, slices);
        return slices.length;
      } catch (error) {
        if (!(error instanceof JetStreamApiError)) throw error;
        if (error.code !== TOO_MANY_BATCHES) break;
        await delay(50 * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }
  let taken = 0;
  for (const { subject, payload } of slices) {
    try {
      await js.publish(subject, payload);
      taken++;
    } catch (error) {
      if (!(error instanceof JetStreamApiError)) throw error;
    }
  }
  return taken;
}

async function publishBatch(js: JetStreamClient, slices: readonly Outgoing[]): Promise<void> {
  const [first, ...rest] = slices;
  const last = rest.pop()!;
  const batch = await js.startBatch(first!.subject, first!.payload);
  for (const { subject, payload } of rest) batch.add(subject, payload);
  await batch.commit(last.subject, last.payload, { timeout: 10_000 });
}

/** Puts a message that is written once (introduction, part); one that is there already is left as it is. */
export async function publishOnce(js: JetStreamClient, { subject, payload }: Outgoing): Promise<void> {
  try {
    await js.publish(subject, payload);
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === SUBJECT_TAKEN)) throw error;
  }
}
