import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ulid } from 'ulid';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { isAsStrict } from '#libs/kinds/handling.js';
import {
  assessmentFacts,
  type Citation,
  citationsOf,
  type RiskAssessment,
} from '#libs/kinds/risk-assessment/assessment.js';
import { fieldFault } from '#libs/outcome/field-faults.js';
import { RecallRow, ReplacementRow } from '#libs/store/bulletins-entities.js';
import { MessageRow } from '#libs/store/post-entities.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { type Phrase, phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { mustHold } from '../../people/officers/must-hold.js';
import { type Officer } from '../../people/officers/roles.js';
import { CourierService } from '../../post/courier/courier.service.js';
import { notice, putInOutbox } from '../../post/courier/outbox.js';
import { StoredMessages } from '../../post/stored-messages.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { DirectoryService } from '../../trust/directory/directory.service.js';
import { KeysService } from '../../trust/keys/keys.service.js';
import { PolicyService } from '../../trust/policy/policy.service.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { BulletinIndex } from '../index/bulletin-index.service.js';

export const KIND = 'risk-assessment';

/** How an alert that is cited stands now, as the reading unit knows it. */
export type Standing = 'valid' | 'expired' | 'replaced' | 'recalled' | 'not-here';

/** Evaluations of risk that cite alerts: posted to whoever wants them, read with how their sources stand now. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly database: DataSource,
    private readonly directory: DirectoryService,
    private readonly keys: KeysService,
    private readonly policy: PolicyService,
    private readonly courier: CourierService,
    private readonly audit: Audit,
    private readonly bulletins: AlertsService,
    private readonly index: BulletinIndex,
    private readonly stored: StoredMessages,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  async post(officer: Officer, unit: UnitAddress, assessment: RiskAssessment) {
    const role = mustHold(this.keys, officer, unit, ['releaser']);
    await this.mustRestOn(unit, assessment);
    const facts = assessmentFacts(assessment, unit);
    this.policy.mustAllow('release', officer, unit, facts.terms);
    const audience = await this.policy.audience(facts);
    const recipients = audience.filter((one) => one.receives);
    if (recipients.length === 0) {
      throw problem(
        409,
        'no-recipient',
        'No unit would receive this.',
        'Units subscribe to the kind "risk-assessment".',
      );
    }
    const id = ulid();
    await this.database.transaction(async (manager) => {
      const message = notice(unit, KIND, assessment, {
        handling: assessment.handling.tlp,
        urgent: false,
        logPosition: this.directory.state.size,
        messageId: id,
      });
      await putInOutbox(manager, this.config.storageKey, message, recipients);
      await this.audit.add(manager, {
        officer: officer.name,
        unit,
        role,
        action: `${KIND}-posted`,
        subject: referenceTo({ id, sender: unit }),
      });
    });
    this.courier.wake();
    this.index.wake();
    return { id, audience };
  }

  async show(officer: Officer, which: MessageReference, why?: string) {
    const { row, bulletin, ...shown } = await this.bulletins.shown(officer, KIND, which, why);
    const assessment = bulletin && (bulletin.body as RiskAssessment);
    const sources = await Promise.all(
      citationsOf(assessment).map(async (citation) => ({
        ...citation,
        title: (await this.cited(row.unit, citation))?.title.text ?? null,
        standing: await this.standingOf(row.unit, citation),
      })),
    );
    return { ...shown, assessment, sources };
  }

  /** Each cited alert is the unit's to read, still stands, and is labelled no stricter than what is made from it. */
  private async mustRestOn(unit: string, assessment: RiskAssessment): Promise<void> {
    const faults = [];
    for (const [j, { citations }] of assessment.judgements.entries()) {
      for (const [c, one] of citations.entries()) {
        const expected = await this.faultOf(unit, one, assessment);
        if (expected) faults.push(fieldFault(`judgements[${j}].citations[${c}]`, expected));
      }
    }
    if (faults.length === 0) return;
    throw new Problem(
      422,
      {
        code: 'citations-wrong',
        message: 'It rests on alerts that it cannot rest on.',
        remedy: 'Mend the citations named; nothing was sent.',
      },
      { faults },
    );
  }

  /** What a unit has of an alert; undefined where it has none, or no more. */
  private async cited(unit: string, { author, alert }: Citation) {
    const which = { unit, sender: author, messageId: alert, kind: 'alert' };
    const row = await this.database.getRepository(MessageRow).findOneBy(which);
    return (row && this.stored.read('alert', row)) ?? undefined;
  }

  private async faultOf(unit: string, citation: Citation, { handling }: RiskAssessment): Promise<Phrase | undefined> {
    const content = await this.cited(unit, citation);
    if (!content) return phrase('an alert that {{unit}} has', { unit });
    const standing = await this.standingOf(unit, citation);
    if (standing === 'recalled') return phrase('an alert that was not recalled');
    if (standing === 'replaced') return phrase('an alert that was not replaced');
    return isAsStrict(handling.tlp, content.handling.tlp)
      ? undefined
      : phrase('an alert whose label the assessment keeps: it is TLP:{{tlp}}', { tlp: content.handling.tlp });
  }

  private async standingOf(unit: string, citation: Citation): Promise<Standing> {
    const { author, alert } = citation;
    const which = { unit, sender: author };
    if (await this.database.getRepository(RecallRow).existsBy({ ...which, messageId: alert, kind: 'alert' }))
      return 'recalled';
    if (await this.database.getRepository(ReplacementRow).existsBy({ ...which, bulletin: alert })) return 'replaced';
    const content = await this.cited(unit, citation);
    if (!content) return 'not-here';
    return Date.parse(content.validUntil) > Date.now() ? 'valid' : 'expired';
  }
}
