import type { Answer } from '#libs/api/routes.js';
import { wordsByCode } from '#libs/kinds/bulletin-acts.js';
import { BULLETIN_NAMES } from '#libs/kinds/bulletin-names.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { wordIn } from '#libs/kinds/case-words.js';
import type { NodeApi } from './api.js';
import { ofKind } from './of-kind.js';
import { type AsJson, bold, print, printJson, say, time } from './output.js';
import { loadSession } from './session.js';

type Told = Answer<'/api/v1/notifications'>['notifications'][number];

/** Of a case in the words of its kind. */
const ofCase = (kind: string, type: string): string =>
  wordIn(CASE_KINDS[kind]?.words.en ?? {}, 'told', type.replace(/^case-/, ''));

/** What happened beside bulletins, in the order of the API; the words are ours. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'search-found': 'your saved search found something new',
  'similar-found': 'a new alert resembles others of your unit',
  'share-asked': 'a recipient asks to pass your alert on',
  'share-decided': 'its author decided on passing an alert on',
  'share-release-asked': 'a colleague asks you to grant, or to send, what is passed on',
  digest: 'your unit’s digest',
};

/** What happened to bulletins, in the words of their kinds, by `told.alert-received`. */
const OF_BULLETINS: Readonly<Record<string, string>> = Object.assign(
  {},
  ...BULLETIN_NAMES.map((name) => wordsByCode(name, BULLETIN_WORDS[name].en)),
);
const inWords = ({ kind, type }: Told): string => {
  if (kind && type === 'release-asked') return `a colleague asks for the release of a draft: ${releaseOf(kind)}`;
  return kind ? ofCase(kind, type) : (IN_WORDS[type] ?? OF_BULLETINS[`told.${type}`] ?? type);
};

/** With what a draft is released; beginnings of cases are kept as of kind `case`, whatever they begin. */
function releaseOf(kind: string): string {
  const bulletin = BULLETIN_NAMES.find((name) => name === kind);
  if (bulletin) return `liaison draft release${ofKind({ kind: bulletin })}`;
  return `liaison ${kind === 'case' ? 'case' : 'request'} release`;
}

export async function notifications(options: AsJson & { all?: boolean; watch?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const query = { limit: 100, ...(!options.all && { unseen: 'yes' as const }) };
  const answer = await api.get('/api/v1/notifications', { params: { query } });
  if (options.json && !options.watch) return printJson(answer);
  for (const told of [...answer.notifications].reverse()) showTold(told, options);
  if (answer.notifications.length === 0 && !options.watch) say('Nothing new.');
  if (!options.watch && answer.notifications.length > 0)
    await api.post('/api/v1/notifications/seen', { body: { ids: answer.notifications.map((one) => one.id) } });
  if (options.watch) await watch(api, options);
}

/** Shows notifications as they come, until it is interrupted. */
async function watch(api: NodeApi, options: AsJson): Promise<void> {
  say('Waiting for what comes. Ctrl-C ends it.');
  let held = '';
  const events = await api.get('/api/v1/events', { parseAs: 'stream' });
  for await (const chunk of events.pipeThrough(new TextDecoderStream())) {
    held += chunk;
    const whole = held.split('\n\n');
    held = whole.pop()!;
    for (const event of whole) {
      const data = /^data: (\{.*\})$/m.exec(event)?.[1];
      if (data) showTold(JSON.parse(data) as Told, options);
    }
  }
}

const showTold = (told: Told, options: AsJson): void =>
  options.json
    ? print(JSON.stringify(told))
    : print(`${time(told.toldAt)}  ${told.unit}  ${inWords(told)}  ${bold(told.subject)}`);
