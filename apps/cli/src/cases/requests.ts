import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Answer, Query } from '#libs/api/routes.js';
import type { NodeApi } from '../api.js';
import { readJsonFile, readTextFile, refused, saveAnswer } from '../files.js';
import { type AsJson, bold, print, printJson, say, time, width } from '../output.js';
import { onlyUnit } from '../posting.js';
import { loadSession } from '../session.js';
import { clean, ledger, table, wrapped } from '../table.js';
import { contentOfFile, mediaTypeOf, uploadFile } from '../upload.js';

type Draft = Answer<'/api/v1/request-drafts/{id}'>;
type Judged = Pick<Draft, 'gaps' | 'terms'>;
type Form = Required<Query<'/api/v1/request-drafts/form'>>;

const RequestFile = z.looseObject({ requested: z.string().exactOptional(), request: z.record(z.string(), z.json()) });
/** An annex whose file stands beside the request: uploaded, it goes by its name. */
const AnnexPath = z.strictObject({ path: z.string().min(1) });

/** `liaison request save FILE [--id ID]` */
export async function saveRequest(
  file: string,
  options: AsJson & { unit?: string; id?: string; to?: string; despite?: string },
): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const drafted = await readRequest(api, unit, file, options);
  const params = options.id && { path: { id: options.id } };
  const draft = params
    ? await api.put('/api/v1/request-drafts/{id}', {
        params,
        body: { version: (await api.get('/api/v1/request-drafts/{id}', { params })).version, drafted },
      })
    : await api.post('/api/v1/request-drafts', { body: { unit, drafted } });
  if (options.json) return printJson(draft);
  describe(draft);
}

/** `liaison request check FILE`: keeps nothing. */
export async function checkRequest(file: string, options: AsJson & { unit?: string; to?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const { request, requested } = await readJsonFile(file, 'request', RequestFile);
  const to = options.to ?? requested;
  const drafted = { ...(to !== undefined && { requested: to }), request };
  const judged = await api.post('/api/v1/request-drafts/check', { body: { unit, drafted } });
  if (options.json) return printJson(judged);
  describeGaps(judged);
}

export async function requestFrom(caseId: string, options: AsJson & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const body = { unit: options.unit ?? onlyUnit(session.units), from: caseId };
  const draft = await api.post('/api/v1/request-drafts', { body });
  if (options.json) return printJson(draft);
  describe(draft);
}

export async function listRequests(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/request-drafts');
  if (options.json) return printJson(answer);
  if (answer.drafts.length === 0) {
    return say(
      'No requests in the writing. "liaison request save FILE" keeps one; examples/assistance/ shows how they look, "liaison request form" makes a form.',
    );
  }
  const rows = answer.drafts.map((one) => [
    one.id,
    `${time(one.savedAt)} by ${one.savedBy}`,
    one.requested ?? 'nobody yet',
    one.releaseAskedBy ? `release, asked by ${one.releaseAskedBy}` : one.gaps > 0 ? `${one.gaps} parts` : 'its release',
    one.reference ?? '(no reference yet)',
  ]);
  print(table(['ID', 'SAVED', 'TO', 'WAITS FOR', 'REFERENCE'], rows, width(), 4));
}

export async function showRequest(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const draft = await api.get('/api/v1/request-drafts/{id}', { params: { path: { id } } });
  if (options.json) return printJson(draft);
  describe(draft);
}

export async function discardRequest(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete('/api/v1/request-drafts/{id}', { params: { path: { id } } });
  print('Discarded.');
}

export async function askRequestRelease(id: string): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const { version } = await api.get('/api/v1/request-drafts/{id}', { params });
  const draft = await api.post('/api/v1/request-drafts/{id}/release-request', { params, body: { version } });
  print(`Asked ${draft.unit}'s second officer to release it. Nothing has been sent yet.`);
  print(`  liaison request release ${draft.id}   when signed in as the second officer`);
}

export async function releaseRequest(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const { version, drafted } = await api.get('/api/v1/request-drafts/{id}', { params });
  const released = await api.post('/api/v1/request-drafts/{id}/release', { params, body: { version } });
  if (options.json) return printJson(released);
  print(`Sent to ${drafted.requested}. The case is ${bold(released.id.slice(0, 12))}.`);
  print(`  liaison case show ${released.id.slice(0, 12)}`);
}

/** `liaison request form`: to be filled in with any spreadsheet program. */
export async function requestForm(options: {
  measure: string[];
  language: Form['language'];
  translation: Form['translation'];
  persons: string;
  output: string;
}): Promise<void> {
  const { api } = await loadSession();
  const query = {
    measures: options.measure.join(','),
    language: options.language,
    translation: options.translation,
    persons: Number(options.persons),
  };
  await saveAnswer(options.output, () =>
    api.get('/api/v1/request-drafts/form', { params: { query }, parseAs: 'stream' }),
  );
  print(`Saved ${options.output}. Write into its last two columns, save it as CSV, then:`);
  print(`  liaison request import ${options.output} --to UNIT`);
}

export async function importRequest(file: string, options: AsJson & { unit?: string; to?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const form = await readTextFile(file);
  const unit = options.unit ?? onlyUnit(session.units);
  const body = { unit, ...(options.to && { requested: options.to }), form };
  const draft = await api.post('/api/v1/request-drafts/import', { body });
  if (options.json) return printJson(draft);
  describe(draft);
}

async function readRequest(
  api: NodeApi,
  unit: string,
  file: string,
  { to, despite }: { to?: string; despite?: string },
): Promise<Draft['drafted']> {
  const { request, ...rest } = await readJsonFile(file, 'request', RequestFile);
  const annexes = Array.isArray(request.annexes) ? request.annexes : [];
  const uploaded = await Promise.all(
    annexes.map(async (annex) => {
      const path = AnnexPath.safeParse((annex as { file?: unknown } | null)?.file);
      if (!path.success) return annex;
      const at = resolve(dirname(file), path.data.path);
      const content = await contentOfFile(at).catch(() => {
        throw refused(
          `The annex ${path.data.path} cannot be read.`,
          'Its path is taken from where the request lies.',
          'annex-unreadable',
        );
      });
      const { name } = await uploadFile(api, { unit, fileName: basename(at), mediaType: mediaTypeOf(at) }, content);
      return { ...(annex as object), file: { name } };
    }),
  );
  return {
    ...rest,
    request: { ...request, ...(annexes.length > 0 && { annexes: uploaded }) },
    ...(to && { requested: to }),
    ...(despite && { despite }),
  };
}

function describe(draft: Draft): void {
  print(`Saved ${time(draft.savedAt)} on your node as ${bold(draft.id)}, version ${draft.version}.`);
  const { despite } = draft.drafted;
  describeGaps(draft, despite);
  if (draft.gaps.some((gap) => gap.level === 'required') || (draft.gaps.length > 0 && !despite)) return;
  print(
    draft.releaseAskedBy
      ? `${draft.releaseAskedBy} asked for its release:`
      : `${despite ? 'It goes without that.' : 'Nothing is missing.'} A request that names persons needs two officers:`,
  );
  print(draft.releaseAskedBy ? `  liaison request release ${draft.id}` : `  liaison request ask ${draft.id}`);
}

function describeGaps({ gaps, terms }: Judged, despite?: string): void {
  if (terms) {
    const { instruments, acceptedLanguages, centralAuthority, reservations, times } = terms;
    print(
      `Binds both: ${instruments.join(', ') || 'nothing that both have recorded'}. Takes requests in ${acceptedLanguages.join(', ') || 'any language (none declared)'}.`,
    );
    if (centralAuthority) print(`Its central authority: ${centralAuthority}.`);
    if (times)
      print(
        `It answers within days: acknowledged ${times.acknowledge}, decided ${times.decide}, carried out ${times.execute}.`,
      );
    for (const one of reservations) print(wrapped(`Reservation: ${clean(one)}`, width()));
  }
  for (const level of ['required', 'advised'] as const) {
    const some = gaps.filter((gap) => gap.level === level);
    if (some.length === 0) continue;
    print(level === 'required' ? '\nIt cannot go without:' : '\nIt will be asked for:');
    print(
      ledger(
        ['FIELD', 'LAW', 'WHAT, AND WHY'],
        some.map((gap) => [gap.field, gap.law, `${gap.missing}: ${gap.why}`]),
        width(),
      ),
    );
  }
  if (!despite && gaps.length > 0 && gaps.every((gap) => gap.level === 'advised'))
    print('\nIt can go without that, with a written reason: --despite "…".');
}
