import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { iso } from '#libs/bounds/times.js';
import { referenceOf } from '#libs/envelope/reference.js';
import { formatsOf, PAPER } from '#libs/kinds/bulletin-exports.js';
import type { BulletinBody, Exported, Sighting } from '#libs/kinds/bulletin-kind.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { bulletinOnPaper } from '#libs/kinds/bulletin-paper.js';
import { BULLETIN_TEMPLATE } from '#libs/kinds/bulletin-template.js';
import { type FieldFault, fieldFault } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';
import { Problem, problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import type { Officer } from '../../people/officers/roles.js';
import { OneEach } from '../../process/one-each.js';
import { typesetApart } from '../../process/typesetting.js';
import { ReadingService, type WholeBulletin } from '../reading/reading.service.js';
import { RepliesService } from '../replies/replies.service.js';
import type { ExportRequest } from './views.js';

/** What the bulletins of one export hold together: more than a thousand of usual length. What is made of them takes some times as much memory. */
const MOST_EXPORTED = 8 * 1024 ** 2;

/** Bulletins in the formats of programs and of paper, where policy lets them out. */
@Injectable()
export class ExportsService {
  /** One document of an officer at a time, of whatever kind. */
  readonly oneEach = new OneEach();

  constructor(
    private readonly database: DataSource,
    private readonly reading: ReadingService,
    private readonly replies: RepliesService,
    private readonly audit: Audit,
  ) {}

  /** All of them or none: a file that silently lacks some would be believed to be whole. */
  async export(officer: Officer, kind: BulletinName, request: ExportRequest): Promise<string | Uint8Array> {
    const { format, bulletins, why, language } = request;
    const read: WholeBulletin<BulletinName>[] = [];
    const refused: FieldFault[] = [];
    let bytes = 0;
    for (const [i, which] of bulletins.entries()) {
      try {
        const whole = await this.reading.whole(officer, kind, which, 'export');
        bytes += Buffer.byteLength(JSON.stringify(whole.bulletin.body));
        if (bytes <= MOST_EXPORTED) read.push(whole);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const why = error.details.title;
        refused.push(
          fieldFault(`bulletins[${i}]`, phrase('one that may be exported, not {{id}}: {{why}}', { id: which.id, why })),
        );
      }
    }
    if (refused.length > 0) {
      throw new Problem(
        403,
        {
          code: 'export-refused',
          message: `${refused.length} of ${bulletins.length} may not be exported, so nothing was.`,
          remedy: 'Leave them out, or ask your liaison office which rule applies.',
        },
        { faults: refused },
      );
    }
    if (bytes > MOST_EXPORTED) {
      const most = `${MOST_EXPORTED / 1024 ** 2} MiB`;
      throw problem(413, 'too-large', `They hold more than ${most} together.`, 'Export fewer at once.');
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
        await this.audit.add(manager, { ...line, action: `${kind}-exported` });
      }
    });
    if (format === PAPER.extension) {
      const { row, bulletin } = read[0]!;
      const printed = { by: officer.displayName, at: new Date().toISOString(), why };
      const { messageId: id, sender, createdAt } = row;
      const onPaper = bulletinOnPaper({ id, sender, createdAt, bulletin }, language, printed);
      return typesetApart(BULLETIN_TEMPLATE, onPaper, Date.now());
    }
    return formatsOf(kind)[format]!.write(await Promise.all(read.map((each) => this.withSightings(each))));
  }

  /** An author's export holds what recipients told it of having seen. */
  private async withSightings(read: WholeBulletin<BulletinName>): Promise<Exported<BulletinBody>> {
    const { row } = read;
    if (row.direction === 'in') return exportedOf(read);
    const replies = await this.replies.to(row.unit, row.sender, row.messageId);
    const sightings = replies
      .filter(({ type }) => type === 'sighting')
      .map(
        ({ from, at, seenAt, place, text }): Sighting => ({
          by: from,
          toldAt: iso(at),
          seenAt: seenAt ? new Date(seenAt).toISOString() : undefined,
          what: [place, text?.text].filter(Boolean).join(': '),
        }),
      );
    return { ...exportedOf(read), ...(sightings.length > 0 && { sightings }) };
  }
}

export const exportedOf = <Body extends BulletinBody>({
  row,
  bulletin,
}: {
  row: { messageId: string; sender: string; createdAt: number };
  bulletin: { body: Body };
}): Exported<Body> => ({
  id: row.messageId,
  sender: row.sender,
  createdAt: row.createdAt,
  body: bulletin.body,
});
