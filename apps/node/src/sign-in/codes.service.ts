import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { CodeSecretRow } from '#libs/store/sign-in-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../config.js';

const PURPOSE = 'one-time code secret';
const STEP_SECONDS = 30;

/** One-time codes (RFC 6238: SHA-1, six digits, 30 seconds, as every authenticator reads them). */
@Injectable()
export class CodesService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Proposes a secret; it counts once a code of it was right. @returns what an authenticator reads */
  async propose(officerId: string, name: string): Promise<{ secret: string; uri: string }> {
    const secret = new Secret({ size: 20 });
    const sealedSecret = sealUnder(this.config.storageKey, PURPOSE, new Uint8Array(secret.buffer));
    await this.secrets.upsert({ officerId, sealedSecret, confirmed: false, lastStep: 0 }, ['officerId']);
    return { secret: secret.base32, uri: this.totp(secret, name).toString() };
  }

  /** @returns whether the code was right; from then on it is asked for */
  async confirm(officerId: string, code: string): Promise<boolean> {
    if (!(await this.fits(officerId, code))) return false;
    await this.secrets.update({ officerId }, { confirmed: true });
    return true;
  }

  async isOn(officerId: string): Promise<boolean> {
    return this.secrets.existsBy({ officerId, confirmed: true });
  }

  async remove(officerId: string): Promise<void> {
    await this.secrets.delete({ officerId });
  }

  /** Whether a code is right now, or was a step ago, and has not been used (RFC 6238 §5.2). */
  async fits(officerId: string, code: string): Promise<boolean> {
    const row = await this.secrets.findOneBy({ officerId });
    if (!row) return false;
    const secret = new Secret({
      buffer: new Uint8Array(openUnder(this.config.storageKey, PURPOSE, row.sealedSecret)).buffer,
    });
    const delta = this.totp(secret, '').validate({ token: code, window: 1 });
    if (delta === null) return false;
    const step = Math.floor(Date.now() / 1000 / STEP_SECONDS) + delta;
    const { affected } = await this.database
      .createQueryBuilder()
      .update(CodeSecretRow)
      .set({ lastStep: step })
      .where('officer_id = :officerId AND last_step < :step', { officerId, step })
      .execute();
    return affected === 1;
  }

  private totp = (secret: Secret, label: string): TOTP =>
    new TOTP({ issuer: `Liaison ${this.config.node}`, label, secret, period: STEP_SECONDS });

  private get secrets() {
    return this.database.getRepository(CodeSecretRow);
  }
}
