import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { OfficerRow } from '#libs/store/node-entities.js';
import { CodeSecretRow } from '#libs/store/sign-in-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { Audit } from '../audit/audit.js';
import { CONFIG, type NodeConfig } from '../config.js';
import type { Officer } from '../officers/roles.js';
import { Attempts } from './attempts.service.js';

const PURPOSE = 'one-time code secret';
const STEP_SECONDS = 30;

export const Code = z.string().regex(/^\d{6}$/, 'the six digits that your authenticator shows');

/** Whose codes they are. */
type Named = Pick<OfficerRow, 'id' | 'name'>;

/** One-time codes (RFC 6238: SHA-1, six digits, 30 seconds, as every authenticator reads them). */
@Injectable()
export class CodesService {
  constructor(
    private readonly database: DataSource,
    private readonly attempts: Attempts,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Proposes a secret; it counts once a code of it was right. @returns what an authenticator reads */
  async propose(officerId: string, name: string): Promise<{ secret: string; uri: string }> {
    const secret = new Secret({ size: 20 });
    const sealedSecret = sealUnder(this.config.storageKey, PURPOSE, new Uint8Array(secret.buffer));
    await this.secrets.upsert({ officerId, sealedSecret, confirmed: false, lastStep: 0 }, ['officerId']);
    return { secret: secret.base32, uri: this.totp(secret, name).toString() };
  }

  /** Where the code is right, one is asked for from then on. */
  async confirm(officer: Officer, code: string): Promise<Outcome<null>> {
    const judged = await this.judge(officer, code);
    if (!judged.ok) return judged;
    await this.database.transaction(async (manager) => {
      const proposed = { officerId: officer.id, confirmed: false };
      const { affected } = await manager.update(CodeSecretRow, proposed, { confirmed: true });
      if (affected) await this.audit.addSignInChange(manager, officer, 'code-added');
    });
    return judged;
  }

  async isOn(officerId: string): Promise<boolean> {
    return this.secrets.existsBy({ officerId, confirmed: true });
  }

  async remove(officer: Officer): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.delete(CodeSecretRow, { officerId: officer.id });
      if (affected) await this.audit.addSignInChange(manager, officer, 'code-removed');
    });
  }

  /** Whether it is the officer's code now. */
  judge = ({ id, name }: Named, code: string): Promise<Outcome<null>> =>
    this.attempts.code(name, async () =>
      (await this.fits(id, code))
        ? accept(null)
        : refuse('code-wrong', 'The code is wrong, or was used.', 'Wait for the next one and type that.'),
    );

  /** Whether a code is right now, or was a step ago, and has not been used (RFC 6238 §5.2). */
  private async fits(officerId: string, code: string): Promise<boolean> {
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
