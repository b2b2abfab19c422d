import { bulletinsAt } from '#libs/api/bulletins.js';
import type { Answer, Body } from '#libs/api/routes.js';
import { blocksOfBulletin } from '#libs/kinds/bulletin-blocks.js';
import type { BulletinName } from '#libs/kinds/bulletin-names.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { voiceIn } from '#libs/kinds/voice.js';
import { filtersIn } from './filters.js';
import { languageOf } from './language.js';
import { type AsJson, bold, print, printJson, say, time, tlp, width } from './output.js';
import { type OfKind, ofKind } from './posting.js';
import { FILE_STATE_IN_WORDS } from './saved-files.js';
import { loadSession } from './session.js';
import { printChanges, trustInWords } from './standing.js';
import { isolated, table, withoutControls, withoutControlsButLines, wrapped } from './table.js';

type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;
type AnswerType = Body<'/api/v1/bulletins/alert/{id}/replies', 'post'>['type'];

const wordsFor = (kind: BulletinName) => BULLETIN_WORDS[kind].en.kind;

/** `liaison bulletin list`: those of a kind that the units received and posted, newest first. */
export async function listBulletins(
  options: AsJson & OfKind & { find?: string; filter: string[]; limit: string; before?: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, find, filter, limit, before } = options;
  const query = {
    box: 'all',
    limit: Number(limit),
    ...(find && { q: find }),
    ...filtersIn(filter),
    ...(before && { before }),
  } as const;
  const answer = await api.get(bulletinsAt(kind, ''), { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.bulletins.length === 0 && (find || filter.length > 0))
    return say('Nothing found. Fewer words or filters find more.');
  if (answer.bulletins.length === 0)
    return say(`No ${wordsFor(kind).many} yet. "liaison bulletin post FILE --kind ${kind}" posts one; see examples/.`);
  const rows = answer.bulletins.map((line) => [
    line.id,
    time(line.storedAt),
    line.sender,
    `TLP:${line.tlp}`,
    [standingOf(line), line.title].filter(Boolean).join(' '),
  ]);
  print(table(['ID', 'RECEIVED', 'FROM', 'HANDLING', 'TITLE'], rows, width(), 4));
  if (answer.next) say(`There are more: --before ${answer.next}`);
}

const standingOf = (line: Answer<'/api/v1/bulletins/alert'>['bulletins'][number]): string => {
  const states = { RECALLED: line.recalled, WEEDED: line.weeded, UNREADABLE: line.unreadable };
  const [erased] = Object.entries(states).find(([, holds]) => holds) ?? [];
  return erased ?? (line.replacedBy ? 'REPLACED' : line.expired ? 'EXPIRED' : '');
};

/** `liaison bulletin show ID`: what it says, what it rests on, who answered, who has it. */
export async function showBulletin(
  id: string,
  options: AsJson & OfKind & { why?: string; language?: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, why } = options;
  const query = why ? { why } : {};
  const shown = await api.get(bulletinsAt(kind, '/{id}'), { params: { path: { id }, query } });
  if (options.json) return printJson(shown);
  print(tlp(shown.tlp, ` TLP:${shown.tlp} `));
  print(bold(isolated(withoutControls(shown.title))));
  print(`From ${shown.sender}, ${time(shown.storedAt)}.\n`);
  if (shown.recall)
    print(
      wrapped(`Recalled ${time(shown.recall.at)}: ${withoutControlsButLines(shown.recall.reason.text)}\n`, width()),
    );
  if (shown.replacedBy) print(bold(`REPLACED by ${shown.replacedBy}: read that one.`));
  if (shown.body) showBody(kind, shown, shown.body, options.language);
  else say('Its content is erased here.');
  if (shown.trust) print(`\n${trustInWords(shown.trust)}`);
  for (const { from, at, type, text } of shown.replies)
    print(wrapped(`\n${from}, ${time(at)}: ${type}${text ? ` – ${withoutControlsButLines(text.text)}` : ''}`, width()));
  if (shown.delivery.length > 0)
    print(
      `\n${table(
        ['SENT TO', 'STANDS'],
        shown.delivery.map(({ unit, state }) => [unit, state]),
        width(),
        0,
      )}`,
    );
}

function showBody(kind: BulletinName, shown: Shown, body: NonNullable<Shown['body']>, wanted?: string): void {
  const language = languageOf(wanted);
  for (const { heading, lines } of blocksOfBulletin(kind, body, voiceIn(language, BULLETIN_WORDS[kind][language]))) {
    print(bold(withoutControls(heading)));
    for (const line of lines) print(wrapped(`  ${withoutControlsButLines(line)}`, width()));
  }
  if (body.replaces) {
    print(`\n${body.replaces.as} ${body.replaces.bulletin}: ${withoutControls(body.replaces.note.text)}`);
    printChanges(shown);
  }
  for (const { name, state } of shown.files.filter((file) => file.state !== 'here'))
    print(`${name}: ${FILE_STATE_IN_WORDS[state]}`);
  if (body.files.length > 0)
    say(
      `\nTo keep a file: liaison file save ${body.files[0]!.name} --bulletin ${shown.id}${ofKind({ kind })} --output PATH`,
    );
  const sources = shown.sources.map(({ bulletin, author, standing }) => [bulletin, author, standing]);
  if (sources.length > 0) print(`\n${table(['RESTS ON', 'FROM', 'STANDS'], sources, width(), 1)}`);
}

/** Takes one's own back from everybody who has it. */
export async function recallBulletin(
  id: string,
  options: AsJson & OfKind & { reason: string; language: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, reason: text, language } = options;
  const body = { reason: { language, text } };
  const answer = await api.post(bulletinsAt(kind, '/{id}/recall'), { params: { path: { id } }, body });
  if (options.json) return printJson(answer);
  print(`Recalled from ${answer.recalledFrom.length} units. Each erases it and confirms.`);
}

/** Answers one that came in: to its author alone. */
export async function answerBulletin(
  id: string,
  options: OfKind & { type: AnswerType; text?: string; language: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, type, text, language } = options;
  const body = { type, ...(text && { text: { language, text } }) };
  await api.post(bulletinsAt(kind, '/{id}/replies'), { params: { path: { id } }, body });
  print('Sent to its author.');
}

/** Reminds those who have not opened it. */
export async function remindOfBulletin(id: string, { kind }: OfKind): Promise<void> {
  const { api } = await loadSession();
  const { reminded } = await api.post(bulletinsAt(kind, '/{id}/reminder'), { params: { path: { id } } });
  print(`Reminded ${reminded.length} ${reminded.length === 1 ? 'unit' : 'units'}.`);
}
