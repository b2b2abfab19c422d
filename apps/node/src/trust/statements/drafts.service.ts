import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Contact } from '#libs/contacts/contact.js';
import { commitmentTo, contactIn, MAX_RECORD_BYTES, saltedRecord } from '#libs/contacts/record.js';
import { hex } from '#libs/cose/bytes.js';
import type { Role } from '#libs/policy/roles.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { inWords, phraseOf, StatementBody } from '#libs/trust/bodies.js';
import { checkDraft, toJson } from '#libs/trust/statement-file.js';
import { Problem, problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { mustHold } from '../../people/officers/must-hold.js';
import { type Officer, SPEAKING, SUBSCRIBING } from '../../people/officers/roles.js';
import { DirectoryService } from '../directory/directory.service.js';
import { HandingIn } from '../directory/handing-in.service.js';
import { KeysService } from '../keys/keys.service.js';
import { PolicyService } from '../policy/policy.service.js';
import type { DraftRequest, Saying } from './draft-request.js';
import { type Draft, StatementDrafts } from './statement-drafts.js';

/** What units of this node would say in the directory: drafted, looked at, and then signed with the unit's own key. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: StatementDrafts,
    private readonly directory: DirectoryService,
    private readonly handingIn: HandingIn,
    private readonly keys: KeysService,
    private readonly policy: PolicyService,
    private readonly audit: Audit,
  ) {}

  /** Keeps a draft, checked in all but its signature where the log stands. */
  async draft(officer: Officer, { author, saying }: z.infer<typeof DraftRequest>): Promise<Draft> {
    this.mustSpeakFor(officer, author, saying.type);
    const { body, record } = this.statementFor(author, saying);
    this.mustMaySubscribe(body);
    const checked = checkDraft(this.directory.log.verified, body, Date.now(), author);
    if (!checked.ok) throw new Problem(409, checked.refusal);
    return this.drafts.keep(officer, author, body, record);
  }

  /** Signs a draft with its author's key and hands it in. @returns where in the log it is */
  async sign(officer: Officer, id: string): Promise<{ draft: Draft; position: number }> {
    const draft = await this.drafts.find(officer, id);
    const role = this.mustSpeakFor(officer, draft.author, draft.body.type);
    const said = await this.handingIn.say(draft.body, this.keys.signingKey(draft.author), draft.author);
    if (!said.ok) throw new Problem(409, said.refusal);
    const { position } = said.value;
    await this.audit.note({
      officer: officer.name,
      unit: draft.author,
      role,
      action: 'statement-signed',
      subject: String(position),
    });
    return { draft, position };
  }

  async discard(officer: Officer, id: string): Promise<void> {
    const draft = await this.drafts.find(officer, id);
    this.mustSpeakFor(officer, draft.author, draft.body.type);
    await this.drafts.forget(draft.id);
  }

  private statementFor(office: UnitAddress, saying: Saying): { body: StatementBody; record?: Uint8Array } {
    if (saying.type === 'subscription-set') return { body: saying };
    if (saying.type !== 'contact-published' && saying.type !== 'contact-changed') {
      return { body: StatementBody.parse({ ...saying, office }) };
    }
    const record = saltedRecord(saying.record);
    if (record.length > MAX_RECORD_BYTES) {
      throw problem(413, 'too-large', 'The contact is too long.', 'Leave out what others do not need to call.');
    }
    const contact = saying.type === 'contact-changed' ? saying.contact : hex(randomBytes(16));
    return { body: { type: saying.type, office, contact, commitment: commitmentTo(record) }, record };
  }

  private mustMaySubscribe(body: StatementBody): void {
    if (body.type !== 'subscription-set') return;
    const unit = this.directory.state.units.get(body.unit);
    for (const kind of new Set(body.lines.flatMap((line) => line.kinds))) {
      const decision = unit && this.policy.engine.maySubscribe(unit, kind);
      if (decision && !decision.allowed) {
        throw problem(
          403,
          'policy-forbids',
          `${body.unit} may not subscribe to "${kind}": ${decision.reason}.`,
          'Leave it out.',
        );
      }
    }
  }

  /** A liaison officer speaks for the office; for a unit's own subscription its releaser does too. */
  private mustSpeakFor(officer: Officer, author: UnitAddress, type: string): Role {
    return mustHold(this.keys, officer, author, type === 'subscription-set' ? SUBSCRIBING : SPEAKING);
  }
}

/** What people read of a draft. */
export const viewOf = (draft: Draft) => ({
  id: draft.id,
  author: draft.author,
  officer: draft.officer,
  draftedAt: new Date(draft.draftedAt).toISOString(),
  says: inWords(draft.body),
  phrase: phraseOf(draft.body),
  body: toJson(draft.body),
  record: draft.record ? contactIn(draft.record) : (null as Contact | null),
});
