import type { Body } from '#libs/api/routes.js';
import { node } from '../api/client.js';

type Draft = Body<'/api/v1/directory/drafts', 'post'>;

/** Says something in the directory: a draft, and the author's signature on it at once. */
export async function publish(author: Draft['author'], saying: Draft['saying']): Promise<void> {
  const { data } = await node.POST('/api/v1/directory/drafts', { body: { author, saying } });
  await node.POST('/api/v1/directory/drafts/{id}/signature', { params: { path: { id: data!.id } } });
}
