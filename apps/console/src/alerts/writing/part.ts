import type { AlertDraft } from '../draft-room.js';

/** What each part of the form is given: the draft as it stands, and how to change it. */
export interface Part {
  readonly value: AlertDraft;
  readonly set: <Field extends keyof AlertDraft>(field: Field, next: AlertDraft[Field]) => void;
  readonly change: (by: Partial<AlertDraft>) => void;
  /** What the node expects of a field, or of what is in it; undefined where it is as it should be. */
  readonly faultOf: (field: string) => string | undefined;
}
