import type { Body } from '#libs/api/routes.js';
import { draftRoom } from '../bulletins/draft-room.js';

/** An alert as it is written: any part of it may still be missing. */
export type AlertDraft = Partial<Body<'/api/v1/bulletins/alert', 'post'>['body']>;
export type RoutePoint = NonNullable<AlertDraft['routes']>[number]['points'][number];
export type Indicator = NonNullable<AlertDraft['indicators']>[number];

export const ALERT_DRAFTS = draftRoom<AlertDraft>('alert');

const DAY_MS = 86_400_000;
/** What an alert begins with: the most careful of what is usual. */
export const beginning = (language: string): AlertDraft => ({
  title: { language, text: '' },
  summary: { language, text: '' },
  offence: 'smuggling',
  routes: [],
  indicators: [],
  evaluation: { source: 'X', information: '4' },
  handling: { tlp: 'AMBER', code: 'H2', pap: 'AMBER' },
  risk: { likelihood: 'medium', impact: 'medium' },
  actionAsked: 'report-sightings',
  validUntil: new Date(Date.now() + 30 * DAY_MS).toISOString(),
});
