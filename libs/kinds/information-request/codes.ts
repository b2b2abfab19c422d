import { z } from 'zod';

/** Directive (EU) 2023/977 Art. 4(4): a request says whether it is urgent, and why. */
export const Urgency = z.enum(['normal', 'urgent']);
export type Urgency = z.infer<typeof Urgency>;

/** Art. 2 of the Directive: whether the information lies where police reach it themselves, or has to be obtained from others. */
export const Access = z.enum(['direct', 'indirect']);
export type Access = z.infer<typeof Access>;

/** What is asked about somebody or something. */
export const QuestionType = z.enum([
  'identity',
  'criminal-record',
  'whereabouts',
  'subscriber',
  'vehicle-holder',
  'document-validity',
  'border-crossings',
  'links',
  'other',
]);
export type QuestionType = z.infer<typeof QuestionType>;

/** How a question is answered. A `nothing-known` is an answer: whoever asked need not ask again. */
export const Reply = z.enum(['answered', 'partly-answered', 'nothing-known', 'not-available', 'refused']);
export type Reply = z.infer<typeof Reply>;
/** Replies that tell something, and are graded. */
export const TELLING: readonly string[] = ['answered', 'partly-answered'];

/**
 * Why information is refused: Directive (EU) 2023/977 (DIR) Art. 6(1), and before it Framework Decision 2006/960/JHA (FD)
 * Art. 10. Both bind members of the European Union alone; between others they are the measure.
 */
export const REFUSAL_GROUNDS = {
  'requirements-not-met': 'DIR Art. 6(1)(b)',
  'no-judicial-authorisation': 'DIR Art. 6(1)(c), FD Art. 10(3)',
  'other-personal-data': 'DIR Art. 6(1)(d)',
  'inaccurate-data': 'DIR Art. 6(1)(e)',
  'national-security': 'DIR Art. 6(1)(f)(i), FD Art. 10(1)(a)',
  'ongoing-investigation': 'DIR Art. 6(1)(f)(ii), FD Art. 10(1)(b)',
  'legal-person': 'DIR Art. 6(1)(f)(iii)',
  'minor-offence': 'DIR Art. 6(1)(g)(i), FD Art. 10(2)',
  'no-offence': 'DIR Art. 6(1)(g)(ii)',
  'originator-refuses': 'DIR Art. 6(1)(h)',
  disproportionate: 'FD Art. 10(1)(c)',
} as const;
export type RefusalGround = keyof typeof REFUSAL_GROUNDS;
export const RefusalGround = z.enum(Object.keys(REFUSAL_GROUNDS) as [RefusalGround, ...RefusalGround[]]);

/** Why an answer takes longer: DIR Art. 5(2) for what a judge has to authorise; otherwise ours. */
export const ExtensionReason = z.enum(['judicial-authorisation', 'information-from-others', 'extent']);
export type ExtensionReason = z.infer<typeof ExtensionReason>;
