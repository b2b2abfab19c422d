import type { OralRequest } from '#libs/kinds/mutual-legal-assistance/request.js';

const DRAFTED = ['confirm-in-writing', 'amend', 'extend'] as const;
/** A move in a case that is written as a request is. */
export type DraftedMove = (typeof DRAFTED)[number];
export const isDrafted = (move: string): move is DraftedMove => (DRAFTED as readonly string[]).includes(move);

interface Asked {
  readonly request?: { readonly annexes?: readonly { title: string; language: string }[] };
  readonly oral?: OralRequest;
}

/**
 * What the writing begins with: the request as it stands, its annexes without their files, which stay with it; or, where the
 * request was made orally, what the record of the call has of it.
 * @param content of the newest request in the case
 */
export function requestFor(move: DraftedMove, content: unknown): Record<string, unknown> {
  const { request, oral } = (content ?? {}) as Asked;
  if (request && move !== 'confirm-in-writing')
    return { ...request, annexes: request.annexes?.map(({ title, language }) => ({ title, language })) ?? [] };
  if (!oral) return {};
  return {
    reference: oral.reference,
    requesting: oral.madeBy,
    instruments: oral.instruments,
    urgency: { level: 'emergency', reason: oral.reason },
    measures: oral.asked,
  };
}
