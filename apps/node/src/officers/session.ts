import '@fastify/cookie';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
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
    const officer = token && (await this.officers.bySession(token));
    if (!officer) {
      throw problem(
        401,
        'session-over',
        'You are not signed in, or your session is over.',
        'Sign in again; nothing was lost.',
      );
    }
    request.officer = officer;
    request.token = token;
    return true;
  }
}

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
