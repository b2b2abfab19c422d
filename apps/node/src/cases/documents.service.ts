import { Injectable } from '@nestjs/common';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { contentOf, filesIn } from '#libs/kinds/case-message.js';
import type { Opening, Printed } from '#libs/kinds/case-paper.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { instrumentsIn } from '#libs/trust/instruments.js';
import { problem } from '../http/problem.js';
import { Audit } from '../people/audit/audit.js';
import type { Officer } from '../people/officers/roles.js';
import { typesetApart } from '../process/typesetting.js';
import { DirectoryService } from '../trust/directory/directory.service.js';
import { CasesService } from './cases.service.js';
import { fileInCase, type OpenCase, readEvents } from './open-case.js';

/** A document that an officer asks for. */
export interface Wanted {
  readonly document: string;
  readonly languages: readonly ReaderLanguage[];
  /** The piece of evidence, for a custody record. */
  readonly item?: string | undefined;
  readonly why: string;
}

/** Documents of cases on paper (PDF/A), in two languages side by side. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly cases: CasesService,
    private readonly directory: DirectoryService,
    private readonly audit: Audit,
  ) {}

  /** Each printing is in the audit log. @throws Problem where the case has not come so far */
  async print(officer: Officer, caseId: string, wanted: Wanted): Promise<Uint8Array> {
    const { open, role } = await this.cases.readToExport(officer, caseId);
    const printed = { by: officer.displayName, at: Date.now(), why: wanted.why };
    const pdf = await this.set(open, wanted, printed);
    const why = `${wanted.document}: ${wanted.why}`;
    await this.audit.note({
      officer: officer.name,
      unit: open.unit,
      role,
      action: 'case-exported',
      subject: caseId,
      why,
    });
    return pdf;
  }

  /** The record of the whole case, as it stands in front of a bundle. */
  record = (
    open: OpenCase,
    languages: readonly ReaderLanguage[],
    { by, why }: { by: string; why: string },
  ): Promise<Uint8Array> => this.set(open, { document: 'record', languages, why }, { by, at: Date.now(), why });

  private async set(open: OpenCase, { document, languages, item }: Wanted, printed: Printed): Promise<Uint8Array> {
    const paper = open.kind.paper(document, languages, {
      caseId: open.caseId,
      state: open.ledger.view.state,
      events: readEvents(open),
      printed,
      names: this.names,
      item,
      openings: await this.openingsOf(open),
    });
    if (!paper) {
      throw problem(409, 'no-such-document', `The case has no ${document} yet.`, 'See what was done in it.');
    }
    return typesetApart(paper.template, paper.data, printed.at);
  }

  private readonly names = {
    unit: (address: string) => this.directory.state.units.get(address as UnitAddress)?.name,
    instrument: (id: string, language: string) =>
      instrumentsIn(this.directory.state)
        .filter((one) => one.id === id)
        .flatMap((one) => one.titles)
        .find((title) => title.language === language)?.text,
  };

  /** Every look into a file of the case by officers of the unit, from the audit log. */
  private async openingsOf(open: OpenCase): Promise<Opening[]> {
    const files = new Map(
      [...open.contents].flatMap(([event, text]) =>
        filesIn(contentOf(text)).map((file) => [fileInCase(event, file.name), file.fileName] as const),
      ),
    );
    if (files.size === 0) return [];
    const lines = await this.audit.linesAbout(open.unit, 'file-opened', [...files.keys()]);
    return lines.map(({ at, officer, subject, why }) => ({ at, officer, file: files.get(subject)!, why }));
  }
}
