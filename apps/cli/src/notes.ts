import { type AsJson, bold, print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { withoutControlsButLines, wrapped } from './table.js';

/** `liaison alert assign ID [NAME]` */
export async function assign(id: string, name: string | undefined): Promise<void> {
  const { api } = await loadSession();
  await api.put('/api/v1/bulletins/alert/{id}/assignment', {
    params: { path: { id } },
    body: { officer: name ?? null },
  });
  print(name ? `${name} deals with it now.` : 'Nobody deals with it now.');
}

/** `liaison alert note ID [TEXT]`: notes something, or shows what is noted. */
export async function note(id: string, text: string | undefined, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  if (text !== undefined) await api.post('/api/v1/bulletins/alert/{id}/notes', { params, body: { text } });
  const answer = await api.get('/api/v1/bulletins/alert/{id}/notes', { params });
  if (options.json) return printJson(answer);
  if (answer.notes.length === 0) return say('No notes. They stay in your unit, and go when the alert is recalled.');
  for (const one of answer.notes) {
    print(bold(`${one.officer}, ${time(one.notedAt)}`));
    print(wrapped(`  ${withoutControlsButLines(one.text)}`, width()));
  }
}
