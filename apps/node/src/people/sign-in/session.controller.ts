import '@fastify/cookie';
import { Controller, Headers, Inject, Ip, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { utf8 } from '#libs/cose/bytes.js';
import type { OfficerRow } from '#libs/store/people-entities.js';
import { lookupHash } from '#libs/store/storage-key.js';
import { problem } from '../../http/problem.js';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { OfficersService } from '../officers/officers.service.js';
import { type Officer, Role } from '../officers/roles.js';
import { Code } from './codes.service.js';
import { IdentityProviderService } from './identity-provider.service.js';
import { PasskeyAnswer, PasskeyOptions, PasskeysService } from './passkeys.service.js';
import { Password, Proof, Proofs, passkeyNeeded } from './proofs.service.js';
import { CurrentOfficer, CurrentSession, CurrentToken, cookieName } from './session.js';
import { type Opened, type Origin, type Session, SessionsService } from './sessions.service.js';

/** A console's token is in a cookie that no script reads; a terminal's is in the answer. */
const Use = z.enum(['console', 'terminal']).default('terminal');
export const SignInRequest = z.strictObject({
  name: z.string().min(1).max(100),
  password: Password,
  /** Asked for where the officer has set it up. */
  code: Code.optional(),
  use: Use,
});
export const PasskeySignIn = PasskeyAnswer.extend({ use: Use });
export const SignInMethods = z.object({
  node: z.string(),
  identityProvider: z.string().nullable(),
});

export const OfficerView = z.object({
  name: z.string(),
  displayName: z.string(),
  units: z.array(z.object({ unit: z.string(), roles: z.array(Role) })),
});
export const SessionEntry = z.object({
  id: z.string(),
  use: z.enum(['console', 'terminal']),
  method: z.enum(['password', 'password-and-code', 'passkey', 'identity-provider']),
  device: z.string(),
  address: z.string(),
  begunAt: z.iso.datetime(),
  activeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  locked: z.boolean(),
  current: z.boolean(),
});
export const SessionView = z.object({
  token: z.string().optional(),
  expiresAt: z.iso.datetime(),
  officer: OfficerView,
});
export const CurrentSessionView = z.object({
  ...OfficerView.shape,
  session: SessionEntry,
  /** Whether a password alone is not enough for this officer. */
  secondFactor: z.boolean(),
  /** Whether the node lets nobody go on without one. */
  mustEnrol: z.boolean(),
  lockSeconds: z.int(),
});
export const SessionEntries = z.object({ sessions: z.array(SessionEntry) });
export const OfflineKey = z.object({ key: z.base64() });

const PROVIDER_COOKIE = 'liaison_identity';
const NO_STEP = '00000000-0000-0000-0000-000000000000';

@Controller('session')
export class SessionController {
  constructor(
    private readonly officers: OfficersService,
    private readonly sessions: SessionsService,
    private readonly proofs: Proofs,
    private readonly passkeys: PasskeysService,
    private readonly provider: IdentityProviderService,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  @Get('methods', { summary: 'Whose node this is, and how to sign in', by: 'everyone', answer: SignInMethods })
  methods(): z.infer<typeof SignInMethods> {
    return { node: this.config.node, identityProvider: this.provider.name };
  }

  @Post('', { summary: 'Sign in', by: 'everyone', body: SignInRequest, answer: SessionView, status: 201 })
  async signIn(
    @InBody() { name, password, code, use }: z.infer<typeof SignInRequest>,
    @Ip() address: string,
    @Headers('user-agent') device: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { row, method } = await this.proofs.typed(name, password, code, address);
    return this.opened(await this.sessions.open(row, method, { use, device: device ?? '', address }), reply);
  }

  @Post('passkey-options', {
    summary: 'Begin to sign in with a passkey (WebAuthn)',
    by: 'everyone',
    answer: PasskeyOptions,
  })
  passkeyOptions(@Ip() address: string) {
    return this.passkeys.signInOptions({ address });
  }

  @Post('passkey', {
    summary: 'Sign in with a passkey',
    by: 'everyone',
    body: PasskeySignIn,
    answer: SessionView,
    status: 201,
  })
  async byPasskey(
    @InBody() { step, response, use }: z.infer<typeof PasskeySignIn>,
    @Ip() address: string,
    @Headers('user-agent') device: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = await this.passkeys.verify(step, response as unknown as AuthenticationResponseJSON);
    return this.openFor(await this.officers.rowOf(id), 'passkey', { use, device: device ?? '', address }, reply);
  }

  @Get('identity-provider', {
    summary: 'To the member’s identity provider (OpenID Connect)',
    by: 'everyone',
    status: 303,
  })
  async askProvider(@Ip() address: string, @Res() reply: FastifyReply) {
    const { url, step } = await this.provider.ask(address);
    // Lax: the browser comes back from another site.
    reply.setCookie(PROVIDER_COOKIE, step, { ...this.cookie, sameSite: 'lax', maxAge: 300 });
    await reply.redirect(url, 303);
  }

  @Get('identity-provider/answer', { summary: 'Back from the identity provider', by: 'everyone', status: 303 })
  async providerAnswered(
    @Req() request: FastifyRequest,
    @Ip() address: string,
    @Headers('user-agent') device: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const step = request.cookies[PROVIDER_COOKIE] ?? '';
    reply.clearCookie(PROVIDER_COOKIE, this.cookie);
    const name = await this.provider.answered(request.url.split('?')[1] ?? '', z.uuid().catch(NO_STEP).parse(step));
    const row = await this.officers.byName(name);
    await this.openFor(row, 'identity-provider', { use: 'console', device: device ?? '', address }, reply);
    await reply.redirect('/', 303);
  }

  @Get('', { summary: 'Who is signed in, with roles by unit', by: 'locked', answer: CurrentSessionView })
  async who(
    @CurrentOfficer() officer: Officer,
    @CurrentSession() session: Session,
  ): Promise<z.infer<typeof CurrentSessionView>> {
    const secondFactor = await this.officers.hasSecondFactor(officer.id);
    return {
      ...viewOf(officer),
      session: entryOf(session, session),
      secondFactor,
      mustEnrol: this.proofs.isRequired && session.method === 'password' && !secondFactor,
      lockSeconds: Math.round(this.config.lockMs / 1000),
    };
  }

  @Delete('', { summary: 'Sign out', by: 'locked', status: 204 })
  async signOut(@CurrentToken() token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.sessions.end(token);
    reply.clearCookie(cookieName(this.config), this.cookie);
  }

  @Put('activity', { summary: 'That a person is there: a console locks without', by: 'officers', status: 204 })
  touch(@CurrentToken() token: string): Promise<void> {
    return this.sessions.touch(token);
  }

  @Post('lock', { summary: 'Lock the console', by: 'locked', status: 204 })
  lock(@CurrentToken() token: string): Promise<void> {
    return this.sessions.lock(token);
  }

  @Post('unlock-options', { summary: 'Begin to unlock with a passkey', by: 'locked', answer: PasskeyOptions })
  unlockOptions(@CurrentOfficer() officer: Officer) {
    return this.passkeys.signInOptions({ officerId: officer.id });
  }

  @Post('unlock', { summary: 'Unlock by password or passkey', by: 'locked', body: Proof, status: 204 })
  async unlock(
    @CurrentOfficer() officer: Officer,
    @CurrentSession() session: Session,
    @CurrentToken() token: string,
    @InBody() body: z.infer<typeof Proof>,
    @Ip() address: string,
  ): Promise<void> {
    const method = await this.proofs.again(officer, body, address);
    if (this.proofs.isRequired && method === 'password' && session.method !== 'password') throw passkeyNeeded();
    await this.sessions.unlock(token);
  }

  /** Under which the officer's console seals what it keeps on the machine for work without a line. */
  @Get('offline-key', {
    summary: 'Under which your console seals what it keeps for work without a line',
    by: 'officers',
    answer: OfflineKey,
  })
  offlineKey(@CurrentOfficer() officer: Officer): z.infer<typeof OfflineKey> {
    return { key: lookupHash(this.config.storageKey, 'offline key', utf8(officer.id)).toString('base64') };
  }

  private async openFor(
    row: OfficerRow | null,
    method: 'passkey' | 'identity-provider',
    origin: Origin,
    reply: FastifyReply,
  ) {
    if (!row)
      throw problem(403, 'officer-unknown', 'You have no account on this node.', 'Ask the administrator of your node.');
    return this.opened(await this.sessions.open(row, method, origin), reply);
  }

  private opened({ token, officer, session }: Opened, reply: FastifyReply): z.infer<typeof SessionView> {
    const expires = new Date(session.expiresAt);
    if (session.use === 'console') reply.setCookie(cookieName(this.config), token, { ...this.cookie, expires });
    return {
      ...(session.use === 'terminal' && { token }),
      expiresAt: expires.toISOString(),
      officer: viewOf(officer),
    };
  }

  private get cookie() {
    const secure = this.config.http.tls !== undefined || this.config.consoleOrigin.startsWith('https:');
    return { httpOnly: true, sameSite: 'strict', secure, path: '/api' } as const;
  }
}

/** An officer's own sessions, wherever they run. */
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get('', { summary: 'Your sessions, wherever they run', by: 'officers', answer: SessionEntries })
  async list(
    @CurrentOfficer() officer: Officer,
    @CurrentSession() session: Session,
  ): Promise<z.infer<typeof SessionEntries>> {
    return { sessions: (await this.sessions.list(officer.id)).map((one) => entryOf(one, session)) };
  }

  @Delete(':id', { summary: 'End one of your sessions', by: 'officers', status: 204 })
  async end(@CurrentOfficer() officer: Officer, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    if (await this.sessions.endOne(officer, id)) return;
    throw problem(404, 'session-unknown', 'You have no such session.', 'It may have ended by itself.');
  }
}

const viewOf = (officer: Officer): z.infer<typeof OfficerView> => ({
  name: officer.name,
  displayName: officer.displayName,
  units: [...officer.units].map(([unit, roles]) => ({ unit, roles: [...roles] })),
});

const entryOf = (session: Session, current: Session): z.infer<typeof SessionEntry> => ({
  id: session.id,
  use: session.use,
  method: session.method,
  device: session.device,
  address: session.address,
  begunAt: new Date(session.begunAt).toISOString(),
  activeAt: new Date(session.activeAt).toISOString(),
  expiresAt: new Date(session.expiresAt).toISOString(),
  locked: session.locked,
  current: session.id === current?.id,
});
