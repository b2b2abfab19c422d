import '@fastify/cookie';
import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import { OfficersService } from './officers.service.js';
import { type Officer, Role } from './roles.js';
import { COOKIE, CurrentOfficer, CurrentToken, OpenToEveryone } from './session.js';

export const SignInRequest = z.strictObject({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
});

export const OfficerView = z.object({
  name: z.string(),
  displayName: z.string(),
  units: z.array(z.object({ unit: z.string(), roles: z.array(Role) })),
});
export const SessionView = z.object({ token: z.string(), expiresAt: z.iso.datetime(), officer: OfficerView });

@Controller('session')
export class SessionController {
  constructor(private readonly officers: OfficersService) {}

  @Post()
  @OpenToEveryone()
  async signIn(@Body() body: unknown, @Ip() address: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { name, password } = validated(SignInRequest, body);
    const outcome = await this.officers.signIn(name, password, address);
    if (!outcome.ok) throw new Problem(outcome.refusal.code === 'sign-in-wait' ? 429 : 401, outcome.refusal);
    const { token, officer, expiresAt } = outcome.value;
    reply.setCookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: reply.request.protocol === 'https',
      path: '/api',
      expires: new Date(expiresAt),
    });
    return { token, expiresAt: new Date(expiresAt).toISOString(), officer: viewOf(officer) };
  }

  @Get()
  who(@CurrentOfficer() officer: Officer) {
    return viewOf(officer);
  }

  @Delete()
  @HttpCode(204)
  async signOut(@CurrentToken() token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.officers.signOut(token);
    reply.clearCookie(COOKIE, { path: '/api' });
  }
}

const viewOf = (officer: Officer): z.infer<typeof OfficerView> => ({
  name: officer.name,
  displayName: officer.displayName,
  units: [...officer.units].map(([unit, roles]) => ({ unit, roles: [...roles] })),
});
