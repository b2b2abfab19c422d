import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { InPath, validated } from '../http/validated.js';
import type { Officer } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { AccountsService } from './accounts.service.js';
import { type AccountList, AddAccount, ChangeAccount, type FirstPassword } from './views.js';

/** As wide as an identity provider’s names: what is there has to be reached. */
const NameInPath = z.string().min(1).max(200);

/** For administrators: who may work on this node, in which units, in which roles. Nothing of what they read. */
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  list(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof AccountList>> {
    return this.accounts.list(officer);
  }

  @Post()
  async add(@CurrentOfficer() officer: Officer, @Body() body: unknown): Promise<z.infer<typeof FirstPassword>> {
    const { name, displayName, units } = validated(AddAccount, body);
    return { password: await this.accounts.add(officer, name, displayName, units) };
  }

  @Put(':name')
  @HttpCode(204)
  change(
    @CurrentOfficer() officer: Officer,
    @InPath('name', NameInPath) name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { displayName, units } = validated(ChangeAccount, body);
    return this.accounts.change(officer, name, displayName, units);
  }

  /** A new password, without the second factor that was: for an officer who lost it. Ends every session. */
  @Post(':name/password')
  async reset(
    @CurrentOfficer() officer: Officer,
    @InPath('name', NameInPath) name: string,
  ): Promise<z.infer<typeof FirstPassword>> {
    return { password: await this.accounts.reset(officer, name) };
  }

  @Delete(':name/sessions')
  @HttpCode(204)
  endSessions(@CurrentOfficer() officer: Officer, @InPath('name', NameInPath) name: string): Promise<void> {
    return this.accounts.endSessions(officer, name);
  }
}
