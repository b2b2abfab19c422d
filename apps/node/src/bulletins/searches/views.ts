import { z } from 'zod';
import { KindOfBulletin } from '#libs/kinds/bulletin-kinds.js';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';
import { UnitAddress } from '#libs/trust/address.js';
import { filtersOn } from '../reading/views.js';

/** Filters that change by themselves, or say where one looks: what is new is not held against them. */
const OF_THE_MOMENT = ['unit', 'box', 'sender', 'urgent', 'state', 'unread', 'assigned', 'since', 'until'] as const;

const saveRequest = (kind: BulletinName) =>
  z.strictObject({
    unit: UnitAddress,
    kind: z.literal(kind),
    name: z.string().trim().min(1).max(100),
    filters: watchedOf(kind),
    /** Whether new ones that it finds are told. */
    notify: z.boolean().default(true),
  });
const watchedOf = (kind: BulletinName) =>
  filtersOn(kind).omit(Object.fromEntries(OF_THE_MOMENT.map((name) => [name, true])) as Moment);
type Moment = { readonly [Name in (typeof OF_THE_MOMENT)[number]]: true };

export const SaveSearchRequest = z.discriminatedUnion('kind', BULLETIN_NAMES.map(saveRequest) as [SaveSearch]);
type SaveSearch = ReturnType<typeof saveRequest>;
export const SearchView = z.object({
  id: z.string(),
  unit: UnitAddress,
  kind: KindOfBulletin,
  name: z.string(),
  filters: z.record(z.string(), z.string()),
  notify: z.boolean(),
});
export const SearchList = z.object({ searches: z.array(SearchView) });
