import type { Answer } from '#libs/api/routes.js';
import { reasonInWords } from '#libs/correlation/graphml.js';
import { referenceTo } from '#libs/envelope/reference.js';
import { type AsJson, bold, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { clean, ledger, table, withoutControls } from './table.js';

type Network = Answer<'/api/v1/networks/{id}'>;

const percent = (score: number): string => `${Math.round(score * 100)} %`;

/** `liaison alert similar ID` */
export async function similar(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/bulletins/alert/{id}/similar', { params: { path: { id } } });
  if (options.json) return printJson(answer);
  if (answer.similar.length === 0) return say('No other alert of your unit seems to tell of the same network.');
  for (const one of answer.similar) {
    print(`${bold(percent(one.score))}  ${one.id}  ${one.sender}  ${clean(one.title)}`);
    for (const reason of one.reasons) print(`        ${withoutControls(reasonInWords(reason))}`);
  }
  for (const { id: network, name, confirmed } of answer.networks) {
    print(
      `${confirmed ? 'In the network' : 'Proposed for the network'} ${name ? clean(name) : '(no name yet)'}: liaison network show ${network}`,
    );
  }
  say('A proposal is no proof: read the reasons, and confirm with "liaison network confirm" only what you would sign.');
}

export async function listNetworks(options: AsJson & { unit?: string }): Promise<void> {
  const { api } = await loadSession();
  const query = options.unit ? { unit: options.unit } : {};
  const answer = await api.get('/api/v1/networks', { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.networks.length === 0)
    return say('No networks yet. They are proposed by themselves when alerts resemble each other.');
  const rows = answer.networks.map((one) => [
    one.id,
    one.unit,
    one.state,
    `${one.alerts}${one.proposed > 0 && one.state === 'confirmed' ? ` (${one.proposed} new)` : ''}`,
    one.name ?? '(no name yet)',
  ]);
  print(table(['ID', 'UNIT', 'STATE', 'ALERTS', 'NAME'], rows, width(), 4));
}

export async function showNetwork(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await api.get('/api/v1/networks/{id}', { params: { path: { id } } });
  if (options.json) return printJson(shown);
  describe(shown);
}

/** `liaison network confirm ID --name NAME ALERT…`: exactly these alerts; without any, all that are proposed. */
export async function confirmNetwork(
  id: string,
  alerts: readonly string[],
  options: AsJson & { name: string },
): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const all =
    alerts.length > 0
      ? [...alerts]
      : (await api.get('/api/v1/networks/{id}', { params: { path: { id } } })).members.map(referenceTo);
  const body = { name: options.name, alerts: all };
  const shown = await api.post('/api/v1/networks/{id}/confirmation', { params, body });
  if (options.json) return printJson(shown);
  describe(shown);
}
export async function splitNetwork(id: string, alerts: readonly string[], options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await api.post('/api/v1/networks/{id}/split', {
    params: { path: { id } },
    body: { alerts: [...alerts] },
  });
  if (options.json) return printJson(shown);
  describe(shown);
}
export async function mergeNetworks(id: string, other: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await api.post('/api/v1/networks/{id}/merger', { params: { path: { id } }, body: { with: other } });
  if (options.json) return printJson(shown);
  describe(shown);
}
export async function nameNetwork(id: string, name: string): Promise<void> {
  const { api } = await loadSession();
  await api.put('/api/v1/networks/{id}/name', { params: { path: { id } }, body: { name } });
  print(`Named ${bold(clean(name))}.`);
}
export async function rejectNetwork(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete('/api/v1/networks/{id}', { params: { path: { id } } });
  print('Rejected: these alerts are not proposed together again.');
}

function describe(network: Network): void {
  const state = network.confirmedBy ? `confirmed by ${network.confirmedBy}` : 'proposed: nobody has confirmed it';
  print(`${bold(network.name ? clean(network.name) : '(no name yet)')}  ${network.id}  ${state}`);
  const rows = network.members.map((one) => [
    one.id,
    one.sender,
    `TLP:${one.tlp}`,
    one.confirmed ? 'confirmed' : 'proposed',
    one.title,
  ]);
  print(table(['ALERT', 'FROM', 'HANDLING', '', 'TITLE'], rows, width(), 4));
  const links = network.links.map((one) => [
    `${one.a} – ${one.b}`,
    percent(one.score),
    one.reasons.map(reasonInWords).join(' · '),
  ]);
  if (links.length > 0) print(`\n${ledger(['LINK', '', 'BECAUSE'], links, width())}`);
}
