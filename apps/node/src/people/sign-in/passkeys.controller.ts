import { Controller, Ip } from '@nestjs/common';
import { z } from 'zod';
import { problem } from '../../http/problem.js';
import { Delete, Get, InBody, Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { PasskeyAnswer, PasskeyId, PasskeyOptions, PasskeysService } from './passkeys.service.js';
import { Proofs, WithProof } from './proofs.service.js';
import { CurrentOfficer, CurrentToken } from './session.js';
import { SessionsService } from './sessions.service.js';

export const PasskeyList = z.object({
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      addedAt: z.iso.datetime(),
      usedAt: z.iso.datetime().nullable(),
    }),
  ),
});
export const RegisterPasskey = PasskeyAnswer.extend({ name: z.string().trim().min(1).max(60) });

/** An officer's own passkeys. */
@Controller('passkeys')
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly proofs: Proofs,
    private readonly sessions: SessionsService,
  ) {}

  @Get('', { summary: 'Your passkeys', by: 'enrolling', answer: PasskeyList })
  async list(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof PasskeyList>> {
    const rows = await this.passkeys.list(officer.id);
    return {
      passkeys: rows.map(({ id, name, addedAt, usedAt }) => ({
        id,
        name,
        addedAt: new Date(addedAt).toISOString(),
        usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
      })),
    };
  }

  @Post('options', { summary: 'Begin to add a passkey', by: 'enrolling', body: WithProof, answer: PasskeyOptions })
  async options(
    @CurrentOfficer() officer: Officer,
    @InBody() { proof }: z.infer<typeof WithProof>,
    @Ip() address: string,
  ) {
    await this.proofs.toChange(officer, proof, address);
    return this.passkeys.registrationOptions(officer);
  }

  @Post('', { summary: 'Add a passkey', by: 'enrolling', body: RegisterPasskey, status: 204 })
  async add(
    @CurrentOfficer() officer: Officer,
    @CurrentToken() token: string,
    @InBody() { step, name, response }: z.infer<typeof RegisterPasskey>,
  ): Promise<void> {
    await this.passkeys.register(officer, step, name, response as never);
    await this.sessions.strengthen(token, 'passkey');
  }

  @Delete(':id', { summary: 'Remove a passkey', by: 'officers', body: WithProof, status: 204 })
  async remove(
    @CurrentOfficer() officer: Officer,
    @InPath('id', PasskeyId) id: string,
    @InBody() { proof }: z.infer<typeof WithProof>,
    @Ip() address: string,
  ): Promise<void> {
    await this.proofs.toChange(officer, proof, address);
    if (await this.passkeys.remove(officer, id)) return;
    throw problem(404, 'passkey-unknown', 'You have no such passkey.', 'See the list of yours.');
  }
}
