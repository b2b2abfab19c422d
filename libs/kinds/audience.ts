import type { UnitAddress } from '#libs/trust/address.js';
import type { DirectoryState } from '#libs/trust/directory.js';

/** For one unit of the network: whether it receives a bulletin, and why or why not. */
export interface AudienceDecision {
  readonly unit: UnitAddress;
  readonly receives: boolean;
  readonly reason: string;
}

/** What the audience of a bulletin depends on. */
export interface BulletinTerms {
  readonly kind: string;
  readonly sender: UnitAddress;
  readonly tlp: string;
  /** TLP:RED: the only units that may receive (FIRST TLP 2.0). */
  readonly namedUnits: readonly UnitAddress[];
}

/** Every unit of the network, in the order of the directory, with its decision. The sender itself is left out. */
export function audienceOf(directory: Readonly<DirectoryState>, terms: BulletinTerms): AudienceDecision[] {
  return [...directory.units.values()]
    .filter((unit) => unit.address !== terms.sender)
    .map((unit) => {
      const decide = (receives: boolean, reason: string) => ({ unit: unit.address, receives, reason });
      if (unit.epochKeys.size === 0) return decide(false, 'it has not published an encryption key yet');
      if (terms.tlp === 'RED') {
        return terms.namedUnits.includes(unit.address)
          ? decide(true, 'TLP:RED names it')
          : decide(false, 'TLP:RED does not name it');
      }
      return unit.subscribedKinds?.includes(terms.kind)
        ? decide(true, `it subscribes to "${terms.kind}"`)
        : decide(false, `it does not subscribe to "${terms.kind}"`);
    });
}
