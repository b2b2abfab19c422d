import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { ReaderLanguage } from '#libs/geography/country.js';
import { accept, type Outcome, refuse } from '#libs/outcome/index.js';
import { lawFor } from './completeness.js';
import { Measure, type MeasureType } from './measures.js';
import { RequestDraft } from './request.js';
import { ASSISTANCE_WORDS } from './words/index.js';

/** One line of a form: where its answer goes, and what kind of answer that is. */
interface Field {
  readonly path: string;
  readonly kind: 'text' | 'words' | 'number' | 'boolean' | 'list' | 'fixed';
  readonly value?: string;
  /** The answers that there are, where they are few. */
  readonly choices?: readonly string[];
}
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: string;
}

const COLUMNS = ['field', 'question', 'law', 'answer', 'translation'] as const;
const MARK = 'Liaison form 1: request for mutual legal assistance';

/** How many persons, places, accounts and devices a form has room for. */
export interface FormRoom {
  readonly persons: number;
  readonly places: number;
  readonly accounts: number;
  readonly devices: number;
}

/**
 * A request as a form that any spreadsheet program opens: a line for each answer, in the officer's language, with a column for the translation.
 * @param measures the types of assistance that it asks for, a block of lines each
 */
export function requestForm(
  language: ReaderLanguage,
  translation: ReaderLanguage,
  measures: readonly MeasureType[],
  room: FormRoom,
): string {
  const rows = fieldsOf(measures, room).map(({ path, choices, value, kind }) => {
    const question = [
      questionFor(path, language),
      ...(choices ? [`(${choices.join(' | ')})`] : []),
      ...(kind === 'list' ? ['(…; …)'] : []),
    ];
    return [path, question.join(' '), lawFor(path)[1], value ?? '', ''];
  });
  const head = [MARK, '', '', language, translation];
  // With semicolons and a byte order mark: as spreadsheet programs expect it where the comma is a decimal one.
  return stringify([head, [...COLUMNS], ...rows], { delimiter: ';', bom: true });
}

/** Reads a filled form. What is left empty is left out; whether the rest is enough, the completeness check says. */
export function readRequestForm(csv: string): Outcome<Record<string, unknown>, 'form-malformed'> {
  const malformed = (what: string) =>
    refuse(
      'form-malformed',
      `This is not a form for a request: ${what}.`,
      'Fill in the form that "liaison request form" made, and leave its first columns as they are.',
    );
  let lines: string[][];
  try {
    lines = parse(csv, { bom: true, delimiter: delimiterOf(csv), relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    return malformed(error instanceof Error ? error.message : 'it is no CSV');
  }
  const [head, , ...rows] = lines;
  if (head?.[0] !== MARK) return malformed('its first line is another one');
  const [language, translation] = [head[3] ?? '', head[4] ?? ''];
  const byPath = new Map(everyField().map((field) => [pattern(field.path), field]));
  const request: Record<string, unknown> = {};
  for (const [i, [path = '', , , answer = '', translated = '']] of rows.entries()) {
    if (answer.trim() === '') continue;
    const field = byPath.get(pattern(path));
    if (!field) return malformed(`line ${i + 3} names the field "${path}", which there is not`);
    put(request, path, answerOf(field, answer.trim(), language, translated.trim(), translation));
  }
  return accept(compact(request) as Record<string, unknown>);
}

/** Spreadsheet programs write the delimiter of their own country: it is the one after the first column’s heading. */
const delimiterOf = (csv: string): string => /^"?field"?([;,\t])/m.exec(csv)?.[1] ?? ';';

/** `persons[3].name` and `persons[0].name` are one field; no list has more than a hundred places. */
const pattern = (path: string): string => path.replace(/\[\d{1,2}\]/g, '[]');

function answerOf({ kind }: Field, answer: string, language: string, translated: string, translation: string): unknown {
  if (kind === 'words') {
    return { language, text: answer, translations: translated ? [{ language: translation, text: translated }] : [] };
  }
  if (kind === 'number') return Number(answer.replace(/\s/g, '').replace(',', '.'));
  if (kind === 'boolean') return /^(yes|oui|sim|sí|si|نعم|true|1|x)$/i.test(answer);
  if (kind === 'list')
    return answer
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return answer;
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  let at: Record<string, unknown> = target;
  steps.forEach((step, i) => {
    if (i === steps.length - 1) at[step] = value;
    else {
      at[step] ??= /^\d+$/.test(steps[i + 1]!) ? [] : {};
      at = at[step] as Record<string, unknown>;
    }
  });
}

/** Lists without the places that were left empty; parts that hold nothing but what the form itself had put there are dropped. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== undefined && !isBare(one)).map(compact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, compact(one)]));
}
const FIXED = ['id', 'number', 'type'];
const isBare = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every((name) => FIXED.includes(name));

const schemaOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
const REQUEST = schemaOf(RequestDraft);
const MEASURES = new Map(Measure.options.map((one) => [one.shape.type.value as MeasureType, schemaOf(one)]));

function fieldsOf(measures: readonly MeasureType[], room: FormRoom): Field[] {
  return Object.entries(REQUEST.properties ?? {}).flatMap(([name, schema]) => {
    // Annexes are files: they are attached to the draft, not written into a form.
    if (name === 'annexes') return [];
    if (name === 'measures') return measures.flatMap((type, i) => measureFields(type, i));
    if (name in room) {
      return Array.from({ length: room[name as keyof FormRoom] }, (_, i) => subjectFields(name, schema, i)).flat();
    }
    return leaves(schema, name);
  });
}
const everyField = (): Field[] => fieldsOf([...MEASURES.keys()], { persons: 1, places: 1, accounts: 1, devices: 1 });

const LETTERS: Readonly<Record<string, string>> = { persons: 'P', places: 'L', accounts: 'A', devices: 'D' };
function subjectFields(name: string, schema: Schema, i: number): Field[] {
  const items = schema.items?.anyOf ?? schema.items?.oneOf;
  // A device may be one of several things: the form asks for the fields of all of them.
  const own = items ? merged(items) : schema.items!;
  return leaves(own, `${name}[${i}]`).map((field) =>
    field.path === `${name}[${i}].id` ? { ...field, kind: 'fixed' as const, value: `${LETTERS[name]}${i + 1}` } : field,
  );
}
function measureFields(type: MeasureType, i: number): Field[] {
  return leaves(MEASURES.get(type)!, `measures[${i}]`).map((field) => {
    if (field.path === `measures[${i}].number`) return { ...field, value: String(i + 1) };
    return field.path === `measures[${i}].type` ? { ...field, kind: 'fixed' as const, value: type } : field;
  });
}
const merged = (schemas: readonly Schema[]): Schema => ({
  type: 'object',
  properties: {
    ...Object.assign({}, ...schemas.map((one) => one.properties)),
    type: { enum: schemas.map((one) => one.properties?.type?.const ?? '') },
  },
});

const isWords = ({ properties }: Schema): boolean =>
  properties !== undefined && 'translations' in properties && 'text' in properties;

/** Every place in a schema that takes an answer. */
function leaves(schema: Schema, path: string): Field[] {
  if (isWords(schema)) return [{ path, kind: 'words' }];
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, one]) => leaves(one, `${path}.${name}`));
  if (schema.type === 'array')
    return schema.items && (schema.items.properties || schema.items.anyOf?.some((one) => one.properties))
      ? leaves(schema.items, `${path}[0]`)
      : [{ path, kind: 'list' }];
  if (schema.enum) return [{ path, kind: 'text', choices: schema.enum }];
  if (schema.type === 'boolean') return [{ path, kind: 'boolean', choices: ['yes', 'no'] }];
  return [{ path, kind: schema.type === 'number' || schema.type === 'integer' ? 'number' : 'text' }];
}

/** Fields that are asked for under another one’s word. */
const ALIASES: Readonly<Record<string, string>> = {
  nationalities: 'nationality',
  documents: 'documentNumber',
  isPseudonym: 'pseudonym',
  isMinor: 'minor',
  highestPenalty: 'penalty',
  iban: 'number',
};

/** The question in the officer's language, as far as there are words for it; its field's name besides. */
function questionFor(path: string, language: ReaderLanguage): string {
  const { heading, label } = ASSISTANCE_WORDS[language];
  const steps = path.replace(/\[\d+\]/g, '').split('.');
  const numbers = /\[(\d+)\]/.exec(path);
  const words = steps.map((step, i) => {
    if (i === 0 && step in heading)
      return heading[step as keyof typeof heading] + (numbers ? ` ${Number(numbers[1]) + 1}` : '');
    const named = ALIASES[step] ?? step;
    return named in label ? label[named as keyof typeof label] : step;
  });
  return words.join(' › ');
}
