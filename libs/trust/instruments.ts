import { type MemberCode, memberOf, type UnitAddress } from './address.js';
import type { DirectoryState, Instrument } from './directory.js';
import type { Times } from './fields.js';

/** An instrument with the member that recorded it. */
export interface RecordedInstrument extends Instrument {
  readonly member: MemberCode;
}

export const instrumentsIn = (state: Readonly<DirectoryState>): RecordedInstrument[] =>
  [...state.instruments.values()].map((one) => ({ ...one, member: memberOf(one.office) }));

/** What binds two members: a treaty that both have recorded, an agreement of one that names the other. */
export function instrumentsBetween(
  state: Readonly<DirectoryState>,
  one: MemberCode | string,
  other: MemberCode | string,
): RecordedInstrument[] {
  const all = instrumentsIn(state);
  return all.filter(({ member, partners, id }) => {
    if (member !== one && member !== other) return false;
    const across = member === one ? other : one;
    return partners.length > 0
      ? partners.includes(across as MemberCode)
      : all.some((theirs) => theirs.member === across && theirs.id === id);
  });
}

/** What holds between two members when one asks the other: the strictest of what binds them. */
export interface CommonTerms {
  /** Ids of the instruments that bind both. */
  readonly instruments: readonly string[];
  /** Languages in which the requested member takes requests under every one of them (UNTOC Art. 18(14)); empty where none is declared. */
  readonly acceptedLanguages: readonly string[];
  /** UNTOC Art. 18(13), where the requested member has named it. */
  readonly centralAuthority: UnitAddress | undefined;
  readonly reservations: readonly string[];
  /** The shortest of each that the requested member has set itself; undefined where it has set none. */
  readonly times: Times | undefined;
}

export function commonTerms(state: Readonly<DirectoryState>, requesting: string, requested: string): CommonTerms {
  const binding = instrumentsBetween(state, requesting, requested);
  const theirs = binding.filter((one) => one.member === requested);
  const declared = theirs.map((one) => one.declarations.acceptedLanguages).filter((all) => all.length > 0);
  const [first, ...others] = declared;
  return {
    instruments: [...new Set(binding.map((one) => one.id))],
    acceptedLanguages: (first ?? []).filter((language) => others.every((all) => all.includes(language))),
    centralAuthority: theirs.map((one) => one.declarations.centralAuthority).find((unit) => unit !== undefined),
    reservations: binding.flatMap((one) => one.reservations),
    times: shortest(theirs.flatMap((one) => one.declarations.times ?? [])),
  };
}

function shortest(times: readonly Times[]): Times | undefined {
  if (times.length === 0) return undefined;
  const least = (of: (one: Times) => number) => Math.min(...times.map(of));
  return {
    acknowledge: least((one) => one.acknowledge),
    decide: least((one) => one.decide),
    execute: least((one) => one.execute),
  };
}
