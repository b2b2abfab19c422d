import { Controller, Ip } from '@nestjs/common';
import { z } from 'zod';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import type { Officer } from '../officers/roles.js';
import { Code, CodesService, ProposedCode } from './codes.service.js';
import { mustBeRight } from './must-be-right.js';
import { Proofs, WithProof } from './proofs.service.js';
import { CurrentOfficer, CurrentToken } from './session.js';
import { SessionsService } from './sessions.service.js';

export const CodeState = z.object({ on: z.boolean() });
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

  @Get('', { summary: 'Whether one-time codes are asked of you', by: 'enrolling', answer: CodeState })
  async state(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof CodeState>> {
    return { on: await this.codes.isOn(officer.id) };
  }

  @Post('', {
    summary: 'Begin to set up one-time codes (RFC 6238)',
    by: 'enrolling',
    answer: ProposedCode,
    status: 201,
  })
  async propose(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof ProposedCode>> {
    return mustBeRight(await this.codes.propose(officer.id, officer.name), 409);
  }

  @Put('', { summary: 'Turn them on with a first code', by: 'enrolling', body: ConfirmCode, status: 204 })
  async confirm(
    @CurrentOfficer() officer: Officer,
    @CurrentToken() token: string,
    @InBody() { code, proof }: z.infer<typeof ConfirmCode>,
    @Ip() address: string,
  ): Promise<void> {
    await this.proofs.toChange(officer, proof, address);
    mustBeRight(await this.codes.confirm(officer, code), 422);
    await this.sessions.strengthen(token, 'password-and-code');
  }

  @Delete('', { summary: 'Turn them off', by: 'officers', body: WithProof, status: 204 })
  async remove(
    @CurrentOfficer() officer: Officer,
    @InBody() { proof }: z.infer<typeof WithProof>,
    @Ip() address: string,
  ): Promise<void> {
    await this.proofs.toChange(officer, proof, address);
    await this.codes.remove(officer);
  }
}
