import type { Answer } from '#libs/api/routes.js';
import { type AsJson, bold, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { ledger } from './table.js';

type ShareRequest = Answer<'/api/v1/share-requests'>['requests'][number];

/** `liaison share ask ID --to UNIT --reason TEXT` */
export async function askToShare(
  id: string,
  options: { to: string[]; reason: string; language: string },
): Promise<void> {
  const { api } = await loadSession();
  const reason = { language: options.language, text: options.reason };
  const body = { recipients: options.to, reason };
  const asked = await api.post('/api/v1/bulletins/alert/{id}/share-requests', { params: { path: { id } }, body });
  print(`Asked its author, as ${bold(asked.id)}. Nothing is passed on before it grants it: liaison share list`);
}
export async function listShares(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/share-requests');
  if (options.json) return printJson(answer);
  if (answer.requests.length === 0)
    return say('Nobody has asked to pass an alert on. "liaison share ask" asks an author.');
  const rows = answer.requests.map((one) => [
    one.id,
    one.unit === one.author ? `${one.requester} asks` : `asked of ${one.author}`,
    `${one.granted === null ? 'not decided' : one.granted ? 'granted' : 'refused'}${askedBy(one)}`,
    `${one.alert} to ${one.recipients.join(', ')}: ${one.reason.text}`,
  ]);
  print(ledger(['ID', '', 'STATE', 'WHAT'], rows, width()));
}
export async function decideShare(
  id: string,
  granted: boolean,
  options: { days?: string; reason?: string; language: string; ask?: boolean },
): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  if (options.ask) {
    const body = { days: Number(options.days) };
    await api.post('/api/v1/share-requests/{id}/decision/release-request', { params, body });
    return print(ASKED);
  }
  const body = {
    granted,
    ...(options.days && { days: Number(options.days) }),
    ...(options.reason && { reason: { language: options.language, text: options.reason } }),
  };
  await api.post('/api/v1/share-requests/{id}/decision', { params, body });
  print(granted ? 'Granted, by your unit’s signature: for these units and this content, and no wider.' : 'Refused.');
}
export async function passOn(id: string, options: { ask?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  if (options.ask) {
    await api.post('/api/v1/share-requests/{id}/share/release-request', { params });
    return print(ASKED);
  }
  const sent = await api.post('/api/v1/share-requests/{id}/share', { params });
  print(`Passed on as ${bold(sent.id)} to ${sent.recipients.join(', ')}. Its files stay with its author.`);
}

const ASKED = 'Asked. A second officer of your unit does it now, by the same command without --ask.';

const askedBy = ({ releaseAskedBy, releaseAskedDays: days }: ShareRequest): string =>
  releaseAskedBy ? `; ${releaseAskedBy} asks for a second officer${days ? `, for ${days} days` : ''}` : '';
