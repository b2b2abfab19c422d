import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { Code, CodesService } from './codes.service.js';
import { mustBeRight } from './must-be-right.js';
import { Proofs, WithProof } from './proofs.service.js';
import { CurrentOfficer, CurrentToken, OpenWhileEnrolling } from './session.js';
import { SessionsService } from './sessions.service.js';

export const CodeState = z.object({ on: z.boolean() });
export const ProposedCode = z.object({ secret: z.string(), uri: z.string() });
/** A first code of what was proposed. */
export const ConfirmCode = WithProof.extend({ code: Code });

/** One-time codes as an officer's second factor. */
@Controller('one-time-code')
export class CodesController {
  constructor(
    private readonly codes: CodesService,
    private readonly proofs: Proofs,
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
    @Ip() address: string,
  ): Promise<void> {
    const { code, proof } = validated(ConfirmCode, body);
    await this.proofs.toChange(officer, proof, address);
    mustBeRight(await this.codes.confirm(officer, code), 422);
    await this.sessions.strengthen(token, 'password-and-code');
  }

  @Delete()
  @HttpCode(204)
  async remove(@CurrentOfficer() officer: Officer, @Body() body: unknown, @Ip() address: string): Promise<void> {
    const { proof } = validated(WithProof, body);
    await this.proofs.toChange(officer, proof, address);
    await this.codes.remove(officer);
  }
}
