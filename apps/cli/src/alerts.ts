import type { Answer, Body } from '#libs/api/routes.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { alertAsText, evaluationAsText, handlingAsText } from '#libs/kinds/alert/text.js';
import { ALERT_WORDS } from '#libs/kinds/alert/words/index.js';
import { filtersIn } from './filters.js';
import { languageOf } from './language.js';
import { type AsJson, bold, print, printJson, say, time, tlp, width } from './output.js';
import { onlyUnit, readDraft, showRehearsal, type Written } from './posting.js';
import { FILE_STATE_IN_WORDS } from './saved-files.js';
import { loadSession } from './session.js';
import { printChanges, trustInWords } from './standing.js';
import { isolated, ledger, table, withoutControls, withoutControlsButLines, wrapped } from './table.js';

type Shown = Answer<'/api/v1/bulletins/alert/{id}'>;
/** `liaison alert audience FILE`: every unit, whether it would receive, and why. Sends nothing. */
export async function showAudience(file: string, options: AsJson & { unit?: string }): Promise<void> {
  const { api, session } = await loadSession();
  const unit = options.unit ?? onlyUnit(session.units);
  const { files: _notYet, ...draft } = await readDraft(file);
  const body = { unit, body: draft as object as Written };
  showRehearsal(await api.post('/api/v1/bulletins/alert/audience', { body }), options);
}

export async function inbox(options: {
  sent?: boolean;
  find?: string;
  filter: string[];
  limit?: string;
  before?: string;
  json?: boolean;
}): Promise<void> {
  const { api } = await loadSession();
  const query = {
    box: options.sent ? 'out' : 'in',
    limit: Number(options.limit ?? 50),
    ...(options.find && { q: options.find, sort: 'relevance' as const }),
    ...filtersIn(options.filter),
    ...(options.before && { before: options.before }),
  } as const;
  const page = await api.get('/api/v1/bulletins/alert', { params: { query } });
  if (options.json) return printJson(page);
  if (page.bulletins.length === 0 && (options.find || options.filter.length > 0)) {
    return say('Nothing found. Other spellings and languages were looked for, too; fewer words or filters find more.');
  }
  if (page.bulletins.length === 0) {
    say(
      options.sent
        ? 'Your units have posted nothing yet. "liaison alert post FILE" posts an alert; examples/ has three to try.'
        : 'No alerts here yet. They come by themselves when another unit posts one that your unit subscribes to.',
    );
    return;
  }
  const rows = page.bulletins.map((a) => [
    a.id,
    time(a.storedAt),
    options.sent ? a.unit : a.sender,
    `TLP:${a.tlp}`,
    a.urgent ? 'urgent' : '',
    [
      a.recalled
        ? 'RECALLED'
        : a.weeded
          ? 'WEEDED'
          : a.unreadable
            ? 'UNREADABLE'
            : a.replacedBy
              ? 'REPLACED'
              : a.expired
                ? 'EXPIRED'
                : '',
      a.title,
    ]
      .filter(Boolean)
      .join(' '),
  ]);
  print(
    table(
      ['ID', options.sent ? 'POSTED' : 'RECEIVED', options.sent ? 'BY' : 'FROM', 'HANDLING', '', 'TITLE'],
      rows,
      width(),
      5,
    ),
  );
  const again = [options.sent && '--sent', options.find && `--find ${JSON.stringify(options.find)}`]
    .filter(Boolean)
    .join(' ');
  if (page.next) say(`There are more: liaison inbox ${again} --before ${page.next}`);
}

export async function show(id: string, options: { why?: string; language?: string; json?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const query = options.why ? { why: options.why } : {};
  const shown = await api.get('/api/v1/bulletins/alert/{id}', { params: { path: { id }, query } });
  if (options.json) return printJson(shown);
  if (shown.recall) {
    print(
      bold(
        `RECALLED by ${shown.sender}, ${time(shown.recall.at)}: ${isolated(withoutControls(shown.recall.reason.text))}`,
      ),
    );
  }
  if (shown.replacedBy) print(bold(`REPLACED by ${shown.replacedBy}: read that one.`));
  if (shown.body === null) print('Its content and files are erased here, and its author has our signed word for it.');
  else showContent(shown, shown.body, languageOf(options.language));
  if (shown.trust) print(`\n${trustInWords(shown.trust)}`);
  for (const reply of shown.replies) {
    const where = [reply.seenAt && time(reply.seenAt), reply.place].filter(Boolean).join(', ');
    print(
      `\n${bold(reply.type)} from ${reply.from}, ${time(reply.at)}${where ? ` (seen ${isolated(withoutControls(where))})` : ''}`,
    );
    if (reply.text) print(wrapped(`  ${withoutControls(reply.text.text)}`, width()));
  }
  if (shown.delivery.length > 0) {
    const rows = shown.delivery.map((d) => [
      d.unit,
      shown.recall && d.state !== 'erased' ? `${d.state}, not confirmed` : d.state,
      timeOrNothing(d.erasedAt ?? d.progressAt ?? d.deliveredAt),
      d.reason,
    ]);
    print(`\n${ledger(['UNIT', 'STATE', 'SINCE', 'RECEIVES BECAUSE'], rows, width())}`);
  }
}

const timeOrNothing = (at: string | null): string => (at ? time(at) : '');

/** `liaison alert reply ID` */
export async function replyToAlert(
  id: string,
  options: {
    type: Body<'/api/v1/bulletins/alert/{id}/replies', 'post'>['type'];
    text?: string;
    language: string;
    seen?: string;
    place?: string;
  },
): Promise<void> {
  const { api } = await loadSession();
  const body = {
    type: options.type,
    ...(options.text && { text: { language: options.language, text: options.text } }),
    ...(options.seen && { seenAt: new Date(options.seen).toISOString() }),
    ...(options.place && { place: options.place }),
  };
  await api.post('/api/v1/bulletins/alert/{id}/replies', { params: { path: { id } }, body });
  print('It goes to the alert’s author, and to nobody else.');
}

function showContent(shown: Shown, alert: NonNullable<Shown['body']>, language: ReaderLanguage): void {
  const { label, action } = ALERT_WORDS[language];
  print(tlp(shown.tlp, ` ${withoutControls(handlingAsText(alert, language))} `));
  print(bold(isolated(withoutControls(alert.title.text))));
  print(
    `${label.from} ${shown.sender}, ${time(shown.createdAt)}. ${label.validUntil} ${time(alert.validUntil)}. ${label.actionAsked}: ${action[alert.actionAsked]}.`,
  );
  print(`${evaluationAsText(alert, language)}.\n`);
  if (alert.passedOn) {
    print(
      bold(
        `Passed on by ${shown.sender} with the signed consent of its author, ${alert.passedOn.author} (${alert.passedOn.alert}).`,
      ),
    );
  }
  if (alert.replaces) {
    print(
      `${bold(alert.replaces.as)} ${alert.replaces.bulletin}: ${isolated(withoutControls(alert.replaces.note.text))}`,
    );
    printChanges(shown);
    print('');
  }
  print(wrapped(withoutControlsButLines(alertAsText(alert, language)), width()));
  for (const { name, state } of shown.files.filter((one) => one.state !== 'here'))
    print(`${name}: ${FILE_STATE_IN_WORDS[state]}`);
  if (alert.files.length > 0)
    say(`\nTo keep a file: liaison file save ${alert.files[0]!.name} --alert ${shown.id} --output PATH`);
}
