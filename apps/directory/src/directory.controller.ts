import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { base64 } from '#libs/cose/bytes.js';
import { refuse } from '#libs/outcome/index.js';
import { EntriesRequest, type SubmitReply, SubmitRequest } from '#libs/transport/directory-protocol.js';
import { DIRECTORY } from '#libs/transport/subjects.js';
import { readEntry } from '#libs/trust/statement.js';
import { HubService } from './hub.service.js';
import { LogService } from './log.service.js';

/** What the directory answers over NATS request/reply. */
@Controller()
export class DirectoryController {
  constructor(
    private readonly log: LogService,
    private readonly hub: HubService,
  ) {}

  @MessagePattern(DIRECTORY.submit)
  async submit(@Payload() payload: unknown): Promise<SubmitReply> {
    const request = SubmitRequest.safeParse(payload);
    if (!request.success) {
      return refuse('request-malformed', 'A statement is handed in as { "entry": base64 }.', 'Use the CLI.');
    }
    const { entry } = request.data;
    const appended = await this.log.append(entry);
    if (!appended.ok) {
      const again = await this.credentialAgain(entry, appended.refusal.code);
      return again ?? appended;
    }
    this.hub.announce(this.log.checkpoint());
    if (changesMailboxes(entry)) await this.hub.prepare();
    const credential = await this.credentialIn(entry);
    return { ok: true, position: appended.value, ...(credential && { credential }) };
  }

  @MessagePattern(DIRECTORY.entries)
  entries(@Payload() payload: unknown) {
    const request = EntriesRequest.safeParse(payload);
    const from = request.success ? request.data.from : Number.MAX_SAFE_INTEGER;
    return { checkpoint: this.log.checkpoint(), entries: this.log.from(from).map(base64) };
  }

  private async credentialIn(entry: Uint8Array): Promise<string | undefined> {
    const read = readEntry(entry);
    if (!read.ok || read.value.statement.body.type !== 'node-enrolled') return undefined;
    const { node, hubKey } = read.value.statement.body;
    return this.hub.credentialFor(node, hubKey);
  }

  /** An enrolment that is in the log already, handed in again because the answer was lost, gets its credential again. */
  private async credentialAgain(entry: Uint8Array, code: string): Promise<SubmitReply | undefined> {
    const read = readEntry(entry);
    if (code !== 'out-of-order' || !read.ok || read.value.statement.body.type !== 'node-enrolled') return undefined;
    const { node, hubKey } = read.value.statement.body;
    const known = this.log.directory.nodes.get(node);
    if (known?.hubKey !== hubKey) return undefined;
    return { ok: true, position: known.since, credential: await this.hub.credentialFor(node, hubKey) };
  }
}

/** A new unit needs its mailbox read; a node without units has none to read. */
function changesMailboxes(entry: Uint8Array): boolean {
  const read = readEntry(entry);
  return read.ok && read.value.statement.body.type === 'unit-registered';
}
