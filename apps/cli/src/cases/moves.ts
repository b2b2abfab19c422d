import { basename } from 'node:path';
import { z } from 'zod';
import { CASE_KINDS } from '#libs/kinds/case-kinds.js';
import { readJsonFile, refused } from '../files.js';
import { type AsJson, bold, print, printJson, say, width } from '../output.js';
import { onlyUnit } from '../posting.js';
import { loadSession } from '../session.js';
import { ledger } from '../table.js';
import { contentOfFile, mediaTypeOf, uploadFile } from '../upload.js';
import { type Case, caseOf } from './case.js';

const Fields = z.record(z.string(), z.json());
/** What every party learns and what else it says; or all of it in one, as people write it. */
const Beginning = z.union([z.strictObject({ terms: Fields, content: Fields }), Fields]);

/** `liaison case begin MOVE FILE`: whatever is not drafted first. */
export async function beginCase(
  move: string,
  file: string,
  options: AsJson & { unit?: string; kind?: string; ask?: boolean },
): Promise<void> {
  const { api, session } = await loadSession();
  const kind = options.kind ?? kindThatBegins(move);
  const read = await readJsonFile(file, 'beginning of a case', Beginning);
  const { beginnings } = await api.get('/api/v1/cases/forms', { params: { query: { kind } } });
  const said = isParted(read) ? read : parted(read, beginnings[move]?.terms as Schema | undefined);
  const unit = options.unit ?? onlyUnit(session.units);
  if (options.ask) {
    const kept = await api.post('/api/v1/case-drafts', { body: { unit, drafted: { kind, move, ...said } } });
    const params = { path: { id: kept.id } };
    await api.post('/api/v1/case-drafts/{id}/release-request', { params, body: { version: kept.version } });
    if (options.json) return printJson(kept);
    print(`Kept as ${bold(kept.id)}, and a second officer is asked to release it.`);
    return print(`  liaison case release ${kept.id}`);
  }
  const begun = await api.post('/api/v1/cases', { body: { unit, kind, move, ...said } });
  if (options.json) return printJson(begun);
  print(`Begun and sent. The case is ${bold(begun.id.slice(0, 12))}.`);
  print(`  liaison case show ${begun.id.slice(0, 12)}`);
}

type Parted = { terms: z.infer<typeof Fields>; content: z.infer<typeof Fields> };
const isParted = (read: object): read is Parted => 'terms' in read && 'content' in read;
/** Each field to where the form has it. */
function parted(read: z.infer<typeof Fields>, terms: Schema = {}): Parted {
  const those = (isTerm: boolean) =>
    Object.fromEntries(Object.entries(read).filter(([name]) => name in (terms.properties ?? {}) === isTerm));
  return { terms: those(true), content: those(false) };
}

/** The one kind of case that begins with a move. */
function kindThatBegins(move: string): string {
  const kinds = Object.keys(CASE_KINDS).filter((kind) => move in CASE_KINDS[kind]!.beginnings);
  if (kinds.length === 1) return kinds[0]!;
  throw refused(
    kinds.length === 0 ? `No case begins with "${move}".` : `Cases of several kinds begin with "${move}".`,
    `Give --kind: ${(kinds.length === 0 ? Object.keys(CASE_KINDS) : kinds).join(', ')}.`,
    'kind-unclear',
  );
}

/** `liaison case drafts`: beginnings that wait for a second officer. */
export async function listCaseDrafts(options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const answer = await api.get('/api/v1/case-drafts');
  if (options.json) return printJson(answer);
  if (answer.drafts.length === 0) return say('None waits. "liaison case begin MOVE FILE --ask" keeps one.');
  const rows = answer.drafts.map((one) => [one.id, one.kind, one.reference ?? '', one.releaseAskedBy ?? '']);
  print(ledger(['DRAFT', 'KIND', 'REFERENCE', 'ASKED BY'], rows, width()));
}

/** `liaison case release DRAFT`: as the second officer, after a look at what it says. */
export async function releaseCase(id: string, options: AsJson & { look?: boolean }): Promise<void> {
  const { api } = await loadSession();
  const params = { path: { id } };
  const draft = await api.get('/api/v1/case-drafts/{id}', { params });
  if (options.look) return printJson(draft.drafted);
  const begun = await api.post('/api/v1/case-drafts/{id}/release', { params, body: { version: draft.version } });
  if (options.json) return printJson(begun);
  print(`Begun and sent. The case is ${bold(begun.id.slice(0, 12))}.`);
  print(`  liaison case show ${begun.id.slice(0, 12)}`);
}

/** `liaison case do ID MOVE key=value…` */
export async function makeMove(
  id: string,
  move: string,
  pairs: readonly string[],
  options: AsJson & { text?: string; language: string; translation: string[]; attach: string[] },
): Promise<void> {
  const { api } = await loadSession();
  const shown = await caseOf(api, id);
  const { moves } = await api.get('/api/v1/cases/forms', { params: { query: { kind: shown.kind } } });
  const form = moves[move] as { terms: Schema; content: Schema } | undefined;
  if (!form)
    throw refused(
      `There is no move "${move}".`,
      `You can now: ${shown.moves.map((one) => one.move).join(', ')}.`,
      'move-unknown',
    );
  const said =
    'decisions' in (form.terms.properties ?? {}) ? decisionsIn(pairs) : { terms: {}, content: {}, left: pairs };
  const { terms, content } = {
    terms: { ...said.terms } as Record<string, unknown>,
    content: { ...said.content } as Record<string, unknown>,
  };
  for (const pair of said.left) {
    const [, name, text] = /^([\w-]+)=(.*)$/s.exec(pair) ?? [];
    const schema = name && (form.terms.properties?.[name] ?? form.content.properties?.[name]);
    if (!name || !schema) {
      const known = [...Object.keys(form.terms.properties ?? {}), ...Object.keys(form.content.properties ?? {})];
      throw refused(
        `"${pair}" says nothing that "${move}" asks for.`,
        `Write name=value with one of ${known.join(', ')}.`,
        'term-unknown',
      );
    }
    (form.terms.properties?.[name] ? terms : content)[name] = valueFor(schema, text!, options.language);
  }
  Object.assign(terms, { ...begunWith(shown, move), ...terms });
  if (options.text) {
    const translations = options.translation.map((one) => {
      const [, language, text] = /^([a-z]{2,3})=(.*)$/s.exec(one) ?? [];
      if (!language)
        throw refused(`"${one}" is no translation.`, 'Write --translation fr="…".', 'translation-malformed');
      return { language, text };
    });
    content.text = { language: options.language, text: options.text, translations };
  }
  const files = [];
  for (const path of options.attach) {
    const uploaded = await uploadFile(
      api,
      { unit: shown.unit, fileName: basename(path), mediaType: mediaTypeOf(path) },
      await contentOfFile(path),
    );
    files.push({ name: uploaded.name });
    // One file, and a move that names its hash: it is that file's.
    if ('sha256' in (form.terms.properties ?? {}) && terms.sha256 === undefined) terms.sha256 = uploaded.sha256;
  }
  if (files.length > 0) content.files = files;
  const body = { unit: shown.unit, move, terms, content };
  const made = await api.post('/api/v1/cases/{id}/moves', { params: { path: { id: shown.id } }, body });
  if (options.json) return printJson(made);
  print(`Done and sent: ${move}.`);
  print(`  liaison case show ${shown.id.slice(0, 12)}`);
}

/** `liaison case moves ID`: what can be done, what each says, and the rule that it rests on. */
export async function showMoves(id: string, options: AsJson): Promise<void> {
  const { api } = await loadSession();
  const shown = await caseOf(api, id);
  const { moves } = await api.get('/api/v1/cases/forms', { params: { query: { kind: shown.kind } } });
  const open = shown.moves.map(({ move, law }) => ({
    move,
    law,
    terms: namesIn(moves[move]!.terms),
    content: namesIn(moves[move]!.content),
  }));
  if (options.json) return printJson({ moves: open });
  print(
    ledger(
      ['MOVE', 'LAW', 'SAYS'],
      open.map((one) => [one.move, one.law, [...one.terms, ...one.content].join(' ')]),
      width(),
    ),
  );
  say('In brackets: may be left out. "text" is given by --text, "files" by --attach.');
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}
const namesIn = ({ properties = {}, required = [] }: Schema): string[] =>
  Object.keys(properties).map((name) => (required.includes(name) ? name : `[${name}]`));

/** What was typed, as the move's schema takes it. */
function valueFor(schema: Schema, text: string, language: string): unknown {
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      throw refused(`"${text}" is no JSON.`, 'Write it as JSON, or as plain text.', 'value-malformed');
    }
  }
  if (schema.type === 'integer' || schema.type === 'number') return Number(text);
  if (schema.type === 'boolean') return /^(yes|true|1)$/i.test(text);
  if (schema.type === 'array') {
    const parts = text.split(',').map((one) => one.trim());
    // Times on offer: from/until, ISO 8601 with their zone.
    if (schema.items?.type === 'array') return parts.map((one) => one.split('/').map((at) => Date.parse(at)));
    if (schema.items?.properties) return parts.map((one) => ({ language, text: one }));
    return parts.map((one) => (schema.items?.type === 'integer' ? Number(one) : one));
  }
  return schema.properties && 'translations' in schema.properties ? { language, text } : text;
}

/** `1=accepted 2=refused:domestic-law 3=postponed:2027-02-15`, and whatever else is said. */
function decisionsIn(pairs: readonly string[]) {
  const decisions = pairs.flatMap((pair) => {
    const [, measure, decision, more] = /^(\d+)=(accepted|refused|postponed)(?::(.+))?$/.exec(pair) ?? [];
    if (!measure) return [];
    return [
      {
        measure: Number(measure),
        decision,
        ...(decision === 'refused' && { ground: more }),
        ...(decision === 'postponed' && more && { until: more }),
      },
    ];
  });
  return { terms: { decisions }, content: {}, left: pairs.filter((pair) => !/^\d+=/.test(pair)) };
}

/** Whoever asks counts from 1; whoever answers takes the one that is open. */
function begunWith({ moves }: Case, move: string): Record<string, unknown> {
  const open = moves.find((one) => one.move === move);
  return { ...open?.given, ...(open?.choices.number?.length === 1 && { number: open.choices.number[0]!.value }) };
}
