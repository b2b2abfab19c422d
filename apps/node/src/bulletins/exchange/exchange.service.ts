import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { inTurn, TookTooMuch } from '#libs/apart/apart.js';
import { iso } from '#libs/bounds/times.js';
import { referenceOf } from '#libs/envelope/reference.js';
import { exported } from '#libs/kinds/alert/exchange/index.js';
import { MAX_IMPORT_BYTES } from '#libs/kinds/alert/exchange/read-json.js';
import type { Imported, JudgedAlert } from '#libs/kinds/alert/exchange/report.js';
import type { ExportedAlert } from '#libs/kinds/alert/exchange/stix-export.js';
import { alertOnPaper } from '#libs/kinds/alert/pdf/paper.js';
import { ALERT_TEMPLATE } from '#libs/kinds/alert/pdf/template.js';
import { type FieldFault, fieldFault } from '#libs/outcome/field-faults.js';
import type { Outcome } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, WRITING } from '../../people/officers/roles.js';
import { typesetApart } from '../../process/typesetting.js';
import { Authority } from '../../trust/authority/authority.js';
import { BulletinDraftsService } from '../drafts/bulletin-drafts.service.js';
import { ReadingService, type WholeBulletin } from '../reading/reading.service.js';
import { RepliesService } from '../replies/replies.service.js';
import type { ExportRequest, ImportReport } from './views.js';

const READER = new URL('./import-worker.js', import.meta.url);
/** The longest files of the field take a tenth of it. */
const ALLOWANCE = { megabytes: 1024, milliseconds: 60_000 };

/** What the alerts of one export hold together: more than a thousand of usual length. What is made of them takes some times as much memory. */
const MOST_EXPORTED = 8 * 1024 ** 2;

type ReadAlert = WholeBulletin<'alert'>;

/** Alerts in other systems' formats: out where policy lets them, in as drafts. */
@Injectable()
export class ExchangeService {
  private readonly importing = new Set<string>();
  private readonly reader = inTurn<Outcome<Imported<JudgedAlert>>>(READER, ALLOWANCE);

  constructor(
    private readonly database: DataSource,
    private readonly reading: ReadingService,
    private readonly drafts: BulletinDraftsService,
    private readonly authority: Authority,
    private readonly replies: RepliesService,
    private readonly audit: Audit,
  ) {}

  /** All of them or none: a file that silently lacks some would be believed to be whole. */
  async export(officer: Officer, request: z.infer<typeof ExportRequest>): Promise<string | Uint8Array> {
    const { format, alerts, why, language } = request;
    const read: ReadAlert[] = [];
    const refused: FieldFault[] = [];
    let bytes = 0;
    for (const [i, alert] of alerts.entries()) {
      try {
        const whole = await this.reading.whole(officer, 'alert', alert, 'export');
        bytes += Buffer.byteLength(JSON.stringify(whole.bulletin.body));
        if (bytes <= MOST_EXPORTED) read.push(whole);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const why = error.details.title;
        refused.push(
          fieldFault(`alerts[${i}]`, phrase('one that may be exported, not {{id}}: {{why}}', { id: alert.id, why })),
        );
      }
    }
    if (refused.length > 0) {
      throw new Problem(
        403,
        {
          code: 'export-refused',
          message: `${refused.length} of ${alerts.length} alerts may not be exported, so nothing was.`,
          remedy: 'Leave them out, or ask your liaison office which rule applies.',
        },
        { faults: refused },
      );
    }
    if (bytes > MOST_EXPORTED) {
      const most = `${MOST_EXPORTED / 1024 ** 2} MiB`;
      throw problem(413, 'too-large', `The alerts hold more than ${most} together.`, 'Export fewer at once.');
    }
    await this.database.transaction(async (manager) => {
      for (const { row, role } of read) {
        const line = {
          officer: officer.name,
          unit: row.unit,
          role,
          subject: referenceOf(row),
          why: `${format}: ${why}`,
        };
        await this.audit.add(manager, { ...line, action: 'alert-exported' });
      }
    });
    const printable = await Promise.all(read.map((each) => this.withSightings(each)));
    if (format !== 'pdf') return exported(format, printable);
    const printed = { by: officer.displayName, at: new Date().toISOString(), why };
    return typesetApart(ALERT_TEMPLATE, alertOnPaper(printable[0]!, language, printed), Date.now());
  }

  /** An author's export holds what recipients told it of having seen. */
  private async withSightings(read: ReadAlert): Promise<ExportedAlert> {
    const { row } = read;
    if (row.direction === 'in') return exportedOf(read);
    const replies = await this.replies.to(row.unit, row.sender, row.messageId);
    const sightings = replies
      .filter(({ type }) => type === 'sighting')
      .map(({ from, at, seenAt, place, text }) => ({
        by: from,
        toldAt: iso(at),
        seenAt: seenAt && new Date(seenAt).toISOString(),
        what: [place, text?.text].filter(Boolean).join(': '),
      }));
    return { ...exportedOf(read), sightings };
  }

  /** A foreign file as drafts of the unit, with a line for each thing in it. */
  async import(
    officer: Officer,
    unit: UnitAddress,
    content: AsyncIterable<Uint8Array>,
    dryRun: boolean,
  ): Promise<z.infer<typeof ImportReport>> {
    const role = this.authority.mustHold(officer, unit, WRITING);
    const outcome = await this.oneOf(officer, async () => this.read(await bytesOf(content)));
    if (!outcome.ok) throw new Problem(422, outcome.refusal);
    const { format, alerts, lines } = outcome.value;
    const contents = alerts.map(({ draft }) => draft);
    const ids = dryRun ? [] : await this.drafts.createAll(officer, 'alert', unit, contents);
    const drafts = alerts.map(({ where, title, missing }, i) => {
      return { id: ids[i] ?? null, where, title, missing: [...missing] };
    });
    if (!dryRun) {
      const subject = `${drafts.length} drafts`;
      await this.audit.note({ officer: officer.name, unit, role, action: 'alert-imported', subject, why: format });
    }
    return { format, drafts, lines: [...lines] };
  }

  /** An officer's next file is read once the last one was: each is held in memory until its turn, and others wait behind it. */
  private async oneOf<T>(officer: Officer, work: () => Promise<T>): Promise<T> {
    if (this.importing.has(officer.name)) {
      throw problem(429, 'import-under-way', 'A file of yours is being read already.', 'Import one after the other.');
    }
    this.importing.add(officer.name);
    return work().finally(() => this.importing.delete(officer.name));
  }

  private async read(bytes: Uint8Array): Promise<Outcome<Imported<JudgedAlert>>> {
    try {
      return await this.reader(bytes);
    } catch (error) {
      if (!(error instanceof TookTooMuch)) throw error;
      throw problem(422, 'too-large', `Reading the file took too much ${error.what}.`, 'Split the feed.');
    }
  }
}

export const exportedOf = ({ row, bulletin }: Pick<ReadAlert, 'row' | 'bulletin'>): ExportedAlert => ({
  id: row.messageId,
  sender: row.sender,
  createdAt: row.createdAt,
  alert: bulletin.body,
});

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    length += chunk.length;
    if (length > MAX_IMPORT_BYTES) {
      throw problem(
        413,
        'too-large',
        `A file is imported up to ${MAX_IMPORT_BYTES / 1024 ** 2} MiB.`,
        'Split the feed.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
