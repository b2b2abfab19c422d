import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bulletinsAt, type ExportAsked } from '#libs/api/bulletins.js';
import { asBytes } from '#libs/api/client.js';
import { Problem } from '#libs/api/problem.js';
import type { Answer } from '#libs/api/routes.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { kindOf } from './api.js';
import { refused, saveAnswer } from './files.js';
import type { OfKind } from './of-kind.js';
import { bold, print, printJson, say, width } from './output.js';
import { onlyUnit } from './posting.js';
import { loadSession } from './session.js';
import { isolated, ledger, withoutControls } from './table.js';
import { contentOfFile } from './upload.js';

type Imported = Answer<'/api/v1/imports', 'post'>;

/** `liaison export ID… --kind KIND --format FORMAT --output FILE --why TEXT` */
export async function exportBulletins(
  ids: readonly string[],
  options: OfKind & Omit<ExportAsked, 'bulletins' | 'format'> & { format: string; output: string },
): Promise<void> {
  const { api } = await loadSession();
  const { output, kind, ...asked } = options;
  const body = { ...asked, bulletins: [...ids] } as ExportAsked;
  await saveAnswer(output, () => api.post(bulletinsAt(kind, '/exports'), { body, parseAs: 'stream' }));
  const { one, many } = BULLETIN_WORDS[kind].en.kind;
  print(
    `Saved ${output}: ${ids.length} ${ids.length === 1 ? one : many} as ${asked.format}. Its handling still holds for whoever has it.`,
  );
}

/** `liaison import FILE…`: files, or folders of them, each with its report line by line. */
export async function importFiles(
  paths: readonly string[],
  options: { unit?: string; dryRun?: boolean; quiet?: boolean; json?: boolean },
): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const query = { unit, ...(options.dryRun && { dryRun: 'yes' as const }) };
  const reports: object[] = [];
  for (const file of await filesIn(paths)) {
    const { bytes, part } = await contentOfFile(file);
    const sent = api.post('/api/v1/imports', { params: { query }, ...asBytes(part(0, bytes)) });
    const report = await sent.catch((error) => {
      if (error instanceof Problem && kindOf(error) === 'refused')
        return { refused: error.message, remedy: error.remedy };
      throw error;
    });
    reports.push({ file, ...report });
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
      if (!about) throw refused(`${path} cannot be read.`, 'Check the path.', 'file-unreadable');
      if (!about.isDirectory()) return [path];
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  return found.flat().sort();
}
