import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { filtersIn } from './filters.js';
import { type AsJson, print, printJson, say, width } from './output.js';
import { onlyUnit } from './posting.js';
import { loadSession } from './session.js';
import { table } from './table.js';

/** `liaison search save NAME WORDS` */
export async function saveSearch(
  name: string,
  words: string | undefined,
  options: AsJson & { kind: BulletinName; unit?: string; filter: string[] },
): Promise<void> {
  const { api, session } = await loadSession();
  const filters = { ...(words && { q: words }), ...filtersIn(options.filter) };
  const body = { kind: options.kind, unit: options.unit ?? onlyUnit(session.units), name, filters };
  const saved = await api.post('/api/v1/searches', { body });
  if (options.json) return printJson(saved);
  print(`Saved. You are told of each new one that it finds: liaison notifications`);
}
export async function listSearches(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/searches');
  if (options.json) return printJson(answer);
  if (answer.searches.length === 0)
    return say('No saved searches. "liaison search save NAME WORDS" keeps one and tells you what it finds.');
  const rows = answer.searches.map((one) => [
    one.id,
    one.unit,
    one.kind,
    one.name,
    Object.entries(one.filters)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  ]);
  print(table(['ID', 'UNIT', 'KIND', 'NAME', 'LOOKS FOR'], rows, width(), 4));
}
export async function removeSearch(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete('/api/v1/searches/{id}', { params: { path: { id } } });
  print('Removed.');
}
