import { EXIT, print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { ledger } from './table.js';

export interface AuditOptions {
  readonly unit?: string;
  readonly officer?: string;
  readonly action?: string;
  readonly since?: string;
  readonly limit?: string;
  readonly before?: string;
  readonly json?: boolean;
}

/** `liaison audit` */
export async function readAudit(options: AuditOptions): Promise<void> {
  const { api } = await loadSession();
  const { json: _, limit, ...filters } = options;
  const query = { ...filters, ...(limit && { limit: Number(limit) }) };
  const answer = await api.get('/api/v1/audit', { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.lines.length === 0) return say('Nothing is recorded that is like that.');
  const rows = answer.lines.map((line) => [
    time(line.at),
    line.officer,
    line.unit || '(node)',
    line.role,
    line.action,
    [line.subject, line.why].filter(Boolean).join(': '),
  ]);
  print(ledger(['WHEN', 'WHO', 'UNIT', 'AS', 'DID', 'WHAT, AND WHY'], rows, width()));
  if (answer.next) say(`There are more: liaison audit --before ${answer.next}`);
}

/** `liaison audit verify`: ends with code 1 where a log is not whole. */
export async function verifyAudit(options: { head?: string; json?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const [unit, position, hash] =
    options.head?.split('@').flatMap((part, i) => (i === 1 ? part.split(':') : [part])) ?? [];
  const query = unit && position && hash ? { unit, position: Number(position), hash } : {};
  const answer = await api.get('/api/v1/audit/verification', { params: { query } });
  if (answer.logs.some((log) => log.fault)) process.exitCode = EXIT.failed;
  if (options.json) return printJson(answer);
  for (const log of answer.logs) {
    const name = log.unit || '(node)';
    if (log.fault) print(`NOT WHOLE  ${name}, line ${log.fault.position}: ${log.fault.what}`);
    else
      print(
        `whole      ${name}, ${log.head.position} lines${log.head.hash ? `; its end: ${log.unit}@${log.head.position}:${log.head.hash}` : ''}`,
      );
  }
  if (answer.logs.every((log) => !log.fault)) {
    say('Write the ends down: "liaison audit verify --head END" then also finds a log that was cut short.');
  }
}
