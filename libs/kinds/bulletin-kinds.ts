import { z } from 'zod';
import { ALERT } from './alert/kind.js';
import type { BulletinBody, BulletinKind } from './bulletin-kind.js';
import { RISK_ASSESSMENT } from './risk-assessment/kind.js';

/** Every kind of bulletin, one line each. */
export const BULLETIN_KINDS = {
  alert: ALERT,
  'risk-assessment': RISK_ASSESSMENT,
};

export const BULLETIN_NAMES = Object.keys(BULLETIN_KINDS) as readonly (keyof typeof BULLETIN_KINDS)[];
export const BulletinName = z.enum(BULLETIN_NAMES);
export type BulletinName = z.infer<typeof BulletinName>;

export const isBulletin = (kind: string): kind is BulletinName => Object.hasOwn(BULLETIN_KINDS, kind);

/** A kind by its name, whatever its bodies are. */
export const bulletinKind = (name: BulletinName): BulletinKind<BulletinBody> =>
  BULLETIN_KINDS[name] as unknown as BulletinKind<BulletinBody>;
