import { draftsAt } from '#libs/api/bulletins.js';
import type { Answer } from '#libs/api/routes.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { node } from '../api/client.js';
import type { DraftRoom } from '../offline/use-draft.js';

/** A bulletin in the writing as the node keeps it. */
export type BulletinDraftView = Answer<'/api/v1/bulletin-drafts/alert/{id}'>;

/** Where drafts of a kind of bulletin are kept. */
export const draftRoom = <Draft extends object>(kind: BulletinName): DraftRoom<BulletinDraftView, Draft> => ({
  kind,
  list: draftsAt(kind, ''),
  valueOf: ({ body }) => body as Draft,
  load: async (id) => (await node.GET(draftsAt(kind, '/{id}'), { params: { path: { id } } })).data!,
  save: async (id, version, draft) =>
    (
      await node.PUT(draftsAt(kind, '/{id}'), {
        params: { path: { id } },
        body: { version, body: draft as Record<string, unknown> },
      })
    ).data!,
  create: async (unit, draft) =>
    (await node.POST(draftsAt(kind, ''), { body: { unit, body: draft as Record<string, unknown> } })).data!,
});
