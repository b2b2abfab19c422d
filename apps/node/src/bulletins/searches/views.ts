import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';
import { AlertFilters } from '../alerts/views.js';

/** Filters that new alerts are held against; those that change by themselves (unread, assigned) are left out. */
const Watched = AlertFilters.pick({
  q: true,
  tlp: true,
  offence: true,
  country: true,
  topic: true,
  method: true,
  transport: true,
  document: true,
  action: true,
  language: true,
});
export const SaveSearchRequest = z.strictObject({
  unit: UnitAddress,
  name: z.string().trim().min(1).max(100),
  filters: Watched,
  /** Whether new alerts that it finds are told. */
  notify: z.boolean().default(true),
});
export const SearchView = z.object({
  id: z.string(),
  unit: UnitAddress,
  name: z.string(),
  filters: z.record(z.string(), z.string()),
  notify: z.boolean(),
});
export const SearchList = z.object({ searches: z.array(SearchView) });
