import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Contact, ContactRole } from '#libs/contacts/contact.js';
import { Get, InQuery } from '../../http/route.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, READING } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { ContactsService } from './contacts.service.js';

export const ContactQuery = z.strictObject({
  member: z.string().max(12).optional(),
  language: z.string().max(3).optional(),
  role: ContactRole.optional(),
  onDuty: z.enum(['true', 'false']).optional(),
  text: z.string().max(100).optional(),
});
export const ContactList = z.object({
  contacts: z.array(
    z.object({
      id: z.string(),
      member: z.string(),
      office: z.string(),
      /** Log position of the statement that it stands by. */
      position: z.int(),
      onDuty: z.boolean(),
      contact: Contact,
    }),
  ),
});

/** Whom to call: every member's focal points and liaison officers. Each search is in the audit log. */
@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly audit: Audit,
  ) {}

  @Get('', {
    summary: 'Whom to call, by member, language, role and who is there now',
    by: READING,
    query: ContactQuery,
    answer: ContactList,
  })
  async search(
    @CurrentOfficer() officer: Officer,
    @InQuery() { onDuty, ...search }: z.infer<typeof ContactQuery>,
  ): Promise<z.infer<typeof ContactList>> {
    const now = Date.now();
    const subject = search.member ?? 'all members';
    await this.audit.note({ officer: officer.name, unit: '', role: '', action: 'contacts-searched', subject });
    return { contacts: await this.contacts.search({ ...search, onDutyAt: onDuty === 'true' ? now : undefined }, now) };
  }
}
