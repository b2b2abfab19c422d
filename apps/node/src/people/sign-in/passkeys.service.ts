import { Inject, Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { utf8 } from '#libs/cose/bytes.js';
import { PasskeyRow } from '#libs/store/people-entities.js';
import { problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { Audit } from '../audit/audit.js';
import { OfficersService } from '../officers/officers.service.js';
import type { Officer } from '../officers/roles.js';
import { type Begins, SignInSteps } from './steps.js';

/** How a passkey is asked for: WebAuthn's own options, to be answered under this step. */
export const PasskeyOptions = z.object({ step: z.string(), options: z.record(z.string(), z.unknown()) });

/** A credential's id in base64url: at most 1,023 bytes (WebAuthn Level 3 §4). */
export const PasskeyId = z.string().regex(/^[\w-]{1,1400}$/);
/** What a browser answers to a step with a passkey in it (WebAuthn). */
export const PasskeyAnswer = z.strictObject({
  step: z.uuid(),
  response: z.looseObject({ id: PasskeyId }),
});
/** How an authenticator can be reached, as it says itself: a hint for the browser. */
const Transports = z.array(z.string().max(32)).max(16).catch([]);

interface Challenged {
  readonly challenge: string;
}
interface Registering extends Challenged {
  /** Whether the officer had a second factor when they showed that it is they who add this one. */
  readonly hadFactor: boolean;
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
    private readonly officers: OfficersService,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async registrationOptions(officer: Officer): Promise<z.infer<typeof PasskeyOptions>> {
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
    const hadFactor = await this.officers.hasSecondFactor(officer.id);
    const begun: Registering = { challenge: options.challenge, hadFactor };
    const step = await this.steps.begin('passkey-registration', begun, { officerId: officer.id });
    return { step, options: { ...options } };
  }

  /** @throws Problem where it was not made for this node, or not now */
  async register(officer: Officer, step: string, name: string, response: RegistrationResponseJSON): Promise<void> {
    const { challenge, hadFactor } = await this.steps.take<Registering>('passkey-registration', step, officer.id);
    if (!hadFactor && (await this.officers.hasSecondFactor(officer.id)))
      throw problem(409, 'factor-added', 'You have a second factor since you began.', 'Begin again, and show it.');
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
    await this.database.transaction(async (manager) => {
      await manager.createQueryBuilder().insert().into(PasskeyRow).values(row).orIgnore().execute();
      if (!(await manager.existsBy(PasskeyRow, { id: row.id, officerId: officer.id }))) throw refused();
      await this.audit.addSignInChange(manager, officer, 'passkey-added');
    });
  }

  /** For anybody at the sign-in, or for the officer whose session is locked. */
  async signInOptions(by: Begins): Promise<z.infer<typeof PasskeyOptions>> {
    const options = await (await webauthn()).generateAuthenticationOptions({
      rpID: this.relyingParty,
      userVerification: 'required',
      allowCredentials: 'officerId' in by ? (await this.list(by.officerId)).map(({ id }) => ({ id })) : [],
    });
    const purpose = 'officerId' in by ? 'passkey-unlock' : 'passkey-sign-in';
    return {
      step: await this.steps.begin(purpose, { challenge: options.challenge }, by),
      options: { ...options },
    };
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

  /** @returns whether there was such a passkey of the officer */
  async remove(officer: Officer, id: string): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const { affected } = await manager.delete(PasskeyRow, { officerId: officer.id, id });
      if (affected) await this.audit.addSignInChange(manager, officer, 'passkey-removed');
      return Boolean(affected);
    });
  }

  private get relyingParty(): string {
    return new URL(this.config.consoleOrigin).hostname;
  }
  private get passkeys() {
    return this.database.getRepository(PasskeyRow);
  }
}
