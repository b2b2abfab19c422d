import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';

export interface Outgoing {
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** Slices whose acknowledgement by the hub is awaited at the same time. */
const UNDER_WAY = 256;
/** nats-server error: the subject holds its one message already (discard_new_per_subject). */
const SUBJECT_TAKEN = 10077;

/**
 * Publishes the slices of one message, each flushed to the hub's disk when this resolves. A mailbox that is full refuses its
 * own alone, so that one absent member costs the others nothing. No message id is set: deduplication is the receiver's.
 * @returns how many mailboxes took theirs; throws where the hub cannot be reached
 */
export async function publishSlices(js: JetStreamClient, slices: readonly Outgoing[]): Promise<number> {
  let taken = 0;
  for (let from = 0; from < slices.length; from += UNDER_WAY) {
    const answers = await Promise.all(slices.slice(from, from + UNDER_WAY).map((slice) => isTaken(js, slice)));
    taken += answers.filter(Boolean).length;
  }
  return taken;
}

async function isTaken(js: JetStreamClient, { subject, payload }: Outgoing): Promise<boolean> {
  try {
    await js.publish(subject, payload);
    return true;
  } catch (error) {
    if (error instanceof JetStreamApiError) return false;
    throw error;
  }
}

/**
 * Puts a message that is written once (introduction, part); one that is there already is left as it is.
 * @returns whether none was there
 */
export async function publishOnce(js: JetStreamClient, { subject, payload }: Outgoing): Promise<boolean> {
  try {
    await js.publish(subject, payload);
    return true;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === SUBJECT_TAKEN) return false;
    throw error;
  }
}
