import type { NatsConnection } from '@nats-io/transport-node';
import { ulid } from 'ulid';
import { z } from 'zod';
import { base64 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { EntriesReply, SubmitReply } from './directory-protocol.js';
import { DIRECTORY } from './subjects.js';

export type DirectoryRefusal = 'directory-unreachable' | 'directory-nonsense';

/** Nest's NATS transport wraps what a handler returns. */
const Wrapped = z.looseObject({ response: z.unknown() });

/** Hands a statement to the directory service. */
export const submitEntry = (connection: NatsConnection, entry: Uint8Array): Promise<Outcome<SubmitReply>> =>
  ask(connection, DIRECTORY.submit, { entry: base64(entry) }, SubmitReply);

/** Fetches log entries from `from` on, with the newest checkpoint; nothing of it is verified here. */
export const fetchEntries = (connection: NatsConnection, from: number): Promise<Outcome<EntriesReply>> =>
  ask(connection, DIRECTORY.entries, { from }, EntriesReply);

async function ask<T extends z.ZodType>(
  connection: NatsConnection,
  subject: string,
  request: unknown,
  schema: T,
): Promise<Outcome<z.infer<T>, DirectoryRefusal>> {
  // Nest's NATS transport takes a message for a request by its id, and for an event without one.
  const packet = { pattern: subject, data: request, id: ulid() };
  let data: Uint8Array;
  try {
    data = (await connection.request(subject, JSON.stringify(packet), { timeout: 5000 })).data;
  } catch {
    return refuse(
      'directory-unreachable',
      'The directory service does not answer.',
      'Nothing is lost; it is asked again by itself. Tell the hub operator if it stays so.',
    );
  }
  try {
    const parsed = schema.safeParse(Wrapped.parse(JSON.parse(Buffer.from(data).toString('utf8'))).response);
    if (parsed.success) return accept(parsed.data);
  } catch {
    // not JSON: the refusal below
  }
  return refuse(
    'directory-nonsense',
    'The directory service answered something that is no answer.',
    'This node keeps to what it verified before. Report it to the hub operator.',
  );
}
