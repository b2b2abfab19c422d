import type { Body } from '#libs/api/routes.js';
import { RiskAssessment } from '#libs/kinds/risk-assessment/assessment.js';
import { onlyUnit } from './alerts.js';
import { readJsonFile } from './files.js';
import { type AsJson, bold, print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { clean, table, withoutControlsButLines, wrapped } from './table.js';

type Reply = Body<'/api/v1/assessments/{id}/replies', 'post'>;

export async function postAssessment(file: string, options: AsJson & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const assessment = await readJsonFile(file, 'risk assessment', RiskAssessment);
  const posted = await api.post('/api/v1/assessments', { body: { unit, assessment } });
  if (options.json) return printJson(posted);
  print(`Posted as ${bold(posted.id)} to ${posted.audience.filter((one) => one.receives).length} units.`);
}
export async function listAssessments(
  options: AsJson & { search?: string; limit: string; before?: string },
): Promise<void> {
  const { api } = await loadSession();
  const { search, limit, before } = options;
  const query = { box: 'all', limit: Number(limit), ...(search && { q: search }), ...(before && { before }) } as const;
  const answer = await api.get('/api/v1/assessments', { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.assessments.length === 0 && search) return say('Nothing is found by these words.');
  if (answer.assessments.length === 0)
    return say(
      'No risk assessments yet. "liaison assessment post FILE" posts one; examples/assessments/night-convoys.json shows how it looks.',
    );
  const rows = answer.assessments.map((one) => [
    one.id,
    time(one.storedAt),
    one.sender,
    `TLP:${one.tlp}`,
    one.title || (one.recalled ? '(recalled)' : '(erased)'),
  ]);
  print(table(['ID', 'RECEIVED', 'FROM', 'HANDLING', 'TITLE'], rows, width(), 4));
  if (answer.next) say(`There are more: --before ${answer.next}`);
}
export async function showAssessment(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await api.get('/api/v1/assessments/{id}', { params: { path: { id } } });
  if (options.json) return printJson(shown);
  print(bold(clean(shown.title)));
  print(`From ${shown.sender}, ${time(shown.storedAt)}. TLP:${shown.tlp}.\n`);
  if (shown.recall)
    print(
      wrapped(`Recalled ${time(shown.recall.at)}: ${withoutControlsButLines(shown.recall.reason.text)}\n`, width()),
    );
  if (!shown.assessment) return say('Its content is erased here.');
  print(wrapped(withoutControlsButLines(shown.assessment.summary.text), width()));
  for (const one of shown.assessment.judgements) {
    print(wrapped(`\n• ${withoutControlsButLines(one.statement.text)}`, width()));
    print(
      `  likelihood ${one.likelihood} · impact ${one.impact} · confidence ${one.confidence} · rests on ${one.citations.map((each) => each.alert).join(', ')}`,
    );
  }
  const rows = shown.sources.map((one) => [one.alert, one.author, one.standing]);
  print(`\n${table(['RESTS ON', 'FROM', 'STANDS'], rows, width(), 1)}`);
  for (const { from, at, type, text } of shown.replies)
    print(wrapped(`\n${from}, ${time(at)}: ${type}${text ? ` – ${withoutControlsButLines(text.text)}` : ''}`, width()));
  if (shown.delivery.length > 0)
    print(
      `\n${table(
        ['SENT TO', 'STANDS'],
        shown.delivery.map(({ unit, state }) => [unit, state]),
        width(),
        0,
      )}`,
    );
}

/** Takes one's own back from everybody who has it. */
export async function recallAssessment(id: string, options: { reason: string; language: string }): Promise<void> {
  const { api } = await loadSession();
  const { reason: text, language } = options;
  const body = { reason: { language, text } };
  const { recalledFrom } = await api.post('/api/v1/assessments/{id}/recall', { params: { path: { id } }, body });
  print(`Recalled from ${recalledFrom.length} units; "liaison assessment show" says who has erased it.`);
}

/** Answers one that came in: to its author alone. */
export async function answerAssessment(
  id: string,
  options: { type: Reply['type']; text?: string; language: string },
): Promise<void> {
  const { api } = await loadSession();
  const { type, text, language } = options;
  const body = { type, ...(text && { text: { language, text } }) };
  await api.post('/api/v1/assessments/{id}/replies', { params: { path: { id } }, body });
  print('Sent to its author.');
}
