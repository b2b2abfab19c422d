import type { NatsConnection } from '@nats-io/transport-node';
import { ulid } from 'ulid';
import { z } from 'zod';
import type { SealedRecord } from '#libs/contacts/record.js';
import { base64 } from '#libs/cose/bytes.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { NodeName } from '#libs/trust/address.js';
import {
  CosignReply,
  EntriesReply,
  type IntroductionRequest,
  type PartRequest,
  ProofReply,
  type ProofRequest,
  PutRecordReply,
  RecordReply,
  SubmitReply,
  TileReply,
} from './directory-protocol.js';
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

/** Hands in a node's cosignature over the checkpoint of this size. */
export const submitCosignature = (
  connection: NatsConnection,
  node: NodeName,
  size: number,
  line: string,
): Promise<Outcome<CosignReply>> => ask(connection, DIRECTORY.cosign, { node, size, line }, CosignReply);

/** Fetches an inclusion or consistency proof; nothing of it is verified here. */
export const fetchProof = (connection: NatsConnection, request: ProofRequest): Promise<Outcome<ProofReply>> =>
  ask(connection, DIRECTORY.proof, request, ProofReply);

/** Fetches a tile by its path (C2SP tlog-tiles). */
export const fetchTile = (connection: NatsConnection, path: string): Promise<Outcome<TileReply>> =>
  ask(connection, DIRECTORY.tile, { path }, TileReply);

/** Puts a contact's sealed record beside the log, as one of its member's nodes. */
export const putRecord = (
  connection: NatsConnection,
  contact: string,
  record: SealedRecord,
): Promise<Outcome<z.infer<typeof PutRecordReply>>> =>
  ask(
    connection,
    DIRECTORY.putRecord,
    {
      contact,
      sealed: base64(record.sealed),
      capsules: [...record.capsules].map(([node, capsule]) => ({ node, capsule: base64(capsule) })),
    },
    PutRecordReply,
  );

/** Fetches a contact's sealed record with the node's own capsule. */
export const fetchRecord = (
  connection: NatsConnection,
  contact: string,
): Promise<Outcome<z.infer<typeof RecordReply>>> => ask(connection, DIRECTORY.record, { contact }, RecordReply);

/** Fetches an introduction that was left for a unit of this node; undefined where the hub does not have it, or does not answer. */
export const fetchIntroduction = (
  connection: NatsConnection,
  request: IntroductionRequest,
): Promise<Uint8Array | undefined> => askForBytes(connection, DIRECTORY.introduction, request);

/** Fetches a sealed part of a file by its whole name; undefined where the hub does not have it, or does not answer. */
export const fetchPart = (connection: NatsConnection, request: PartRequest): Promise<Uint8Array | undefined> =>
  askForBytes(connection, DIRECTORY.part, request);

async function askForBytes(
  connection: NatsConnection,
  subject: string,
  request: object,
): Promise<Uint8Array | undefined> {
  const answer = await connection.request(subject, JSON.stringify(request), { timeout: 5000 }).catch(() => undefined);
  return answer && answer.data.length > 0 ? answer.data : undefined;
}

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
