import type { FieldFault } from '#libs/outcome/field-faults.js';
import type { components } from './node-api.js';

type Details = components['responses']['Problem']['content']['application/problem+json'];

/** Why something was not done: refused by the node in its own words (RFC 9457), or never answered. */
export class Problem extends Error {
  /**
   * @param status as the node answered; 0 where it did not; of a refusal of one's own, what the node would have answered
   * @param remedy the next thing to do
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(message);
  }
}

/** What an answer refuses, whoever gave it: a proxy on the way says nothing that we know. */
export async function problemIn(answer: Response): Promise<Problem> {
  const said = (await answer.json().catch(() => ({}))) as Partial<Details>;
  return new Problem(
    answer.status,
    said.code ?? `status-${answer.status}`,
    said.title ?? `The node answered ${answer.status}.`,
    said.remedy ?? 'Tell your administrator.',
    said.faults,
  );
}
