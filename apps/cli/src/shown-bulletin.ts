import { type Bulletin, bulletinsAt, type ShownBulletin } from '#libs/api/bulletins.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { blocksOfBulletin, headOfBulletin } from '#libs/kinds/bulletin-blocks.js';
import { BULLETIN_WORDS } from '#libs/kinds/bulletin-words.js';
import { changesInWords } from '#libs/kinds/changes-in-words.js';
import { handlingIn } from '#libs/kinds/handling-line.js';
import { fieldWordsIn, voiceIn } from '#libs/kinds/voice.js';
import { languageOf } from './language.js';
import { type OfKind, ofKind } from './of-kind.js';
import { type AsJson, bold, print, printJson, say, time, tlp, width } from './output.js';
import { FILE_STATE_IN_WORDS } from './saved-files.js';
import { loadSession } from './session.js';
import { clean, ledger, table, withoutControls, withoutControlsButLines, wrapped } from './table.js';

/** `liaison bulletin show ID`: what it says, what may be done with it, who has it, and why to believe it. */
export async function showBulletin(
  id: string,
  options: AsJson & OfKind & { why?: string; language?: string },
): Promise<void> {
  const { api } = await loadSession();
  const { kind, why } = options;
  const language = languageOf(options.language);
  const query = why ? { why } : {};
  const shown = await api.get(bulletinsAt(kind, '/{id}'), { params: { path: { id }, query } });
  if (options.json) return printJson(shown);
  if (shown.recall)
    print(bold(`RECALLED by ${shown.sender}, ${time(shown.recall.at)}: ${clean(shown.recall.reason.text)}`));
  if (shown.replacedBy) print(bold(`REPLACED by ${shown.replacedBy}: read that one.`));
  if (shown.body === null) print(WITHOUT_CONTENT[shown.unreadable ? 'unreadable' : 'erased']);
  else showBody(shown, shown.body, options, language);
  if (shown.trust) print(`\n${trustInWords(shown.trust)}`);
  showReplies(shown);
  showDelivery(shown);
}

const WITHOUT_CONTENT = {
  erased: 'Its content and files are erased here.',
  unreadable: 'This cannot be read here: ask its author to send it anew.',
} as const;

function showBody(shown: Bulletin, body: NonNullable<ShownBulletin['body']>, of: OfKind, language: ReaderLanguage) {
  const words = BULLETIN_WORDS[of.kind][language];
  const named = fieldWordsIn(language, words);
  const voice = voiceIn(language, words);
  const { labelOf, codeOf } = named;
  print(tlp(shown.tlp, ` ${withoutControls(handlingIn(body.handling, { ...words, codeOf }))} `));
  print(bold(`${clean(shown.title)}${shown.urgent ? ` (${labelOf('urgent')})` : ''}`));
  print(
    `${labelOf('sender')} ${shown.sender}, ${time(shown.createdAt)}. ${labelOf('validUntil')} ${time(body.validUntil)}.`,
  );
  for (const line of headOfBulletin(of.kind, body, voice)) print(wrapped(`${withoutControls(line)}.`, width()));
  if (body.passedOn)
    print(
      bold(
        `Passed on by ${shown.sender} with the signed consent of its author, ${body.passedOn.author} (${body.passedOn.alert}).`,
      ),
    );
  if (body.replaces) {
    const { as, bulletin, note } = body.replaces;
    print(`\n${bold(codeOf(as))} ${bulletin}: ${clean(note.text)}`);
    const rows = changesInWords(shown.changes ?? [], named, language).map(({ field, before, after }) => [
      `  ${field}`,
      `${before ?? '(nothing)'} → ${after ?? '(nothing)'}`,
    ]);
    if (rows.length > 0) print(ledger(['  FIELD', 'CHANGED'], rows, width()));
  }
  for (const { heading, lines } of blocksOfBulletin(of.kind, body, voice)) {
    print(`\n${bold(withoutControls(heading))}`);
    for (const line of lines) print(wrapped(`  ${withoutControlsButLines(line)}`, width()));
  }
  for (const { name, state } of shown.files.filter((file) => file.state !== 'here'))
    print(`${name}: ${FILE_STATE_IN_WORDS[state]}`);
  if (body.files.length > 0)
    say(`\nTo keep a file: liaison file save ${body.files[0]!.name} --bulletin ${shown.id}${ofKind(of)} --output PATH`);
  const sources = shown.sources.map(({ bulletin, author, standing }) => [bulletin, author, standing]);
  if (sources.length > 0) print(`\n${table(['RESTS ON', 'FROM', 'STANDS'], sources, width(), 1)}`);
}

function showReplies({ replies }: Bulletin): void {
  for (const { type, from, at, seenAt, place, text } of replies) {
    const where = [seenAt && time(seenAt), place].filter(Boolean).join(', ');
    print(`\n${bold(type)} from ${from}, ${time(at)}${where ? ` (seen ${clean(where)})` : ''}`);
    if (text) print(wrapped(`  ${withoutControlsButLines(text.text)}`, width()));
  }
}

function showDelivery({ delivery, recall }: Bulletin): void {
  if (delivery.length === 0) return;
  const rows = delivery.map(({ unit, state, deliveredAt, progressAt, erasedAt, reason }) => {
    const since = erasedAt ?? progressAt ?? deliveredAt;
    return [
      unit,
      recall && state !== 'erased' ? `${state}, not confirmed` : state,
      since === null ? '' : time(since),
      reason,
    ];
  });
  print(`\n${ledger(['UNIT', 'STATE', 'SINCE', 'RECEIVES BECAUSE'], rows, width())}`);
}

/** Why to believe a bulletin, or not. */
function trustInWords(trust: NonNullable<Bulletin['trust']>): string {
  const place = trust.channelSequence === null ? '' : ` · number ${trust.channelSequence} in its channel to you`;
  const clock =
    trust.clockAheadMinutes === null
      ? ''
      : `\nIts author’s clock is ${trust.clockAheadMinutes} minutes ahead of your node’s: do not rely on its times.`;
  const signed = `Signed by ${trust.signedBy} · key ${trust.keyId.slice(0, 8)} valid then · log position ${trust.logPosition}${place}${clock}`;
  if (!trust.revoked) return signed;
  const since = time(trust.revoked.compromisedAt);
  return trust.revoked.afterwards
    ? `${signed}\nDO NOT RELY ON THIS: it came in after ${since}, from when on that key was in wrong hands. Call ${trust.signedBy}.`
    : `${signed}\nThat key was in wrong hands from ${since} on; this had come in before.`;
}
