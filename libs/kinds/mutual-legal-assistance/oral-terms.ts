import type { OralRequest } from './request.js';

/** What every party learns of an oral request (UNTOC Art. 18(14)), but for whom it went to: told from the record of the call. */
export const oralTerms = ({ reference, reason, instruments, asked }: OralRequest) => ({
  reference,
  language: reason.language,
  instruments,
  urgency: 'emergency' as const,
  confidential: false,
  measures: asked.map(({ number, type }) => ({ number, type })),
});
