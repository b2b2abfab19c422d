import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { hex } from '#libs/cose/bytes.js';
import { keyId } from '#libs/cose/ed25519.js';
import { acceptIntroduction, introduce, readIntroduction, type WrapKey } from '#libs/envelope/introduction.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { IntroductionInRow, IntroductionOutRow } from '#libs/store/post-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { fetchIntroduction } from '#libs/transport/directory-client.js';
import { memberOf, type UnitAddress } from '#libs/trust/address.js';
import { epochKeyFor } from '#libs/trust/directory.js';
import { keyOfUnit } from '#libs/trust/sender.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { HubLink } from '../../process/hub-link.js';
import { Signals } from '../../process/signals.js';
import { writeAnew } from '../../process/write-anew.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';

export interface PairKey {
  /** Whose epoch key it is under. */
  readonly epoch: number;
  readonly introductionId: Uint8Array;
  readonly wrapKey: WrapKey;
}

/** Does what waits for an answer; undefined where there is no time for it now. */
export type Ask = <T>(work: () => Promise<T>) => Promise<T | undefined>;

/** What a wrap key is made from: another epoch key or another signing key needs another introduction. */
type Pair = Pick<IntroductionOutRow, 'sender' | 'recipient' | 'epochKeyId' | 'senderKeyId'>;
const nameOf = (pair: Pair): string =>
  `${pair.sender} ${pair.recipient} ${hex(pair.epochKeyId)} ${hex(pair.senderKeyId)}`;

/** Introductions of a member that were asked for in vain: when, and what came of it. */
interface Misses {
  readonly since: number;
  readonly asked: Map<string, { readonly at: number; readonly refused: Outcome<never> }>;
}

const PURPOSE = 'wrap key';
/** After so many introductions of a member that are not at the hub or are none, no others are asked for until the time is over. */
const MOST_MISSES = 20;
const MISSES_MS = 10_000;
/** One that was asked for in vain is asked for again after so long, however many messages name it. */
const MISSED_AGAIN_MS = 1000;
/** Keys that are held in memory; one that is let go is read from the database again. */
const MOST_CACHED = 20_000;

const ABSENT = refuse('introduction-absent', 'The sender’s introduction is not at the hub.', 'It is sent again.');

/** Wrap keys of pairs of units: made once an epoch by the sender, fetched once by the recipient. */
@Injectable()
export class Introductions {
  /** Opened wrap keys: ours by pair, epoch key and signing key; theirs by pair and introduction. */
  private readonly cache = new Map<string, PairKey>();
  private readonly misses = new Map<string, Misses>();
  private readonly onFetched: ((id: Uint8Array) => Promise<void>)[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly hub: HubLink,
    private readonly keys: KeysService,
    private readonly signals: Signals,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {
    signals.on('keys-erased', () => this.cache.clear());
  }

  /** The wrap key to write to `recipient` now; makes and stores an introduction where there is none for its epoch key. */
  async toWrite(manager: EntityManager, sender: UnitAddress, recipient: UnitAddress): Promise<PairKey> {
    const unit = this.directory.state.units.get(recipient);
    const epochKey = unit && epochKeyFor(unit, Date.now());
    if (!epochKey) throw new Error('a recipient without an epoch key was let into an audience');
    const signingKey = this.keys.signingKey(sender);
    const pair = {
      sender,
      recipient,
      epochKeyId: Buffer.from(keyId(epochKey.key)),
      senderKeyId: Buffer.from(keyId(signingKey.publicKey)),
    };
    const cached = this.cache.get(nameOf(pair));
    if (cached) return cached;

    // Outside the caller's transaction, which may still roll back: what it made is known when that is committed.
    const known = await this.database.getRepository(IntroductionOutRow).findOneBy(pair);
    if (known) return this.remember(pair, known.id, this.open(known.sealedWrapKey), epochKey.epoch);
    const { introduction, wrapKey } = introduce(sender, signingKey, recipient, epochKey.key);
    const row = {
      ...pair,
      epoch: epochKey.epoch,
      id: Buffer.from(introduction.id),
      wire: Buffer.from(introduction.bytes),
    };
    const values = { ...row, sealedWrapKey: this.seal(wrapKey) };
    await manager.createQueryBuilder().insert().into(IntroductionOutRow).values(values).orIgnore().execute();
    // Another process, or this transaction, may have made one meanwhile.
    const kept = await manager.findOneByOrFail(IntroductionOutRow, pair);
    return { epoch: kept.epoch, introductionId: kept.id, wrapKey: this.open(kept.sealedWrapKey) };
  }

  /** Calls back when an introduction that was not known here has come. */
  whenFetched = (callback: (id: Uint8Array) => Promise<void>): void => void this.onFetched.push(callback);

  /**
   * The wrap key that a received capsule names, fetched from the hub where this is the first of its epoch.
   * @param ask asks the hub, where there is time for that
   */
  async toRead(id: Uint8Array, sender: UnitAddress, recipient: UnitAddress, ask: Ask): Promise<Outcome<WrapKey>> {
    // By everything that is checked: another unit of this node does not read by the introduction of the first.
    const name = `${sender} ${recipient} ${hex(id)}`;
    const cached = this.cache.get(name);
    if (cached) return accept(cached.wrapKey);
    const rows = this.database.getRepository(IntroductionInRow);
    const known = await rows.findOneBy({ id: Buffer.from(id), sender, recipient });
    const pair = known
      ? accept({ epoch: known.epoch, introductionId: id, wrapKey: this.open(known.sealedWrapKey) })
      : ((await ask(() => this.fetch(name, id, sender, recipient))) ?? ABSENT);
    if (!pair.ok) return pair;
    const { epoch, wrapKey } = pair.value;
    if (!known) {
      const row = { id: Buffer.from(id), epoch, sender, recipient, sealedWrapKey: this.seal(wrapKey) };
      await rows.createQueryBuilder().insert().values(row).orIgnore().execute();
      for (const callback of this.onFetched) await callback(id);
    }
    this.cached(name, pair.value);
    return accept(wrapKey);
  }

  private async fetch(
    name: string,
    id: Uint8Array,
    sender: UnitAddress,
    recipient: UnitAddress,
  ): Promise<Outcome<PairKey>> {
    const { asked } = this.missesOf(memberOf(sender));
    const missed = asked.get(name);
    if (missed && Date.now() < missed.at + MISSED_AGAIN_MS) return missed.refused;
    if (!missed && asked.size >= MOST_MISSES) return ABSENT;
    const found = await fetchIntroduction(await this.hub.connection(), { sender, recipient, id: hex(id) });
    const pair = found ? await this.accepted(found, id, sender, recipient) : ABSENT;
    if (!pair.ok) asked.set(name, { at: Date.now(), refused: pair });
    return pair;
  }

  private async accepted(
    found: Uint8Array,
    id: Uint8Array,
    sender: UnitAddress,
    recipient: UnitAddress,
  ): Promise<Outcome<PairKey>> {
    const read = readIntroduction(found);
    if (!read.ok) return read;
    const introduction = read.value;
    if (hex(introduction.id) !== hex(id) || introduction.sender !== sender || introduction.recipient !== recipient) {
      return refuse('introduction-swapped', 'The hub served another introduction.', 'Report it to the hub operator.');
    }
    const key = keyOfUnit(this.directory.state, sender, introduction.senderKeyId);
    const own = await this.keys.epochKey(recipient, introduction.epochKeyId);
    if (!key)
      return refuse('sender-unknown', 'The introduction is signed by no key of its sender.', 'Call the sender.');
    if (!own) {
      return refuse(
        'epoch-key-erased',
        'The message was made for a key that this unit does not hold.',
        'Ask the sender to send it anew.',
      );
    }
    const wrapKey = acceptIntroduction(introduction, key, own.key);
    return wrapKey.ok ? accept({ epoch: own.epoch, introductionId: id, wrapKey: wrapKey.value }) : wrapKey;
  }

  /**
   * Erases the wrap keys of epochs up to this one: those to read with, and those to write with where nothing that they
   * sealed is still under way.
   */
  async erase(epoch: number): Promise<void> {
    await this.database.query('DELETE FROM introduction_in WHERE epoch <= $1', [epoch]);
    await this.database.query(
      `DELETE FROM introduction_out i WHERE epoch <= $1 AND NOT EXISTS
         (SELECT 1 FROM outbox_recipient r WHERE r.introduction_id = i.id AND r.delivered_at IS NULL)`,
      [epoch],
    );
    await writeAnew(this.database, 'introduction_in', 'introduction_out');
    // Every process lets go of those that it holds in memory.
    await this.signals.tell(this.database.manager, 'keys-erased');
  }

  private missesOf(member: string): Misses {
    const known = this.misses.get(member);
    if (known && Date.now() < known.since + MISSES_MS) return known;
    const fresh = { since: Date.now(), asked: new Map() };
    this.misses.set(member, fresh);
    return fresh;
  }

  private remember(pair: Pair, id: Uint8Array, wrapKey: WrapKey, epoch: number): PairKey {
    const key = { epoch, introductionId: id, wrapKey };
    this.cached(nameOf(pair), key);
    return key;
  }

  private cached(name: string, key: PairKey): void {
    if (this.cache.size >= MOST_CACHED) this.cache.delete(this.cache.keys().next().value!);
    this.cache.set(name, key);
  }

  private seal = (wrapKey: WrapKey): Buffer => sealUnder(this.config.storageKey, PURPOSE, wrapKey);
  private open = (sealed: Uint8Array): WrapKey => openUnder(this.config.storageKey, PURPOSE, sealed) as WrapKey;
}
