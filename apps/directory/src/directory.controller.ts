import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, NatsContext, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import { base64 } from '#libs/cose/bytes.js';
import { type Outcome, refuse } from '#libs/outcome/index.js';
import {
  CosignRequest,
  EntriesRequest,
  ProofRequest,
  PutRecordRequest,
  RecordRequest,
  SubmitRequest,
  TileRequest,
} from '#libs/transport/directory-protocol.js';
import { DIRECTORY, PUT_RECORD } from '#libs/transport/subjects.js';
import { readEntry } from '#libs/trust/statement.js';
import { CheckpointsService } from './checkpoints.service.js';
import { HubService } from './hub.service.js';
import { LogService } from './log.service.js';
import { RecordsService } from './records.service.js';

/** What the directory answers over NATS request/reply. */
@Controller()
export class DirectoryController {
  constructor(
    private readonly log: LogService,
    private readonly checkpoints: CheckpointsService,
    private readonly hub: HubService,
    private readonly records: RecordsService,
  ) {}

  @MessagePattern(DIRECTORY.submit)
  submit(@Payload() payload: unknown) {
    return answered(SubmitRequest, payload, async ({ entry }) => {
      const appended = await this.log.append(entry);
      if (!appended.ok) return (await this.credentialAgain(entry, appended.refusal.code)) ?? appended;
      this.checkpoints.grown();
      const body = bodyOf(entry);
      if (body?.type === 'contact-erased') await this.records.erase(body.contact);
      if (body && CHANGES_MAILBOXES.has(body.type)) await this.hub.prepare();
      const credential = body?.type === 'node-enrolled' && (await this.hub.credentialFor(body.node, body.hubKey));
      return { ok: true, position: appended.value, ...(credential && { credential }) };
    });
  }

  @MessagePattern(DIRECTORY.entries)
  async entries(@Payload() payload: unknown) {
    const request = EntriesRequest.safeParse(payload);
    const { size, note } = this.checkpoints.newest;
    const entries = request.success ? await this.log.entries(request.data.from, size) : [];
    return { checkpoint: note, entries: entries.map(base64) };
  }

  @MessagePattern(DIRECTORY.cosign)
  cosign(@Payload() payload: unknown) {
    return answered(CosignRequest, payload, async ({ node, size, line }) => {
      const taken = await this.checkpoints.cosign(node, size, line);
      return taken.ok ? { ok: true } : taken;
    });
  }

  @MessagePattern(DIRECTORY.proof)
  proof(@Payload() payload: unknown) {
    return answered(ProofRequest, payload, async (request) => {
      const proved =
        request.of === 'inclusion'
          ? this.log.inclusion(request.index, request.size)
          : this.log.consistency(request.older, request.newer);
      if (!proved.ok) return proved;
      return { ok: true, root: base64(proved.value.root), proof: proved.value.proof.map(base64) };
    });
  }

  @MessagePattern(DIRECTORY.tile)
  tile(@Payload() payload: unknown) {
    return answered(TileRequest, payload, async ({ path }) => {
      const tile = await this.log.tile(path);
      return tile.ok ? { ok: true, bytes: base64(tile.value) } : tile;
    });
  }

  @MessagePattern(PUT_RECORD)
  putRecord(@Payload() payload: unknown, @Ctx() context: NatsContext) {
    const member = context.getSubject().split('.').at(-1)!;
    return answered(PutRecordRequest, payload, async (request) => {
      const put = await this.records.put(member, request);
      return put.ok ? { ok: true } : put;
    });
  }

  @MessagePattern(DIRECTORY.record)
  record(@Payload() payload: unknown) {
    return answered(RecordRequest, payload, async ({ contact, node }) => {
      const found = await this.records.get(contact, node);
      if (!found.ok) return found;
      return { ok: true, sealed: base64(found.value.sealed), capsule: base64(found.value.capsule) };
    });
  }

  /** An enrolment that is in the log already, handed in again because the answer was lost, gets its credential again. */
  private async credentialAgain(entry: Uint8Array, code: string) {
    const body = bodyOf(entry);
    if (code !== 'out-of-order' || body?.type !== 'node-enrolled') return undefined;
    const known = this.log.directory.nodes.get(body.node);
    if (known?.hubKey !== body.hubKey) return undefined;
    return { ok: true, position: known.since, credential: await this.hub.credentialFor(body.node, body.hubKey) };
  }
}

/** Parses a request before it is believed; one that is malformed is told so. */
async function answered<T extends z.ZodType>(
  schema: T,
  payload: unknown,
  answer: (request: z.infer<T>) => Promise<object | Outcome<never>>,
): Promise<object> {
  const request = schema.safeParse(payload);
  if (request.success) return answer(request.data);
  return refuse(
    'request-malformed',
    'The directory cannot read this request.',
    'Use the CLI, or see docs/protocol.md.',
  );
}

function bodyOf(entry: Uint8Array) {
  const read = readEntry(entry);
  return read.ok ? read.value.statement.body : undefined;
}

/** Statements after which other nodes read other mailboxes. */
const CHANGES_MAILBOXES: ReadonlySet<string> = new Set([
  'unit-registered',
  'unit-changed',
  'unit-retired',
  'node-retired',
  'member-suspended',
  'member-reinstated',
]);
