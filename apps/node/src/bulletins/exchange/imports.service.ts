import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { inTurn, TookTooMuch } from '#libs/apart/apart.js';
import { MAX_IMPORT_BYTES } from '#libs/kinds/alert/exchange/read-json.js';
import type { Imported, JudgedAlert } from '#libs/kinds/alert/exchange/report.js';
import type { Outcome } from '#libs/outcome/index.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { Problem, problem } from '../../http/problem.js';
import { Audit } from '../../people/audit/audit.js';
import { type Officer, WRITING } from '../../people/officers/roles.js';
import { Authority } from '../../trust/authority/authority.js';
import { BulletinDraftsService } from '../drafts/bulletin-drafts.service.js';
import type { ImportReport } from './views.js';

const READER = new URL('./import-worker.js', import.meta.url);
/** The longest files of the field take a tenth of it. */
const ALLOWANCE = { megabytes: 1024, milliseconds: 60_000 };

/** Alerts of other systems, as drafts. */
@Injectable()
export class ImportsService {
  private readonly importing = new Set<string>();
  private readonly reader = inTurn<Outcome<Imported<JudgedAlert>>>(READER, ALLOWANCE);

  constructor(
    private readonly drafts: BulletinDraftsService,
    private readonly authority: Authority,
    private readonly audit: Audit,
  ) {}

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
