import { Inject, Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { OfficerRow } from '#libs/store/people-entities.js';
import { problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { OfficersService } from '../officers/officers.service.js';
import type { Officer } from '../officers/roles.js';
import { Code, CodesService } from './codes.service.js';
import { mustBeRight } from './must-be-right.js';
import { PasskeyAnswer, PasskeysService } from './passkeys.service.js';

export const Password = z.string().min(1).max(1000);
/** By what somebody shows again that the session is theirs; a passkey answers `session/unlock-options`. */
export const Proof = z.union([z.strictObject({ password: Password, code: Code.optional() }), PasskeyAnswer]);
export type Proof = z.infer<typeof Proof>;
/** To change how one signs in. */
export const WithProof = z.strictObject({ proof: Proof });

/** How officers show who they are: at the sign-in, at the lock, and before it is changed how they sign in. */
@Injectable()
export class Proofs {
  constructor(
    private readonly officers: OfficersService,
    private readonly codes: CodesService,
    private readonly passkeys: PasskeysService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** Who somebody has shown to be by what they typed. @throws Problem where that is not enough */
  async typed(
    name: string,
    password: string,
    code: string | undefined,
    address: string,
  ): Promise<{ row: OfficerRow; method: 'password' | 'password-and-code' }> {
    const row = mustBeRight(await this.officers.known(name, password, address), 401);
    if (await this.codes.isOn(row.id)) {
      if (code === undefined) {
        throw problem(401, 'code-needed', 'A one-time code is needed, too.', 'Type what your authenticator shows.');
      }
      mustBeRight(await this.codes.judge(row, code), 401);
      return { row, method: 'password-and-code' };
    }
    if (this.isRequired && (await this.officers.hasSecondFactor(row.id))) throw passkeyNeeded();
    return { row, method: 'password' };
  }

  /** That whoever asks in an officer's session is the officer. @throws Problem where it is not shown */
  async again(officer: Officer, proof: Proof, address: string): Promise<'password' | 'password-and-code' | 'passkey'> {
    if ('password' in proof) return (await this.typed(officer.name, proof.password, proof.code, address)).method;
    await this.passkeys.verify(proof.step, proof.response as unknown as AuthenticationResponseJSON, officer.id);
    return 'passkey';
  }

  /**
   * The same before a second factor is added or removed: an open session is not enough, nor is a password where there is one already.
   * @throws Problem where it is not shown
   */
  async toChange(officer: Officer, proof: Proof, address: string): Promise<void> {
    const method = await this.again(officer, proof, address);
    if (method !== 'password' || !(await this.officers.hasSecondFactor(officer.id))) return;
    throw problem(
      401,
      'factor-needed',
      'A password alone does not change how you sign in.',
      'Use your passkey. If it is lost, ask your administrator for a new password.',
    );
  }

  get isRequired(): boolean {
    return this.config.secondFactor === 'required';
  }
}

export const passkeyNeeded = () =>
  problem(
    401,
    'passkey-needed',
    'A password alone is not enough on this node.',
    'Use your passkey. If you have none, sign out and sign in again; a terminal asks for one-time codes, which the console sets up.',
  );
