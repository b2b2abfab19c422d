import { Inject, Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { utf8 } from '#libs/cose/bytes.js';
import { PasskeyRow } from '#libs/store/sign-in-entities.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { problem } from '../http/problem.js';
import type { Officer } from '../officers/roles.js';
import { SignInSteps } from './steps.js';

/** How an authenticator can be reached, as it says itself: a hint for the browser. */
const Transports = z.array(z.string().max(32)).max(16).catch([]);

interface Challenged {
  readonly challenge: string;
}
/** Loaded when the first passkey is used: a node starts without. */
const webauthn = () => import('@simplewebauthn/server');
const refused = () =>
  problem(401, 'passkey-wrong', 'This passkey was not accepted.', 'Try again, or sign in another way.');

/** Passkeys (WebAuthn Level 3): discoverable, with the officer verified by the device. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly database: DataSource,
    private readonly steps: SignInSteps,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async registrationOptions(
    officer: Officer,
  ): Promise<{ step: string; options: PublicKeyCredentialCreationOptionsJSON }> {
    const options = await (await webauthn()).generateRegistrationOptions({
      rpName: `Liaison ${this.config.node}`,
      rpID: this.relyingParty,
      userName: officer.name,
      userDisplayName: officer.displayName,
      userID: new Uint8Array(utf8(officer.id)),
      attestationType: 'none',
      excludeCredentials: (await this.list(officer.id)).map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const step = await this.steps.begin('passkey-registration', { challenge: options.challenge }, officer.id);
    return { step, options };
  }

  /** @throws Problem where it was not made for this node, or not now */
  async register(officer: Officer, step: string, name: string, response: RegistrationResponseJSON): Promise<void> {
    const { challenge } = await this.steps.take<Challenged>('passkey-registration', step, officer.id);
    const verified = await (await webauthn())
      .verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.config.consoleOrigin,
        expectedRPID: this.relyingParty,
      })
      .catch(() => undefined);
    if (!verified?.verified) throw refused();
    const { credential } = verified.registrationInfo;
    const row = {
      id: credential.id,
      officerId: officer.id,
      name,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: Transports.parse(credential.transports),
      addedAt: Date.now(),
      usedAt: null,
    };
    // The browser chooses the id: one that is there already is not this one.
    await this.passkeys.createQueryBuilder().insert().values(row).orIgnore().execute();
    if (!(await this.passkeys.existsBy({ id: row.id, officerId: officer.id }))) throw refused();
  }

  /** For anybody at the sign-in, or for the officer whose session is locked. */
  async signInOptions(officerId?: string): Promise<{ step: string; options: PublicKeyCredentialRequestOptionsJSON }> {
    const options = await (await webauthn()).generateAuthenticationOptions({
      rpID: this.relyingParty,
      userVerification: 'required',
      allowCredentials: officerId ? (await this.list(officerId)).map(({ id }) => ({ id })) : [],
    });
    const purpose = officerId ? 'passkey-unlock' : 'passkey-sign-in';
    return { step: await this.steps.begin(purpose, { challenge: options.challenge }, officerId), options };
  }

  /** @returns the id of the officer whose passkey it is @throws Problem where it is not accepted */
  async verify(step: string, response: AuthenticationResponseJSON, officerId?: string): Promise<string> {
    const purpose = officerId ? 'passkey-unlock' : 'passkey-sign-in';
    const { challenge } = await this.steps.take<Challenged>(purpose, step, officerId);
    const row = await this.passkeys.findOneBy({ id: response.id, ...(officerId && { officerId }) });
    if (!row) throw refused();
    const verified = await (await webauthn())
      .verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: this.config.consoleOrigin,
        expectedRPID: this.relyingParty,
        credential: { id: row.id, publicKey: new Uint8Array(row.publicKey), counter: row.counter },
      })
      .catch(() => undefined);
    if (!verified?.verified) throw refused();
    await this.passkeys.update({ id: row.id }, { counter: verified.authenticationInfo.newCounter, usedAt: Date.now() });
    return row.officerId;
  }

  list = (officerId: string): Promise<PasskeyRow[]> =>
    this.passkeys.find({ where: { officerId }, order: { addedAt: 'ASC' } });

  async remove(officerId: string, id: string): Promise<boolean> {
    return Boolean((await this.passkeys.delete({ officerId, id })).affected);
  }

  private get relyingParty(): string {
    return new URL(this.config.consoleOrigin).hostname;
  }
  private get passkeys() {
    return this.database.getRepository(PasskeyRow);
  }
}
