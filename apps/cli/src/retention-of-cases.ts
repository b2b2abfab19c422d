import type { Answer, Body } from '#libs/api/routes.js';
import { refused } from './files.js';
import { type AsJson, print, printJson, say, time, width } from './output.js';
import { onlyUnit } from './posting.js';
import { loadSession } from './session.js';
import { table } from './table.js';

type Shown = Answer<'/api/v1/retention/cases'>;
type Rule = Body<'/api/v1/retention/cases', 'put'>;
interface OfUnit {
  readonly unit?: string;
  /** That the officer has seen what would be erased. */
  readonly yes?: boolean;
}

/** `liaison retention cases`: the rules, what weeding would erase, and what is on hold. */
export async function showCaseRetention(options: AsJson & OfUnit): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const shown = await api.get('/api/v1/retention/cases', { params: { query: { unit } } });
  if (options.json) return printJson(shown);
  for (const [kind, days] of Object.entries(shown.days))
    print(`${kind.padEnd(25)} ${days === null ? 'kept without end' : `${days} days after the case ended`}`);
  if (shown.held.length > 0) {
    const rows = shown.held.map((one) => [one.id.slice(0, 12), one.reference ?? '', one.officer, one.why]);
    print(`\n${table(['ON HOLD', 'REFERENCE', 'BY', 'WHY'], rows, width(), 3)}`);
  }
  if (shown.dueInAll === 0) return say('No case is due.');
  printDue(shown);
  say(`${shown.dueInAll} would be erased: liaison retention cases weed`);
}

/** `liaison retention cases set`: says which cases that would erase, and asks once more where it would any. */
export async function changeCaseRetention(kind: Rule['kind'], typed: string, options: OfUnit): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const days = typed === 'off' ? null : Number(typed);
  if (days !== null && !options.yes) {
    const shown = await api.get('/api/v1/retention/cases', { params: { query: { unit, kind, days } } });
    if (shown.dueInAll > 0) {
      printDue(shown);
      throw refused(
        `By that rule ${shown.dueInAll} cases could be erased now. Nothing is changed.`,
        'Look at them; put what is needed on hold (“liaison case hold”); then say --yes.',
        'not-confirmed',
      );
    }
  }
  await api.put('/api/v1/retention/cases', { body: { unit, kind, days } });
  print(`Cases of ${kind}: ${days === null ? 'kept without end' : `kept for ${days} days after they ended`}.`);
}

/** `liaison retention cases weed`: erases what `liaison retention cases` shows. Asked for once more, as it cannot be undone. */
export async function weedCases(options: OfUnit): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const { due } = await api.get('/api/v1/retention/cases', { params: { query: { unit } } });
  if (due.length === 0) return say('No case is due.');
  if (!options.yes) {
    throw refused(
      `What was said in ${due.length} cases would be erased for good.`,
      'See them with "liaison retention cases"; then say --yes.',
      'not-confirmed',
    );
  }
  const body = { unit, cases: due.map((one) => one.id) };
  const { weeded } = await api.post('/api/v1/retention/cases/weeding', { body });
  print(
    `Erased what was said in ${weeded} cases: contents, files, and their keys. Who acted when is kept, with each signature.`,
  );
}

function printDue({ due }: Shown): void {
  const rows = due.map((one) => [
    one.id.slice(0, 12),
    one.kind,
    one.reference ?? '',
    time(one.endedAt),
    time(one.dueAt),
  ]);
  print(`\n${table(['DUE', 'KIND', 'REFERENCE', 'ENDED', 'SINCE'], rows, width(), 2)}`);
}
