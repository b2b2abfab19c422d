import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ulid } from 'ulid';
import { type CaseEvent, type SignedEvent, signedAsIs } from '#libs/cases/event.js';
import { base64, hex, utf8 } from '#libs/cose/bytes.js';
import { type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import type { EnvelopeHeader } from '#libs/envelope/header.js';
import { type Introduction, introduce, type WrapKey } from '#libs/envelope/introduction.js';
import { sealAsIs, slice } from '#libs/envelope/seal.js';
import { expectAccepted } from '#libs/outcome/index.js';
import { connectToHub } from '#libs/transport/connection.js';
import { inboxPrefix, introductionSubject, mailSubject } from '#libs/transport/subjects.js';
import { memberOf, NodeName, UnitAddress } from '#libs/trust/address.js';
import { type DirectoryState, epochKeyFor } from '#libs/trust/directory.js';
import type { TestNetwork } from './journey.js';

export const CASE_KIND = 'mutual-legal-assistance';

export type Introduced = { readonly introduction: Introduction; readonly wrapKey: WrapKey };

/** What of a message may be other than our own node would write it. */
export interface Forging {
  /** Of any values, such as no header holds, too. */
  readonly header?: Partial<Record<keyof EnvelopeHeader, unknown>>;
  readonly key?: SigningKey;
  readonly by?: Introduced;
  /** In the channel to the recipient; the next where it is left out. */
  readonly place?: number | undefined;
}

/** What an event of a case says. */
export const caseWords = (text: string, files: readonly object[] = []): string =>
  JSON.stringify({ salt: '00'.repeat(16), text: { language: 'fr', text, translations: [] }, files });

/** A member's node, taken over: its genuine credential, its units' keys, and none of our code in between. */
export class TakenNode {
  private readonly introduced = new Map<UnitAddress, Introduced>();
  private place = 0;

  private constructor(
    readonly hub: NatsConnection,
    /** Of its first unit. */
    readonly unit: UnitAddress,
    readonly unitKey: SigningKey,
    readonly directory: DirectoryState,
  ) {}

  /** Stops the member's own node and connects in its place. */
  static async take(net: TestNetwork, member: string): Promise<TakenNode> {
    await net.network.nodes.get(member)!.stop();
    const secrets = JSON.parse(await readFile(join(net.folder, `network/members/${member}/node/secrets.json`), 'utf8'));
    const hub = await connectToHub(
      net.network.hubAddress(net.network.hubPort),
      secrets.credential,
      'taken',
      inboxPrefix(NodeName.parse(`${member}/main`)),
    );
    const [{ unit, signingSeed }] = secrets.units;
    const unitKey = signingKeyFromSeed(Buffer.from(signingSeed, 'hex'));
    return new TakenNode(hub, UnitAddress.parse(unit), unitKey, (await net.log()).state);
  }

  /** Introduces its unit to another, as `introduce` does, and leaves the introduction at the hub. */
  async introduceTo(recipient: UnitAddress): Promise<Introduced> {
    const epochKey = epochKeyFor(this.directory.units.get(recipient)!, Date.now())!;
    const made = introduce(this.unit, this.unitKey, recipient, epochKey.key);
    const subject = introductionSubject(this.unit, recipient, hex(made.introduction.id));
    await jetstream(this.hub).publish(subject, made.introduction.bytes);
    this.introduced.set(recipient, made);
    return made;
  }

  /** A message as it travels, sealed to a unit that this one has introduced itself to. */
  message(recipient: UnitAddress, body: Uint8Array, forging: Forging = {}): Uint8Array {
    const { header, key = this.unitKey, by = this.introduced.get(recipient)!, place = ++this.place } = forging;
    const whole = {
      id: ulid(),
      kind: 'alert',
      sender: this.unit,
      createdAt: Date.now(),
      logPosition: this.directory.size,
      policyVersion: 0,
      handling: 'AMBER',
      urgent: true,
      ...header,
    } as EnvelopeHeader;
    const { wrapKey, introduction } = by;
    const to = { unit: recipient, introductionId: introduction.id, wrapKey, sequence: place };
    const envelope = expectAccepted(sealAsIs(whole, body, [{ ...to, previous: new Uint8Array(32) }], key));
    return slice(envelope, recipient)!;
  }

  /** An event of a case, signed by its unit, readable or not: one that says nothing where nothing is said. */
  event(change: Partial<CaseEvent>, key = this.unitKey): SignedEvent {
    const event: CaseEvent = {
      case: null,
      kind: CASE_KIND,
      author: this.unit,
      sequence: 1,
      parents: [],
      at: Date.now(),
      logPosition: this.directory.size,
      move: 'write',
      terms: new Map(),
      content: null,
      ...change,
    };
    return signedAsIs(event, key);
  }

  /** What a message of a case carries, with what each event says. */
  caseBody(
    caseId: Uint8Array,
    recipient: UnitAddress,
    events: readonly (readonly [SignedEvent, string | null])[],
  ): Uint8Array {
    const travelling = events.map(([event, content]) => ({ event: base64(event.wire), content }));
    const body = { case: hex(caseId), parties: [this.unit, recipient], urgent: false, events: travelling };
    return utf8(JSON.stringify(body));
  }

  /** Puts bytes into another unit's mailbox. */
  send = (recipient: UnitAddress, wire: Uint8Array): Promise<unknown> =>
    jetstream(this.hub).publish(mailSubject(recipient, this.unit), wire);

  member = (): string => memberOf(this.unit);
  close = (): Promise<void> => this.hub.close();
}
