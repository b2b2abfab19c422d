import { z } from 'zod';
import { ALERT } from './alert/kind.js';
import type { BulletinBody, BulletinKind } from './bulletin-kind.js';
import { BULLETIN_NAMES, type BulletinName } from './bulletin-names.js';
import { PRACTICE_NOTE } from './practice-note/kind.js';
import { RISK_ASSESSMENT } from './risk-assessment/kind.js';

/** What each kind of bulletin is, one line each. */
export const BULLETIN_KINDS = {
  alert: ALERT,
  'risk-assessment': RISK_ASSESSMENT,
  'practice-note': PRACTICE_NOTE,
} satisfies Readonly<Record<BulletinName, object>>;

export const KindOfBulletin = z.enum(BULLETIN_NAMES);

export const isBulletin = (kind: string): kind is BulletinName => Object.hasOwn(BULLETIN_KINDS, kind);

/** A kind by its name, whatever its bodies are. */
export const bulletinKind = (name: BulletinName): BulletinKind<BulletinBody> =>
  BULLETIN_KINDS[name] as unknown as BulletinKind<BulletinBody>;
