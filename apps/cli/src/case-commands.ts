import type { Command } from 'commander';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { listCases, printDocument, showCase } from './cases/case.js';
import { holdCase } from './cases/hold.js';
import { beginCase, listCaseDrafts, makeMove, releaseCase, showMoves } from './cases/moves.js';
import {
  askRequestRelease,
  checkRequest,
  discardRequest,
  importRequest,
  listRequests,
  releaseRequest,
  requestForm,
  requestFrom,
  saveRequest,
  showRequest,
} from './cases/requests.js';

const json = ['--json', 'the same facts for a program'] as const;
const language = ['--language <tag>', 'in en, fr, pt, es or ar; otherwise as your terminal is set up'] as const;
const all = Object.values(CASE_KINDS);
const kinds = `of this kind: ${Object.keys(CASE_KINDS).join(', ')}`;
const beginnings = all
  .flatMap((kind) => Object.keys(kind.beginnings).filter((move) => !kind.isDrafted(move)))
  .join(', ');
const documents = [...new Set(all.flatMap((kind) => kind.documents))].filter((one) => one !== 'record').join(', ');
const many = (value: string, before: string[]): string[] => [...before, value];

/** Cases of every kind, and requests for mutual legal assistance in the writing. */
export function addCases(program: Command): void {
  const request = program.command('request').description('Requests for mutual legal assistance in the writing.');
  request
    .command('save')
    .description(
      'Keep the request in FILE as far as it is written, and say what is missing, why, and where the law says so.',
    )
    .argument('<file>')
    .option('--id <id>', 'over this draft')
    .option('--to <unit>', 'the requested authority')
    .option('--despite <reason>', 'why it goes without what is only advised')
    .option('--unit <unit>', 'the unit that asks, where you work for several')
    .option(...json)
    .action(saveRequest);
  request
    .command('check')
    .description('Say what the request in FILE lacks. Keeps nothing.')
    .argument('<file>')
    .option('--to <unit>', 'the requested authority')
    .option('--unit <unit>', 'the unit that asks')
    .option(...json)
    .action(checkRequest);
  request
    .command('from')
    .description(
      'Begin a request with what an earlier case asked, or a draft that you keep as a template: by its whole id.',
    )
    .argument('<id>')
    .option('--unit <unit>', 'the unit that asks')
    .option(...json)
    .action(requestFrom);
  request
    .command('form')
    .description('Make a form for any spreadsheet program.')
    .requiredOption('--measure <type>', 'a type of assistance, "records"; may be repeated', many, [])
    .option('--language <tag>', 'that it is written in', 'fr')
    .option('--translation <tag>', 'that it is translated into', 'en')
    .option('--persons <n>', 'room for so many persons', '1')
    .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
    .action(requestForm);
  request
    .command('import')
    .description('Take a filled form as a draft.')
    .argument('<file>')
    .option('--to <unit>', 'the requested authority')
    .option('--unit <unit>', 'the unit that asks')
    .option(...json)
    .action(importRequest);
  request
    .command('list')
    .description('Your requests in the writing.')
    .option(...json)
    .action(listRequests);
  request
    .command('show')
    .description('One of them, with what is missing.')
    .argument('<id>')
    .option(...json)
    .action(showRequest);
  request.command('discard').description('Discard it.').argument('<id>').action(discardRequest);
  request.command('ask').description('Ask a second officer to release it.').argument('<id>').action(askRequestRelease);
  request
    .command('release')
    .description('Send it; where two officers are needed, as the second one.')
    .argument('<id>')
    .option(...json)
    .action(releaseRequest);

  const one = program
    .command('case')
    .description('Cases: whose turn it is, what each side did. CASE is the beginning of its id, or a reference.');
  one
    .command('list')
    .description('Your units’ cases, what is due first at the top.')
    .option('--unit <unit>', 'of this unit')
    .option('--kind <kind>', kinds)
    .option('--find <words>', 'by reference or authority')
    .option('--closed', 'those that are over')
    .option(...language)
    .option(...json)
    .action((options) => listCases(options));
  one
    .command('due')
    .description('Those that wait for you.')
    .option('--unit <unit>', 'of this unit')
    .option('--kind <kind>', kinds)
    .option(...language)
    .option(...json)
    .action((options) => listCases({ ...options, waitsFor: 'us' }));
  one
    .command('show')
    .description('One case, whole.')
    .argument('<case>')
    .option('--why <reason>', 'why you look at it, for the audit log')
    .option(...language)
    .option(...json)
    .action(showCase);
  one
    .command('begin')
    .description(
      `Begin one: MOVE is ${beginnings}; FILE as in examples/. What is judged as it is written begins with “liaison request”.`,
    )
    .argument('<move>')
    .argument('<file>')
    .option('--kind <kind>', `${kinds}; where several kinds begin with that move`)
    .option('--unit <unit>', 'the unit that begins it, where you work for several')
    .option('--ask', 'keep it, and ask a second officer to release it: what names a person needs two')
    .option(...json)
    .action(beginCase);
  one
    .command('drafts')
    .description('Beginnings that wait for a second officer.')
    .option(...json)
    .action(listCaseDrafts);
  one
    .command('release')
    .description('Release one of them, as the second officer.')
    .argument('<draft>')
    .option('--look', 'print what it says, and release nothing')
    .option(...json)
    .action(releaseCase);
  one
    .command('moves')
    .description('What you can do in it now, what each move says, and the rule that it rests on.')
    .argument('<case>')
    .option(...json)
    .action(showMoves);
  one
    .command('do')
    .description(
      'Make a move in it: "do 3f2a acknowledge reference=112/26", "do 3f2a decide 1=accepted 2=refused:domestic-law --text …".',
    )
    .argument('<case>')
    .argument('<move>')
    .argument('[pairs...]', 'what the move says, name=value')
    .option('--text <text>', 'in words: reasons, questions, answers')
    .option('--language <tag>', 'of the text', 'en')
    .option('--translation <tag=text>', 'of the text; may be repeated', many, [])
    .option('--attach <path>', 'a file; may be repeated', many, [])
    .option(...json)
    .action(makeMove);
  one
    .command('hold')
    .description('Keep it whatever your unit’s rule says, as a court or an appeal needs it.')
    .argument('<case>')
    .requiredOption('--why <reason>', 'which one; it stands beside the case and in the audit log')
    .option('--end', 'keep it by the rule again')
    .action(holdCase);
  one
    .command('print')
    .description(`As PDF/A. DOCUMENT is record, or what its kind has beside it: ${documents}.`)
    .argument('<case>')
    .argument('<document>')
    .option('--languages <tags>', 'one, or two side by side', 'en')
    .option('--item <item>', 'the piece of evidence, for a custody record')
    .requiredOption('--why <reason>', 'what it is for; it stands on each page and in the audit log')
    .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
    .action(printDocument);
  one
    .command('bundle')
    .description('The case, whole, in one file that anybody can verify without a network.')
    .argument('<case>')
    .option('--languages <tags>', 'of the record in front: one, or two side by side', 'en')
    .requiredOption('--why <reason>', 'what it is for, for the audit log')
    .requiredOption('--output <path>', 'where to; an existing file is never overwritten')
    .action(async (id: string, options: { why: string; output: string; languages: string }) => {
      const { saveBundle } = await import('./cases/bundle.js');
      await saveBundle(id, options);
    });
}
