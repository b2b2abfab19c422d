import { print } from '../output.js';
import { loadSession } from '../session.js';
import { caseOf } from './case.js';

/** `liaison case hold`: keeps a case whatever the unit's rule says; with `--end`, by the rule again. */
export async function holdCase(wanted: string, options: { why: string; end?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const { id, unit, reference } = await caseOf(api, wanted);
  const asked = { params: { path: { id } }, body: { unit, why: options.why } };
  if (options.end) await api.post('/api/v1/retention/cases/{id}/hold/end', asked);
  else await api.post('/api/v1/retention/cases/{id}/hold', asked);
  print(
    options.end
      ? `${reference} is kept by your unit’s rule again.`
      : `${reference} is on hold: nothing of it is erased.`,
  );
}
