import { type Reason, reasonInWords } from '#libs/correlation/graphml.js';
import { onlyUnit } from './alerts.js';
import type { NodeApi } from './api.js';
import { filtersIn } from './filters.js';
import { bold, print, printJson, say, time, width } from './output.js';
import { loadSession } from './session.js';
import { isolated, ledger, table, withoutControls, withoutControlsButLines, wrapped } from './table.js';

interface AsJson {
  readonly json?: boolean;
}
interface Network {
  readonly id: string;
  readonly unit: string;
  readonly name: string | null;
  readonly state: string;
  readonly confirmedBy: string | null;
  readonly alerts: number;
  readonly proposed: number;
}
interface NetworkWithMembers extends Network {
  readonly members: readonly { id: string; sender: string; title: string; tlp: string; confirmed: boolean }[];
  readonly links: readonly { a: string; b: string; score: number; reasons: readonly Reason[] }[];
}
interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly unit: string;
  readonly toldAt: string;
  readonly seen: boolean;
}

const path = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');
const clean = (text: string): string => isolated(withoutControls(text));
const percent = (score: number): string => `${Math.round(score * 100)} %`;

/** `liaison alert assign ID [NAME]` */
export async function assign(id: string, name: string | undefined): Promise<void> {
  const { api } = await loadSession();
  await api.put(`${path('alerts', id)}/assignment`, { officer: name ?? null });
  print(name ? `${name} deals with it now.` : 'Nobody deals with it now.');
}

/** `liaison alert note ID [TEXT]`: notes something, or shows what is noted. */
export async function note(id: string, text: string | undefined, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  if (text !== undefined) await api.post(`${path('alerts', id)}/notes`, { text });
  const answer = await api.get<{ notes: { officer: string; notedAt: string; text: string }[] }>(
    `${path('alerts', id)}/notes`,
  );
  if (options.json) return printJson(answer);
  if (answer.notes.length === 0) return say('No notes. They stay in your unit, and go when the alert is recalled.');
  for (const one of answer.notes) {
    print(bold(`${one.officer}, ${time(one.notedAt)}`));
    print(wrapped(`  ${withoutControlsButLines(one.text)}`, width()));
  }
}

/** `liaison alert similar ID` */
export async function similar(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get<{
    similar: { id: string; sender: string; title: string; score: number; reasons: Reason[] }[];
    networks: { id: string; name: string | null; confirmed: boolean }[];
  }>(`${path('alerts', id)}/similar`);
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
  const answer = await api.get<{ networks: Network[] }>(
    `/networks${options.unit ? `?${new URLSearchParams({ unit: options.unit })}` : ''}`,
  );
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
  const shown = await api.get<NetworkWithMembers>(path('networks', id));
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
  const all =
    alerts.length > 0 ? alerts : (await api.get<NetworkWithMembers>(path('networks', id))).members.map((one) => one.id);
  const shown = await api.post<NetworkWithMembers>(`${path('networks', id)}/confirmation`, {
    name: options.name,
    alerts: all,
  });
  if (options.json) return printJson(shown);
  describe(shown);
}
export async function splitNetwork(id: string, alerts: readonly string[], options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await api.post<NetworkWithMembers>(`${path('networks', id)}/split`, { alerts });
  if (options.json) return printJson(shown);
  describe(shown);
}
export async function mergeNetworks(id: string, other: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await api.post<NetworkWithMembers>(`${path('networks', id)}/merger`, { with: other });
  if (options.json) return printJson(shown);
  describe(shown);
}
export async function nameNetwork(id: string, name: string): Promise<void> {
  const { api } = await loadSession();
  await api.put(`${path('networks', id)}/name`, { name });
  print(`Named ${bold(clean(name))}.`);
}
export async function rejectNetwork(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete(path('networks', id));
  print('Rejected: these alerts are not proposed together again.');
}

function describe(network: NetworkWithMembers): void {
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

/** `liaison search save NAME WORDS` */
export async function saveSearch(
  name: string,
  words: string | undefined,
  options: AsJson & { unit?: string; filter: string[] },
): Promise<void> {
  const { api, session } = await loadSession();
  const filters = { ...(words && { q: words }), ...filtersIn(options.filter) };
  const saved = await api.post('/searches', { unit: options.unit ?? onlyUnit(session.units), name, filters });
  if (options.json) return printJson(saved);
  print(`Saved. You are told of each new alert that it finds: liaison notifications`);
}
export async function listSearches(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get<{
    searches: { id: string; unit: string; name: string; filters: Record<string, string> }[];
  }>('/searches');
  if (options.json) return printJson(answer);
  if (answer.searches.length === 0)
    return say('No saved searches. "liaison search save NAME WORDS" keeps one and tells you what it finds.');
  const rows = answer.searches.map((one) => [
    one.id,
    one.unit,
    one.name,
    Object.entries(one.filters)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  ]);
  print(table(['ID', 'UNIT', 'NAME', 'LOOKS FOR'], rows, width(), 3));
}
export async function removeSearch(id: string): Promise<void> {
  const { api } = await loadSession();
  await api.delete(path('searches', id));
  print('Removed.');
}

/** What happened, in the order of the API; the words are ours. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'alert-received': 'a new alert came in',
  'alert-recalled': 'an alert was recalled, and is erased here',
  'alert-expiring': 'your alert’s validity ends soon: extend it, or let it end',
  'alert-expired': 'an alert’s validity has ended',
  'alert-reminder': 'its author reminds you of an alert',
  'reply-received': 'somebody answered your alert',
  'search-found': 'your saved search found a new alert',
  'similar-found': 'a new alert resembles others of your unit',
  'release-asked': 'a colleague asks for the release of a draft',
  'share-asked': 'a recipient asks to pass your alert on',
  'share-decided': 'its author decided on passing an alert on',
  'erasure-missing': 'recipients have not confirmed that they erased a recalled alert',
  digest: 'your unit’s digest',
};

export async function notifications(options: AsJson & { all?: boolean; watch?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get<{ notifications: Told[] }>(
    `/notifications?limit=100${options.all ? '' : '&unseen=yes'}`,
  );
  if (options.json && !options.watch) return printJson(answer);
  for (const told of [...answer.notifications].reverse()) showTold(told, options);
  if (answer.notifications.length === 0 && !options.watch) say('Nothing new.');
  if (!options.watch && answer.notifications.length > 0)
    await api.post('/notifications/seen', { ids: answer.notifications.map((one) => one.id) });
  if (options.watch) await watch(api, options);
}

/** Shows notifications as they come, until it is interrupted. */
async function watch(api: NodeApi, options: AsJson): Promise<void> {
  say('Waiting for what comes. Ctrl-C ends it.');
  let held = '';
  for await (const chunk of (await api.download('/events')).pipeThrough(new TextDecoderStream())) {
    held += chunk;
    const events = held.split('\n\n');
    held = events.pop()!;
    for (const event of events) {
      const data = /^data: (\{.*\})$/m.exec(event)?.[1];
      if (data) showTold(JSON.parse(data) as Told, options);
    }
  }
}

const showTold = (told: Told, options: AsJson): void =>
  options.json
    ? print(JSON.stringify(told))
    : print(`${time(told.toldAt)}  ${told.unit}  ${IN_WORDS[told.type] ?? told.type}  ${bold(told.subject)}`);
