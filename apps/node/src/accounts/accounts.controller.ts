import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';
import { validated } from '../http/validated.js';
import { type Officer, Role } from '../officers/roles.js';
import { CurrentOfficer } from '../sign-in/session.js';
import { AccountsService } from './accounts.service.js';

const Name = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9.-]{1,59}$/, 'lower-case letters, digits, dots and hyphens, such as "a.maiga"');
const Roles = z.array(z.strictObject({ unit: UnitAddress, roles: z.array(Role).max(6) })).max(50);
export const AddAccount = z.strictObject({ name: Name, displayName: z.string().trim().min(1).max(200), units: Roles });
export const ChangeAccount = AddAccount.omit({ name: true });
export const AccountView = z.object({
  name: z.string(),
  displayName: z.string(),
  units: z.array(z.object({ unit: z.string(), roles: z.array(Role) })),
  passkeys: z.int(),
  oneTimeCode: z.boolean(),
  sessions: z.int(),
  activeAt: z.iso.datetime().nullable(),
});
export const AccountList = z.object({ accounts: z.array(AccountView), units: z.array(z.string()) });
/** Read out once, to be changed for a passkey; it is not shown again. */
export const FirstPassword = z.object({ password: z.string() });

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
  change(@CurrentOfficer() officer: Officer, @Param('name') name: string, @Body() body: unknown): Promise<void> {
    const { displayName, units } = validated(ChangeAccount, body);
    return this.accounts.change(officer, name, displayName, units);
  }

  /** A new password, without the second factor that was: for an officer who lost it. Ends every session. */
  @Post(':name/password')
  async reset(@CurrentOfficer() officer: Officer, @Param('name') name: string): Promise<z.infer<typeof FirstPassword>> {
    return { password: await this.accounts.reset(officer, name) };
  }

  @Delete(':name/sessions')
  @HttpCode(204)
  endSessions(@CurrentOfficer() officer: Officer, @Param('name') name: string): Promise<void> {
    return this.accounts.endSessions(officer, name);
  }
}
