import '@fastify/cookie';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../http/problem.js';
import { OfficersService } from './officers.service.js';
import type { Officer } from './roles.js';

export const COOKIE = 'liaison_session';
const OPEN = 'open to everyone';

/** A route that needs no sign-in. */
export const OpenToEveryone = () => SetMetadata(OPEN, true);

type SignedIn = FastifyRequest & { officer?: Officer; token?: string };

/** Every route needs a session, by cookie (console) or bearer token (CLI), unless it says otherwise. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly officers: OfficersService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<SignedIn>();
    const token = tokenOf(request);
    const officer = (token && (await this.officers.bySession(token))) ?? (await this.tool(request));
    if (!officer) {
      if (isTaxii(request))
        context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Basic realm="Liaison"');
      throw problem(
        401,
        'session-over',
        'You are not signed in, or your session is over.',
        'Sign in again; nothing was lost.',
      );
    }
    request.officer = officer;
    if (token) request.token = token;
    return true;
  }

  /** TAXII's clients sign in with each request, by HTTP Basic (TAXII 2.1 §1.6.7); nothing else does. */
  private async tool(request: FastifyRequest): Promise<Officer | undefined> {
    const basic = isTaxii(request) && /^Basic ([\w+/=]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!basic) return undefined;
    const [name, ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return this.officers.byPassword(name ?? '', password.join(':'), request.ip);
  }
}

const isTaxii = (request: FastifyRequest): boolean => /^\/taxii2(\/|$)/.test(request.url);

function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? request.cookies[COOKIE];
}

export const CurrentOfficer = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedIn>().officer,
);
export const CurrentToken = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedIn>().token,
);
