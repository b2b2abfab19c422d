import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { base64 } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { noteOf, readCheckpoint, type SignedCheckpoint, signCheckpoint } from '#libs/log/checkpoint.js';
import { leafHash, MerkleTree } from '#libs/log/merkle.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { CosignRequest, EntriesRequest, ProofRequest } from '#libs/transport/directory-protocol.js';
import { asked, DIRECTORY, memberAsking } from '#libs/transport/subjects.js';

const ORIGIN = 'liaison.local/log';

/** One log as the hostile directory would have it: entries, and its own signed checkpoint with what was cosigned. */
class View {
  readonly tree = new MerkleTree();
  checkpoint: SignedCheckpoint;

  constructor(
    readonly entries: readonly Uint8Array[],
    key: SigningKey,
    /** Entries that it shows; the checkpoint is over all. */
    readonly shown = entries.length,
  ) {
    for (const entry of entries) this.tree.append(leafHash(entry));
    const note = signCheckpoint({ origin: ORIGIN, size: this.tree.size, root: this.tree.root() }, key);
    this.checkpoint = expectAccepted(readCheckpoint(note, ORIGIN, key.publicKey));
  }
}

/** A directory operator with the log's real key who shows each member whatever suits them. */
export class HostileDirectory {
  private readonly views = new Map<string, View | string>();

  constructor(
    private readonly connection: NatsConnection,
    private readonly logKey: SigningKey,
  ) {
    this.answer(DIRECTORY.entries, (view, data) => {
      const { from } = EntriesRequest.parse(data);
      return { checkpoint: noteOf(view.checkpoint), entries: view.entries.slice(from, view.shown).map(base64) };
    });
    this.answer(DIRECTORY.cosign, (view, data) => {
      const { line } = CosignRequest.parse(data);
      view.checkpoint = { ...view.checkpoint, lines: [...view.checkpoint.lines, line] };
      return { ok: true };
    });
    this.answer(DIRECTORY.proof, (view, data) => {
      const request = ProofRequest.parse(data);
      if (request.of !== 'consistency') throw new Error('not asked for here');
      const proof = view.tree.consistencyProof(request.older, request.newer).map(base64);
      return { ok: true, root: base64(view.tree.root(request.older)), proof };
    });
  }

  /** Shows this log to these members' nodes, and tells all to look. @param shown how many entries it does not hold back */
  async show(
    members: readonly string[],
    entries: readonly Uint8Array[],
    shown?: number,
    key = this.logKey,
  ): Promise<void> {
    const view = new View(entries, key, shown);
    for (const member of members) this.views.set(member, view);
    await this.push();
  }

  /** Answers these members' nodes with something that is no answer. */
  async babble(members: readonly string[], answer: string): Promise<void> {
    for (const member of members) this.views.set(member, answer);
    await this.push();
  }

  private async push(): Promise<void> {
    this.connection.publish(DIRECTORY.pushed, 'new');
    await this.connection.flush();
  }

  private answer(subject: string, respond: (view: View, data: unknown) => object): void {
    const callback = (_error: unknown, message: Msg) => {
      const view = this.views.get(memberAsking(message.subject) ?? '');
      if (view === undefined) return;
      if (typeof view === 'string') return void message.respond(view);
      const { data } = message.json<{ data: unknown }>();
      message.respond(JSON.stringify({ response: respond(view, data), isDisposed: true }));
    };
    this.connection.subscribe(asked(subject, '*'), { callback });
  }
}
