import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, IsNull, LessThan, LessThanOrEqual } from 'typeorm';
import { equalBytes } from '#libs/cose/bytes.js';
import type { SigningKey } from '#libs/cose/ed25519.js';
import { keyId } from '#libs/cose/ed25519.js';
import { type KemKey, kemKeyFromSeed, newKemKey } from '#libs/envelope/hpke.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { EpochKeyRow } from '#libs/store/trust-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { signingKeyAt } from '#libs/trust/directory.js';
import { epochAt } from '#libs/trust/epochs.js';
import { everythingOf } from '#libs/trust/subscription.js';
import { alone } from '../../process/alone.js';
import { CONFIG, type NodeConfig, type OwnUnit } from '../../process/config.js';
import type { Worker } from '../../process/roles.js';
import { Wakeable } from '../../process/wakeable.js';
import { writeAnew } from '../../process/write-anew.js';
import { DirectoryService } from '../directory/directory.service.js';
import { HandingIn } from '../directory/handing-in.service.js';

/** Epochs published ahead, so that a unit that was offline for weeks can still be written to. */
const EPOCHS_AHEAD = 4;
/** Statements that are handed in together. */
const SAID_AT_ONCE = 100;
/** How soon what could not be published is tried again. */
const IDLE_MS = 5000;

/** The units' own keys: signing keys from the secrets file, epoch keys made here and published in the log by themselves. */
@Injectable()
export class KeysService implements Worker {
  private readonly logger = new Logger(KeysService.name);
  private readonly loop = new Wakeable(
    { idleMs: IDLE_MS, apartMs: 100 },
    () => alone(this.database, 'keys', () => this.publish()).then(() => false),
    this.logger,
    'keys not published yet',
  );

  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly handingIn: HandingIn,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  start(): void {
    this.directory.whenChanged(() => this.loop.wake());
    this.loop.start();
  }

  stop = (): Promise<void> => this.loop.stop();

  get units(): readonly OwnUnit[] {
    return this.config.units;
  }

  owns(unit: string): unit is UnitAddress {
    return this.config.units.some((own) => own.address === unit);
  }

  signingKey(unit: UnitAddress): SigningKey {
    const own = this.config.units.find(({ address }) => address === unit);
    if (!own) throw new Error(`${unit} is not a unit of this node`);
    const known = this.directory.state.units.get(unit);
    const live = known && signingKeyAt(known, this.directory.state.size);
    return own.signingKeys.find((key) => live && equalBytes(key.publicKey, live)) ?? own.signingKeys[0]!;
  }

  /** The private epoch key with this key id, or undefined where it was erased or never was ours. */
  async epochKey(unit: UnitAddress, id: Uint8Array): Promise<{ epoch: number; key: KemKey } | undefined> {
    const row = await this.database.getRepository(EpochKeyRow).findOneBy({ unit, keyId: Buffer.from(id) });
    if (!row) return undefined;
    return { epoch: row.epoch, key: kemKeyFromSeed(openUnder(this.config.storageKey, 'epoch key', row.sealedSecret)) };
  }

  /** Whether a private key of this epoch or of an earlier one is here that may still be needed for what is at the hub. */
  holdsUnread = (epoch: number): Promise<boolean> =>
    this.database.getRepository(EpochKeyRow).existsBy({ epoch: LessThanOrEqual(epoch), readAt: IsNull() });

  /** It is noted of the keys of the epochs up to this one that all that was at the hub for them has been taken in. */
  async noteRead(epoch: number): Promise<void> {
    await this.database
      .getRepository(EpochKeyRow)
      .update({ epoch: LessThanOrEqual(epoch), readAt: IsNull() }, { readAt: Date.now() });
  }

  /** The last epoch of which that was noted before a time; undefined where none is left. */
  async lastReadBefore(time: number): Promise<number | undefined> {
    const rows = this.database.getRepository(EpochKeyRow);
    const row = await rows.findOne({ where: { readAt: LessThan(time) }, order: { epoch: 'DESC' } });
    return row?.epoch;
  }

  /** Erases the private keys of the epochs up to this one, from the disk too. */
  async eraseEpochs(epoch: number): Promise<void> {
    await this.database.getRepository(EpochKeyRow).delete({ epoch: LessThanOrEqual(epoch) });
    await writeAnew(this.database, 'epoch_key');
  }

  /** Publishes what the log does not have yet of each registered unit: epoch keys ahead of time, first subscription. */
  private async publish(): Promise<void> {
    const unsaid = this.config.units.flatMap((own) => this.lacking(own).map((what) => [own, what] as const));
    // Where one is refused the others are, too: the next round tries one again.
    for (let from = 0, until = 1; from < unsaid.length; from = until, until += SAID_AT_ONCE) {
      const bodies = await Promise.all(unsaid.slice(from, until).map(([own, what]) => this.bodyOf(own, what)));
      const said = await this.handingIn.sayAll(bodies.map((body) => ({ body, key: this.signingKey(body.unit) })));
      if (said.ok) continue;
      this.logger.warn(`keys not published yet: ${said.refusal.code}`);
      return;
    }
  }

  /** The epochs of which the log has no key of the unit, and "subscription" where that was never said. */
  private lacking({ address, subscribe }: OwnUnit): (number | 'subscription')[] {
    const unit = this.directory.state.units.get(address);
    if (!unit) return [];
    const now = epochAt(Date.now());
    const epochs = Array.from({ length: EPOCHS_AHEAD + 1 }, (_, ahead) => now + ahead);
    const unsaid = unit.subscription === undefined && subscribe.length > 0;
    return [...epochs.filter((epoch) => !unit.epochKeys.has(epoch)), ...(unsaid ? ['subscription' as const] : [])];
  }

  private async bodyOf({ address: unit, subscribe }: OwnUnit, what: number | 'subscription') {
    if (what === 'subscription') return { type: 'subscription-set' as const, unit, lines: [everythingOf(subscribe)] };
    const { publicKey } = await this.madeEpochKey(unit, what);
    return { type: 'epoch-key-published' as const, unit, epoch: what, publicKey };
  }

  /** Stored before it is published: a key that somebody may encapsulate to is never lost. */
  private async madeEpochKey(unit: UnitAddress, epoch: number): Promise<KemKey> {
    const rows = this.database.getRepository(EpochKeyRow);
    const key = newKemKey();
    await rows
      .createQueryBuilder()
      .insert()
      .values({
        unit,
        epoch,
        keyId: Buffer.from(keyId(key.publicKey)),
        sealedSecret: sealUnder(this.config.storageKey, 'epoch key', key.secretKey),
      })
      .orIgnore()
      .execute();
    const row = await rows.findOneByOrFail({ unit, epoch });
    return kemKeyFromSeed(openUnder(this.config.storageKey, 'epoch key', row.sealedSecret));
  }
}
