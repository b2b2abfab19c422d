import { lookup } from '#libs/bounds/lookup.js';
import type { CaseRooms } from './case-kind.js';
import { INFORMATION } from './information-request/rooms.js';
import { ASSISTANCE } from './mutual-legal-assistance/rooms.js';

/** Every kind of case, one line each. A node keeps their states apart by name, so it never mixes them up. */
export const CASE_KINDS: Readonly<Record<string, CaseRooms<unknown>>> = lookup({
  'information-request': INFORMATION as CaseRooms<unknown>,
  'mutual-legal-assistance': ASSISTANCE as CaseRooms<unknown>,
});
