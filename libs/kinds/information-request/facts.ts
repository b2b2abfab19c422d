import type { BulletinFacts } from '#libs/policy/audience.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { caseFacts, contentOf, type SaidInCase } from '../case-message.js';
import { INFORMATION_REQUEST } from './kind.js';
import { askedIn } from './request.js';

/** Told from the contents themselves: a sender's own word for whom they name is not taken. */
export function informationFacts({ parties, urgent, events }: SaidInCase, sender: UnitAddress): BulletinFacts {
  const persons = events
    .flatMap(({ content }) => askedIn(contentOf(content))?.entities ?? [])
    .filter((one) => one.type === 'person');
  return caseFacts(INFORMATION_REQUEST.name, sender, {
    parties,
    urgent,
    namesPerson: persons.length > 0,
    namesVictim: persons.some((one) => one.isVictim),
    namesMinor: persons.some((one) => one.isMinor),
  });
}
