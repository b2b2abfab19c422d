import '@fastify/cookie';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Ip,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { utf8 } from '#libs/cose/bytes.js';
import type { OfficerRow } from '#libs/store/node-entities.js';
import { lookupHash } from '#libs/store/storage-key.js';
import { CONFIG, type NodeConfig } from '../config.js';
import { problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import { OfficersService } from '../officers/officers.service.js';
import { type Officer, Role } from '../officers/roles.js';
import { Code } from './codes.service.js';
import { IdentityProviderService } from './identity-provider.service.js';
import { PasskeyAnswer, PasskeysService } from './passkeys.service.js';
import { Password, Proof, Proofs, passkeyNeeded } from './proofs.service.js';
import {
  CurrentOfficer,
  CurrentSession,
  CurrentToken,
  cookieName,
  OpenToEveryone,
  OpenWhileLocked,
} from './session.js';
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
export const PasskeyOptions = z.object({ step: z.string(), options: z.record(z.string(), z.unknown()) });
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

  @Get('methods')
  @OpenToEveryone()
  methods(): z.infer<typeof SignInMethods> {
    return { node: this.config.node, identityProvider: this.provider.name };
  }

  @Post()
  @OpenToEveryone()
  async signIn(
    @Body() body: unknown,
    @Ip() address: string,
    @Headers('user-agent') device: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { name, password, code, use } = validated(SignInRequest, body);
    const { row, method } = await this.proofs.typed(name, password, code, address);
    return this.opened(await this.sessions.open(row, method, { use, device: device ?? '', address }), reply);
  }

  @Post('passkey-options')
  @OpenToEveryone()
  @HttpCode(200)
  passkeyOptions() {
    return this.passkeys.signInOptions();
  }

  @Post('passkey')
  @OpenToEveryone()
  async byPasskey(
    @Body() body: unknown,
    @Ip() address: string,
    @Headers('user-agent') device: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { step, response, use } = validated(PasskeySignIn, body);
    const id = await this.passkeys.verify(step, response as unknown as AuthenticationResponseJSON);
    return this.openFor(await this.officers.rowOf(id), 'passkey', { use, device: device ?? '', address }, reply);
  }

  @Get('identity-provider')
  @OpenToEveryone()
  async askProvider(@Res() reply: FastifyReply) {
    const { url, step } = await this.provider.ask();
    // Lax: the browser comes back from another site.
    reply.setCookie(PROVIDER_COOKIE, step, { ...this.cookie, sameSite: 'lax', maxAge: 300 });
    await reply.redirect(url, 303);
  }

  @Get('identity-provider/answer')
  @OpenToEveryone()
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

  @Get()
  @OpenWhileLocked()
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

  @Delete()
  @HttpCode(204)
  @OpenWhileLocked()
  async signOut(@CurrentToken() token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.sessions.end(token);
    reply.clearCookie(cookieName(this.config), this.cookie);
  }

  @Put('activity')
  @HttpCode(204)
  touch(@CurrentToken() token: string): Promise<void> {
    return this.sessions.touch(token);
  }

  @Post('lock')
  @HttpCode(204)
  @OpenWhileLocked()
  lock(@CurrentToken() token: string): Promise<void> {
    return this.sessions.lock(token);
  }

  @Post('unlock-options')
  @HttpCode(200)
  @OpenWhileLocked()
  unlockOptions(@CurrentOfficer() officer: Officer) {
    return this.passkeys.signInOptions(officer.id);
  }

  @Post('unlock')
  @HttpCode(204)
  @OpenWhileLocked()
  async unlock(
    @CurrentOfficer() officer: Officer,
    @CurrentSession() session: Session,
    @CurrentToken() token: string,
    @Body() body: unknown,
    @Ip() address: string,
  ): Promise<void> {
    const method = await this.proofs.again(officer, validated(Proof, body), address);
    if (this.proofs.isRequired && method === 'password' && session.method !== 'password') throw passkeyNeeded();
    await this.sessions.unlock(token);
  }

  /** Under which the officer's console seals what it keeps on the machine for work without a line. */
  @Get('offline-key')
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

  @Get()
  async list(
    @CurrentOfficer() officer: Officer,
    @CurrentSession() session: Session,
  ): Promise<z.infer<typeof SessionEntries>> {
    return { sessions: (await this.sessions.list(officer.id)).map((one) => entryOf(one, session)) };
  }

  @Delete(':id')
  @HttpCode(204)
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
