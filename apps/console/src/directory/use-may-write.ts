import { useMe } from '../sign-in/session.js';
import { useUnitNames } from './unit-names.js';

/** What an officer writes: bulletins for a police unit, requests for an authority. */
export function useMayWrite(): { readonly bulletins: readonly string[]; readonly requests: readonly string[] } {
  const { holds } = useMe();
  const { unitOf } = useUnitNames();
  const mine = holds('drafter');
  const isAuthority = (unit: string) => ['central-authority', 'prosecution'].includes(unitOf(unit)?.function ?? '');
  return { bulletins: mine.filter((unit) => !isAuthority(unit)), requests: mine.filter(isAuthority) };
}
