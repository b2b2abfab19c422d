import { RiskAssessment } from '#libs/kinds/risk-assessment/assessment.js';
import { onlyUnit } from './alerts.js';
import { pathTo } from './api.js';
import { readJsonFile } from './files.js';
import { type AsJson, bold, print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { clean, table, withoutControlsButLines, wrapped } from './table.js';

interface Assessment {
  readonly id: string;
  readonly sender: string;
  readonly title: string;
  readonly tlp: string;
  readonly storedAt: string;
  readonly recalled: boolean;
}
export async function postAssessment(file: string, options: AsJson & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const posted = await api.post<{ id: string; audience: { receives: boolean }[] }>('/assessments', {
    unit: options.unit ?? onlyUnit(session.units),
    assessment: await readJsonFile(file, 'risk assessment', RiskAssessment),
  });
  if (options.json) return printJson(posted);
  print(`Posted as ${bold(posted.id)} to ${posted.audience.filter((one) => one.receives).length} units.`);
}
export async function listAssessments(
  options: AsJson & { search?: string; limit: string; before?: string },
): Promise<void> {
  const { api } = await loadSession();
  const { search, limit, before } = options;
  const query = new URLSearchParams({ box: 'all', limit, ...(search && { q: search }), ...(before && { before }) });
  const answer = await api.get<{ assessments: Assessment[]; next: string | null }>(`/assessments?${query}`);
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
  const shown = await api.get<
    Assessment & {
      assessment: {
        summary: { text: string };
        judgements: {
          statement: { text: string };
          likelihood: string;
          impact: string;
          confidence: string;
          citations: { alert: string }[];
        }[];
      } | null;
      recall: { at: string; reason: { text: string } } | null;
      replies: { from: string; at: string; type: string; text: { text: string } | null }[];
      delivery: { unit: string; state: string }[];
      sources: { author: string; alert: string; standing: string }[];
    }
  >(pathTo('assessments', id));
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
  const { recalledFrom } = await api.post<{ recalledFrom: string[] }>(pathTo('assessments', id, 'recall'), {
    reason: { language, text },
  });
  print(`Recalled from ${recalledFrom.length} units; "liaison assessment show" says who has erased it.`);
}

/** Answers one that came in: to its author alone. */
export async function answerAssessment(
  id: string,
  options: { type: string; text?: string; language: string },
): Promise<void> {
  const { api } = await loadSession();
  const { type, text, language } = options;
  await api.post(pathTo('assessments', id, 'replies'), { type, ...(text && { text: { language, text } }) });
  print('Sent to its author.');
}
