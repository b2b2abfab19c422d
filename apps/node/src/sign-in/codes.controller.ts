import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import type { Outcome } from '#libs/outcome/index.js';
import { Problem, problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CodesService } from './codes.service.js';
import { CurrentOfficer, CurrentToken, OpenWhileEnrolling } from './session.js';
import { SessionsService } from './sessions.service.js';

export const Code = z.string().regex(/^\d{6}$/, 'the six digits that your authenticator shows');
export const CodeState = z.object({ on: z.boolean() });
export const ProposedCode = z.object({ secret: z.string(), uri: z.string() });
export const ConfirmCode = z.strictObject({ code: Code });

/** One-time codes as an officer's second factor. */
@Controller('one-time-code')
export class CodesController {
  constructor(
    private readonly codes: CodesService,
    private readonly sessions: SessionsService,
  ) {}

  @Get()
  @OpenWhileEnrolling()
  async state(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof CodeState>> {
    return { on: await this.codes.isOn(officer.id) };
  }

  @Post()
  @OpenWhileEnrolling()
  async propose(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof ProposedCode>> {
    if (await this.codes.isOn(officer.id)) {
      throw problem(409, 'code-on', 'One-time codes are set up already.', 'Turn them off first to set them up anew.');
    }
    return this.codes.propose(officer.id, officer.name);
  }

  @Put()
  @OpenWhileEnrolling()
  @HttpCode(204)
  async confirm(
    @CurrentOfficer() officer: Officer,
    @CurrentToken() token: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { code } = validated(ConfirmCode, body);
    mustBeRight(await this.codes.confirm(officer, code), 422);
    await this.sessions.strengthen(token, 'password-and-code');
  }

  @Delete()
  @HttpCode(204)
  async remove(@CurrentOfficer() officer: Officer, @Body() body: unknown): Promise<void> {
    const { code } = validated(ConfirmCode, body);
    mustBeRight(await this.codes.judge(officer, code), 422);
    await this.codes.remove(officer.id);
  }
}

/** What was judged, where it was right. @param status of the answer where it was wrong @throws Problem */
export function mustBeRight<T>(judged: Outcome<T>, status: number): T {
  if (judged.ok) return judged.value;
  throw new Problem(judged.refusal.code.endsWith('-wait') ? 429 : status, judged.refusal);
}
