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
import { asked, askerOf, DIRECTORY, memberAsking, nodeAsking } from '#libs/transport/subjects.js';
import { readEntry } from '#libs/trust/statement.js';
import { AccountsService } from './accounts.service.js';
import { CheckpointsService } from './checkpoints.service.js';
import { HubService } from './hub.service.js';
import { LogService } from './log.service.js';
import { HOUR_MS, Quota } from './quota.js';
import { RecordsService } from './records.service.js';

/** Statements that a member's nodes, or a ceremony, may hand in, taken or not: each costs the check of a signature or several. */
const HANDED_IN_AN_HOUR = 3000;
/** Cosignatures that one node gives: one for each checkpoint, of which there is at most one a second, and some anew. */
const COSIGNED_AN_HOUR = 7200;
/** Records of contacts that one member puts. */
const RECORDS_AN_HOUR = 2000;

const tooMany = refuse(
  'quota-exceeded',
  'More was handed in from here than the directory takes in an hour.',
  'Wait some minutes and hand it in again.',
);

/** What the directory answers over NATS request/reply. */
@Controller()
export class DirectoryController {
  private readonly handedIn = new Quota(HOUR_MS);
  private readonly cosigned = new Quota(HOUR_MS);
  private readonly recordsPut = new Quota(HOUR_MS);

  constructor(
    private readonly log: LogService,
    private readonly checkpoints: CheckpointsService,
    private readonly hub: HubService,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
  ) {}

  @MessagePattern(asked(DIRECTORY.submit, '*'))
  submit(@Payload() payload: unknown, @Ctx() context: NatsContext) {
    return answered(SubmitRequest, payload, async ({ entry }) => {
      const asker = memberAsking(context.getSubject()) ?? askerOf(context.getSubject());
      if (!this.handedIn.take(asker, HANDED_IN_AN_HOUR, Date.now())) return tooMany;
      const appended = await this.log.append(entry);
      if (!appended.ok) return (await this.credentialAgain(entry, appended.refusal.code)) ?? appended;
      this.checkpoints.grown();
      const body = bodyOf(entry);
      if (body?.type === 'contact-erased') await this.records.erase(body.contact);
      if (body && CHANGES_MAILBOXES.has(body.type)) await this.hub.prepare();
      const credential = body?.type === 'node-enrolled' && (await this.accounts.credentialFor(body.node, body.hubKey));
      return { ok: true, position: appended.value, ...(credential && { credential }) };
    });
  }

  @MessagePattern(asked(DIRECTORY.entries, '*'))
  async entries(@Payload() payload: unknown) {
    const request = EntriesRequest.safeParse(payload);
    const { size, note } = this.checkpoints.newest;
    const entries = request.success ? await this.log.entries(request.data.from, size) : [];
    return { checkpoint: note, entries: entries.map(base64) };
  }

  @MessagePattern(asked(DIRECTORY.cosign, '*'))
  cosign(@Payload() payload: unknown, @Ctx() context: NatsContext) {
    return answered(CosignRequest, payload, async ({ node, size, line }) => {
      if (node !== nodeAsking(context.getSubject())) {
        return refuse('witness-other', 'A node hands in its own cosignature alone.', 'Cosign as this node.');
      }
      if (!this.cosigned.take(node, COSIGNED_AN_HOUR, Date.now())) return tooMany;
      const taken = await this.checkpoints.cosign(node, size, line);
      return taken.ok ? { ok: true } : taken;
    });
  }

  @MessagePattern(asked(DIRECTORY.proof, '*'))
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

  @MessagePattern(asked(DIRECTORY.tile, '*'))
  tile(@Payload() payload: unknown) {
    return answered(TileRequest, payload, async ({ path }) => {
      const tile = await this.log.tile(path);
      return tile.ok ? { ok: true, bytes: base64(tile.value) } : tile;
    });
  }

  @MessagePattern(asked(DIRECTORY.putRecord, '*'))
  putRecord(@Payload() payload: unknown, @Ctx() context: NatsContext) {
    return answered(PutRecordRequest, payload, async (request) => {
      const member = memberAsking(context.getSubject());
      if (!this.recordsPut.take(member ?? '', RECORDS_AN_HOUR, Date.now())) return tooMany;
      const put = await this.records.put(member, request);
      return put.ok ? { ok: true } : put;
    });
  }

  @MessagePattern(asked(DIRECTORY.record, '*'))
  record(@Payload() payload: unknown, @Ctx() context: NatsContext) {
    return answered(RecordRequest, payload, async ({ contact }) => {
      const found = await this.records.get(contact, nodeAsking(context.getSubject()));
      if (!found.ok) return found;
      return { ok: true, sealed: base64(found.value.sealed), capsule: base64(found.value.capsule) };
    });
  }

  /** An enrolment that is in the log already, handed in again because the answer was lost, gets its credential again. */
  private async credentialAgain(entry: Uint8Array, code: string) {
    const body = bodyOf(entry);
    if (code !== 'out-of-order' || body?.type !== 'node-enrolled') return undefined;
    const known = this.log.directory.nodes.get(body.node);
    if (known?.hubKey !== body.hubKey || known.retiredAt !== undefined) return undefined;
    return { ok: true, position: known.since, credential: await this.accounts.credentialFor(body.node, body.hubKey) };
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
