import type { Answer } from '#libs/api/routes.js';

/** What is known of a bulletin of any kind beside its content. */
export type Bulletin = Omit<Answer<'/api/v1/assessments/{id}'>, 'assessment' | 'sources'>;

/** Kinds of bulletins, by where each is in the API. */
export type Kind = 'alerts' | 'assessments';

/** What is done about a bulletin is the same at each kind's address. */
export const pathTo = <Act extends 'recall' | 'reminder' | 'replies'>(kind: Kind, act: Act) =>
  `/api/v1/${kind}/{id}/${act}` as `/api/v1/alerts/{id}/${Act}`;

/** What recipients can answer. */
export const REPLIES = {
  alerts: ['sighting', 'addition', 'contradiction', 'acted-on'],
  assessments: ['addition', 'contradiction', 'acted-on'],
} as const;
