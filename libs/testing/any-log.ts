import { keyId, newSigningKey } from '#libs/cose/ed25519.js';
import { type ExampleLog, epochKeyOf } from './example-log.js';

/** Something that a random somebody says next; nothing where it makes no sense now. */
export function sayAnything(log: ExampleLog, choice: number): void {
  const units = [...log.unitKeys.keys()];
  const unit = units[choice % units.length]!;
  const member = unit.split('/')[0]!;
  const [unitKey, memberKey] = [log.unitKeys.get(unit)!, log.memberKey(unit)];
  const fresh = newSigningKey();
  const committee = log.committee.slice(0, 2);
  const line = { kinds: ['alert'], topics: [], languages: ['fr'], urgentOnly: false, delivery: 'digest' };
  const contact = { office: `${member}/liaison`, contact: String(choice % 3).repeat(32), commitment: fresh.publicKey };
  const said: (() => { ok: boolean })[] = [
    () => log.say(epochKeyOf(unit, choice % 40), [unitKey]),
    () =>
      log.say({ type: 'subscription-set', unit, lines: [{ ...line, areas: [{ type: 'country', country: 'NE' }] }] }, [
        unitKey,
      ]),
    () => {
      const rotated = log.say({ type: 'unit-key-rotated', unit, newKey: fresh.publicKey }, [memberKey, fresh]);
      if (rotated.ok) log.unitKeys.set(unit, fresh);
      return rotated;
    },
    () => {
      const rotated = log.say({ type: 'member-key-rotated', member, newKey: fresh.publicKey }, [memberKey, fresh]);
      if (rotated.ok) log.memberKeys.set(member, fresh);
      return rotated;
    },
    () => log.say({ type: 'key-revoked', unit, keyId: keyId(unitKey.publicKey), compromisedAt: choice }, [memberKey]),
    () =>
      log.say(
        { type: choice % 2 ? 'member-suspended' : 'member-reinstated', member, ...(choice % 2 && { reason: 'x' }) },
        committee,
      ),
    () => log.say({ type: 'contact-published', ...contact }, [log.unitKeys.get(`${member}/liaison`)!]),
    () =>
      log.say({ type: 'contact-erased', office: contact.office, contact: contact.contact }, [
        log.unitKeys.get(`${member}/liaison`)!,
      ]),
    () => log.say({ type: 'national-policy-adopted', member, title: 'x', text: String(choice) }, [memberKey]),
    () => log.say({ type: 'network-policy-adopted', title: 'x', text: String(choice) }, committee),
    () => log.say({ type: 'unit-retired', unit }, [memberKey]),
    () => log.rooted(),
  ];
  said[choice % said.length]!();
}
