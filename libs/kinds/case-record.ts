import { verificationCode } from '#libs/cases/verification-code.js';
import { hex } from '#libs/cose/bytes.js';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { writtenMoment } from '#libs/words/written.js';
import { sectionsOf } from './block-lines.js';
import type { CaseBlock } from './case-blocks.js';
import type { CaseSummary } from './case-kind.js';
import type { PaperSources, ReadEvent, SetPaper } from './case-paper.js';
import { type CaseWordsByLanguage, wordIn } from './case-words.js';
import { PAPER_TEMPLATE } from './paper-template.js';
import { isolated, type Line, type Paper, type Section, Writer } from './paper-writer.js';
import { Words } from './said-words.js';

interface Recorded {
  readonly words: CaseWordsByLanguage;
  readonly summary: CaseSummary;
  readonly blocks: readonly CaseBlock[];
}

/** The record of a case of any kind on paper: its parties, what it tells of itself, and everything that was done in it. */
export function recordPaper(
  { words, summary, blocks }: Recorded,
  languages: readonly ReaderLanguage[],
  { caseId, events, printed, names }: PaperSources<unknown>,
): SetPaper | undefined {
  const last = events.at(-1);
  if (!last) return undefined;
  const write = new Writer(languages, words);
  const first = words[languages[0]!];
  const data: Paper = {
    languages,
    directions: languages.map((language) => words[language].direction),
    title: write.line((each) => wordIn(each, 'document', 'record')),
    subtitle: [summary.reference, summary.theirReference].filter((one) => one !== null).join(' · '),
    sections: [
      ...write.section('parties', sides(write, summary, names.unit)),
      ...sectionsOf(
        write,
        blocks.filter((one) => !one.brief),
        names.unit,
      ),
      ...events.map((one, i) => deed(write, one, i)),
    ],
    notices: [write.line((each) => each.notice.use), write.line((each) => each.notice.verify)],
    code: verificationCode(last.event.hash),
    codeLabel: first.label.code,
    footer: [
      caseId.slice(0, 16),
      `${first.label.printed} ${isolated(writtenMoment(languages[0]!, printed.at))}`,
      printed.by,
      printed.why,
    ]
      .map(isolated)
      .join(' · '),
  };
  return { template: PAPER_TEMPLATE, data };
}

function sides(write: Writer, summary: CaseSummary, nameOf: (address: string) => string | undefined): Line[] {
  const named = (unit: string) => [nameOf(unit), unit].filter((one) => one !== undefined).join(' · ');
  return [
    ...write.fact('requesting', named(summary.requesting)),
    ...write.fact('requested', named(summary.requested)),
    ...write.fact('reference', summary.reference),
    ...write.fact('theirReference', summary.theirReference),
  ];
}

/** One thing that was done in the case. */
function deed(write: Writer, { event, content, absent, refusal }: ReadEvent, i: number): Section {
  const text = Words.safeParse((content as { text?: unknown } | undefined)?.text);
  return {
    heading: write.line(
      (words, language) =>
        `${i + 1}. ${wordIn(words, 'move', event.move)} · ${isolated(event.author)} · ${isolated(writtenMoment(language, event.at))}`,
    ),
    lines: [
      ...(refusal ? [write.line((words) => `${words.label.without}${words.colon}${isolated(refusal)}`)] : []),
      ...(absent ? [write.line((words) => words.label[absent])] : []),
      ...(text.success ? write.words(text.data) : []),
      ...write.fact('code', `${verificationCode(event.hash)} · ${hex(event.hash).slice(0, 32)}…`),
    ],
  };
}
