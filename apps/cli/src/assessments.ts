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
export async function listAssessments(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get<{ assessments: Assessment[] }>('/assessments');
  if (options.json) return printJson(answer);
  if (answer.assessments.length === 0)
    return say(
      'No risk assessments yet. "liaison assessment post FILE" posts one; examples/assessments/night-convoys.json shows how it looks.',
    );
  const rows = answer.assessments.map((one) => [one.id, time(one.storedAt), one.sender, `TLP:${one.tlp}`, one.title]);
  print(table(['ID', 'RECEIVED', 'FROM', 'HANDLING', 'TITLE'], rows, width(), 4));
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
      };
      sources: { author: string; alert: string; standing: string }[];
    }
  >(pathTo('assessments', id));
  if (options.json) return printJson(shown);
  print(bold(clean(shown.title)));
  print(`From ${shown.sender}, ${time(shown.storedAt)}. TLP:${shown.tlp}.\n`);
  print(wrapped(withoutControlsButLines(shown.assessment.summary.text), width()));
  for (const one of shown.assessment.judgements) {
    print(wrapped(`\n• ${withoutControlsButLines(one.statement.text)}`, width()));
    print(
      `  likelihood ${one.likelihood} · impact ${one.impact} · confidence ${one.confidence} · rests on ${one.citations.map((each) => each.alert).join(', ')}`,
    );
  }
  const rows = shown.sources.map((one) => [one.alert, one.author, one.standing]);
  print(`\n${table(['RESTS ON', 'FROM', 'STANDS'], rows, width(), 1)}`);
}
