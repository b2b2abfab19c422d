import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { problem } from '../http/problem.js';
import { validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CodesService } from './codes.service.js';
import { CurrentOfficer, OpenWhileEnrolling } from './session.js';

export const Code = z.string().regex(/^\d{6}$/, 'the six digits that your authenticator shows');
export const CodeState = z.object({ on: z.boolean() });
export const ProposedCode = z.object({ secret: z.string(), uri: z.string() });
export const ConfirmCode = z.strictObject({ code: Code });

/** One-time codes as an officer's second factor. */
@Controller('one-time-code')
export class CodesController {
  constructor(private readonly codes: CodesService) {}

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
  async confirm(@CurrentOfficer() officer: Officer, @Body() body: unknown): Promise<void> {
    const { code } = validated(ConfirmCode, body);
    if (await this.codes.confirm(officer.id, code)) return;
    throw codeWrong(422);
  }

  @Delete()
  @HttpCode(204)
  async remove(@CurrentOfficer() officer: Officer, @Body() body: unknown): Promise<void> {
    const { code } = validated(ConfirmCode, body);
    if (!(await this.codes.fits(officer.id, code))) throw codeWrong(422);
    await this.codes.remove(officer.id);
  }
}

/** @param status of the answer */
export const codeWrong = (status: number) =>
  problem(status, 'code-wrong', 'The code is wrong, or was used.', 'Wait for the next one and type that.');
