import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { z } from 'zod';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import type { OfficerRow } from '#libs/store/people-entities.js';
import { CodeSecretRow } from '#libs/store/people-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Audit } from '../audit/audit.js';
import type { Officer } from '../officers/roles.js';
import { Attempts } from './attempts.service.js';

const PURPOSE = 'one-time code secret';
const STEP_SECONDS = 30;

export const Code = z.string().regex(/^\d{6}$/, 'the six digits that your authenticator shows');

/** What an authenticator reads. */
export const ProposedCode = z.object({ secret: z.string(), uri: z.string() });

const CODE_WRONG = refuse('code-wrong', 'The code is wrong, or was used.', 'Wait for the next one and type that.');

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

  /** Proposes a secret in the place of any other that was only proposed; it counts once a code of it was right. */
  async propose(officerId: string, name: string): Promise<Outcome<z.infer<typeof ProposedCode>>> {
    const secret = new Secret({ size: 20 });
    const sealedSecret = sealUnder(this.config.storageKey, PURPOSE, new Uint8Array(secret.buffer));
    const kept: unknown[] = await this.database.query(
      `INSERT INTO code_secret AS c (officer_id, sealed_secret, confirmed, last_step) VALUES ($1, $2, false, 0)
       ON CONFLICT (officer_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0 WHERE NOT c.confirmed
       RETURNING officer_id`,
      [officerId, sealedSecret],
    );
    return kept.length > 0
      ? accept({ secret: secret.base32, uri: this.totp(secret, name).toString() })
      : refuse('code-on', 'One-time codes are set up already.', 'Turn them off first to set them up anew.');
  }

  /** Where the code is right of what was proposed, one is asked for from then on. */
  confirm = (officer: Officer, code: string): Promise<Outcome<null>> =>
    this.attempts.code(officer.name, () =>
      this.database.transaction(async (manager) => {
        const judged = await this.use(manager, { officerId: officer.id, confirmed: false }, code);
        if (judged.ok) await this.audit.addSignInChange(manager, officer, 'code-added');
        return judged;
      }),
    );

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
    this.attempts.code(name, () => this.use(this.database.manager, { officerId: id, confirmed: true }, code));

  /**
   * Uses up a code that is right now, or was a step ago, and has not been used (RFC 6238 §5.2), and confirms its secret:
   * the one that it was judged by, and none that has come into its place meanwhile.
   */
  private async use(
    manager: EntityManager,
    of: Pick<CodeSecretRow, 'officerId' | 'confirmed'>,
    code: string,
  ): Promise<Outcome<null>> {
    const row = await manager.findOneBy(CodeSecretRow, of);
    if (!row) return CODE_WRONG;
    const { sealedSecret } = row;
    const secret = new Secret({
      buffer: new Uint8Array(openUnder(this.config.storageKey, PURPOSE, sealedSecret)).buffer,
    });
    const delta = this.totp(secret, '').validate({ token: code, window: 1 });
    if (delta === null) return CODE_WRONG;
    const lastStep = Math.floor(Date.now() / 1000 / STEP_SECONDS) + delta;
    const unused = { ...of, sealedSecret, lastStep: LessThan(lastStep) };
    const { affected } = await manager.update(CodeSecretRow, unused, { confirmed: true, lastStep });
    return affected === 1 ? accept(null) : CODE_WRONG;
  }

  private totp = (secret: Secret, label: string): TOTP =>
    new TOTP({ issuer: `Liaison ${this.config.node}`, label, secret, period: STEP_SECONDS });

  private get secrets() {
    return this.database.getRepository(CodeSecretRow);
  }
}
