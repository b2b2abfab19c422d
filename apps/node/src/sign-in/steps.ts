import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { SignInStepRow } from '#libs/store/sign-in-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { problem } from '../http/problem.js';

/** How long a person may take between the two steps. */
const STEP_MS = 5 * 60 * 1000;

export type StepPurpose = 'passkey-registration' | 'passkey-sign-in' | 'passkey-unlock' | 'identity-provider';

/** What a sign-in in two steps remembers between them: each is taken once, by the officer who began it. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** @returns the id by which the second step names it */
  async begin(purpose: StepPurpose, state: object, officerId: string | null = null): Promise<string> {
    const steps = this.database.getRepository(SignInStepRow);
    await steps.delete({ expiresAt: LessThan(Date.now()) });
    const id = randomUUID();
    const sealedState = sealUnder(this.config.storageKey, `sign-in ${purpose}`, utf8(JSON.stringify(state)));
    await steps.insert({ id, purpose, officerId, sealedState, expiresAt: Date.now() + STEP_MS });
    return id;
  }

  /** @throws Problem where it was taken already, is too old, or another officer's */
  async take<State>(purpose: StepPurpose, id: string, officerId: string | null = null): Promise<State> {
    const [[row]]: [{ sealed_state: Buffer; expires_at: string }[]] = await this.database.query(
      `DELETE FROM sign_in_step WHERE id = $1 AND purpose = $2 AND officer_id IS NOT DISTINCT FROM $3
       RETURNING sealed_state, expires_at`,
      [id, purpose, officerId],
    );
    if (!row || Number(row.expires_at) < Date.now()) {
      throw problem(409, 'step-over', 'This took too long, or was done already.', 'Begin again.');
    }
    const state = openUnder(this.config.storageKey, `sign-in ${purpose}`, row.sealed_state);
    return JSON.parse(Buffer.from(state).toString('utf8')) as State;
  }
}
