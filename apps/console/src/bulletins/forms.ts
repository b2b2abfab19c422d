import type { Answer } from '#libs/api/routes.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { api } from '../api/client.js';

type Forms = Answer<'/api/v1/bulletin-forms'>['kinds'];

/** What a kind of bulletin is written of, found by and answered with, as the node says; undefined until it has. */
export function useBulletinForm(kind: BulletinName): Forms[BulletinName] | undefined {
  const forms = api.useQuery('get', '/api/v1/bulletin-forms', undefined, { staleTime: Number.POSITIVE_INFINITY });
  return forms.data?.kinds[kind];
}
