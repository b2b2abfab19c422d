import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { hex } from '#libs/cose/bytes.js';
import { type SigningKey, signingKeyFromSeed } from '#libs/cose/ed25519.js';
import { type Introduction, introduce, type WrapKey } from '#libs/envelope/introduction.js';
import { connectToHub } from '#libs/transport/connection.js';
import { inboxPrefix, introductionSubject, mailSubject } from '#libs/transport/subjects.js';
import { memberOf, NodeName, UnitAddress } from '#libs/trust/address.js';
import { type DirectoryState, epochKeyFor } from '#libs/trust/directory.js';
import type { TestNetwork } from './journey.js';

/** A member's node, taken over: its genuine credential, its units' keys, and none of our code in between. */
export class TakenNode {
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
  async introduceTo(recipient: UnitAddress): Promise<{ introduction: Introduction; wrapKey: WrapKey }> {
    const epochKey = epochKeyFor(this.directory.units.get(recipient)!, Date.now())!;
    const made = introduce(this.unit, this.unitKey, recipient, epochKey.key);
    const subject = introductionSubject(this.unit, recipient, hex(made.introduction.id));
    await jetstream(this.hub).publish(subject, made.introduction.bytes);
    return made;
  }

  /** Puts bytes into another unit's mailbox. */
  send = (recipient: UnitAddress, wire: Uint8Array): Promise<unknown> =>
    jetstream(this.hub).publish(mailSubject(recipient, this.unit), wire);

  member = (): string => memberOf(this.unit);
  close = (): Promise<void> => this.hub.close();
}
