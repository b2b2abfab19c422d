import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sha256 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { accept, type Outcome, type Refusal, refuse } from '#libs/outcome/index.js';
import { submitEntry } from '#libs/transport/directory-client.js';
import type { Author } from '#libs/trust/author.js';
import { authorOf, type StatementBody } from '#libs/trust/bodies.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { encodePayload } from '#libs/trust/statement.js';
import { inTurn } from '../../process/alone.js';
import { HubLink } from '../../process/hub-link.js';
import { DirectoryService } from './directory.service.js';
import { entryFault } from './entry-fault.js';

/** A statement that is in the log; `credential` is a newly enrolled node's way into the hub. */
export interface HandedIn {
  readonly position: number;
  readonly credential: string | undefined;
}

interface Said {
  readonly body: StatementBody;
  /** The author's own. */
  readonly key: SigningKey;
  readonly author: Author;
}

const unreachable = refuse('directory-unreachable', 'The hub is not reached.', 'It is tried again by itself.');

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
   * @param author who makes it, where that is not the body's own: a liaison office for its unit
   */
  say(body: StatementBody, key: SigningKey, author: Author = authorOf(body)): Promise<Outcome<HandedIn>> {
    return this.inTurn(async () => this.handIn(this.signed([{ body, key, author }])[0]!));
  }

  /** The same of many, none of which waits until the one before is trusted. @returns why the first that was not taken was not */
  sayAll(said: readonly Omit<Said, 'author'>[]): Promise<Outcome<true>> {
    return this.inTurn(async () => {
      if (!this.hub.reachable) return unreachable;
      const connection = await this.hub.connection();
      // The directory takes them in the order in which they come.
      const entries = this.signed(said.map((one) => ({ ...one, author: authorOf(one.body) })));
      const replies = await Promise.all(entries.map((entry) => submitEntry(connection, entry)));
      const outcomes = replies.map((reply) => (reply.ok ? reply.value : reply));
      const positions = outcomes.map((outcome) => (outcome.ok ? outcome.position : 0));
      const reached = await this.directory.syncTo(Math.max(0, ...positions));
      if (!reached.ok) return reached;
      return outcomes.find((outcome) => !outcome.ok) ?? accept(true);
    });
  }

  private async inTurn<T>(handIn: () => Promise<T>): Promise<T> {
    const said = this.saying.then(() =>
      inTurn(this.database, 'statements', async () => {
        await this.directory.refresh();
        return handIn();
      }),
    );
    this.saying = said.catch(() => undefined);
    return said;
  }

  /** Each after those before it in its author's own chain. */
  private signed(said: readonly Said[]): Uint8Array[] {
    const { verified } = this.directory.log;
    const chains = new Map(verified.chains);
    return said.map(({ body, key, author }) => {
      const statement = draftStatement({ ...verified, chains }, body, Date.now(), author);
      chains.set(author, { sequence: statement.sequence, head: sha256(encodePayload(statement)) });
      return signStatement(statement, [key]);
    });
  }

  /** Hands in a statement that was signed elsewhere; answers when it is trusted here. */
  async handIn(entry: Uint8Array): Promise<Outcome<HandedIn>> {
    if (!this.hub.reachable) return unreachable;
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
