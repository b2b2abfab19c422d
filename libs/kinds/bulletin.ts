import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import type { BulletinBody, BulletinKind, BulletinSummary } from './bulletin-kind.js';
import { bulletinKind } from './bulletin-kinds.js';
import { type BulletinName } from './bulletin-names.js';

/** A bulletin that is of its kind, with what the rest of the system goes by. */
export interface Bulletin {
  readonly name: BulletinName;
  readonly kind: BulletinKind<BulletinBody>;
  readonly body: BulletinBody;
  readonly facts: BulletinFacts;
  readonly summary: BulletinSummary;
}

/** @param body held against the kind's schema before */
export function bulletinOf(name: BulletinName, body: BulletinBody, sender: UnitAddress): Bulletin {
  const kind = bulletinKind(name);
  return { name, kind, body, facts: kind.facts(body, sender), summary: kind.summary(body) };
}
