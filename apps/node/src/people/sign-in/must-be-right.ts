import type { Outcome } from '#libs/outcome/index.js';
import { Problem } from '../../http/problem.js';

/** What was judged, where it was right. @param status of the answer where it was wrong @throws Problem */
export function mustBeRight<T>(judged: Outcome<T>, status: number): T {
  if (judged.ok) return judged.value;
  throw new Problem(judged.refusal.code.endsWith('-wait') ? 429 : status, judged.refusal);
}
