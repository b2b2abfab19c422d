import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { utf8 } from '#libs/cose/bytes.js';
import { accept } from '#libs/outcome/index.js';
import { SignInStepRow } from '#libs/store/people-entities.js';
import { openUnder, sealUnder } from '#libs/store/storage-key.js';
import { Problem, problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Attempts } from './attempts.service.js';

/** How long a person may take between the two steps. */
const STEP_MS = 5 * 60 * 1000;

export type StepPurpose = 'passkey-registration' | 'passkey-sign-in' | 'passkey-unlock' | 'identity-provider';

/** An officer, or whoever is at an address. */
export type Begins = { readonly officerId: string } | { readonly address: string };

/** What a sign-in in two steps remembers between them: each is taken once, by the officer who began it. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly database: DataSource,
    private readonly attempts: Attempts,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** @returns the id by which the second step names it @throws Problem where too many were begun from an address */
  async begin(purpose: StepPurpose, state: object, by: Begins): Promise<string> {
    const officerId = 'officerId' in by ? by.officerId : null;
    const may = 'address' in by ? await this.attempts.asked(by.address) : accept(undefined);
    if (!may.ok) throw new Problem(429, may.refusal);
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
