import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Delete, Get, InBody, Post, Put } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import { ADMINISTERING, type Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { AccountsService } from './accounts.service.js';
import { AccountList, AddAccount, ChangeAccount, FirstPassword } from './views.js';

/** As wide as an identity provider’s names: what is there has to be reached. */
const NameInPath = z.string().min(1).max(200);

/** For administrators: who may work on this node, in which units, in which roles. Nothing of what they read. */
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get('', { summary: 'Officers of the units that you administer', by: ADMINISTERING, answer: AccountList })
  list(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof AccountList>> {
    return this.accounts.list(officer);
  }

  @Post('', { summary: 'Add an officer', by: ADMINISTERING, body: AddAccount, answer: FirstPassword, status: 201 })
  async add(
    @CurrentOfficer() officer: Officer,
    @InBody() { name, displayName, units }: z.infer<typeof AddAccount>,
  ): Promise<z.infer<typeof FirstPassword>> {
    return { password: await this.accounts.add(officer, name, displayName, units) };
  }

  @Put(':name', { summary: 'Change an officer’s name and roles', by: ADMINISTERING, body: ChangeAccount, status: 204 })
  change(
    @CurrentOfficer() officer: Officer,
    @InPath('name', NameInPath) name: string,
    @InBody() { displayName, units }: z.infer<typeof ChangeAccount>,
  ): Promise<void> {
    return this.accounts.change(officer, name, displayName, units);
  }

  /** A new password, without the second factor that was: for an officer who lost it. Ends every session. */
  @Post(':name/password', {
    summary: 'A new password for an officer who lost theirs; the second factor goes, sessions end',
    by: ADMINISTERING,
    answer: FirstPassword,
    status: 201,
  })
  async reset(
    @CurrentOfficer() officer: Officer,
    @InPath('name', NameInPath) name: string,
  ): Promise<z.infer<typeof FirstPassword>> {
    return { password: await this.accounts.reset(officer, name) };
  }

  @Delete(':name/sessions', { summary: 'End all sessions of an officer', by: ADMINISTERING, status: 204 })
  endSessions(@CurrentOfficer() officer: Officer, @InPath('name', NameInPath) name: string): Promise<void> {
    return this.accounts.endSessions(officer, name);
  }
}
