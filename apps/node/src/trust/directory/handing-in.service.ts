import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { accept, type Outcome, type Refusal, refuse } from '#libs/outcome/index.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import type { Author } from '#libs/trust/author.js';
import type { StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { inTurn } from '../../process/alone.js';
import { HubLink } from '../../process/hub-link.js';
import { DirectoryService } from './directory.service.js';
import { entryFault } from './entry-fault.js';

/** A statement that is in the log; `credential` is a newly enrolled node's way into the hub. */
export interface HandedIn {
  readonly position: number;
  readonly credential: string | undefined;
}

/** Hands statements in to the directory's log, and waits until they are trusted here. */
@Injectable()
export class HandingIn {
  private saying: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly hub: HubLink,
    private readonly directory: DirectoryService,
  ) {}

  /**
   * Makes the author's next statement, hands it in and waits until it is trusted; one at a time, in whichever process.
   * @param key the author's own @param author where it is not the body's own: a liaison office for its unit
   */
  say(body: StatementBody, key: SigningKey, author?: Author): Promise<Outcome<HandedIn>> {
    const handIn = async () => {
      await this.directory.refresh();
      return this.handIn(signStatement(draftStatement(this.directory.log.verified, body, Date.now(), author), [key]));
    };
    const said = this.saying.then(() => inTurn(this.database, 'statements', handIn));
    this.saying = said.catch(() => undefined);
    return said;
  }

  /** Hands in a statement that was signed elsewhere; answers when it is trusted here. */
  async handIn(entry: Uint8Array): Promise<Outcome<HandedIn>> {
    if (!this.hub.reachable) {
      return refuse('directory-unreachable', 'The hub is not reached.', 'It is tried again by itself.');
    }
    const fault = await this.faultOf(entry);
    if (fault) return { ok: false, refusal: fault };
    const reply = await submitEntry(await this.hub.connection(), entry);
    if (!reply.ok) return reply;
    if (!reply.value.ok) {
      // Somebody else may have spoken for this author: the next try is made from the newest log.
      await this.directory.sync();
      return reply.value;
    }
    const reached = await this.directory.syncTo(reply.value.position);
    return reached.ok ? accept({ position: reply.value.position, credential: reply.value.credential }) : reached;
  }

  private async faultOf(entry: Uint8Array): Promise<Refusal | undefined> {
    const known = entryFault(this.directory.log.verified, entry);
    if (!known?.mayPass) return known?.refusal;
    await this.directory.sync();
    return entryFault(this.directory.log.verified, entry)?.refusal;
  }
}
