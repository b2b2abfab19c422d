import type { Body } from '#libs/api/routes.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { refused } from './files.js';
import { type AsJson, print, printJson, say, time, width } from './output.js';
import { onlyUnit } from './posting.js';
import { loadSession } from './session.js';
import { table } from './table.js';

type Period = Body<'/api/v1/retention', 'put'>;

/** `liaison retention`: the periods, and what weeding would erase. */
export async function showRetention(options: AsJson & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const shown = await api.get('/api/v1/retention', { params: { query: { unit } } });
  if (options.json) return printJson(shown);
  for (const [kind, byPurpose] of Object.entries(shown.days))
    for (const [purpose, days] of Object.entries(byPurpose))
      print(`${kind.padEnd(16)} ${purpose.padEnd(14)} ${days} days after its validity ended`);
  if (shown.due.length === 0) return say('Nothing is due.');
  const rows = shown.due.map((one) => [one.id, one.kind, one.sender, one.purpose, time(one.dueAt)]);
  print(`\n${table(['DUE', 'KIND', 'FROM', 'KEPT FOR', 'SINCE'], rows, width(), 2)}`);
  say(`${shown.due.length} would be erased: liaison retention weed`);
}
export async function changeRetention(
  purpose: Period['purpose'],
  days: string,
  options: { unit?: string; kind: Period['kind'] },
): Promise<void> {
  const { api, session } = await loadSession();
  const { unit = onlyUnit(session.units), kind } = options;
  await api.put('/api/v1/retention', { body: { unit, kind, purpose, days: Number(days) } });
  print(`Kept of ${kind} for ${purpose}: ${days} days after its validity ended.`);
}
/** Erases what `liaison retention` shows. Asked for once more, as it cannot be undone. */
export async function weed(options: { unit?: string; yes?: boolean }): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const { due } = await api.get('/api/v1/retention', { params: { query: { unit } } });
  if (due.length === 0) return say('Nothing is due.');
  if (!options.yes) {
    throw refused(
      `${due.length} would be erased for good.`,
      'See them with "liaison retention"; then say --yes.',
      'not-confirmed',
    );
  }
  const body = { unit, bulletins: due.map(referenceTo) };
  const { weeded } = await api.post('/api/v1/retention/weeding', { body });
  print(`Erased ${weeded}: contents, files, keys, and everything made from them.`);
}
