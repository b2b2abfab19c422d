import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onlyUnit } from './alerts.js';
import { CallFailed } from './api.js';
import { saveAnswer } from './files.js';
import { bold, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { isolated, ledger, withoutControls } from './table.js';
import { contentOfFile } from './upload.js';

interface Imported {
  readonly format: string;
  readonly drafts: readonly {
    id: string | null;
    title: string;
    missing: readonly { field: string; expected: string }[];
  }[];
  readonly lines: readonly { where: string; what: string; taken: boolean; why: string }[];
}

/** `liaison export ID… --format stix --output FILE --why TEXT` */
export async function exportAlerts(
  ids: readonly string[],
  options: { format: string; output: string; why: string; language?: string },
): Promise<void> {
  const { api } = await loadSession();
  await saveAnswer(options.output, () =>
    api.postForStream('/exports', {
      format: options.format,
      alerts: ids,
      why: options.why,
      ...(options.language && { language: options.language }),
    }),
  );
  print(
    `Saved ${options.output}: ${ids.length} ${ids.length === 1 ? 'alert' : 'alerts'} as ${options.format}. Its handling still holds for whoever has it.`,
  );
}

/** `liaison import FILE…`: files, or folders of them, each with its report line by line. */
export async function importFiles(
  paths: readonly string[],
  options: { unit?: string; dryRun?: boolean; quiet?: boolean; json?: boolean },
): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const query = new URLSearchParams({ unit, ...(options.dryRun && { dryRun: 'yes' }) });
  const reports: (Imported | { file: string; refused: string; remedy: string })[] = [];
  for (const file of await filesIn(paths)) {
    const { bytes, part } = await contentOfFile(file);
    const report = await api.upload<Imported>(`/imports?${query}`, part(0, bytes)).catch((error) => {
      if (error instanceof CallFailed && error.kind === 'refused')
        return { file, refused: error.message, remedy: error.remedy };
      throw error;
    });
    reports.push('refused' in report ? report : ({ ...report, file } as Imported));
    if (options.json) continue;
    print(bold(file));
    if ('refused' in report) print(`  not imported: ${withoutControls(report.refused)} ${report.remedy}`);
    else describe(report, options);
  }
  if (options.json) printJson({ files: reports });
}

function describe({ format, drafts, lines }: Imported, options: { quiet?: boolean }): void {
  const taken = lines.filter((line) => line.taken).length;
  print(
    `  ${format}: ${taken} of ${lines.length} things taken, ${drafts.length} ${drafts.length === 1 ? 'draft' : 'drafts'}`,
  );
  if (!options.quiet) {
    const rows = lines.map((line) => [`  ${line.taken ? 'taken' : 'left'}`, line.where, `${line.what}: ${line.why}`]);
    if (rows.length > 0) print(ledger(['  ', 'WHERE', 'WHAT BECAME OF IT'], rows, width()));
  }
  for (const { id, title, missing } of drafts) {
    print(`  ${id ? `draft ${bold(id)}` : 'would be a draft'}: ${isolated(withoutControls(title))}`);
    if (missing.length > 0) print(`    still missing: ${missing.map((one) => one.field).join(', ')}`);
    if (id && missing.length > 0) say(`    complete it: liaison draft show ${id} --json`);
  }
}

async function filesIn(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const about = await stat(path).catch(() => undefined);
      if (!about) throw new CallFailed('refused', `${path} cannot be read.`, 'Check the path.', 'file-unreadable');
      if (!about.isDirectory()) return [path];
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  return found.flat().sort();
}
