import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { MessageReference } from '#libs/envelope/id.js';
import { Post } from '../../http/route.js';
import { InPath } from '../../http/validated.js';
import type { Officer } from '../../people/officers/roles.js';
import { CurrentOfficer } from '../../people/sign-in/session.js';
import { RemindersService } from './reminders.service.js';

export const RemindedView = z.object({ reminded: z.array(z.string()) });

@Controller('alerts/:id/reminder')
export class RemindersController {
  constructor(private readonly reminders: RemindersService) {}

  @Post('', { summary: 'Remind those who have not opened it', answer: RemindedView, status: 201 })
  async remind(@CurrentOfficer() officer: Officer, @InPath('id', MessageReference) id: MessageReference) {
    return { reminded: await this.reminders.remind(officer, id) };
  }
}
